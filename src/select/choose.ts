/** What the user has of what a policy wants. */
import type { ReleaseFacts } from '../names/facts.ts'
import { parseReleaseName } from '../names/parse.ts'
import { byCodeUnit } from '../order.ts'
import { discSetPlaces } from './grouping/discs.ts'
import { keptOf } from './kept.ts'
import { isApart } from './grouping/kinds.ts'
import type { PickedFile, Pick } from './pick.ts'
import { policyFor, type Policy } from './policy.ts'
import { effectiveLanguages, preferencesOf, type Preferences } from './criteria/preferences.ts'
import type { Ranked } from './criteria/rank.ts'
import type { Cluster, Covered, RankedRelease, Reason } from './selection.ts'

interface ChooseOptions {
  /** Reads a name as the DATs mean it that list it; asked for some names twice. */
  readonly factsOf?: (release: string) => ReleaseFacts
  /** What is owned and yet cannot run without something that is not: it stands behind all that is owned of its game. */
  readonly lacking?: ReadonlySet<string>
}

/**
 * One pick a game, or as many as the policy keeps of it; sorted by game, then by rank. A pick without files is a release
 * that is missing. By the policy's availability:
 * - `owned-else-wanted`: the best owned releases, naming a better one as `wanted`; missing games are listed
 * - `owned`: the best owned releases; missing games are not listed
 * - `catalog`: the best releases, owned or not
 *
 * Discs of a set come from one edition of which all are owned, where there is one, as they do where nothing is owned; and
 * so does each further copy of them.
 *
 * A game that a compilation covers has a pick of its own only while the compilation is not owned; and so has a
 * compilation whose games are better by themselves.
 */
export function choose(
  clusters: readonly Cluster[],
  owned: ReadonlyMap<string, readonly PickedFile[]>,
  general: Policy,
  platform: string,
  { factsOf = parseReleaseName, lacking = new Set() }: ChooseOptions = {},
): Pick[] {
  const policy = policyFor(general, platform)
  const context: Context = {
    owned,
    lacking,
    platform,
    preferences: preferencesOf(policy),
    factsOf,
  }
  const games = clusters
    .toSorted(
      (a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(a.ranked[0]?.name ?? '', b.ranked[0]?.name ?? ''),
    )
    .map((cluster): Game => ({ cluster, held: heldOf(cluster, keptOf(cluster, policy), context) }))
  return inSets(games, context, policy).flatMap((game) =>
    chosenOf(game, context, policy).map((choice) => pickOf(choice, game.cluster.game, context)),
  )
}

/** A game with what is owned of it, in the order in which it is taken. */
interface Game {
  readonly cluster: Cluster
  readonly held: readonly RankedRelease[]
}

/** What is kept comes first, then the best of the others; last what cannot run. */
function heldOf(
  { ranked }: Cluster,
  kept: readonly RankedRelease[],
  { owned, lacking }: Context,
): RankedRelease[] {
  const place = (release: RankedRelease): number =>
    (lacking.has(release.name) ? 2 : 0) + (kept.includes(release) ? 0 : 1)
  return ranked.filter(({ name }) => owned.has(name)).sort((a, b) => place(a) - place(b))
}

/**
 * Discs of which one edition is owned as a whole have that one first, and of further copies the same is true. Where all
 * that is kept of them is owned it stays: a romset of the past may have kept what is no set now.
 */
function inSets(games: readonly Game[], context: Context, policy: Policy): readonly Game[] {
  const { owned, lacking, factsOf } = context
  const { availability, discs, keep = 1 } = policy
  if (availability === 'catalog' || discs === 'independent' || keep === 'all') return games
  const ranked = games.map(({ cluster: { covered, oldestCovered }, held }) => {
    const [first] = held
    const isDisc = !covered && !oldestCovered && first && factsOf(first.name).disc !== undefined
    return isDisc ? held.map((release) => withFacts(release, factsOf)) : []
  })
  const hasAllKept = games.map(({ cluster }) =>
    keptOf(cluster, policy).every(({ name }) => owned.has(name) && !lacking.has(name)),
  )
  const copies = keep === 'newest+oldest' ? 2 : keep
  const places = discSetPlaces(ranked, copies, (game) => hasAllKept[game] === true)
  return games.map(({ cluster, held }, i) => {
    const first = (places.get(i) ?? []).flatMap((name) => held.find((release) => release.name === name) ?? [])
    return { cluster, held: [...first, ...held.filter((release) => !first.includes(release))] }
  })
}

function withFacts({ name, lostTo }: RankedRelease, factsOf: Context['factsOf']): Ranked {
  const release = { id: 0, name, facts: factsOf(name), cloneOf: [], categories: [] }
  return lostTo ? { release, lostTo } : { release }
}

/** The owned releases of games of which several are: only there it matters which of them can run. */
export function contested(clusters: readonly Cluster[], owned: ReadonlyMap<string, unknown>): string[] {
  return clusters.flatMap(({ ranked }) => {
    const held = ranked.flatMap(({ name }) => (owned.has(name) ? name : []))
    return held.length > 1 ? held : []
  })
}

interface Context {
  readonly owned: ReadonlyMap<string, readonly PickedFile[]>
  readonly lacking: ReadonlySet<string>
  readonly platform: string
  readonly preferences: Preferences
  readonly factsOf: (release: string) => ReleaseFacts
}

interface Choice {
  readonly release: RankedRelease
  /** A better release that is not owned, and why it is better. */
  readonly wanted?: string
  readonly why?: Reason
}

function chosenOf(game: Game, context: Context, policy: Policy): Choice[] {
  const { cluster, held } = game
  const { covered, oldestCovered, ranked } = cluster
  const availability = policy.availability ?? 'owned-else-wanted'
  const kept = keptOf(cluster, policy)
  if (availability === 'catalog') return kept.map((release) => ({ release }))
  const isOwnedOnly = availability === 'owned'
  if (policy.keep === 'newest+oldest' && (covered || oldestCovered))
    return newestAndOldest(cluster, context, isOwnedOnly)
  if (policy.keep === 'all' || kept.length > 1) {
    const isHeld = ({ name }: RankedRelease): boolean => context.owned.has(name)
    const chosen =
      policy.keep === 'all' ? ranked.filter(isHeld) : asRanked(held.slice(0, kept.length), ranked)
    const isWanted = policy.keep !== 'all' && !isOwnedOnly
    if (chosen.length > 0)
      return isWanted ? wishing(chosen, kept, ranked, context) : chosen.map((release) => ({ release }))
    return isOwnedOnly ? [] : kept.slice(0, 1).map((release) => ({ release }))
  }
  if (covered) return insteadOf(covered, held, context, isOwnedOnly)
  return oneOf(kept[0], held, context, isOwnedOnly)
}

/** Of a game that has one copy: `best`, or what is owned instead. */
function oneOf(
  best: RankedRelease | undefined,
  [first]: readonly RankedRelease[],
  { owned, lacking }: Context,
  isOwnedOnly: boolean,
): Choice[] {
  if (!best) return []
  if (!first) return isOwnedOnly ? [] : [{ release: best }]
  const isBestHeld = owned.has(best.name) && !lacking.has(best.name)
  if (isBestHeld || first === best || isOwnedOnly) return [{ release: first }]
  return [{ release: first, wanted: best.name, ...(first.lostTo ? { why: first.lostTo } : {}) }]
}

/**
 * Of a game that others cover: its best owned release, while any of the others is not owned. Of a compilation's games
 * another release will do, too, if that is better than the compilation.
 */
function insteadOf(
  { by, or = [], reason }: Covered,
  [first]: readonly RankedRelease[],
  { owned }: Context,
  isOwnedOnly: boolean,
): Choice[] {
  const isHad = (name: string): boolean => owned.has(name)
  const missing = by.find((name, i) => !isHad(name) && !or[i]?.some(isHad))
  if (!first || missing === undefined) return []
  return [isOwnedOnly ? { release: first } : { release: first, wanted: missing, why: reason }]
}

/** Of a game whose newest or oldest others cover: what either wish alone would take. */
function newestAndOldest(cluster: Cluster, context: Context, isOwnedOnly: boolean): Choice[] {
  const { ranked, covered, oldest, oldestCovered } = cluster
  const wishes = [
    { best: ranked[0], cover: covered },
    { best: ranked.find(({ name }) => name === oldest), cover: oldestCovered },
  ].flatMap(({ best, cover }) => {
    const held = heldOf(cluster, best ? [best] : [], context)
    return cover ? insteadOf(cover, held, context, isOwnedOnly) : oneOf(best, held, context, isOwnedOnly)
  })
  const names = wishes.map(({ release }) => release.name)
  return wishes.filter(({ release }, i) => names.indexOf(release.name) === i)
}

function asRanked(chosen: readonly RankedRelease[], ranked: readonly RankedRelease[]): RankedRelease[] {
  return ranked.filter((release) => chosen.includes(release))
}

/** Each names one that would be kept in its place, if it was there. */
function wishing(
  chosen: readonly RankedRelease[],
  kept: readonly RankedRelease[],
  ranked: readonly RankedRelease[],
  { owned, lacking }: Context,
): Choice[] {
  // what is owned and not chosen made way for a whole set of discs
  const isThere = ({ name }: RankedRelease): boolean => owned.has(name) && !lacking.has(name)
  const lacked = kept.filter((release) => !chosen.includes(release) && !isThere(release))
  return chosen.map((release): Choice => {
    const [better] = lacked
    if (!better || ranked.indexOf(better) > ranked.indexOf(release)) return { release }
    lacked.shift()
    return { release, wanted: better.name, ...(release.lostTo ? { why: release.lostTo } : {}) }
  })
}

function pickOf({ release, wanted, why }: Choice, game: string, context: Context): Pick {
  const { owned, platform, preferences, factsOf } = context
  const facts = factsOf(release.name)
  const regions = release.regions ?? facts.regions
  return {
    platform,
    game,
    release: release.name,
    ...(wanted === undefined ? {} : { wanted }),
    ...(why ? { why } : {}),
    regions,
    languages: release.languages ?? effectiveLanguages({ languages: facts.languages, regions }, preferences),
    ...(release.year === undefined ? {} : { year: release.year }),
    ...(facts.disc === undefined ? {} : { disc: facts.disc }),
    ...(isApart(facts.classes) ? { isApart: true } : {}),
    files: owned.get(release.name) ?? [],
  }
}
