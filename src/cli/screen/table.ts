/** Rows of text in columns. */
import { onOneLine } from './output.ts'
import { textWidth } from './text-width.ts'

/** A longer cell moves what comes after it in its own row, and not in all of them. */
const WIDEST = 80

/** Columns padded to the widest cell; the last one is not padded. Each row is one line, whatever names it holds. */
export function table(named: readonly (readonly string[])[]): string {
  const rows = named.map((row) => row.map(onOneLine).map((text) => ({ text, width: textWidth(text) })))
  const widths: number[] = []
  for (const row of rows)
    for (const [i, { width }] of row.entries())
      if (width <= WIDEST) widths[i] = Math.max(widths[i] ?? 0, width)
  return rows
    .map((row) =>
      row
        .map(({ text, width }, i) => text + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
