/** A whole build: inputs, selection, trees, plans, devices, and the record of it. */
import { CODES, CuratorError, type Problem } from '../errors.ts'
import { openDisks } from '../disk/open-disks.ts'
import type { ApplyResult } from '../targets/device/apply.ts'
import { compareLock, outOfDate, saveLock, type LockState } from './lock.ts'
import type { Project } from './project.ts'
import { recordBuild } from './record.ts'
import type { Steps } from './steps.ts'
import { applyTargets, chosenTargets, planTargets, type TargetWork } from './targets.ts'
import type { ScanCounts, World } from './world.ts'

export interface BuildOptions {
  /** Names of targets; empty: all. */
  readonly targets: readonly string[]
  readonly dryRun: boolean
  readonly force: boolean
  /** Stop when curator.lock is out of date, and never write it. */
  readonly frozen: boolean
}

export interface BuildResult {
  readonly works: readonly TargetWork[]
  /** Empty in a dry run. */
  readonly applied: ReadonlyMap<string, ApplyResult>
  readonly lock: LockState
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

/** Throws `lock-out-of-date` under `frozen`, before anything is written. */
export async function build(project: Project, world: World, steps: Steps, options: BuildOptions): Promise<BuildResult> {
  const began = performance.now()
  const names = chosenTargets(project.config, options.targets)
  const disks = openDisks()
  try {
    const works = await planTargets(world, steps, disks, names, { force: options.force })
    const lock = await compareLock(project, steps, world)
    if (options.frozen && lock.kind === 'differs') throw new CuratorError(outOfDate(project, lock))
    const applied = options.dryRun ? new Map<string, ApplyResult>() : await applyTargets(world, works)
    if (lock.kind === 'differs' && !options.dryRun) await saveLock(project, steps, world, lock.text)
    const report = reportOf(world, steps, works, applied, performance.now() - began)
    if (!options.dryRun) recordBuild(project, world, steps, works, applied, report)
    return { works, applied, lock, report }
  } finally {
    await disks.close()
  }
}

function reportOf(
  world: World,
  { engine }: Steps,
  works: readonly TargetWork[],
  applied: ReadonlyMap<string, ApplyResult>,
  ms: number,
): BuildReport {
  const problems = [...world.problems]
  const targets: Record<string, TargetReport> = {}
  for (const work of works) {
    const result = applied.get(work.name)
    problems.push(...work.tree.problems, ...(result?.problems ?? work.plan?.problems ?? []))
    targets[work.name] = targetReport(work, result)
  }
  const outcomes = Object.values(targets).map(({ outcome }) => outcome)
  const partial = outcomes.includes('partial') || problems.some(({ code }) => isFailure(code))
  return {
    outcome: partial ? 'partial' : outcomes.includes('done') ? 'done' : 'nothing',
    steps: { ...engine.counts },
    roots: Object.fromEntries(world.scans),
    targets,
    problems: unique(problems),
    ms: Math.round(ms),
  }
}

function targetReport({ tree, plan, seen }: TargetWork, result: ApplyResult | undefined): TargetReport {
  const { put = 0, moved = 0, deleted = 0, conflicts = 0, bytes = 0, kept = plan?.kept ?? seen.files } = result ?? {}
  const broken = tree.problems.some(({ code }) => isFailure(code))
  return {
    put,
    moved,
    deleted,
    kept,
    conflicts,
    bytes,
    missing: tree.missing,
    outcome: broken ? 'partial' : (result?.outcome ?? 'nothing'),
  }
}

/** Whether a problem means that something could not be made right. */
export function isFailure(code: Problem['code']): boolean {
  const { kind } = CODES[code]
  return kind === 'output' || kind === 'usage'
}

/** The same problem may be found for several targets; it is told once. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((p) => [`${p.code}\0${p.message}`, p])).values()]
}
