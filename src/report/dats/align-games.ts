/**
 * A romset calls a game by the title of its winner, so a game of several titles is called otherwise when another release
 * wins. Before two romsets are compared, games of the first take the names that the second has for them.
 */
import type { LockedGames } from '../../lock/data.ts'
import type { Cluster } from '../../select/selection.ts'

/** `clusters`: which releases are one game, as far as it is known now. */
export function alignGames(
  before: LockedGames,
  after: LockedGames,
  clusters: readonly Cluster[],
): LockedGames {
  const clusterOf = new Map(
    clusters.flatMap((cluster) =>
      [...cluster.ranked, ...cluster.excluded].map(({ name }) => [name, cluster] as const),
    ),
  )
  const newNames = new Map<Cluster, string>()
  for (const [game, [first = '']] of after) {
    const cluster = clusterOf.get(first)
    if (cluster && !before.has(game)) newNames.set(cluster, game)
  }
  const aligned = new Map<string, readonly string[]>()
  for (const [game, releases] of before) {
    const cluster = clusterOf.get(releases[0] ?? '')
    const name = cluster && !after.has(game) ? newNames.get(cluster) : undefined
    aligned.set(name !== undefined && !aligned.has(name) ? name : game, releases)
  }
  return aligned
}
