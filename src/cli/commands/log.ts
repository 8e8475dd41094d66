/** `curator log`: what was imported, scanned and verified, and how each run ended. Looks only. */
import { CuratorError, problem } from '../../errors.ts'
import { loggedRun, loggedRuns, type LoggedRun, type LoggedRunDetails } from '../../report/run-log.ts'
import { count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import type { Output } from '../output.ts'
import { withSession } from '../session.ts'
import { table } from '../table.ts'

/** What fits a screen; `--json` has all. */
const SHOWN_RUNS = 20
const SHOWN_FILES = 50

export function run(call: Call): Promise<number> {
  const { positionals, flags, out } = call
  const [word] = positionals
  return withSession(
    call,
    async ({ db }) => {
      if (word === undefined) {
        const runs = loggedRuns(db, flags.has('json') ? -1 : SHOWN_RUNS)
        if (flags.has('json')) out.document({ runs })
        else printRuns(runs, out)
        return 0
      }
      const found = /^\d{1,15}$/.test(word) ? loggedRun(db, Number(word)) : undefined
      if (!found)
        throw new CuratorError(problem('not-found', `There is no run "${word}". \`curator log\` lists them.`))
      if (flags.has('json')) out.document(found)
      else printRun(found, out)
      return 0
    },
    { looksOnly: true },
  )
}

function printRuns(runs: readonly LoggedRun[], out: Output): void {
  if (runs.length === 0) return out.print('Nothing was imported or scanned yet.')
  const rows = runs.map((one) => [
    String(one.run),
    minute(one.started),
    one.source,
    one.status,
    one.name,
    inShort(one),
  ])
  out.print(table([['run', 'when (UTC)', 'what', 'status', 'of', ''], ...rows]))
}

function printRun(found: LoggedRunDetails, out: Output): void {
  const { summary, files } = found
  const rows = [
    ['run', String(found.run)],
    ['what', found.source],
    ['of', found.name],
    ['status', found.status],
    ['started', found.started],
    ['finished', found.finished ?? ''],
    ['records', count(found.records)],
    ...(typeof summary === 'string' ? [['notes', summary]] : []),
  ]
  if (typeof summary === 'object')
    for (const [name, value] of Object.entries(summary ?? {}))
      rows.push([name, typeof value === 'number' ? count(value) : String(value)])
  out.print(table(rows))
  if (files.length > 0) {
    out.print('')
    out.print(table(files.slice(0, SHOWN_FILES).map((file) => [file.path, file.status, file.problem ?? ''])))
  }
  if (files.length > SHOWN_FILES)
    out.print(`… and ${count(files.length - SHOWN_FILES)} more (--json lists all)`)
}

function inShort({ source, records, summary }: LoggedRun): string {
  if (typeof summary !== 'object' || summary === null)
    return plural(records, source === 'library' ? 'file' : 'record')
  const parts = ['hashed', 'checked', 'moved', 'missing', 'failed', 'locked', 'matched', 'named', 'pending']
    .map((name) => ({ name, value: summary[name] }))
    .filter(({ value }) => typeof value === 'number' && value > 0)
    .map(({ name, value }) => `${count(Number(value))} ${name}`)
  if (summary['cutOff'] === true) return 'cut off'
  return parts.length === 0 && source.startsWith('dat') ? plural(records, 'record') : parts.join(', ')
}

/** `2026-03-05 23:59`. */
function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
