/** How many columns of a terminal a text takes: signs of East Asia take two, accents that stand over a letter none. */

/** Wide and full-width signs (Unicode's East Asian Width W and F), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu
const NOTHING = /[\p{Mn}\p{Me}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const PLAIN = /^[\x20-\x7e]*$/

export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length
  const seen = text.replace(NOTHING, '')
  return Array.from(seen).length + (seen.match(WIDE)?.length ?? 0)
}

/** With blanks behind it, as wide as that. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

/** As much of its beginning as is no wider than that. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let shown = ''
  for (const sign of text) {
    if (textWidth(shown + sign) > width) break
    shown += sign
  }
  return shown
}
