/** Targets whose card is not there: they are passed over, and nothing is written where it should be. */
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Disks } from '../../disk/open-disks.ts'
import type { Problem } from '../../errors.ts'
import { absence } from '../../targets/device/look/volume.ts'

/** Why a target is passed over, if it is. Only one that says on which card it is can be. */
export function absenceOf({ targets }: ResolvedConfig, disks: Disks, name: string): Problem | undefined {
  const { path = '', volume } = targets[name] ?? {}
  return volume && absence(name, path, volume, disks.open(path))
}

/** Target → why it is passed over. */
export function absentTargets(
  config: ResolvedConfig,
  disks: Disks,
  names: readonly string[],
): Map<string, Problem> {
  return new Map(
    names.flatMap((name) => {
      const why = absenceOf(config, disks, name)
      return why ? [[name, why] as const] : []
    }),
  )
}
