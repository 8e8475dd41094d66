/** How a plan is told to a person: one line an action, long stretches folded a folder. */
import { folderOf } from '../../../disk/path.ts'
import { groupBy } from '../../../groups.ts'
import type { Action } from '../../../targets/plan-types.ts'
import type { TargetWork } from '../../../steps/devices/targets.ts'
import { amount, count, plural } from '../../../wording.ts'
import type { Output, Style } from '../../screen/output.ts'

/** In a folder, more actions of one kind than this are told as one line. */
const FOLD_ABOVE = 12

const LOOKS: Readonly<Record<Action['op'], { readonly sign: string; readonly style: Style }>> = {
  put: { sign: '+', style: 'green' },
  move: { sign: '>', style: 'cyan' },
  save: { sign: '>', style: 'cyan' },
  delete: { sign: '-', style: 'red' },
  sort: { sign: '~', style: 'cyan' },
  conflict: { sign: '!', style: 'magenta' },
}

export function printPlan({ name, plan }: TargetWork, path: string, out: Output): void {
  const title = `${out.paint('bold', name)}  ${out.paint('dim', path)}`
  if (!plan || plan.actions.length === 0) {
    out.print(`${title}  ${plan && !plan.basis ? 'cannot be built' : 'nothing to do'}`)
    return
  }
  out.print(`${title}  ${summary(plan.actions)}`)
  for (const group of grouped(plan.actions)) {
    const first = group[0] as Action
    const look = LOOKS[first.op]
    if (group.length <= FOLD_ABOVE)
      for (const action of group) out.print(`  ${out.paint(look.style, look.sign)} ${line(action)}`)
    else
      out.print(
        `  ${out.paint(look.style, look.sign)} ${folderOf(first.path) || '.'}/  ${folded(group)}  ${reasons(group)}`,
      )
  }
}

function line(action: Action): string {
  if (action.op === 'sort') return `${action.path === '' ? '.' : action.path}/  ${action.reason}`
  const from = action.op === 'move' || action.op === 'save' ? `${action.from} → ` : ''
  return `${from}${action.path}  ${amount(action.bytes)}  ${action.reason}`
}

function folded(group: readonly Action[]): string {
  return group[0]?.op === 'sort'
    ? plural(group.length, 'folder')
    : `${plural(group.length, 'file')}, ${amount(total(group))}`
}

/** `new`, or `20 new, 3 changed`. */
function reasons(group: readonly Action[]): string {
  const by = [...groupBy(group, ({ reason }) => reason)]
  return by.map(([reason, some]) => (by.length === 1 ? reason : `${count(some.length)} ${reason}`)).join(', ')
}

function summary(actions: readonly Action[]): string {
  const of = (op: Action['op']) => actions.filter((action) => action.op === op)
  const sorts = of('sort').filter(({ reason }) => reason === 'order of names')
  const parts = [
    [of('put'), 'to write'],
    [of('move'), 'to rename'],
    [of('save'), of('save').length === 1 ? 'save to rename' : 'saves to rename'],
    [of('delete'), 'to delete'],
    [sorts, sorts.length === 1 ? 'folder to sort' : 'folders to sort'],
    [of('conflict'), 'in conflict'],
  ] as const
  return parts
    .filter(([list]) => list.length > 0)
    .map(([list, what]) => `${list.length} ${what}${what === 'to write' ? ` (${amount(total(list))})` : ''}`)
    .join(', ')
}

/** Neighbours of one kind in one folder. */
function grouped(actions: readonly Action[]): Action[][] {
  return [...groupBy(actions, ({ op, path }) => `${op} ${folderOf(path)}`).values()]
}

function total(actions: readonly Action[]): number {
  return actions.reduce((sum, action) => sum + action.bytes, 0)
}
