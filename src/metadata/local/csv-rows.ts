/** Reads CSV as spreadsheets write it (RFC 4180): cells in double quotes may hold anything, `""` is a quote. */

const MOST_ROWS = 1_000_000

/** The separator is the one that the first line has most of. Empty lines are passed over. */
export function csvRows(source: string): string[][] {
  const text = source.replace(/^\ufeff/, '')
  const separator = separatorOf(text.slice(0, /\r?\n|$/.exec(text)?.index))
  const rows: string[][] = []
  let row: string[] = []
  let position = 0
  const endRow = (): void => {
    if (row.length > 1 || (row[0] ?? '').trim() !== '') rows.push(row)
    row = []
  }
  while (position < text.length && rows.length < MOST_ROWS) {
    const [cell, next] = text[position] === '"' ? quoted(text, position) : bare(text, position, separator)
    row.push(cell)
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

function separatorOf(line: string): string {
  const counts = [',', ';', '\t'].map((mark): [string, number] => [mark, line.split(mark).length])
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best), [',', 1] as [string, number])[0]
}

function bare(text: string, from: number, separator: string): [cell: string, end: number] {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(from, end), end]
}

/** What stands behind the closing quote, up to the next separator, is passed over. */
function quoted(text: string, from: number): [cell: string, end: number] {
  const parts: string[] = []
  let start = from + 1
  for (;;) {
    const close = text.indexOf('"', start)
    if (close < 0) return [parts.join('"') + text.slice(start), text.length]
    parts.push(text.slice(start, close))
    if (text[close + 1] !== '"') return [parts.join('"'), close + 1]
    start = close + 2
  }
}
