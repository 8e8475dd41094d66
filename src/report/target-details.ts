/** What is not as it was written on one target's card, what that card is, and what the last builds of it did. */
import { deviceProfile, type DeviceProfile } from '../catalog/device-profiles.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedTarget } from '../config/resolved.ts'
import type { TargetWork } from '../steps/devices/targets.ts'
import type { DeviceCounts } from '../targets/device/apply/counts.ts'
import { readDrift, type Drift } from '../targets/device/look/drift.ts'
import { lookAtCard } from './cards.ts'

export interface TargetDetails {
  /** Files of curator's that are not as they were written, in order of path. */
  readonly drift: readonly Drift[]
  /** The last builds that wrote, or tried to; newest first. */
  readonly builds: readonly PastBuild[]
  /** What its card is, and was, as far as it was ever looked at. */
  readonly card?: DeviceProfile
  /** Its card is not there: nobody can tell what is on it. */
  readonly isAbsent?: true
}

interface PastBuild extends DeviceCounts {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly outcome: string
}

const BUILDS_SHOWN = 5

/** Of a target that is there; its card is looked at for that. Throws `interrupted`. */
export async function targetDetails(
  db: Db,
  { name, seen, reading }: TargetWork,
  target: Pick<ResolvedTarget, 'preset' | 'path'>,
  at: number,
): Promise<TargetDetails> {
  const drift = await readDrift(reading, name, seen)
  const card = lookAtCard(db, name, target, { builtAs: seen.owner, at })
  return { drift, builds: pastBuilds(db, name), ...(card ? { card } : {}) }
}

/** Of one whose card is not there. */
export function absentDetails(db: Db, name: string): TargetDetails {
  const card = deviceProfile(db, name)
  return { drift: [], builds: pastBuilds(db, name), ...(card ? { card } : {}), isAbsent: true }
}

function pastBuilds(db: Db, name: string): readonly PastBuild[] {
  return db
    .prepare<[string, number], PastBuild>(
      `select e.started_at as at, e.outcome, e.put, e.moved, e.deleted, e.kept, e.conflicts, e.bytes
       from export_run e join target_device t on t.id = e.target_id
       where t.name = ? order by e.id desc limit ?`,
    )
    .all(name, BUILDS_SHOWN)
}
