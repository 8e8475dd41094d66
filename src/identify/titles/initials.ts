/** Titles that people shorten to initials: `SF2`, `KOF 98`, `LoZ`. They never link; people should see the one for the other. */
import { addTo } from '../../groups.ts'
import { lazy } from '../../lazy.ts'
import { arabic, SMALL_WORDS } from './title-key.ts'

const SHORT = /^\p{L}{2,6}\d{0,4}$/u
const NUMBER = /^\d+$/
const LETTER = /^\p{L}/u
const MOST_LETTERS = 6
/** No longer text is a short one: most titles are told by that alone. */
const LONGEST_SHORT = 11

/** Of a plain form, when it may be initials and a number: without blanks, and Roman numerals are digits. */
function shortForm(plain: string): string | undefined {
  if (plain.length > LONGEST_SHORT) return undefined
  const [first = '', number = '', ...more] = arabic(plain)
  if (more.length > 0 || !SHORT.test(first) || (number !== '' && !NUMBER.test(number))) return undefined
  return first + number
}

/** What a plain form of several words is shortened to: with its small words, and without. */
function initialsOf(plain: string): readonly string[] {
  const words = arabic(plain)
  const short = (some: readonly string[]): string[] => {
    const named = some.filter((word) => LETTER.test(word))
    if (named.length < 2 || named.length > MOST_LETTERS) return []
    return [
      some
        .map((word) => (LETTER.test(word) ? String.fromCodePoint(word.codePointAt(0) ?? 0) : word))
        .join(''),
    ]
  }
  return [...new Set([...short(words), ...short(words.filter((word) => !SMALL_WORDS.has(word)))])]
}

/** Whether one of two plain forms is short for the other. */
export function isShortFor(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const form = shortForm(short)
  return form !== undefined && initialsOf(long).includes(form)
}

/** Finds the things whose titles are short for a plain form, and those that it is short for. */
export function initialsIndex<T>(
  things: readonly T[],
  plainOf: (thing: T) => string,
): (plain: string) => readonly T[] {
  const shorts = lazy(() => grouped((plain) => [shortForm(plain) ?? ''].filter((form) => form !== '')))
  const longs = lazy(() => grouped(initialsOf))
  return (plain) => {
    const form = shortForm(plain)
    return [
      ...(form === undefined ? [] : (longs().get(form) ?? [])),
      ...initialsOf(plain).flatMap((initials) => shorts().get(initials) ?? []),
    ]
  }

  function grouped(formsOf: (plain: string) => readonly string[]): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, T[]>()
    for (const thing of things) for (const form of formsOf(plainOf(thing))) addTo(groups, form, thing)
    return groups
  }
}
