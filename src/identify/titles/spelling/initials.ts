/**
 * Titles that people shorten to initials: `SF2`, `KOF 98`, `LoZ`, `GTA: Vice City`. They never link; people should see the
 * one for the other.
 */
import { arabic, plainTitle, SMALL_WORDS } from './title-key.ts'

/** `SF2`, `SSF2T`; one letter is one where a number is behind it: `T2`. */
const SHORT = /^(?:\p{L}{2,6}(?:\d{1,4}\p{L}{0,2})?|\p{L}\d{1,2})$/u
/** With a Roman numeral behind them, written in one: `FFVII`. */
const WITH_ROMAN = /^(\p{L}{2,4}?)(i{2,3}|iv|vi{0,3}|ix)$/u
const NUMBER = /^\d+$/
const LETTER = /^\p{L}/u
const MOST_LETTERS = 6
/** With words behind them, two letters tell little. */
const TELLING_LETTERS = 3
/** Initials themselves, and numerals: `RPG` stays whole in `SMRPG`, `XIII` in `FFXIII`, and `X2` in `MMX2`. */
const UNCUT = /^(?:[^aeiouy\P{L}]{2,4}|[ivx]{2,5}|\p{L}\d{1,2})$/u
/** Where words meet that are written together: `RCT` is short for RollerCoaster Tycoon. */
const SEAM = /(?<=\p{Ll})(?=\p{Lu})/gu
/** And where nothing tells that they do: `THUG` is short for Tony Hawk's Underground, `CV3` for Castlevania III. */
const FIRST_HALF =
  /\b(?:battle|castle|dark|earth|ghost|golden|shadow|soul|star|thunder|under|war)(?=\p{L}{3})/giu

export interface Named {
  readonly title: string
  /** The same in plain form. */
  readonly plain: string
}

/** Of a plain form, whose first word may be initials: what it may be short for. Roman numerals are digits. */
export function shortForms(plain: string): readonly string[] {
  const words = joinedLetters(arabic(plain))
  const [first = '', ...rest] = words
  if (!SHORT.test(first)) return []
  const [, letters = '', roman = ''] = WITH_ROMAN.exec(first) ?? []
  const [, digit = ''] = roman === '' ? [] : arabic(`${letters} ${roman}`)
  return [
    first,
    ...(digit === '' ? [] : [letters + digit]),
    // plain forms have lost the article that it begins with
    ...(first.length >= 4 && first.startsWith('t') ? [first.slice(1)] : []),
  ].map((start) => start + rest.join(''))
}

/** `C & C` is one word of three letters. */
function joinedLetters(words: readonly string[]): readonly string[] {
  const isLetter = (word: string | undefined): boolean => word?.length === 1 && LETTER.test(word)
  let count = 0
  while (isLetter(words[count]) || (count > 0 && words[count] === 'and' && isLetter(words[count + 1])))
    count++
  if (count < 2) return words
  const letters = words.slice(0, count).map((word) => word.slice(0, 1))
  return [letters.join(''), ...words.slice(count)]
}

/** What a title of several words is shortened to: with its small words, and without; all of it, its beginning, or its end. */
export function initialsOf({ title, plain }: Named): readonly string[] {
  const parted = title.replace(SEAM, ' ').replace(FIRST_HALF, '$& ')
  return [...new Set([plain, ...(parted === title ? [] : [plainTitle(parted)])].flatMap(initialsIn))]
}

function initialsIn(plain: string): readonly string[] {
  const words = arabic(plain)
  const ways = [words, words.filter((word) => word !== 'and'), words.filter((word) => !SMALL_WORDS.has(word))]
  const isUncut = words.some((word) => UNCUT.test(word))
  const begins = ways.flatMap((way) => [...shortened(way, false), ...(isUncut ? shortened(way, true) : [])])
  return [...begins, ...endsOf(words)]
}

/** Behind the name of its series: `ALttP`, `OoT`. Fewer than four letters tell something where one is of a small word. */
function endsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((_, i) => {
    const end = words.slice(i)
    const letters = end.filter((word) => LETTER.test(word))
    const isTelling = letters.length > TELLING_LETTERS || SMALL_WORDS.has(letters[1] ?? '')
    if (i === 0 || letters.length < TELLING_LETTERS || letters.length > MOST_LETTERS || !isTelling) return []
    return [
      end.map((word) => (LETTER.test(word) ? String.fromCodePoint(word.codePointAt(0) ?? 0) : word)).join(''),
    ]
  })
}

function shortened(words: readonly string[], isUncut: boolean): readonly string[] {
  const forms: string[] = []
  let initials = ''
  let letters = 0
  for (const [i, word] of words.entries()) {
    const isNamed = LETTER.test(word)
    const isWhole = !isNamed || (isUncut && i > 0 && UNCUT.test(word))
    initials += isWhole ? word : String.fromCodePoint(word.codePointAt(0) ?? 0)
    letters += Number(isNamed)
    if (letters > MOST_LETTERS) break
    const isAll = i === words.length - 1
    const isNumbered = NUMBER.test(word) && i > 0
    // the number tells which it is, and what follows is left away: MGS2, of Metal Gear Solid 2 - Sons of Liberty
    if (isNumbered && letters >= 2 && !isAll) forms.push(initials)
    if (
      letters >= TELLING_LETTERS ||
      (letters === 2 && (isAll || isNumbered)) ||
      (letters === 1 && isNumbered)
    )
      forms.push(initials + words.slice(i + 1).join(''))
  }
  return forms
}

/** Whether one of two titles is short for the other. */
export function isShortFor(a: Named, b: Named): boolean {
  return isShort(a, b) || isShort(b, a)
}

function isShort(short: Named, long: Named): boolean {
  const forms = shortForms(short.plain)
  return forms.length > 0 && initialsOf(long).some((initials) => forms.includes(initials))
}
