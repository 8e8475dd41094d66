/** A whole build: inputs, selection, trees, plans, devices, and the record of it. */
import { CuratorError } from '../errors.ts'
import { openDisks } from '../disk/open-disks.ts'
import { openerOptions } from '../inventory/wish.ts'
import { absentTargets } from './absent.ts'
import { collectNodes } from './collect.ts'
import { compareLock, outOfDate, saveLock, type LockState } from './lock-file.ts'
import { absent, planned, reportOf, resultOf, type BuildReport, type TargetResult } from './outcome.ts'
import type { Project } from './project.ts'
import { startObserving } from './observing.ts'
import { joinMetadata } from './metadata.ts'
import { gameWishNotes, overrideNotes } from './overrides.ts'
import { recordBuild } from './record.ts'
import { recordSelections } from './record-selections.ts'
import { romsetNotes } from './romset.ts'
import { openPacking } from './packing.ts'
import { planAhead } from './plan-ahead.ts'
import type { Steps } from './steps.ts'
import { applyTarget, chosenTargets, noteDats, planTarget, type TargetWork } from './targets.ts'
import { missesDats, type World } from './world.ts'

export interface BuildOptions {
  /** Names of targets; empty: all. */
  readonly targets: readonly string[]
  readonly dryRun: boolean
  /** Stop when curator.lock is out of date, and never write it. */
  readonly frozen: boolean
}

export interface BuildResult {
  /** What was planned. Empty unless it was a dry run: a done plan is let go, for they are large. */
  readonly works: readonly TargetWork[]
  readonly lock: LockState
  /** Whether curator.lock was written. */
  readonly isSaved: boolean
  readonly report: BuildReport
}

/** Under `frozen`, a lock that is out of date is a problem that ends the build before anything is written. */
export async function build(
  project: Project,
  world: World,
  steps: Steps,
  options: BuildOptions,
): Promise<BuildResult> {
  const began = performance.now()
  const names = chosenTargets(project.config, options.targets)
  const works: TargetWork[] = []
  const results: TargetResult[] = []
  const disks = openDisks(process.env, openerOptions(world.db, Object.values(world.config.roots)))
  const packing = openPacking(world)
  const away = absentTargets(world.config, disks, names)
  const present = names.filter((name) => !away.has(name))
  const observed = startObserving(world, steps, disks, { targets: present, writes: !options.dryRun })
  let lock: LockState
  try {
    // side by side: what is selected needs the DATs alone, and threads read the roots meanwhile
    const identifying = steps.engine.hash(steps.inputs.identified, '') // also where no tree asks: its problems are told
    // what has just been read will be written: the threads for that start while this one identifies
    if (!options.dryRun && present.length > 0)
      void steps.inputs.read.then(() => filesRead(world) >= MANY && disks.warm())
    const [identified, compared] = await Promise.allSettled([
      identifying,
      Promise.race([steps.inputs.reading, identifying]).then(() => compareLock(project, steps, world)),
    ])
    if (identified.status === 'rejected') throw identified.reason
    if (compared.status === 'rejected') throw compared.reason
    lock = compared.value
    world.problems.push(...(await overrideNotes(steps, world)))
    world.problems.push(...(await gameWishNotes(steps, world, present)))
    await joinMetadata(steps, world)
    if (options.frozen && lock.kind === 'differs') {
      world.problems.push(outOfDate(project, lock))
      return {
        works,
        lock,
        isSaved: false,
        report: reportOf(world, steps, results, performance.now() - began),
      }
    }
    const prepare = (name: string) => steps.engine.hash(steps.outputs.tree, name)
    const plan = async (name: string): Promise<TargetWork> => {
      const disk = disks.open(project.config.targets[name]?.path ?? '')
      await prepare(name) // while it is listed
      return planTarget(world, steps, disk, { name, seen: await observed(name), packing })
    }
    const finish = async (work: TargetWork): Promise<TargetResult> => {
      if (options.dryRun) return planned(work)
      const result = resultOf(work, await applyTarget(world, packing, work))
      if (result.outcome !== 'partial') await noteDats(world, steps, work.name)
      return result
    }
    const done = new Map<string, TargetResult>()
    const record = async () => {
      if (!options.dryRun && !missesDats(world)) await recordSelections(world, steps, present)
    }
    for await (const [work, result] of planAhead(present, { plan, prepare, record, finish })) {
      if (options.dryRun) works.push(work)
      done.set(work.name, result)
    }
    for (const name of names) {
      const why = away.get(name)
      const result = why ? absent(name, why) : done.get(name)
      if (result) results.push(result)
    }
    world.problems.push(...(await romsetNotes(steps, world)))
    if (!options.dryRun) packing.clear()
  } finally {
    await packing.close()
    await disks.close()
  }
  const isDue = !options.dryRun && !missesDats(world)
  const isSaved = isDue && lock.kind === 'differs' && (await trySaveLock(project, steps, world, lock.text))
  const report = reportOf(world, steps, results, performance.now() - began)
  if (isDue) await recordSelections(world, steps, present)
  if (!options.dryRun) recordBuild(project, world, steps, results, report)
  if (isDue && names.length === Object.keys(project.config.targets).length) await collectNodes(world, steps)
  return { works, lock, isSaved, report }
}

/** As many new files as it takes threads to write. */
const MANY = 512

function filesRead({ scans }: World): number {
  return [...scans.values()].reduce((files, { hashed }) => files + hashed, 0)
}

/** The devices are done by now, and are reported whatever becomes of the lock. */
async function trySaveLock(project: Project, steps: Steps, world: World, text: string): Promise<boolean> {
  try {
    await saveLock(project, steps, world, text)
    return true
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    world.problems.push(...error.problems)
    return false
  }
}
