/** What was said in lists that their frontends write as well, so that the next build can tell from whom it is. */
import { recall, remember } from '../../catalog/meta.ts'
import type { LastNote } from '../../targets/device/lists/merging.ts'
import type { DevicePlan } from '../../targets/device/plan/plan.ts'
import type { World } from '../world.ts'

export function lastNoteOf({ db }: World, target: string): LastNote {
  return (path) => recall(db, keyOf(target, path))
}

/** To be called when a target is right. */
export function noteLists({ db }: World, { target, basis }: DevicePlan): void {
  for (const [path, note] of basis?.notes ?? [])
    if ((recall(db, keyOf(target, path)) ?? '') !== note) remember(db, keyOf(target, path), note)
}

function keyOf(target: string, path: string): string {
  return `list-of-target:${target}/${path}`
}
