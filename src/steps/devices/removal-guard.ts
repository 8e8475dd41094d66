/** An update of DATs may not take more from a target, unasked, than the config allows. */
import { guardRemovals } from '../../dats/sources/removals.ts'
import type { Observation } from '../../targets/device/look/observe.ts'
import type { DevicePlan } from '../../targets/device/plan/plan.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'
import { builtFrom, noteBuiltFrom } from './built-from.ts'

/** The plan, or none where DATs changed since the target was right last, and would drop too much of it. */
export async function guarded(
  plan: DevicePlan,
  { files }: Observation,
  { config, db, force }: World,
  steps: Steps,
): Promise<DevicePlan> {
  const [declared, now] = await datsOf(steps, plan.target)
  const [declaredThen, then] = partsBuiltFrom(db, plan.target)
  // who changes what the config asks for means it, and nobody can tell then what is dropped because of the DATs
  if (force || declaredThen !== declared || then === now) return plan
  const dropped = plan.actions.filter(({ op }) => op === 'delete').length
  const found = guardRemovals({ target: plan.target, held: files, dropped, most: config.guards.removals })
  if (!found) return plan
  return { ...plan, actions: [], bytes: 0, problems: [...plan.problems, found], basis: undefined }
}

/**
 * Before a target is written. What another config wanted may be left there if this is cut off: until the target is right
 * again, nobody can tell what is dropped because of the DATs.
 */
export async function noteOtherConfig({ db }: World, steps: Steps, target: string): Promise<void> {
  const [then] = partsBuiltFrom(db, target)
  if (then === undefined) return
  const [declared] = await datsOf(steps, target)
  if (then !== declared) noteBuiltFrom(db, target, '')
}

/** Of a target that is right. */
export async function noteDats({ db }: World, steps: Steps, target: string): Promise<void> {
  noteBuiltFrom(db, target, (await datsOf(steps, target)).join(' '))
}

function partsBuiltFrom(db: World['db'], target: string): readonly string[] {
  return builtFrom(db, target)?.split(' ') ?? []
}

/** What the config asks for, and the DATs that were found. */
async function datsOf({ engine, inputs }: Steps, target: string): Promise<[declared: string, found: string]> {
  const keys = ['dats', 'policies', `targets/${target}`]
  const declared = await Promise.all(keys.map((key) => engine.hash(inputs.slice, key)))
  return [declared.join('+'), await engine.hash(inputs.dats, '')]
}
