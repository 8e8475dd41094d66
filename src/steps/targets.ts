/** From trees to devices: what each target needs, and doing it. */
import type { ResolvedConfig } from '../config/resolved.ts'
import type { Disk } from '../disk/disk.ts'
import { CuratorError, problem } from '../errors.ts'
import { lastHeld } from '../inventory/queries.ts'
import { didYouMean } from '../config/suggest.ts'
import { applyPlan, type ApplyResult } from '../targets/device/apply.ts'
import { claimsAt } from '../targets/device/manifest.ts'
import { isFresh, type Observation } from '../targets/device/observe.ts'
import { planDevice, type DevicePlan } from '../targets/device/plan.ts'
import type { Action } from '../targets/plan-types.ts'
import type { TreeValue } from './outputs.ts'
import type { Sources } from './sources.ts'
import type { Steps } from './steps.ts'
import { missesDats, type World } from './world.ts'

/** A target with what it should hold, and what has to be done for that. */
export interface TargetWork {
  readonly name: string
  readonly tree: TreeValue
  readonly seen: Observation
  readonly disk: Disk
  /** Absent when the device is right already. */
  readonly plan?: DevicePlan
}

/** All targets of the config, or those named. Throws `cli-usage` for a name that is not there. */
export function chosenTargets({ targets }: ResolvedConfig, names: readonly string[]): string[] {
  const known = Object.keys(targets)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, known) ?? `The config has ${known.join(', ')}.`
    throw new CuratorError(problem('cli-usage', `There is no target named \`${unknown}\`.`, { hint }))
  }
  return names.length > 0 ? [...new Set(names)] : known
}

/** Compares a target, as it was seen, with its tree, which is brought up to date first. Writes nothing on the device. */
export async function planTarget(
  world: World,
  { engine, outputs }: Steps,
  disk: Disk,
  { name, seen }: { readonly name: string; readonly seen: Observation },
): Promise<TargetWork> {
  const tree = await engine.get(outputs.tree, name)
  if (isFresh(seen, tree.tree) && seen.owner === name) return { name, tree, seen, disk }
  const wanted = await outputs.assemble(engine.get, name)
  const plan = planDevice(disk, seen, wanted, { target: name, force: world.force })
  return { name, tree, seen, disk, plan: withoutRashDeletes(plan, world) }
}

/** Does a plan. */
export async function applyTarget(
  world: World,
  sources: Sources,
  { name, tree, disk, plan }: TargetWork,
): Promise<ApplyResult | undefined> {
  if (!plan) return undefined
  world.listener.step(`Writing ${name}`)
  const result = await applyPlan(disk, plan, sources.of, {
    tree: tree.tree,
    signal: world.signal,
    onProgress: ({ files, ofFiles: total, bytes, ofBytes: totalBytes }) =>
      world.listener.tick({ files, total, bytes, totalBytes }),
  })
  if (result.outcome === 'done') sources.alsoIn(disk, plan)
  return result
}

/**
 * An unplugged disk, a download gone wrong or a damaged file makes games vanish from a tree. They stay on the device
 * until every root and DAT can be read again, or the file: the device may hold the last good copy.
 */
function withoutRashDeletes(plan: DevicePlan, world: World): DevicePlan {
  if (!plan.actions.some(({ op }) => op === 'delete')) return plan
  const isBlind = missesDats(world) || world.problems.some(({ code }) => code.startsWith('root-'))
  const damaged = lastHeld(world.db)
  // what was kept back before is no output any more, but still claimed
  const holds = (path: string) =>
    plan.basis && claimsAt(plan.basis.state, path).some((sha1) => damaged.has(sha1))
  const isRash = ({ op, path }: Action) => op === 'delete' && (isBlind || holds(path))
  const withheld = plan.actions.filter(isRash).length
  if (withheld === 0) return plan
  const what =
    withheld === 1
      ? '1 file that is not wanted any more stays'
      : `${withheld} files that are not wanted any more stay`
  const until = isBlind
    ? 'a root or a DAT'
    : withheld === 1
      ? 'the file it came from'
      : 'the files they came from'
  return {
    ...plan,
    actions: plan.actions.filter((action) => !isRash(action)),
    problems: [
      ...plan.problems,
      problem('deletes-withheld', `${plan.target}: ${what}, because ${until} cannot be read.`),
    ],
  }
}
