/** What the scripts of the site have brought so far. */
import { byCodeUnit } from '../../order.ts'
import type { SiteDetail, SiteLibrary, SiteReceiver, SiteRow } from '../../targets/site/site-data.ts'
import { searchable, type Searchable } from './search.ts'

export interface SiteGame {
  readonly platform: string
  readonly shelf: string
  /** Place on its shelf: where its details are. */
  readonly at: number
  readonly row: SiteRow
  readonly key: Searchable
}

export interface SiteStore {
  readonly library: SiteLibrary | undefined
  /** By title, platform, release. Undefined until all shelves are there. */
  readonly games: readonly SiteGame[] | undefined
  /** A script that should be there could not be loaded. */
  readonly failed: string | undefined
  detail(game: SiteGame): SiteDetail | undefined
  /** Loads the details of a shelf, once. */
  want(game: SiteGame): void
  subscribe(listener: () => void): void
}

type Load = (path: string, onError: () => void) => void

export function createStore(load: Load): { readonly store: SiteStore; readonly receiver: SiteReceiver } {
  const listeners = new Set<() => void>()
  const shelves = new Map<string, readonly SiteGame[]>()
  const details = new Map<string, readonly SiteDetail[]>()
  const asked = new Set<string>()
  let library: SiteLibrary | undefined
  let games: readonly SiteGame[] | undefined
  let failed: string | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const loadOnce = (path: string): void => {
    if (asked.has(path)) return
    asked.add(path)
    load(path, () => {
      failed = path
      tell()
    })
  }
  const store: SiteStore = {
    get library() {
      return library
    },
    get games() {
      return games
    },
    get failed() {
      return failed
    },
    detail: ({ platform, shelf, at }) => details.get(`${platform}-${shelf}`)?.[at],
    want: ({ platform, shelf }) => loadOnce(`data/${platform}-${shelf}-more.js`),
    subscribe: (listener) => void listeners.add(listener),
  }
  const receiver: SiteReceiver = {
    library(given) {
      library = given
      const paths = given.platforms.flatMap(({ slug, shelves: all }) =>
        all.map((shelf) => `data/${slug}-${shelf}.js`),
      )
      if (paths.length === 0) games = []
      tell()
      for (const path of paths) loadOnce(path)
    },
    rows(platform, shelf, rows) {
      const made = rows.map((row, at): SiteGame => ({
        platform,
        shelf,
        at,
        row,
        key: searchable(row[0], row[1]),
      }))
      shelves.set(`${platform}-${shelf}`, made)
      const expected = library?.platforms.reduce((sum, { shelves: all }) => sum + all.length, 0)
      if (shelves.size !== expected) return
      games = [...shelves.values()].flat().sort(inOrder)
      tell()
    },
    details(platform, shelf, given) {
      details.set(`${platform}-${shelf}`, given)
      tell()
    },
  }
  return { store, receiver }
}

function inOrder(a: SiteGame, b: SiteGame): number {
  return (
    byCodeUnit(a.key.title, b.key.title) ||
    byCodeUnit(a.platform, b.platform) ||
    byCodeUnit(a.row[1], b.row[1])
  )
}
