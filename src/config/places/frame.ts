/** A few lines of a file around a place, with a mark under it. */

/** Of longer lines (data, a config on one line) the part around the place is shown, and none of those beside it. */
const LONGEST_LINE = 200
const AROUND = 2
/** What is shown of a long line before the place. */
const LEAD = 60

/** Two lines before and after `line`, numbered, with a caret below `column` (both 1-based). */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n/)
  const first = Math.max(1, line - AROUND)
  const last = Math.min(lines.length, line + AROUND)
  const width = String(last).length
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const code = lines[number - 1] ?? ''
    if (code.length > LONGEST_LINE && number !== line) continue
    const shown = around(code, column)
    frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${shown.code}`.trimEnd())
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${indent(shown.code, shown.column)}^`)
  }
  return frame.join('\n')
}

/** Of a long line a piece with the column in it, and where the column stands there. */
function around(code: string, column: number): { readonly code: string; readonly column: number } {
  if (code.length <= LONGEST_LINE) return { code, column }
  const start = Math.max(0, Math.min(column - 1 - LEAD, code.length - LONGEST_LINE / 2))
  const piece = code.slice(start, start + LONGEST_LINE / 2)
  const [before, after] = [start > 0 ? '…' : '', start + piece.length < code.length ? '…' : '']
  return { code: `${before}${piece}${after}`, column: column - start + before.length }
}

/** Tabs stay tabs, so that the caret stands below its character at any tab width. */
function indent(code: string, column: number): string {
  return code
    .slice(0, column - 1)
    .padEnd(column - 1)
    .replace(/[^\t]/g, ' ')
}
