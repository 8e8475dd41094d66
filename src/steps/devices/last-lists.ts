/** What was said in lists that their frontends write as well, so that the next build can tell from whom it is. */
import { recall, remember } from '../../catalog/meta.ts'
import type { LastNote } from '../../targets/device/lists/merging.ts'
import type { DevicePlan } from '../../targets/device/plan/plan.ts'
import { linesOf } from '../../targets/formats/paths-merge.ts'
import { listAt } from '../../targets/lists/known.ts'
import { asTarget } from '../choosing/selection.ts'
import type { World } from '../world.ts'

export function lastNoteOf({ db }: World, target: string): LastNote {
  return (path) => recall(db, keyOf(target, path))
}

/** To be called when a target is right. */
export function noteLists(world: World, { target, basis }: DevicePlan): void {
  for (const [path, note] of basis?.notes ?? []) put(world, target, path, note)
}

/**
 * To be called when a target was written, and is not right: that need not be the fault of its lists. Lines that were
 * curator's when it was right last stay so, because those of now may not be there yet.
 */
export function noteMoreLines(world: World, { target: name, basis, actions }: DevicePlan): void {
  const target = asTarget(world.config.targets[name])
  const inTheWay = new Set(actions.flatMap(({ op, path }) => (op === 'conflict' ? path : [])))
  for (const [path, note] of basis?.notes ?? []) {
    if (inTheWay.has(path) || listAt(target, target.path, path)?.as !== 'paths') continue
    const lines = new Set([...linesOf(lastNoteOf(world, name)(path) ?? ''), ...linesOf(note)])
    put(world, name, path, [...lines].map((line) => `${line}\n`).join(''))
  }
}

function put({ db }: World, target: string, path: string, note: string): void {
  if ((recall(db, keyOf(target, path)) ?? '') !== note) remember(db, keyOf(target, path), note)
}

function keyOf(target: string, path: string): string {
  return `list-of-target:${target}/${path}`
}
