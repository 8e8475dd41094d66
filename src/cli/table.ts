/** Rows of text in columns. */
import { onOneLine } from './output.ts'

/** Columns padded to the widest cell; the last one is not padded. Each row is one line, whatever names it holds. */
export function table(named: readonly (readonly string[])[]): string {
  const rows = named.map((row) => row.map(onOneLine))
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
