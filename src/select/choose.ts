/** What the user has of what a policy wants. */
import type { ReleaseFacts } from '../names/facts.ts'
import { parseReleaseName } from '../names/parse.ts'
import { byCodeUnit } from '../order.ts'
import { discSetWinners } from './discs.ts'
import { keptOf } from './kept.ts'
import { isApart } from './kinds.ts'
import type { PickedFile, Pick } from './pick.ts'
import { policyFor, type Policy } from './policy.ts'
import { effectiveLanguages, preferencesOf, type Preferences } from './preferences.ts'
import type { Ranked } from './rank.ts'
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
 * Discs of a set come from one edition of which all are owned, where there is one, as they do where nothing is owned.
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
    .map((cluster): Game => ({ cluster, held: heldOf(cluster, context) }))
  return inSets(games, context, policy).flatMap((game) =>
    chosenOf(game, context, policy).map((choice) => pickOf(choice, game.cluster.game, context)),
  )
}

/** A game with what is owned of it, best first. */
interface Game {
  readonly cluster: Cluster
  readonly held: readonly RankedRelease[]
}

function heldOf({ ranked }: Cluster, { owned, lacking }: Context): RankedRelease[] {
  const byRank = ranked.filter(({ name }) => owned.has(name))
  return [
    ...byRank.filter(({ name }) => !lacking.has(name)),
    ...byRank.filter(({ name }) => lacking.has(name)),
  ]
}

/** Discs of which one edition is owned as a whole have that one first. */
function inSets(games: readonly Game[], { factsOf }: Context, policy: Policy): readonly Game[] {
  const { availability, discs, keep = 1 } = policy
  if (availability === 'catalog' || discs === 'independent' || keep !== 1) return games
  const ranked = games.map(({ cluster: { covered }, held }) => {
    const [first] = held
    const isDisc = !covered && first && factsOf(first.name).disc !== undefined
    return isDisc ? held.map((release) => withFacts(release, factsOf)) : []
  })
  const winners = discSetWinners(ranked)
  return games.map(({ cluster, held }, i) => {
    const winner = held.find(({ name }) => name === winners.get(i))
    return { cluster, held: winner ? [winner, ...held.filter((release) => release !== winner)] : held }
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

function chosenOf({ cluster, held }: Game, { owned, lacking }: Context, policy: Policy): Choice[] {
  const { covered, ranked } = cluster
  const availability = policy.availability ?? 'owned-else-wanted'
  const kept = keptOf(cluster, policy)
  if (availability === 'catalog') return kept.map((release) => ({ release }))
  if (covered && policy.keep !== 'all') return insteadOf(covered, held, owned, availability === 'owned')
  if (policy.keep === 'all' || kept.length > 1) {
    const isHeld = ({ name }: RankedRelease): boolean => owned.has(name)
    const chosen = policy.keep === 'all' ? ranked.filter(isHeld) : ownedInstead(kept, held, lacking)
    const isWanted = policy.keep !== 'all' && availability !== 'owned'
    if (chosen.length > 0)
      return isWanted ? wishing(chosen, kept, ranked) : chosen.map((release) => ({ release }))
    return availability === 'owned' ? [] : kept.slice(0, 1).map((release) => ({ release }))
  }
  const [best] = kept
  const [first] = held
  if (!best) return []
  if (!first) return availability === 'owned' ? [] : [{ release: best }]
  const isBestHeld = owned.has(best.name) && !lacking.has(best.name)
  if (isBestHeld || first === best || availability === 'owned') return [{ release: first }]
  return [{ release: first, wanted: best.name, ...(first.lostTo ? { why: first.lostTo } : {}) }]
}

/** Of a game that others cover: its best owned release, while any of the others is not owned. */
function insteadOf(
  { by, reason }: Covered,
  [first]: readonly RankedRelease[],
  owned: ReadonlyMap<string, unknown>,
  isOwnedOnly: boolean,
): Choice[] {
  const missing = by.find((name) => !owned.has(name))
  if (!first || missing === undefined) return []
  return [isOwnedOnly ? { release: first } : { release: first, wanted: missing, why: reason }]
}

/** As many owned releases as are kept: those that are kept, then the best of the others. */
function ownedInstead(
  kept: readonly RankedRelease[],
  held: readonly RankedRelease[],
  lacking: ReadonlySet<string>,
): RankedRelease[] {
  const place = (release: RankedRelease): number =>
    (lacking.has(release.name) ? 2 : 0) + (kept.includes(release) ? 0 : 1)
  const chosen = new Set(held.toSorted((a, b) => place(a) - place(b)).slice(0, kept.length))
  return held.filter((release) => chosen.has(release))
}

/** Each names one that would be kept in its place, if it was there. */
function wishing(
  chosen: readonly RankedRelease[],
  kept: readonly RankedRelease[],
  ranked: readonly RankedRelease[],
): Choice[] {
  const lacked = kept.filter((release) => !chosen.includes(release))
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
