/**
 * Titles that people shorten to initials: `SF2`, `KOF 98`, `LoZ`, `GTA: Vice City`. They never link; people should see the
 * one for the other.
 */
import { arabic, SMALL_WORDS } from './title-key.ts'

const SHORT = /^\p{L}{2,6}\d{0,4}$/u
const NUMBER = /^\d+$/
const LETTER = /^\p{L}/u
const MOST_LETTERS = 6
/** With words behind them, two letters tell little. */
const TELLING_LETTERS = 3

/** Of a plain form, when its first word may be initials. Roman numerals are digits. */
export function shortForm(plain: string): string | undefined {
  const [first = '', ...rest] = arabic(plain)
  return SHORT.test(first) ? [first, ...rest].join('') : undefined
}

/** What a plain form of several words is shortened to: with its small words, and without; all of it, or its beginning. */
export function initialsOf(plain: string): readonly string[] {
  const words = arabic(plain)
  return [...new Set([...shortened(words), ...shortened(words.filter((word) => !SMALL_WORDS.has(word)))])]
}

function shortened(words: readonly string[]): readonly string[] {
  const forms: string[] = []
  let initials = ''
  let letters = 0
  for (const [i, word] of words.entries()) {
    const isNamed = LETTER.test(word)
    initials += isNamed ? String.fromCodePoint(word.codePointAt(0) ?? 0) : word
    letters += Number(isNamed)
    if (letters > MOST_LETTERS) break
    const isAll = i === words.length - 1
    if (letters >= TELLING_LETTERS || (letters === 2 && (isAll || NUMBER.test(word))))
      forms.push(initials + words.slice(i + 1).join(''))
  }
  return forms
}

/** Whether one of two plain forms is short for the other. */
export function isShortFor(a: string, b: string): boolean {
  return isShort(a, b) || isShort(b, a)
}

function isShort(short: string, long: string): boolean {
  const form = shortForm(short)
  return form !== undefined && initialsOf(long).includes(form)
}
