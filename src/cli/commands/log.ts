/** `curator log`: what was imported, scanned and verified, and how each run ended. Looks only. */
import type { Db } from '../../catalog/sqlite.ts'
import { CuratorError, problem } from '../../errors.ts'
import type { ChannelLine, ChannelLog } from '../../report/channel-log.ts'
import { loggedRun, loggedRuns, type LoggedRun, type LoggedRunDetails } from '../../report/run-log.ts'
import { count, minute, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import type { Output } from '../screen/output.ts'
import { withSession } from '../session.ts'
import { table } from '../screen/table.ts'

/** What fits a screen; `--json` has more. */
const SHOWN_RUNS = 20
const SHOWN_FILES = 50
const SHOWN_LINES = 50
/** Of a channel, `--json` has so many: an archive of a hundred thousand members has as many lines. */
const MOST_LINES = 10_000

export function run(call: Call): Promise<number> {
  const { positionals, flags, out } = call
  const [word] = positionals
  return withSession(
    call,
    async ({ db }) => {
      const found = word === undefined ? undefined : runOf(db, word)
      const channel = flags.text('channel')
      if (channel !== undefined) {
        const { channelLog } = await import('../../report/channel-log.ts')
        const log = await channelLog(db, channel, flags.has('json') ? MOST_LINES : SHOWN_LINES, found)
        if (flags.has('json')) out.document(log)
        else printLines(log, out)
        return 0
      }
      if (!found) {
        const runs = loggedRuns(db, flags.has('json') ? -1 : SHOWN_RUNS)
        if (flags.has('json')) out.document({ runs })
        else printRuns(runs, out)
        return 0
      }
      if (flags.has('json')) out.document(found)
      else printRun(found, out)
      return 0
    },
    { looksOnly: true },
  )
}

function runOf(db: Db, word: string): LoggedRunDetails {
  const found = /^\d{1,15}$/.test(word) ? loggedRun(db, Number(word)) : undefined
  if (found) return found
  throw new CuratorError(problem('not-found', `There is no run "${word}". \`curator log\` lists them.`))
}

function printLines({ channel, run: of, lines, earlier }: ChannelLog, out: Output): void {
  if (lines.length === 0)
    return out.print(
      of === null
        ? `Nothing was written to ${channel} in the last 30 days.`
        : `Run ${of} wrote nothing to ${channel} that is still kept.`,
    )
  if (earlier !== null && earlier > 0)
    out.print(`… ${plural(earlier, 'earlier line')} (--json lists up to ${count(MOST_LINES)})`)
  out.print(table(lines.map((line) => [...HEADS.map((name) => inWords(line[name])), restOf(line)])))
}

/** Of every line, in columns; what else it says stands behind them. */
const HEADS = ['at', 'run', 'event', 'path'] as const

function restOf(line: ChannelLine): string {
  return Object.entries(line)
    .filter(([name]) => !HEADS.some((head) => head === name))
    .map(([name, value]) => `${name}: ${inWords(value)}`)
    .join(', ')
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
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
  const others = troubled(found) - files.length
  if (others > 0)
    out.print(
      `${plural(others, 'file')} more: another run said the same before, or something else since. ` +
        `See \`curator log ${found.run} --channel ingestion\`.`,
    )
}

/** So many files a scan found missing, or something wrong with. */
function troubled({ source, summary }: LoggedRun): number {
  if (source !== 'file_ingestion' || typeof summary !== 'object') return 0
  return Number(summary?.['failed'] ?? 0) + Number(summary?.['missing'] ?? 0)
}

function inShort({ source, records, summary }: LoggedRun): string {
  if (typeof summary !== 'object' || summary === null)
    return plural(records, source === 'library' ? 'file' : 'record')
  const parts = ['hashed', 'checked', 'moved', 'missing', 'failed', 'locked', 'matched', 'named', 'pending']
    .map((name) => ({ name, value: summary[name] }))
    .filter(({ value }) => typeof value === 'number' && value > 0)
    .map(({ name, value }) => `${count(Number(value))} ${name}`)
  if (summary['cutOff'] === true) parts.push('cut off')
  return parts.length === 0 && source.startsWith('dat') ? plural(records, 'record') : parts.join(', ')
}
