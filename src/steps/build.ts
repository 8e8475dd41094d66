/** A whole build: inputs, selection, trees, plans, devices, and the record of it. */
import { CuratorError, isFailure, type Problem } from '../errors.ts'
import { openDisks } from '../disk/open-disks.ts'
import type { ApplyResult } from '../targets/device/apply.ts'
import { compareLock, outOfDate, saveLock, type LockState } from './lock.ts'
import type { Project } from './project.ts'
import { startObserving } from './observing.ts'
import { recordBuild } from './record.ts'
import { recordSelections } from './record-selections.ts'
import type { Steps } from './steps.ts'
import { applyTarget, chosenTargets, planTarget, type TargetWork } from './targets.ts'
import { missesDats, type ScanCounts, type World } from './world.ts'

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

/** What `build --json` prints. Every number is counted from what happened. */
export interface BuildReport {
  readonly outcome: 'done' | 'nothing' | 'partial'
  readonly steps: { readonly ran: number; readonly fresh: number }
  readonly roots: Readonly<Record<string, ScanCounts>>
  readonly targets: Readonly<Record<string, TargetReport>>
  readonly problems: readonly Problem[]
  readonly ms: number
}

export interface TargetReport {
  readonly put: number
  readonly moved: number
  readonly deleted: number
  readonly kept: number
  readonly conflicts: number
  readonly bytes: number
  /** Games that the policy wants on this device and that are not owned. */
  readonly missing: number
  readonly outcome: 'done' | 'nothing' | 'partial'
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
  const disks = openDisks()
  const observed = startObserving(world, steps, disks, names)
  let lock: LockState
  try {
    await steps.engine.hash(steps.inputs.identified, '') // also where no tree asks for it: its problems are told
    lock = await compareLock(project, steps, world)
    if (options.frozen && lock.kind === 'differs') {
      world.problems.push(outOfDate(project, lock))
      return {
        works,
        lock,
        isSaved: false,
        report: reportOf(world, steps, results, performance.now() - began),
      }
    }
    for (const name of names) {
      const work = await planTarget(world, steps, disks.open(project.config.targets[name]?.path ?? ''), {
        name,
        seen: await observed(name),
      })
      if (options.dryRun) works.push(work)
      results.push(options.dryRun ? planned(work) : resultOf(work, await applyTarget(world, work)))
    }
  } finally {
    await disks.close()
  }
  const isDue = !options.dryRun && !missesDats(world)
  const isSaved = isDue && lock.kind === 'differs' && (await trySaveLock(project, steps, world, lock.text))
  const report = reportOf(world, steps, results, performance.now() - began)
  if (isDue) await recordSelections(world, steps, names)
  if (!options.dryRun) recordBuild(project, world, steps, results, report)
  return { works, lock, isSaved, report }
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

/** What became of a target. */
export interface TargetResult extends TargetReport {
  readonly name: string
  /** Fingerprint of the tree. */
  readonly tree: string
  readonly problems: readonly Problem[]
  /** Whether the device was written to, or tried to be. */
  readonly applied: boolean
}

function resultOf(work: TargetWork, result: ApplyResult | undefined): TargetResult {
  if (!result) return planned(work)
  const { put, moved, deleted, kept, conflicts, bytes } = result
  const { missing, problems } = work.tree
  const counts = { put, moved, deleted, kept, conflicts, bytes, missing }
  const outcome = problems.some(({ code }) => isFailure(code)) ? 'partial' : result.outcome
  return { ...identity(work), ...counts, outcome, problems: [...problems, ...result.problems], applied: true }
}

/** Nothing was done: a dry run, or nothing to do. */
function planned(work: TargetWork): TargetResult {
  const { tree, plan, seen } = work
  const problems = [...tree.problems, ...(plan?.problems ?? [])]
  const counts = {
    put: 0,
    moved: 0,
    deleted: 0,
    conflicts: 0,
    bytes: 0,
    kept: plan?.kept ?? seen.files,
    missing: tree.missing,
  }
  const outcome = problems.some(({ code }) => isFailure(code)) ? 'partial' : 'nothing'
  return { ...identity(work), ...counts, outcome, problems, applied: false }
}

function identity({ name, tree }: TargetWork): { name: string; tree: string } {
  return { name, tree: tree.tree }
}

function reportOf(
  world: World,
  { engine }: Steps,
  results: readonly TargetResult[],
  ms: number,
): BuildReport {
  const problems = unique([...world.problems, ...results.flatMap((result) => result.problems)])
  const outcomes = new Set(results.map(({ outcome }) => outcome))
  const isPartial =
    outcomes.has('partial') || problems.some(({ code }) => isFailure(code) || code === 'lock-out-of-date')
  return {
    outcome: isPartial ? 'partial' : outcomes.has('done') ? 'done' : 'nothing',
    steps: { ...engine.counts },
    roots: Object.fromEntries(world.scans),
    targets: Object.fromEntries(results.map((result) => [result.name, targetReport(result)])),
    problems,
    ms: Math.round(ms),
  }
}

function targetReport({
  put,
  moved,
  deleted,
  kept,
  conflicts,
  bytes,
  missing,
  outcome,
}: TargetResult): TargetReport {
  return { put, moved, deleted, kept, conflicts, bytes, missing, outcome }
}

/** The same problem may be found for several targets; it is told once. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((p) => [`${p.code}\0${p.message}`, p])).values()]
}
