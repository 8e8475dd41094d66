/** What became of a build: the result of every target, and the report that `build --json` prints. */
import { isFailure, type Problem } from '../errors.ts'
import type { ApplyResult } from '../targets/device/apply/apply.ts'
import { NOTHING_DONE, type DeviceCounts } from '../targets/device/apply/counts.ts'
import type { Steps } from './steps.ts'
import type { TargetWork } from './devices/targets.ts'
import type { ScanCounts, World } from './world.ts'

/** What `build --json` prints. Every number is counted from what happened. */
export interface BuildReport {
  readonly outcome: 'done' | 'nothing' | 'partial'
  readonly steps: { readonly ran: number; readonly fresh: number }
  readonly roots: Readonly<Record<string, ScanCounts>>
  readonly targets: Readonly<Record<string, TargetReport>>
  readonly problems: readonly Problem[]
  readonly ms: number
}

interface TargetReport extends DeviceCounts {
  /** Games that the policy wants on this device and that are not owned. */
  readonly missing: number
  /** `absent`: its card is not there, and nothing was looked at. */
  readonly outcome: 'done' | 'nothing' | 'partial' | 'absent'
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

export function resultOf(work: TargetWork, result: ApplyResult | undefined): TargetResult {
  if (!result) return planned(work)
  const { put, moved, deleted, kept, conflicts, bytes } = result
  const { missing, problems } = work.tree
  const counts = { put, moved, deleted, kept, conflicts, bytes, missing }
  const outcome = problems.some(({ code }) => isFailure(code)) ? 'partial' : result.outcome
  return { ...identity(work), ...counts, outcome, problems: [...problems, ...result.problems], applied: true }
}

/** The card of the target is not there, or cannot be looked at. */
export function absent(name: string, why: Problem): TargetResult {
  const outcome = isFailure(why.code) ? 'partial' : 'absent'
  return { name, tree: '', ...NOTHING_DONE, missing: 0, outcome, problems: [why], applied: false }
}

/** Nothing was done: a dry run, or nothing to do. */
export function planned(work: TargetWork): TargetResult {
  const { tree, plan, seen } = work
  const problems = [...tree.problems, ...(plan?.problems ?? [])]
  const counts = { ...NOTHING_DONE, kept: plan?.kept ?? seen.files, missing: tree.missing }
  const outcome = problems.some(({ code }) => isFailure(code)) ? 'partial' : 'nothing'
  return { ...identity(work), ...counts, outcome, problems, applied: false }
}

function identity({ name, tree }: TargetWork): { name: string; tree: string } {
  return { name, tree: tree.tree }
}

export function reportOf(
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
