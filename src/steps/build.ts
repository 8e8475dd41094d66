/** A whole build: inputs, selection, trees, plans, devices, and the record of it. */
import { CuratorError, type Problem } from '../errors.ts'
import { openDisks, type Disks } from '../disk/open-disks.ts'
import { openerOptions } from '../inventory/hashing/wish.ts'
import { absenceOf, absentTargets } from './devices/absent.ts'
import { noteEmptyRoots } from './devices/empty-folders.ts'
import { collectNodes } from './collect.ts'
import { compareLock, outOfDate, saveLock, type LockState } from './lock-file.ts'
import { absent, planned, reportOf, resultOf, type BuildReport, type TargetResult } from './outcome.ts'
import type { Project } from './project.ts'
import { startObserving, type Observing } from './observing.ts'
import { joinMetadata } from './metadata.ts'
import { contradictionProblems } from './choosing/list-contradictions.ts'
import { gameWishNotes, overrideNotes } from './choosing/overrides.ts'
import { noteMoreLines } from './devices/last-lists.ts'
import { noteOtherConfig } from './devices/removal-guard.ts'
import { recordBuild } from './record.ts'
import { holdMade } from './choosing/made-games.ts'
import { recordSelections } from './choosing/record-selections.ts'
import { romsetNotes } from './choosing/romset.ts'
import { tornPortProblems } from './choosing/torn-ports.ts'
import { holdNames } from './devices/kept-names.ts'
import { openPacking, type Packing } from './devices/packing.ts'
import { planAhead, type Stages } from './devices/plan-ahead.ts'
import type { Steps } from './steps.ts'
import { cutShort, endIfTold, isInterruption } from './told-to-stop.ts'
import { applyTarget, chosenTargets, noteBuilt, planTarget, type TargetWork } from './devices/targets.ts'
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
  const writes = !options.dryRun
  const names = chosenTargets(project.config, options.targets)
  const devices = openDevices(world, steps, names, writes)
  const { disks, packing, away, present } = devices
  const report = (results: readonly TargetResult[]): BuildReport =>
    reportOf(world, steps, results, performance.now() - began)
  const isDue = (): boolean => writes && !missesDats(world)
  const record = async (): Promise<void> => {
    if (isDue()) await recordSelections(world, steps, present)
  }
  const works: TargetWork[] = []
  const results = new Map<string, TargetResult>()
  let lock: LockState
  let isCut = false
  world.signal.addEventListener('abort', steps.halt)
  try {
    const onRead = (): void => {
      if (writes && present.length > 0 && filesRead(world) >= MANY) disks.warm()
    }
    lock = await identifyAndSelect(project, world, steps, onRead)
    holdMade(world.db, undefined) // all is selected
    world.problems.push(...(await contradictionProblems(steps, world)))
    world.problems.push(...(await tornPortProblems(steps, world)))
    world.problems.push(...(await overrideNotes(steps, world)))
    world.problems.push(...(await gameWishNotes(steps, world, present)))
    await joinMetadata(steps, world)
    if (options.frozen && lock.kind === 'differs') {
      world.problems.push(await outOfDate(project, lock))
      await endAside(world)
      return { works, lock, isSaved: false, report: report([]) }
    }
    await endIfTold(world.signal)
    try {
      for await (const [work, result] of planAhead(present, stagesOf(world, steps, devices, record))) {
        if (!writes) works.push(work)
        results.set(work.name, result)
      }
    } catch (error) {
      if (!writes || results.size === 0 || !isInterruption(error)) throw error
      isCut = true // what is done is done, and reported
      world.problems.push(...cutShort(present.filter((name) => !results.has(name) && !away.has(name))))
    }
    await endAside(world)
    for (const [name, why] of away) results.set(name, absent(name, why))
    if (!isCut) world.problems.push(...(await romsetNotes(steps, world)))
    if (writes) packing.clear()
  } finally {
    world.signal.removeEventListener('abort', steps.halt)
    await packing.close()
    await disks.close()
  }
  const all = names.flatMap((name) => results.get(name) ?? [])
  const isSaved = isDue() && lock.kind === 'differs' && (await trySaveLock(project, steps, world))
  const reported = report(all)
  if (!isCut) await record()
  if (writes) recordBuild(project, world, steps, all, reported)
  const isWhole = names.length === Object.keys(project.config.targets).length && !isCut
  if (isDue() && isWhole) await collectNodes(world, steps)
  return { works, lock, isSaved, report: reported }
}

/** What targets are planned and written with. */
interface Devices {
  readonly disks: Disks
  readonly packing: Packing
  /** Targets that are passed over, and why. */
  readonly away: Map<string, Problem>
  readonly present: readonly string[]
  readonly observed: Observing
  readonly writes: boolean
}

function openDevices(world: World, steps: Steps, names: readonly string[], writes: boolean): Devices {
  const disks = openDisks(process.env, openerOptions(world.db, Object.values(world.config.roots)))
  const away = absentTargets(world.config, disks, names)
  const present = names.filter((name) => !away.has(name))
  const observed = startObserving(world, steps, disks, { targets: present, writes })
  return { disks, packing: openPacking(world), away, present, observed, writes }
}

/** `record`: notes what is selected. */
function stagesOf(world: World, steps: Steps, devices: Devices, record: () => Promise<void>): Stages {
  const { disks, packing, away, observed, writes } = devices
  const prepare = (name: string): Promise<unknown> => steps.engine.hash(steps.outputs.tree, name)
  // a card may be pulled out while roots are read, and while other targets are written
  const wentAway = (name: string): Problem | undefined => {
    const why = absenceOf(world.config, disks, name)
    if (why) away.set(name, why)
    return why
  }
  return {
    async plan(name) {
      const disk = disks.open(world.config.targets[name]?.path ?? '')
      await prepare(name) // while it is listed
      if (wentAway(name)) return undefined
      const putBack = writes ? undefined : holdNames(world.db, name) // what nobody does is not remembered
      try {
        return await planTarget(world, steps, disk, { name, seen: await observed(name), packing })
      } finally {
        putBack?.()
      }
    },
    prepare,
    record,
    finish(work) {
      if (!writes) return planned(work)
      const why = wentAway(work.name)
      return why ? absent(work.name, why) : writeTarget(world, steps, packing, work)
    },
  }
}

/**
 * Side by side: what is selected needs the DATs alone, and threads read the roots meanwhile.
 * @param onRead called when they have, while this one identifies what they read: it will be written soon
 */
async function identifyAndSelect(
  project: Project,
  world: World,
  steps: Steps,
  onRead: () => void,
): Promise<LockState> {
  const identifying = steps.engine.hash(steps.inputs.identified, '') // also where no tree asks: its problems are told
  void steps.inputs.read.then(onRead)
  const selecting = Promise.race([steps.inputs.reading, identifying])
  const [identified, compared] = await Promise.allSettled([
    identifying,
    selecting
      .then(() => steps.engine.hash(steps.inputs.dats, '')) // while they are read, nothing else may be written
      .then(() => compareLock(project, steps, world)),
  ])
  if (identified.status === 'rejected') throw identified.reason
  if (compared.status === 'rejected') throw compared.reason
  return compared.value
}

async function writeTarget(
  world: World,
  steps: Steps,
  packing: Packing,
  work: TargetWork,
): Promise<TargetResult> {
  if (work.plan) await noteOtherConfig(world, steps, work.name)
  const result = resultOf(work, await applyTarget(world, packing, work))
  if (result.outcome !== 'partial') await noteBuilt(world, steps, work)
  else if (work.plan) noteMoreLines(world, work.plan)
  noteEmptyRoots(world, work, result.problems)
  return result
}

async function endAside({ aside }: World): Promise<void> {
  for (const end of aside?.splice(0) ?? []) await end()
}

/** As many new files as it takes threads to write. */
const MANY = 512

function filesRead({ scans }: World): number {
  return [...scans.values()].reduce((files, { hashed }) => files + hashed, 0)
}

/** The devices are done by now, and are reported whatever becomes of the lock. */
async function trySaveLock(project: Project, steps: Steps, world: World): Promise<boolean> {
  try {
    await saveLock(project, steps, world)
    return true
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    world.problems.push(...error.problems)
    return false
  }
}
