/** Shows plans, as `plan` and `build --dry-run` do: for people, or as one document. */
import type { ResolvedConfig } from '../../../config/resolved.ts'
import type { Problem } from '../../../errors.ts'
import type { TargetWork } from '../../../steps/devices/targets.ts'
import type { Call } from '../../call.ts'
import { planDocument } from './document.ts'
import { printPlan } from './text.ts'
import { printProblems } from '../../problems.ts'

export function showPlans(
  { flags, out }: Call,
  { targets }: ResolvedConfig,
  works: readonly TargetWork[],
  problems: readonly Problem[],
): void {
  if (flags.has('json')) return out.document(planDocument(works, problems))
  printProblems(problems, out)
  for (const work of works) printPlan(work, targets[work.name]?.path ?? '', out)
}
