/** A plan as one page of HTML that needs nothing else: to be looked at, kept, or sent to somebody. */
import { folderOf } from '../disk/path.ts'
import { severityOf, type Problem } from '../errors.ts'
import { groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import { xmlText } from '../targets/formats/xml-text.ts'
import type { Action } from '../targets/plan-types.ts'
import { amount, count, plural } from '../wording.ts'

interface PlannedPage {
  readonly name: string
  readonly path: string
  readonly actions: readonly Action[]
  readonly kept: number
}

/** Everything that a build would do, by target and folder. The same plan gives the same page. */
export function planPage(targets: readonly PlannedPage[], problems: readonly Problem[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What curator would do</title>
<style>${STYLE}</style>
<h1>What curator would do</h1>
${problems.length === 0 ? '' : `<ul class="problems">\n${problems.map(problemItem).join('')}</ul>\n`}${targets.map(section).join('')}</html>
`
}

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% } td { padding: 0 .75rem 0 0; vertical-align: top; overflow-wrap: anywhere }
td:nth-child(3) { text-align: right; white-space: nowrap } summary { cursor: pointer } small { opacity: .7 }
.put { color: #1a7f37 } .move, .save, .sort { color: #0969da } .delete { color: #cf222e } .conflict { color: #8250df }
.error b { color: #cf222e } .warning b { color: #9a6700 }
`

const SIGNS: Readonly<Record<Action['op'], string>> = {
  put: '+',
  move: '>',
  save: '>',
  delete: '-',
  sort: '~',
  conflict: '!',
}

function section({ name, path, actions, kept }: PlannedPage): string {
  const bytes = actions.reduce((sum, action) => sum + (action.op === 'put' ? action.bytes : 0), 0)
  const facts = [
    counted(actions),
    bytes > 0 ? `${amount(bytes)} to write` : '',
    `${plural(kept, 'file')} kept`,
  ].filter((text) => text !== '')
  return `<h2>${xmlText(name)} <small>${xmlText(path)}</small></h2>
<p>${facts.join(', ')}</p>
${[...grouped(actions)].map(([folder, some]) => folderPart(folder, some)).join('')}`
}

function grouped(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  const sorted = actions.toSorted((a, b) => byCodeUnit(a.path, b.path))
  return groupBy(sorted, ({ path }) => folderOf(path))
}

/** Long lists are folded up. */
const OPEN_UP_TO = 25

function folderPart(folder: string, actions: readonly Action[]): string {
  const open = actions.length <= OPEN_UP_TO ? ' open' : ''
  const name = folder === '' ? 'the top folder' : folder
  return `<details${open}><summary>${xmlText(name)} <small>${counted(actions)}</small></summary>
<table>
${actions.map(row).join('')}</table>
</details>
`
}

/** A conflict is left alone, so it is no change. */
function counted(actions: readonly Action[]): string {
  const conflicts = actions.filter(({ op }) => op === 'conflict').length
  const changes = actions.length - conflicts
  const facts = [
    changes > 0 ? plural(changes, 'change') : '',
    conflicts > 0 ? `${count(conflicts)} in conflict` : '',
  ].filter((text) => text !== '')
  return facts.length === 0 ? 'nothing to do' : facts.join(', ')
}

function row(action: Action): string {
  const { op, path, bytes, reason } = action
  const from = op === 'move' || op === 'save' ? `${xmlText(action.from)} → ` : ''
  const cells = [SIGNS[op], from + xmlText(path), amount(bytes), xmlText(reason)]
  return `<tr class="${op}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`
}

function problemItem({ code, message, hint }: Problem): string {
  const word = severityOf(code)
  return `<li class="${word}"><b>${word}</b> ${xmlText(message)}${hint === undefined ? '' : ` <small>${xmlText(hint)}</small>`}</li>\n`
}
