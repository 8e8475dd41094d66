/** Reads CSV as spreadsheets write it (RFC 4180): cells in double quotes may hold anything, `""` is a quote. */

const MOST_ROWS = 1_000_000

/** The separator is the one that the first line has most of. Empty lines are passed over. */
export function csvRows(source: string): string[][] {
  return csvRecords(source).map(({ cells }) => cells)
}

interface CsvRecord {
  readonly cells: string[]
  /** The line of the text that it begins in, counted from 1. */
  readonly line: number
  /** A cell began with a quotation mark that nothing closes: all that is behind it stands in that cell. */
  readonly isOpen?: true
}

/** The same with their places. */
export function csvRecords(source: string): CsvRecord[] {
  const text = source.replace(/^\ufeff/, '')
  const separator = separatorOf(text.slice(0, /\r?\n|$/.exec(text)?.index))
  const rows: CsvRecord[] = []
  let row: string[] = []
  let position = 0
  let counted = 0
  let line = 1
  let isOpen = false
  const endRow = (): void => {
    if (row.length > 1 || (row[0] ?? '').trim() !== '')
      rows.push({ cells: row, line, ...(isOpen ? { isOpen } : {}) })
    row = []
    line += linesIn(text, counted, position)
    counted = position
  }
  while (position < text.length && rows.length < MOST_ROWS) {
    const [cell, next] = text[position] === '"' ? quoted(text, position) : bare(text, position, separator)
    row.push(cell)
    isOpen = next > text.length
    const mark = text[next]
    position = next + 1
    if (mark === separator) {
      if (position === text.length) row.push('')
      continue
    }
    if (mark === '\r' && text[position] === '\n') position++
    endRow()
  }
  if (row.length > 0) endRow()
  return rows
}

/** How many lines end between two places: `\r\n` is one end. */
function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let i = from; i < to; i++) if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) lines++
  return lines
}

function separatorOf(line: string): string {
  const counts = [',', ';', '\t'].map((mark): [string, number] => [mark, line.split(mark).length])
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best), [',', 1] as [string, number])[0]
}

function bare(text: string, from: number, separator: string): [cell: string, end: number] {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(from, end), end]
}

/** What stands behind the closing quote, up to the next separator, is passed over. Ends behind the text where there is none. */
function quoted(text: string, from: number): [cell: string, end: number] {
  const parts: string[] = []
  let start = from + 1
  for (;;) {
    const close = text.indexOf('"', start)
    if (close < 0) return [parts.join('"') + text.slice(start), text.length + 1]
    parts.push(text.slice(start, close))
    if (text[close + 1] !== '"') return [parts.join('"'), close + 1]
    start = close + 2
  }
}
