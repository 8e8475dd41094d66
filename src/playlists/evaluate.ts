/** Turns a playlist into the picks it lists. */
import { companyResolver, type CompanyResolver } from '../companies/resolve.ts'
import type { GameFacts } from '../metadata/facts.ts'
import { byCodeUnit } from '../order.ts'
import type { Pick } from '../select/pick.ts'
import type { ListEntry } from './list-file.ts'
import type { ListedTitle, Playlist, PlaylistOrder } from './playlist.ts'
import { queryOf } from './query.ts'
import { resolveList, type UnresolvedTitle } from './resolve.ts'
import { unknownWords } from './unknown-words.ts'

interface PlaylistResult {
  readonly picks: readonly Pick[]
  /** Games of the list that are known and not owned. */
  readonly missing: number
  readonly unresolved: readonly UnresolvedTitle[]
}

/** What is known of games beside the picks themselves. */
export interface ListContext {
  /** What metadata says, by `platform/release`. */
  readonly facts?: ReadonlyMap<string, GameFacts>
  readonly companies?: CompanyResolver
  /** What stands in the playlist's file. */
  readonly entries?: readonly ListEntry[]
  /** Of the games with a ROM that an entry states: all their releases, as `platform/release`. */
  readonly releasesOf?: (entry: ListEntry) => ReadonlySet<string>
  /** Of the games that have a release of this name, or with this title: all their releases, as `platform/release`. */
  readonly releasesNamed?: (title: string) => ReadonlySet<string>
  /** Of games that are on several platforms: the game, by `platform/release`. */
  readonly concepts?: Readonly<Record<string, string>>
}

/**
 * The owned picks of a playlist, in its order and within its limits. With both `titles` and `where`, the titles come
 * first and the query adds to them. Ties of an order are settled by title, platform and release.
 */
export function evaluate(
  playlist: Playlist,
  picks: readonly Pick[],
  context: ListContext = {},
): PlaylistResult {
  const { facts = NO_FACTS, companies = companyResolver(), entries = [], releasesOf = () => NONE } = context
  const { concepts = {}, releasesNamed = () => NONE } = context
  const factsOf = ({ platform, release }: Pick): GameFacts => facts.get(`${platform}/${release}`) ?? NOTHING
  const isList = playlist.titles !== undefined || playlist.file !== undefined
  const sorted = picks.toSorted(byTitle)
  const wanted = [...(playlist.titles ?? []).map(entryOf), ...entries]
  const { found, unresolved } = resolveList(wanted, sorted, { factsOf, releasesOf, releasesNamed })
  const queried =
    playlist.where || !isList ? sorted.filter(queryOf(playlist.where ?? {}, { factsOf, companies })) : []
  const listed = [...new Set([...found, ...queried])]
  const present = listed.filter(({ files }) => files.length > 0)
  const order = playlist.order ?? (isList ? 'list' : 'title')
  const compare = ordersOf(factsOf)[order]
  const ordered = compare ? present.toSorted((a, b) => compare(a, b) || byTitle(a, b)) : present
  // each disc counts for itself: all discs of the first port stay
  const gameOf = ({ platform, release, disc = 0 }: Pick): string =>
    `${concepts[`${platform}/${release}`] ?? `${platform}/${release}`} ${disc}`
  const ofGame = firstOfEach(ordered, playlist.perGame, gameOf)
  const some = firstOfEach(ofGame, playlist.perPlatform, ({ platform }) => platform)
  return {
    picks: some.slice(0, playlist.limit ?? some.length),
    missing: listed.length - present.length,
    unresolved: [
      ...unresolved,
      ...(playlist.where ? unknownWords(playlist.where, sorted.map(factsOf), companies) : []),
    ],
  }
}

const NONE: ReadonlySet<string> = new Set()
const NOTHING: GameFacts = {}
const NO_FACTS: ReadonlyMap<string, GameFacts> = new Map()

function entryOf(listed: string | ListedTitle): ListEntry {
  const { title, platform } = typeof listed === 'string' ? { title: listed } : listed
  return { shown: title, titles: [title], ...(platform === undefined ? {} : { platform }) }
}

function firstOfEach(
  picks: readonly Pick[],
  most: number | undefined,
  keyOf: (pick: Pick) => string,
): readonly Pick[] {
  if (most === undefined) return picks
  const counts = new Map<string, number>()
  return picks.filter((pick) => {
    const key = keyOf(pick)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= most
  })
}

type Compare = (a: Pick, b: Pick) => number

/** Of which nothing is known come last. Undefined for the order of the list itself. */
function ordersOf(factsOf: (pick: Pick) => GameFacts): Readonly<Record<PlaylistOrder, Compare | undefined>> {
  const rising = (of: (pick: Pick) => number | undefined): Compare => {
    return (a, b) => compareNumbers(of(a) ?? Infinity, of(b) ?? Infinity)
  }
  const falling = (of: (pick: Pick) => number | undefined): Compare => {
    return (a, b) => compareNumbers(of(b) ?? -Infinity, of(a) ?? -Infinity)
  }
  return {
    list: undefined,
    title: () => 0,
    year: rising((pick) => pick.year ?? factsOf(pick).year),
    release: (a, b) => byCodeUnit(a.release, b.release),
    platform: (a, b) => byCodeUnit(a.platform, b.platform),
    rating: falling((pick) => factsOf(pick).rating),
    players: falling((pick) => factsOf(pick).players),
  }
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
