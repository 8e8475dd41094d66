/** What the user has of what a policy wants. */
import type { ReleaseFacts } from '../names/facts.ts'
import { parseReleaseName } from '../names/parse.ts'
import { byCodeUnit } from '../order.ts'
import { keptOf } from './kept.ts'
import { isApart } from './kinds.ts'
import type { PickedFile, Pick } from './pick.ts'
import { policyFor, type Policy } from './policy.ts'
import { effectiveLanguages, preferencesOf, type Preferences } from './preferences.ts'
import type { Cluster, Covered, RankedRelease, Reason } from './selection.ts'

/**
 * One pick a game, or as many as the policy keeps of it; sorted by game, then by rank. A pick without files is a release
 * that is missing. By the policy's availability:
 * - `owned-else-wanted`: the best owned releases, naming a better one as `wanted`; missing games are listed
 * - `owned`: the best owned releases; missing games are not listed
 * - `catalog`: the best releases, owned or not
 *
 * A game that a compilation covers has a pick of its own only while the compilation is not owned; and so has a
 * compilation whose games are better by themselves. `factsOf` reads a name as the DATs mean it that list it. What is owned
 * and yet `lacking`, since it cannot run without something that is not, stands behind all that is owned of its game.
 */
export function choose(
  clusters: readonly Cluster[],
  owned: ReadonlyMap<string, readonly PickedFile[]>,
  general: Policy,
  platform: string,
  factsOf: (release: string) => ReleaseFacts = parseReleaseName,
  lacking: ReadonlySet<string> = new Set(),
): Pick[] {
  const policy = policyFor(general, platform)
  const context: Context = { owned, lacking, platform, preferences: preferencesOf(policy), factsOf }
  return clusters
    .toSorted(
      (a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(a.ranked[0]?.name ?? '', b.ranked[0]?.name ?? ''),
    )
    .flatMap((cluster) =>
      chosenOf(cluster, context, policy).map((choice) => pickOf(choice, cluster.game, context)),
    )
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

function chosenOf(cluster: Cluster, { owned, lacking }: Context, policy: Policy): Choice[] {
  const { covered, ranked } = cluster
  const availability = policy.availability ?? 'owned-else-wanted'
  const kept = keptOf(cluster, policy)
  if (availability === 'catalog') return kept.map((release) => ({ release }))
  const byRank = ranked.filter(({ name }) => owned.has(name))
  const held = [
    ...byRank.filter(({ name }) => !lacking.has(name)),
    ...byRank.filter(({ name }) => lacking.has(name)),
  ]
  if (covered && policy.keep !== 'all') return insteadOf(covered, held, owned, availability === 'owned')
  if (policy.keep === 'all' || kept.length > 1) {
    const chosen = policy.keep === 'all' ? byRank : ownedInstead(kept, held, lacking)
    if (chosen.length > 0) return chosen.map((release) => ({ release }))
    return availability === 'owned' ? [] : kept.slice(0, 1).map((release) => ({ release }))
  }
  const [best] = kept
  const [first] = held
  if (!best) return []
  if (!first) return availability === 'owned' ? [] : [{ release: best }]
  if (first === best || availability === 'owned') return [{ release: first }]
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
