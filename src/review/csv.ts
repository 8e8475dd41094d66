/** The queue as a table for spreadsheets, and the decisions that came back in it. RFC 4180. */
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import { csvRecords } from '../metadata/local/csv-rows.ts'
import type { ReviewItem } from './item.ts'
import { MOST_TOLD, parseVerdict, type Verdict } from './verdict.ts'

const COLUMNS = ['decision', 'kind', 'platform', 'settles', 'subject', 'detail', 'names', 'id'] as const

/** Every item in a line, with an empty column for decisions. */
export function csvOf(items: readonly ReviewItem[]): string {
  const lines = items.map((item) =>
    [
      '',
      item.kind,
      item.platform ?? '',
      String(item.settles),
      shown(item.subject),
      shown(item.detail ?? ''),
      shown(item.names.join(' | ')),
      item.id,
    ]
      .map(quoted)
      .join(','),
  )
  return [COLUMNS.join(','), ...lines, ''].join('\n')
}

/** Spreadsheets take what begins so for a formula. */
function shown(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

interface DecidedRow {
  /** Of the item. */
  readonly id: string
  readonly verdict: Verdict
  /** Of the file, counted from 1. */
  readonly line: number
}

/** More than anyone decides, and less than memory. */
const LARGEST = 64 * 1024 * 1024

/** Ids of rows that say something in `decision`, right or wrong. Of a table of something else none. */
export function filledIds(text: string): readonly string[] {
  const [first, ...rows] = csvRecords(text)
  const { id, decision } = columnsOf(first?.cells ?? [])
  if (id < 0 || decision < 0) return []
  return rows.flatMap(({ cells }) => (isFilled(cells[decision]) ? [cells[id]?.trim() ?? ''] : []))
}

function columnsOf(cells: readonly string[]): { readonly id: number; readonly decision: number } {
  const header = cells.map((cell) => cell.trim().toLowerCase())
  return { id: header.indexOf('id'), decision: header.indexOf('decision') }
}

function isFilled(cell = ''): boolean {
  const said = cell.trim().toLowerCase()
  return said !== '' && said !== 'skip'
}

/**
 * The rows that say something in `decision`, in order. Other columns than that and `id` may be gone, moved or changed;
 * commas, semicolons or tabs may stand between them. Throws `review-csv` with every row that is wrong.
 * @param file for messages
 */
export function readCsv(text: string, file: string): DecidedRow[] {
  const told = (what: string): Problem => problem('review-csv', `${file}${what}.`, { path: file })
  if (text.length > LARGEST) throw new CuratorError(told(' is too large to be a list of decisions'))
  const [first, ...rows] = csvRecords(text)
  const { id, decision } = columnsOf(first?.cells ?? [])
  if (id < 0 || decision < 0)
    throw new CuratorError(told(' has no columns "id" and "decision" in its first line'))
  const problems: Problem[] = []
  const decided = rows.flatMap(({ cells, line }): DecidedRow[] => {
    const said = cells[decision]?.trim() ?? ''
    if (!isFilled(said)) return []
    // an old spreadsheet's own character set: a title would be written down with a hole in it
    if (said.includes('\ufffd')) {
      problems.push(told(`, line ${line}: "${said}" is not in UTF-8. Save the table as "CSV UTF-8"`))
      return []
    }
    try {
      return [{ id: cells[id]?.trim() ?? '', verdict: parseVerdict(said), line }]
    } catch (error) {
      problems.push(told(`, line ${line}: ${reason(error).replace(/\.$/, '')}`))
      return []
    }
  })
  if (problems.length > 0) throw new CuratorError(problems.slice(0, MOST_TOLD))
  return decided
}
