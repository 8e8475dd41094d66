/** Targets whose card is not there: they are passed over, and nothing is written where it should be. */
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Disks } from '../../disk/open-disks.ts'
import type { Problem } from '../../errors.ts'
import { absence } from '../../targets/device/volume.ts'

/** Target → why it is passed over. Only targets that say on which card they are can be. */
export function absentTargets(
  { targets }: ResolvedConfig,
  disks: Disks,
  names: readonly string[],
): ReadonlyMap<string, Problem> {
  const away = new Map<string, Problem>()
  for (const name of names) {
    const { path = '', volume } = targets[name] ?? {}
    const why = volume && absence(name, path, volume, disks.open(path))
    if (why) away.set(name, why)
  }
  return away
}
