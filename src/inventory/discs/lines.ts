/** Lines and words of sheets. */

/** A sheet that has more is none. */
export const MOST_TRACKS = 999

/** The lines that say something, trimmed, without byte order mark. */
export function sheetLines(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * The text in the quotes that a line begins with, and what follows; a quote that is never closed runs to the
 * end.
 */
export function unquote(text: string): { readonly inside: string; readonly rest: string } | undefined {
  if (!text.startsWith('"')) return undefined
  const end = text.indexOf('"', 1)
  return end < 0
    ? { inside: text.slice(1).trim(), rest: '' }
    : { inside: text.slice(1, end), rest: text.slice(end + 1).trim() }
}
