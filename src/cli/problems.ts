/** How problems are shown to a person: one block each, the same ones grouped, errors last so they are seen. */
import { CODES, severityOf, type Problem } from '../errors.ts'
import { groupBy } from '../groups.ts'
import { onOneLine, type Output } from './screen/output.ts'
import { count } from '../wording.ts'

/** More than this many problems of one kind are folded into a count. Notes are told by every build, and nobody has to act. */
const SHOWN_PER_CODE = { note: 3, warning: 8, error: 8 } as const
/** Of a config: whoever writes one mends it from top to bottom. */
const SHOWN_OF_CONFIG = 40
const COLORS = { note: 'dim', warning: 'yellow', error: 'red' } as const

export function printProblems(problems: readonly Problem[], out: Output): void {
  const shown = out.quiet ? problems.filter(({ code }) => isError(code)) : problems
  const groups = groupBy(shown, (p) => (isOfConfig(p) ? 'config' : p.code))
  for (const group of [...groups.values()].sort((a, b) => weight(a) - weight(b))) {
    printGroup(inOrderOfHints(group), out)
  }
}

/** A hint stands once, below the last one that has it. */
function printGroup(group: readonly Problem[], out: Output): void {
  const first = group[0] as Problem
  const shown = group.slice(0, isOfConfig(first) ? SHOWN_OF_CONFIG : SHOWN_PER_CODE[severityOf(first.code)])
  for (const [i, p] of shown.entries()) {
    out.warn(problemText(p, out))
    const folded = i === shown.length - 1 ? group.length - shown.length : 0
    if (folded > 0) out.warn(`  … and ${count(folded)} more like this (--json lists all)`)
    const hint = sharedHint(p)
    if (hint !== undefined && hint !== sharedHint(shown[i + 1])) out.warn(`  ${out.paintError('dim', hint)}`)
  }
}

/** What has a place in the config says its hint there. */
function sharedHint(p: Problem | undefined): string | undefined {
  return p?.at ? undefined : p?.hint
}

function inOrderOfHints(group: readonly Problem[]): readonly Problem[] {
  return [...groupBy(group, sharedHint).values()].flat()
}

/** They stay in the order of the file, whatever their codes. */
function isOfConfig({ code, at }: Problem): boolean {
  return at !== undefined && CODES[code].kind === 'usage'
}

function isError(code: Problem['code']): boolean {
  return severityOf(code) === 'error'
}

function weight(group: readonly Problem[]): number {
  return ['note', 'input', 'check', 'output', 'usage'].indexOf(CODES[(group[0] as Problem).code].kind)
}

function problemText(p: Problem, out: Output): string {
  const { kind } = CODES[p.code]
  const severity = severityOf(p.code)
  const label = out.paintError(COLORS[severity], severity)
  // names hold line ends; what a config or curator itself threw may well have several lines
  const message = kind === 'usage' || p.code === 'internal' ? p.message : onOneLine(p.message)
  const lines = [`${label} ${message} ${out.paintError('dim', `[${p.code}]`)}`]
  if (p.at) {
    lines.push(`  ${out.paintError('cyan', `${p.at.file}:${p.at.line}:${p.at.column}`)}`)
    if (p.at.frame) lines.push(p.at.frame.replace(/^/gm, '  '))
    if (p.hint) lines.push(`  ${out.paintError('dim', p.hint)}`)
  }
  return lines.join('\n')
}
