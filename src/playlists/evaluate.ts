/** Turns a playlist into the picks it lists. */
import { canonicalRegion, languageMeets } from '../names/regions.ts'
import { byCodeUnit } from '../order.ts'
import { anyGlob } from '../select/glob.ts'
import { nearestTo } from '../select/nearest.ts'
import type { Pick } from '../select/pick.ts'
import type { Playlist, PlaylistQuery } from './playlist.ts'
import { normalizeTitle } from './titles.ts'

interface PlaylistResult {
  readonly picks: readonly Pick[]
  /** Games of the list that are known and not owned. */
  readonly missing: number
  readonly unresolved: readonly UnresolvedTitle[]
}

interface UnresolvedTitle {
  readonly title: string
  /** The nearest titles, best first; may be empty. */
  readonly nearest: readonly string[]
}

/**
 * The owned picks of a playlist, in its order and within its limit. With both `titles` and `where`, the titles come
 * first and the query adds to them. Ties of an order are settled by title, platform and release.
 */
export function evaluate(_name: string, playlist: Playlist, picks: readonly Pick[]): PlaylistResult {
  const sorted = picks.toSorted(byTitle)
  const { found, unresolved } = byTitles(playlist.titles ?? [], sorted)
  const queried = playlist.where || !playlist.titles ? sorted.filter(queryOf(playlist.where ?? {})) : []
  const listed = [...new Set([...found, ...queried])]
  const present = listed.filter(({ files }) => files.length > 0)
  const order = playlist.order ?? (playlist.titles ? 'list' : 'title')
  const ordered =
    order === 'list' ? present : present.toSorted((a, b) => ORDERS[order](a, b) || byTitle(a, b))
  return {
    picks: ordered.slice(0, playlist.limit ?? ordered.length),
    missing: listed.length - present.length,
    unresolved,
  }
}

function byTitles(
  titles: readonly string[],
  picks: readonly Pick[],
): { found: Pick[]; unresolved: UnresolvedTitle[] } {
  const found: Pick[] = []
  const unresolved: UnresolvedTitle[] = []
  if (titles.length === 0) return { found, unresolved }
  const releases = index(picks, ({ release }) => release)
  const games = index(picks, ({ game }) => game)
  const loose = index(picks, ({ game }) => normalizeTitle(game))
  const looseReleases = index(picks, ({ release }) => normalizeTitle(release))
  for (const title of titles) {
    const folded = normalizeTitle(title)
    const hits = releases.get(title) ?? games.get(title) ?? loose.get(folded) ?? looseReleases.get(folded)
    if (hits) found.push(...gamesFirst(hits, title))
    else unresolved.push({ title, nearest: nearestGames(title, folded, loose) })
  }
  return { found, unresolved }
}

/** A title means the game; its demos only where there is no game, or when the release itself is named. */
function gamesFirst(hits: readonly Pick[], title: string): readonly Pick[] {
  if (hits.length === 1 || hits.some(({ release }) => release === title)) return hits
  const games = hits.filter(({ isApart }) => !isApart)
  return games.length > 0 ? games : hits
}

function nearestGames(title: string, folded: string, loose: ReadonlyMap<string, readonly Pick[]>): string[] {
  if (title.trim() === '') return []
  return nearestTo(folded, loose.keys(), 3).flatMap((near) => loose.get(near)?.[0]?.game ?? [])
}

function index(picks: readonly Pick[], keyOf: (pick: Pick) => string): Map<string, Pick[]> {
  const map = new Map<string, Pick[]>()
  for (const pick of picks) {
    const key = keyOf(pick)
    const same = map.get(key)
    if (same) same.push(pick)
    else map.set(key, [pick])
  }
  return map
}

function queryOf({ platform, region, language, title, year }: PlaylistQuery): (pick: Pick) => boolean {
  const regions = region && new Set(region.map((spelling) => canonicalRegion(spelling) ?? spelling))
  const titleTest = title && anyGlob(title)
  return (pick) => {
    if (platform && !platform.includes(pick.platform)) return false
    if (regions && !pick.regions.some((name) => regions.has(name))) return false
    if (
      language &&
      !language.some((wanted) => pick.languages.some((stated) => languageMeets(stated, wanted)))
    )
      return false
    if (titleTest && !titleTest(pick.game)) return false
    if (!year) return true
    if (pick.year === undefined) return false
    return pick.year >= (year.from ?? -Infinity) && pick.year <= (year.to ?? Infinity)
  }
}

type Compare = (a: Pick, b: Pick) => number

/** Picks without a year come last. */
const ORDERS: Readonly<Record<'title' | 'year' | 'release' | 'platform', Compare>> = {
  title: () => 0,
  year: (a, b) => compareNumbers(a.year ?? Infinity, b.year ?? Infinity),
  release: (a, b) => byCodeUnit(a.release, b.release),
  platform: (a, b) => byCodeUnit(a.platform, b.platform),
}

function byTitle(a: Pick, b: Pick): number {
  return (
    byCodeUnit(a.game.toLowerCase(), b.game.toLowerCase()) ||
    byCodeUnit(a.platform, b.platform) ||
    compareNumbers(a.disc ?? 0, b.disc ?? 0) ||
    byCodeUnit(a.release, b.release)
  )
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
