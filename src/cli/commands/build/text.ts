/** How a build is told to a person: one line a target, then the sentence that says how it ended. */
import type { BuildReport } from '../../../steps/outcome.ts'
import { amount, count, duration, plural } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'
import { table } from '../../screen/table.ts'

export function printBuild(report: BuildReport, paths: Readonly<Record<string, string>>, out: Output): void {
  const { targets, outcome } = report
  if (outcome !== 'nothing' && !isStopped(report)) {
    const rows = Object.entries(targets).map(([name, t]) => [
      name,
      ...(t.outcome === 'absent'
        ? ['not there', '', '']
        : [changes(t), `${count(t.kept)} kept`, missing(t.missing)]),
      paths[name] ?? '',
    ])
    out.print(table(rows))
  }
  out.print(closing(report, out))
}

function changes(target: BuildReport['targets'][string]): string {
  const { put, moved, deleted, conflicts, bytes: written, outcome } = target
  const parts = [
    put > 0 && `${plural(put, 'file')} written (${amount(written)})`,
    moved > 0 && `${count(moved)} renamed`,
    deleted > 0 && `${count(deleted)} deleted`,
    conflicts > 0 && plural(conflicts, 'conflict'),
  ].filter((part) => part !== false)
  if (parts.length > 0) return parts.join(', ')
  return outcome === 'partial' ? 'nothing done' : 'nothing to do'
}

function missing(games: number): string {
  return games === 0 ? 'no game missing' : `${plural(games, 'game')} missing`
}

/** By a frozen lock that is out of date: no target was looked at. */
function isStopped({ problems }: BuildReport): boolean {
  return problems.some(({ code }) => code === 'lock-out-of-date')
}

function closing(report: BuildReport, out: Output): string {
  const { outcome, roots, targets, steps, ms } = report
  const files = Object.values(roots).reduce((sum, root) => sum + root.files, 0)
  const scope = `${plural(files, 'file')}, ${plural(Object.keys(targets).length, 'target')}, ${duration(ms)}`
  const name = out.paint('bold', 'curator:')
  if (outcome === 'nothing') return `${name} nothing to do (${scope})`
  if (isStopped(report)) return `${name} ${out.paint('red', 'stopped')} before anything was written`
  const hashed = Object.values(roots).reduce((sum, root) => sum + root.hashed, 0)
  const work = `${plural(hashed, 'file')} read, ${plural(steps.ran, 'step')} run`
  if (outcome === 'done') return `${name} ${out.paint('green', 'done')} (${scope}; ${work})`
  return `${name} ${out.paint('red', 'partly done')}, see the errors above (${scope}; ${work})`
}
