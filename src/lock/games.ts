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
  return lockKept(clusters.flatMap((cluster) => keptGame(cluster, policy) ?? []))
}

/** Of a whole selection only this is needed, which is a fraction of it. */
interface KeptGame {
  readonly game: string
  readonly label: string
  readonly winner: string
  /** What is kept of it, the winner first. */
  readonly names: readonly string[]
}

/** Undefined where nothing is kept of the game. */
export function keptGame(cluster: Cluster, policy: Policy): KeptGame | undefined {
  const { game, label = game } = cluster
  const names = keptOf(cluster, policy).map(({ name }) => name)
  return names[0] === undefined ? undefined : { game, label, winner: names[0], names }
}

/** In the order given. */
export function lockKept(kept: readonly KeptGame[]): LockedGames {
  const uses = new Map<string, number>()
  for (const { label } of kept) uses.set(label, (uses.get(label) ?? 0) + 1)
  return new Map(
    kept.map(({ winner, names, label }): [string, readonly string[]] => [
      uses.get(label) === 1 ? label : winner,
      names,
    ]),
  )
}
