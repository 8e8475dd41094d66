/** What the user has of what a policy wants. */
import { parseReleaseName } from '../names/parse.ts'
import { byCodeUnit } from '../order.ts'
import type { PickedFile, Pick } from './pick.ts'
import type { Policy } from './policy.ts'
import { effectiveLanguages, preferencesOf, type Preferences } from './preferences.ts'
import type { Cluster, RankedRelease } from './selection.ts'

/**
 * One pick a game, or with `keep: 'all'` one a release; sorted by game, then by rank. A pick without files is a game
 * that is missing. By the policy's availability:
 * - `owned-else-wanted`: the best owned release, naming a better one as `wanted`; missing games are listed
 * - `owned`: the best owned release; missing games are not listed
 * - `catalog`: the best release, owned or not
 */
export function choose(
  clusters: readonly Cluster[],
  owned: ReadonlyMap<string, readonly PickedFile[]>,
  policy: Policy,
  platform: string,
): Pick[] {
  const preferences = preferencesOf(policy)
  return clusters
    .toSorted(
      (a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(a.ranked[0]?.name ?? '', b.ranked[0]?.name ?? ''),
    )
    .flatMap((cluster) =>
      chosenOf(cluster, owned, policy).map((choice) =>
        pickOf(choice, cluster.game, owned, platform, preferences),
      ),
    )
}

interface Choice {
  readonly release: RankedRelease
  /** A better release that is not owned. */
  readonly wanted?: string
}

function chosenOf({ ranked }: Cluster, owned: ReadonlyMap<string, unknown>, policy: Policy): Choice[] {
  const [best] = ranked
  if (!best) return []
  const availability = policy.availability ?? 'owned-else-wanted'
  const present = ranked.filter(({ name }) => owned.has(name))
  if (policy.keep === 'all') {
    if (availability === 'catalog') return ranked.map((release) => ({ release }))
    if (present.length > 0) return present.map((release) => ({ release }))
    return availability === 'owned' ? [] : [{ release: best }]
  }
  if (availability === 'catalog') return [{ release: best }]
  const [held] = present
  if (!held) return availability === 'owned' ? [] : [{ release: best }]
  if (held === best || availability === 'owned') return [{ release: held }]
  return [{ release: held, wanted: best.name }]
}

function pickOf(
  { release, wanted }: Choice,
  game: string,
  owned: ReadonlyMap<string, readonly PickedFile[]>,
  platform: string,
  preferences: Preferences,
): Pick {
  const facts = parseReleaseName(release.name)
  const why = wanted === undefined ? undefined : release.lostTo
  return {
    platform,
    game,
    release: release.name,
    ...(wanted === undefined ? {} : { wanted }),
    ...(why ? { why } : {}),
    regions: facts.regions,
    languages: effectiveLanguages(facts, preferences),
    ...(release.year === undefined ? {} : { year: release.year }),
    ...(facts.disc === undefined ? {} : { disc: facts.disc }),
    files: owned.get(release.name) ?? [],
  }
}
