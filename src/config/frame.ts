/** A few lines of a file around a place, with a mark under it. */

/** Longer lines (generated code, data) are left out: they would fill the screen. */
const LONGEST_LINE = 200
const AROUND = 2

/** Two lines before and after `line`, numbered, with a caret below `column` (both 1-based). */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n/)
  const first = Math.max(1, line - AROUND)
  const last = Math.min(lines.length, line + AROUND)
  const width = String(last).length
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const code = lines[number - 1] ?? ''
    if (code.length > LONGEST_LINE) continue
    frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${code}`.trimEnd())
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${indent(code, column)}^`)
  }
  return frame.join('\n')
}

/** Tabs stay tabs, so that the caret stands below its character at any tab width. */
function indent(code: string, column: number): string {
  return code
    .slice(0, column - 1)
    .padEnd(column - 1)
    .replace(/[^\t]/g, ' ')
}
