/** Which releases of a ranked game a policy keeps, whoever owns them. */
import type { Policy } from './policy.ts'
import type { Cluster, RankedRelease } from './selection.ts'

/** Best first; empty where other games cover this one, and where nothing of it is left. */
export function keptOf({ ranked, covered, oldest }: Cluster, { keep = 1 }: Policy): readonly RankedRelease[] {
  if (covered) return keep === 'all' ? ranked : []
  if (keep === 'all') return ranked
  if (keep === 'newest+oldest') {
    const [newest] = ranked
    const first = ranked.find(({ name }) => name === oldest)
    return newest ? [newest, ...(first && first !== newest ? [first] : [])] : []
  }
  return ranked.slice(0, keep)
}
