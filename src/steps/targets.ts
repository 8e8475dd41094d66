/** From trees to devices: what each target needs, and doing it. */
import type { ResolvedConfig } from '../config/resolved.ts'
import type { Disks } from '../disk/open-disks.ts'
import type { ByteOrigin, Disk } from '../disk/disk.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { sourcesOf } from '../inventory/queries.ts'
import { didYouMean } from '../config/suggest.ts'
import { applyPlan, type ApplyResult } from '../targets/device/apply.ts'
import { isFresh, observe, type Observation } from '../targets/device/observe.ts'
import { planDevice, type DevicePlan } from '../targets/device/plan.ts'
import type { TreeFile } from '../targets/tree.ts'
import type { TreeValue } from './outputs.ts'
import type { Steps } from './steps.ts'
import type { World } from './world.ts'

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

/** Brings everything up to date that can be known without writing to a target, and compares. */
export async function planTargets(
  world: World,
  steps: Steps,
  disks: Disks,
  names: readonly string[],
  options: { readonly force: boolean },
): Promise<TargetWork[]> {
  const works: TargetWork[] = []
  for (const name of names) {
    const tree = await steps.engine.get(steps.outputs.tree, name)
    const disk = disks.open(world.config.targets[name]?.path ?? '')
    const seen = observe(disk)
    if (isFresh(seen, tree.tree)) {
      works.push({ name, tree, seen, disk })
      continue
    }
    const wanted = await steps.outputs.assemble(steps.engine.get, name)
    works.push({ name, tree, seen, disk, plan: planDevice(disk, seen, wanted, { target: name, force: options.force }) })
  }
  return works
}

/** Does the plans, side by side: while one device makes its files durable, another one is written. */
export async function applyTargets(world: World, works: readonly TargetWork[]): Promise<Map<string, ApplyResult>> {
  const results = new Map<string, ApplyResult>()
  const resolve = resolver(world)
  const progress = new Map<string, { files: number; bytes: number; ofFiles: number; ofBytes: number }>()
  world.listener.step('Writing')
  await Promise.all(
    works.map(async ({ name, disk, plan, tree }) => {
      if (!plan) return
      const result = await applyPlan(disk, plan, resolve, {
        tree: tree.tree,
        signal: world.signal,
        onProgress: (p) => {
          progress.set(name, p)
          world.listener.tick(total([...progress.values()]))
        },
      })
      results.set(name, result)
    }),
  )
  return results
}

function total(all: readonly { files: number; bytes: number; ofFiles: number; ofBytes: number }[]) {
  const sum = { files: 0, total: 0, bytes: 0, totalBytes: 0 }
  for (const { files, bytes, ofFiles, ofBytes } of all) {
    sum.files += files
    sum.total += ofFiles
    sum.bytes += bytes
    sum.totalBytes += ofBytes
  }
  return sum
}

/** Where the bytes of an output are. The same content may lie in several files; the first that is present serves. */
function resolver({ db }: World): (file: TreeFile) => ByteOrigin | Problem {
  return (file) => {
    const { origin } = file
    if ('text' in origin) return { text: origin.text }
    const [source] = sourcesOf(db, origin.content)
    if (source) return { source, ...(origin.view ? { view: origin.view } : {}) }
    return problem('source-changed', `No file holds "${file.label}" any more.`, { path: file.path })
  }
}
