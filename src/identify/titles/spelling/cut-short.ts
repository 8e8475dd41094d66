/**
 * Titles with words that people cut short: `Civ II`, `Civ Rev`. They never link; people should see the one for the other.
 */
import { keyWords } from './title-key.ts'

/** Fewer letters begin too many words. */
const SHORTEST = 3
const NUMBER = /^\p{N}/u

/** A text that a title has in common with all that are the same but for words that one of them cuts short. Of a plain form. */
export function cutForm(plain: string): string {
  return keyWords(plain)
    .map((word) => (NUMBER.test(word) ? word : word.slice(0, SHORTEST)))
    .join(' ')
}

/** Whether one of two plain forms is the other with some words cut short. */
export function isCutShort(a: string, b: string): boolean {
  const [one, other] = [keyWords(a), keyWords(b)]
  return one.length === other.length && (areBeginnings(one, other) || areBeginnings(other, one))
}

function areBeginnings(short: readonly string[], long: readonly string[]): boolean {
  return short.every((word, i) => {
    const whole = long[i] ?? ''
    return word === whole || (word.length >= SHORTEST && !NUMBER.test(word) && whole.startsWith(word))
  })
}
