/** Numbers of titles as they are said: `Seventh Saga` and `7th Saga`. They never link; people should see the one for the other. */

const NUMBERS = [
  ['zero', 'zeroth'],
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['four', 'fourth'],
  ['five', 'fifth'],
  ['six', 'sixth'],
  ['seven', 'seventh'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['ten', 'tenth'],
  ['eleven', 'eleventh'],
  ['twelve', 'twelfth'],
  ['thirteen', 'thirteenth'],
] as const

const VALUES: ReadonlyMap<string, string> = new Map(
  NUMBERS.flatMap((words, value) => words.map((word) => [word, String(value)])),
)
const ORDINAL = /^(\d+)(?:st|nd|rd|th)$/
const WORD = new RegExp(`(?:^| )(?:${NUMBERS.flat().join('|')}|\\d+(?:st|nd|rd|th))(?= |$)`)

/** Whether a plain form has a number in words, or an ordinal. */
export function isSpoken(plain: string): boolean {
  return WORD.test(plain)
}

/** With digits for numbers in words and for ordinals. Of a key's words: Roman numerals are digits already. */
export function inDigits(words: readonly string[]): string {
  return words.map((word) => VALUES.get(word) ?? ORDINAL.exec(word)?.[1] ?? word).join('')
}
