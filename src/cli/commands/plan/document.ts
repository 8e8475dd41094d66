/** What `plan --json` and `build --dry-run --json` print: the very plan that a build would do. */
import type { Problem } from '../../../errors.ts'
import type { Action } from '../../../targets/plan-types.ts'
import type { TargetWork } from '../../../steps/devices/targets.ts'

export interface PlannedTarget {
  readonly actions: readonly PlannedAction[]
  readonly problems: readonly Problem[]
  readonly kept: number
  readonly bytes: number
}

interface PlannedAction {
  readonly op: Action['op']
  readonly path: string
  readonly bytes: number
  readonly from?: string
  readonly reason: string
}

export interface PlanDocument {
  readonly targets: Readonly<Record<string, PlannedTarget>>
  readonly problems: readonly Problem[]
}

export function planDocument(works: readonly TargetWork[], problems: readonly Problem[]): PlanDocument {
  return { targets: Object.fromEntries(works.map((work) => [work.name, plannedTarget(work)])), problems }
}

function plannedTarget({ plan, tree, seen }: TargetWork): PlannedTarget {
  const problems = [...tree.problems, ...(plan?.problems ?? [])]
  if (!plan) return { actions: [], problems, kept: seen.files, bytes: 0 }
  return { actions: plan.actions.map(plannedAction), problems, kept: plan.kept, bytes: plan.bytes }
}

function plannedAction(action: Action): PlannedAction {
  const { op, path, bytes, reason } = action
  return {
    op,
    path,
    bytes,
    ...(action.op === 'move' || action.op === 'save' ? { from: action.from } : {}),
    reason,
  }
}
