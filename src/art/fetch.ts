/** Fetches what devices miss, and nothing else: for each empty place the first picture that anybody has. */
import type { Artwork } from '../metadata/game.ts'
import { parseReleaseName } from '../names/parse.ts'
import type { PictureKind } from '../targets/pictures/files.ts'
import type { Try } from './choose.ts'
import type { ArtCache } from './cache.ts'
import type { Downloads } from './download.ts'
import { findsIn } from './finds.ts'
import type { Offers, WantedGame } from './offers.ts'

/** A place for a picture that is empty, or that a better one may fill. */
export interface EmptyPlace {
  readonly game: WantedGame
  /** What goes there: the first of these that anybody has. */
  readonly tries: readonly Try[]
}

/** Equal for places that want the same. */
export function placeKey({ game: { platform, release }, tries }: EmptyPlace): string {
  return [platform, release, ...tries.map(({ kind, providers }) => `${kind} ${providers.join(' ')}`)].join(
    '\n',
  )
}

interface FetchOptions {
  readonly offers: Offers
  readonly downloads: Downloads
  readonly cache: ArtCache
  /** Folder of the cache. */
  readonly folder: string
  /** Only counts what there is to fetch. */
  readonly isDry: boolean
  readonly signal: AbortSignal
  onProgress(done: number, total: number): void
}

export interface FetchResult {
  /** Places that get a picture which was fetched now, or was in the cache. */
  readonly fetched: readonly EmptyPlace[]
  readonly fromCache: readonly EmptyPlace[]
  /** In a dry run: a provider has a picture for it. */
  readonly offered: readonly EmptyPlace[]
  /** What could not be asked or fetched, by provider, with the first reason. */
  readonly failures: ReadonlyMap<string, { readonly message: string; readonly count: number }>
}

/** So many places at a time; each server is asked one after the other all the same. */
const AT_ONCE = 4
/** Of one kind, in case the first is none. */
const MOST_TRIES = 3
/** After so many in a row a provider is let alone. */
const MOST_FAILURES = 3

export async function fetchPictures(
  places: readonly EmptyPlace[],
  options: FetchOptions,
): Promise<FetchResult> {
  const { offers, downloads, cache, folder, isDry, signal } = options
  const fetched: EmptyPlace[] = []
  const fromCache: EmptyPlace[] = []
  const offered: EmptyPlace[] = []
  const failures = new Map<string, { message: string; count: number }>()
  const inARow = new Map<string, number>()
  const finds = findsIn(folder)

  const fail = (provider: string, message: string): void => {
    failures.set(provider, {
      message,
      ...failures.get(provider),
      count: (failures.get(provider)?.count ?? 0) + 1,
    })
  }

  async function fill(place: EmptyPlace): Promise<void> {
    const { game, tries } = place
    for (const { kind, providers } of tries) {
      for (const provider of providers) {
        if (signal.aborted) return
        const outcome = await tryProvider(game, kind, provider)
        if (outcome === 'none') continue
        const list = outcome === 'offered' ? offered : outcome === 'new' ? fetched : fromCache
        list.push(place)
        return
      }
    }
  }

  async function tryProvider(
    game: WantedGame,
    kind: PictureKind,
    provider: string,
  ): Promise<'none' | 'offered' | 'new' | 'kept'> {
    const { platform, release } = game
    const there = finds.known(game, kind, provider)
    if (there && cache.fileOf(there.sha1, there.size) !== undefined) return 'kept'
    if ((inARow.get(provider) ?? 0) >= MOST_FAILURES) return 'none'
    const answer = await offers.of(game, provider)
    if (answer.kind === 'unavailable') {
      if (answer.reason !== 'dry-run') fail(provider, answer.message)
      return 'none'
    }
    const artwork = answer.kind === 'hit' ? ofKind(answer.artwork, kind, release) : []
    if (artwork.length === 0) return 'none'
    if (isDry) return 'offered'
    for (const { url } of artwork.slice(0, MOST_TRIES)) {
      const got = await downloads.fetch(url, () => offers.signed(provider, url))
      inARow.set(provider, got.kind === 'failed' ? (inARow.get(provider) ?? 0) + 1 : 0)
      if (got.kind === 'failed') fail(provider, got.message)
      if (got.kind !== 'picture') continue
      finds.note(platform, { release, kind, provider, picture: { ...got.picture, url } })
      return got.isNew ? 'new' : 'kept'
    }
    return 'none'
  }

  const queue = [...places]
  let done = 0
  const work = async (): Promise<void> => {
    try {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
        await fill(next)
        options.onProgress(++done, places.length)
      }
    } finally {
      // whoever cannot go on, because nothing can be kept, ends it for all
      queue.length = 0
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    finds.save()
  }
  return { fetched, fromCache, offered, failures }
}

/** Words of providers for the regions of releases. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  USA: ['us', 'usa', 'north america', 'united states'],
  Europe: ['eu', 'europe', 'uk', 'united kingdom'],
  Japan: ['jp', 'japan'],
  World: ['wor', 'world'],
}

/** Those of the release's own region first; otherwise as the provider ranks them. */
function ofKind(artwork: readonly Artwork[], kind: PictureKind, release: string): readonly Artwork[] {
  const words = new Set(parseReleaseName(release).regions.flatMap((region) => REGIONS[region] ?? []))
  const rank = ({ region }: Artwork) => Number(region === undefined || !words.has(region.toLowerCase()))
  return artwork.filter((one) => one.kind === kind).sort((a, b) => rank(a) - rank(b))
}
