/** Which releases of a ranked game a policy keeps, whoever owns them. */
import type { Policy } from './policy.ts'
import type { Cluster, RankedRelease } from './selection.ts'

/** Best first; empty where other games cover this one, and where nothing of it is left. */
export function keptOf(cluster: Cluster, { keep = 1 }: Policy): readonly RankedRelease[] {
  const { ranked, covered, oldest, oldestCovered } = cluster
  if (keep === 'all') return ranked
  if (keep === 'newest+oldest') {
    const names = [
      ...(covered ? [] : ranked.slice(0, 1).map(({ name }) => name)),
      ...(oldestCovered ? [] : [oldest]),
    ]
    return ranked.filter(({ name }) => names.includes(name))
  }
  return covered ? [] : ranked.slice(0, keep)
}

/** Names of the releases that are kept instead of this game, or of its oldest; and of those that will do if these are missing. */
export function coversOf({ covered, oldestCovered }: Cluster): readonly string[] {
  return [covered, oldestCovered].flatMap((cover) => [...(cover?.by ?? []), ...(cover?.or?.flat() ?? [])])
}
