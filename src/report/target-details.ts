/** What is not as it was written on one target's card, and what the last builds of it did. */
import type { Db } from '../catalog/sqlite.ts'
import type { TargetWork } from '../steps/targets.ts'
import { byCodeUnit } from '../order.ts'

export interface TargetDetails {
  /** Files of curator's that are not as they were written, in order of path. */
  readonly drift: readonly { readonly path: string; readonly is: 'gone' | 'changed' }[]
  /** The last builds that wrote, or tried to; newest first. */
  readonly builds: readonly PastBuild[]
}

export interface PastBuild {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly outcome: string
  readonly put: number
  readonly moved: number
  readonly deleted: number
  readonly kept: number
  readonly conflicts: number
  readonly bytes: number
}

const BUILDS_SHOWN = 5

export function targetDetails(db: Db, { name, seen, disk }: TargetWork): TargetDetails {
  const drift = [...seen.drift].sort(byCodeUnit).map((path) => ({
    path,
    is: disk.stat(path) === undefined ? ('gone' as const) : ('changed' as const),
  }))
  const builds = db
    .prepare<[string, number], PastBuild>(
      `select e.started_at as at, e.outcome, e.put, e.moved, e.deleted, e.kept, e.conflicts, e.bytes
       from export_run e join target_device t on t.id = e.target_id
       where t.name = ? order by e.id desc limit ?`,
    )
    .all(name, BUILDS_SHOWN)
  return { drift, builds }
}
