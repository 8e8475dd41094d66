/**
 * Keeps the discs of a game together. Each disc is chosen by itself, so Disc 1 could come from one edition and Disc 2
 * from another; where some edition has every disc, all come from that one. Revisions may differ: sets were sold so.
 */
import { addTo, groupBy } from '../../groups.ts'
import type { TagKind } from '../../names/facts.ts'
import { byCodeUnit } from '../../order.ts'
import { kindOf } from './kinds.ts'
import type { Ranked } from '../criteria/rank.ts'
import type { Reason, Release } from '../selection.ts'

/** The reason given to releases that were better disc by disc. */
export const DISC_SET_REASON: Reason = {
  criterion: 'disc-set',
  winner: 'same edition as the other discs',
  loser: 'another edition',
}

/**
 * For games (each ranked, best first) of which others must come first: index of the game → names of its first releases,
 * best first, as many as there are `copies`. The second copy is a set of its own, made of what the first one leaves.
 * Nothing changes in a set each game of which `isSettled`.
 */
export function discSetPlaces(
  games: readonly (readonly Ranked[])[],
  copies: number,
  isSettled: (game: number) => boolean = () => false,
): Map<number, readonly string[]> {
  const places = new Map<number, readonly string[]>()
  for (const { discs, editionOf } of discSets(games)) {
    if (discs.every(isSettled)) continue
    const left = discs.map((i) => games[i] ?? [])
    const first = discs.map((): Ranked[] => [])
    for (let copy = 0; copy < copies && left.some((disc) => disc.length > 1); copy++) {
      for (const [d, entry] of oneSet(left, editionOf).entries()) {
        if (!entry) continue
        first[d]?.push(entry)
        left[d] = (left[d] ?? []).filter((other) => other !== entry)
      }
    }
    for (const [d, i] of discs.entries()) {
      const chosen = first[d] ?? []
      if (chosen.some((entry, place) => entry !== games[i]?.[place]))
        places.set(
          i,
          chosen.map(({ release }) => release.name),
        )
    }
  }
  return places
}

/** Of each disc the release that is best among those of the others. */
function oneSet(
  discs: readonly (readonly Ranked[])[],
  editionOf: DiscSet['editionOf'],
): (Ranked | undefined)[] {
  const several = severalTimes(discs.flatMap(([best]) => best ?? []).map(({ release }) => editionOf(release)))
  const ranked = discs.map((disc) => placesOf(disc, several, editionOf))
  const edition = commonEdition(ranked)
  return discs.map((disc, d) => disc[(edition === undefined ? undefined : ranked[d]?.get(edition)) ?? 0])
}

/** Which set of discs a game may belong to whose best release this is; undefined when it is no disc of several. */
export function discSetOf(winner: Release): string | undefined {
  const { disc, shortName } = winner.facts
  if (disc === undefined) return undefined
  const called = discName(winner)
  const rest = shortName.replace(` (disc ${disc})`, '')
  return `${kindOf(winner)}|${called === undefined ? rest : rest.replace(` (${called})`, '')}`
}

interface DiscSet {
  /** Indexes of games. */
  readonly discs: readonly number[]
  readonly editionOf: (release: Release) => string
}

/**
 * Discs that are called differently are a set, as `(Disc 1) (GDI)` and `(Disc 2) (NOD)`. But where several have one number or
 * one name, that is no name of a disc: `(Disc 1) (Genteiban)` and `(Disc 1)` are of two sets.
 */
function discSets(games: readonly (readonly Ranked[])[]): DiscSet[] {
  const sets = new Map<string, { readonly place: number; readonly release: Release }[]>()
  for (const [place, [winner]] of games.entries()) {
    const key = winner && discSetOf(winner.release)
    if (winner && key !== undefined) addTo(sets, key, { place, release: winner.release })
  }
  return [...sets.values()].flatMap((discs): DiscSet[] => {
    const numbers = discs.map(({ release }) => String(release.facts.disc))
    const names = discs.flatMap(({ release }) => discName(release) ?? [])
    const placesIn = (some: typeof discs) => some.map(({ place }) => place)
    if (names.length > 0 && severalTimes(numbers).size + severalTimes(names).size === 0)
      return [{ discs: placesIn(discs), editionOf: (release) => editionIn(release, { isNamed: true }) }]
    const alike = groupBy(discs, ({ release }) => discName(release))
    return [...alike.values()].map((some) => ({
      discs: placesIn(some),
      editionOf: (release) => editionIn(release),
    }))
  })
}

/** Kinds of what stands behind the number of a disc and may be what that is called; `(Arcade)` is an edition elsewhere. */
const MAY_NAME: ReadonlySet<TagKind> = new Set(['additional', 'demote'])

function discName({ facts: { tags } }: Release): string | undefined {
  return tags
    .find((_, i) => isDiscName(tags, i))
    ?.text.toLowerCase()
    .normalize('NFC')
}

function isDiscName(tags: Release['facts']['tags'], i: number): boolean {
  const kind = tags[i]?.kind
  return kind !== undefined && MAY_NAME.has(kind) && tags[i - 1]?.kind === 'media'
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
function placesOf(
  ranked: readonly Ranked[],
  several: ReadonlySet<string>,
  editionOf: DiscSet['editionOf'],
): Map<string, number> {
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

function severalTimes(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.filter((text, i) => texts.indexOf(text) !== i))
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

/** The name without what may differ from disc to disc: where discs have names, those too. */
function editionIn({ facts: { title, tags } }: Release, { isNamed = false } = {}): string {
  const common = tags.filter(({ kind }, i) => !OF_ONE_DISC.has(kind) && !(isNamed && isDiscName(tags, i)))
  return [title, ...common.map(({ text }) => text)].join('|')
}
