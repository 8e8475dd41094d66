/** What a lock records of a selection. */
import { keptOf } from '../select/kept.ts'
import type { Policy } from '../select/policy.ts'
import type { Cluster } from '../select/selection.ts'
import type { LockedGames } from './data.ts'

/**
 * The games of one policy on one platform, the policy as it is for that platform. A game's key is the label of its
 * winner: the title with disc, demo and the like, `Riven (Disc 2)`. It does not depend on what other games there are,
 * except that two games of one label are both keyed by their winner's full name.
 */
export function lockGames(clusters: readonly Cluster[], policy: Policy): LockedGames {
  const kept = clusters
    .map((cluster) => ({
      label: cluster.label ?? cluster.game,
      names: keptOf(cluster, policy).map(({ name }) => name),
    }))
    .flatMap(({ label, names }) => (names[0] === undefined ? [] : [{ winner: names[0], names, label }]))
  const uses = new Map<string, number>()
  for (const { label } of kept) uses.set(label, (uses.get(label) ?? 0) + 1)
  return new Map(
    kept.map(({ winner, names, label }): [string, string[]] => [
      uses.get(label) === 1 ? label : winner,
      names,
    ]),
  )
}
