/**
 * Keeps the discs of a game together. Each disc is chosen by itself, so Disc 1 could come from one edition and Disc 2
 * from another; where some edition has every disc, all come from that one. Revisions may differ: sets were sold so.
 */
import { addTo } from '../groups.ts'
import type { TagKind } from '../names/facts.ts'
import { byCodeUnit } from '../order.ts'
import { kindOf } from './kinds.ts'
import type { Ranked } from './rank.ts'
import type { Reason, Release } from './selection.ts'

/** The reason given to releases that were better disc by disc. */
export const DISC_SET_REASON: Reason = {
  criterion: 'disc-set',
  winner: 'same edition as the other discs',
  loser: 'another edition',
}

/** For games (each ranked, best first) whose winner must change: index of the game → name of its new winner. */
export function discSetWinners(games: readonly (readonly Ranked[])[]): Map<number, string> {
  const sets = new Map<string, number[]>()
  for (const [i, [winner]] of games.entries()) {
    const key = winner && discSetOf(winner.release)
    if (key !== undefined) addTo(sets, key, i)
  }
  const winners = new Map<number, string>()
  for (const discs of sets.values()) {
    const several = editionsOfSeveral(discs.flatMap((i) => games[i]?.[0] ?? []))
    const ranked = discs.map((i) => placesOf(games[i] ?? [], several))
    const edition = commonEdition(ranked)
    if (edition === undefined) continue
    for (const [d, i] of discs.entries()) {
      const entry = games[i]?.[ranked[d]?.get(edition) ?? 0]
      if (entry && entry !== games[i]?.[0]) winners.set(i, entry.release.name)
    }
  }
  return winners
}

/** Which set of discs a game belongs to whose best release this is; undefined when it is no disc of several. */
export function discSetOf(winner: Release): string | undefined {
  const { disc, shortName } = winner.facts
  return disc === undefined ? undefined : `${kindOf(winner)}|${shortName.replace(`(disc ${disc})`, '')}`
}

/** Undefined when the winners agree already, or when no edition has every disc. */
function commonEdition(discs: readonly ReadonlyMap<string, number>[]): string | undefined {
  const [first, ...others] = discs
  if (!first) return undefined
  const complete = [...first.keys()].filter((edition) => others.every((disc) => disc.has(edition)))
  const placed = complete.map((edition) => {
    const places = discs.map((disc) => disc.get(edition) ?? 0)
    return { edition, worst: Math.max(...places), sum: places.reduce((a, b) => a + b, 0) }
  })
  placed.sort((a, b) => a.worst - b.worst || a.sum - b.sum || byCodeUnit(a.edition, b.edition))
  const [best] = placed
  return best && best.worst > 0 ? best.edition : undefined
}

/** What is not given up for the sake of the other discs: what was pinned, and what is finished, whole and genuine. */
const NEVER_GIVEN_UP: ReadonlySet<string> = new Set([
  'pin',
  'kind',
  'production',
  'dump',
  'original',
  'pirate',
])

/** Each edition of a disc that may take the winner's place, with the place of its best release. */
function placesOf(ranked: readonly Ranked[], several: ReadonlySet<string>): Map<string, number> {
  const places = new Map<string, number>()
  const [winner] = ranked
  // two discs in English are a game to play; that the Japanese edition has a third is no reason to take all of it
  const isLanguageKept = winner !== undefined && several.has(editionOf(winner.release))
  for (const [place, { release, lostTo: { criterion } = { criterion: '' } }] of ranked.entries()) {
    const isWorse = NEVER_GIVEN_UP.has(criterion) || (isLanguageKept && criterion === 'language')
    if (isWorse && criterion !== winner?.lostTo?.criterion) continue
    const edition = editionOf(release)
    if (!places.has(edition)) places.set(edition, place)
  }
  return places
}

/** Editions that have more than one of these winners. */
function editionsOfSeveral(winners: readonly Ranked[]): ReadonlySet<string> {
  const editions = winners.map(({ release }) => editionOf(release))
  return new Set(editions.filter((edition, i) => editions.indexOf(edition) !== i))
}

const OF_ONE_DISC: ReadonlySet<TagKind> = new Set([
  'media',
  'media-label',
  'revision',
  'version',
  'serial',
  'ring',
  'edc',
  'no-edc',
])

/** The name without what may differ from disc to disc. */
function editionOf({ facts: { title, tags } }: Release): string {
  return [title, ...tags.filter(({ kind }) => !OF_ONE_DISC.has(kind)).map(({ text }) => text)].join('|')
}
