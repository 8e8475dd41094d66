/** How libraries are told to a person and as JSON. */
import type { LibraryRun, WholePlan } from '../../../steps/library/library.ts'
import type { OpenLibrary } from '../../../steps/library/open-library.ts'
import { byCodeUnit } from '../../../order.ts'
import { amount, count, plural } from '../../../wording.ts'
import { onOneLine, type Output, type Style } from '../../screen/output.ts'
import type { Step } from '../../../library/journal.ts'

const LOOKS: Readonly<Record<Step['op'], { readonly sign: string; readonly style: Style }>> = {
  write: { sign: '+', style: 'green' },
  move: { sign: '>', style: 'cyan' },
  quarantine: { sign: '-', style: 'yellow' },
}

interface PlannedAction {
  readonly op: Step['op']
  readonly from: string
  readonly to: string
  readonly bytes: number
  readonly reason: string
}

/** What `library plan --json` prints of a library. Paths are absolute. */
interface LibraryPlanDocument {
  readonly path: string
  readonly mode: string
  readonly actions: readonly PlannedAction[]
  readonly kept: number
  readonly stays: readonly { readonly path: string; readonly reason: string }[]
}

export function planDocument({ config, disk }: OpenLibrary, plan: WholePlan): LibraryPlanDocument {
  return {
    path: config.path,
    mode: config.mode,
    actions: plan.steps.map(({ op, from, to, size, reason }) => ({
      op,
      from: disk.where(from),
      to: disk.where(to),
      bytes: size,
      reason,
    })),
    kept: plan.kept,
    stays: plan.stays.map(({ path, reason }) => ({ path: disk.where(path), reason })),
  }
}

/** Every step with its reason, and what stays. */
export function printPlan({ name, config, disk }: OpenLibrary, plan: WholePlan, out: Output): void {
  const title = `${out.paint('bold', name)}  ${out.paint('dim', config.path)}`
  out.print(
    `${title}  ${plan.steps.length === 0 ? 'nothing to do' : planned(plan)}, ${count(plan.kept)} in place`,
  )
  for (const { op, from, to, reason } of plan.steps) {
    const { sign, style } = LOOKS[op]
    const target = op === 'quarantine' ? 'quarantine' : shown(config.path, disk.where(to))
    const origin = from.startsWith('@') ? shown(config.path, disk.where(from)) : from
    out.print(`  ${out.paint(style, sign)} ${onOneLine(`${origin} → ${target}  ${reason}`)}`)
  }
  printStays(plan.stays, out)
}

/** What is not put in order, counted by the reason. */
function printStays(stays: WholePlan['stays'], out: Output): void {
  const reasons = new Map<string, number>()
  for (const { reason } of stays) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  for (const [reason, files] of [...reasons].sort(([a], [b]) => byCodeUnit(a, b)))
    out.print(
      `  ${out.paint('dim', `${plural(files, 'file')} left where ${files === 1 ? 'it is' : 'they are'}: ${reason}`)}`,
    )
}

function planned({ steps, bytes }: WholePlan): string {
  const of = (op: Step['op']) => steps.filter((step) => step.op === op).length
  const parts = [
    of('move') > 0 && `${count(of('move'))} to move`,
    of('write') > 0 && `${count(of('write'))} to write${bytes > 0 ? ` (${amount(bytes)})` : ''}`,
    of('quarantine') > 0 && `${count(of('quarantine'))} to quarantine`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

function shown(library: string, path: string): string {
  return path.startsWith(`${library}/`) ? path.slice(library.length + 1) : path
}

/** What `apply --json` and `undo --json` print of a library. */
export function runDocument({
  run,
  moved,
  written,
  quarantined,
  outcome,
}: LibraryRun): Omit<LibraryRun, 'problems'> {
  return { run, moved, written, quarantined, outcome }
}

export function printRun(
  { name, config }: OpenLibrary,
  result: LibraryRun,
  { kept, stays }: Pick<WholePlan, 'kept' | 'stays'>,
  out: Output,
): void {
  const { run, moved, written, quarantined } = result
  const parts = [
    moved > 0 && `${plural(moved, 'file')} moved`,
    written > 0 && `${plural(written, 'file')} written`,
    quarantined > 0 && `${plural(quarantined, 'file')} quarantined`,
  ].filter((part) => part !== false)
  const nothing = run > 0 ? `run ${run} is not done` : 'nothing done'
  const none = result.outcome === 'partial' ? nothing : 'nothing to do'
  const told = parts.length > 0 ? `run ${run}: ${parts.join(', ')}` : none
  out.print(
    `${out.paint('bold', name)}  ${told}${kept > 0 ? `, ${count(kept)} in place` : ''}  ${out.paint('dim', config.path)}`,
  )
  if (run > 0 && parts.length > 0) out.print(`  \`curator library undo ${name} ${run}\` takes it back.`)
  // else people wonder about the files that they see there still
  printStays(stays, out)
}

export function printUndo(
  { name }: OpenLibrary,
  { run, moved, written, quarantined, outcome }: LibraryRun,
  out: Output,
): void {
  const parts = [
    moved + quarantined > 0 && `${plural(moved + quarantined, 'file')} where they were`,
    written > 0 && `${plural(written, 'file')} that it wrote gone`,
  ].filter((part) => part !== false)
  const whole = outcome === 'done' ? `run ${run} is undone` : `run ${run} is undone in part`
  out.print(`${out.paint('bold', name)}  ${[whole, ...parts].join(', ')}`)
}
