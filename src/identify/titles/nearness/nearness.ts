/**
 * How near two titles are that are not the same: what people should see before they say that a game is unknown. Letters
 * alone do not tell: `Ys` and `Ys III`, `Turok - Dinosaur Hunter` and `Turok 2 - Seeds of Evil` have few in common.
 */
import { isCalledOtherwise } from './otherwise-called.ts'
import { endOf, isNumberName, nameOf } from '../spelling/series-words.ts'
import { similarity } from './similarity.ts'
import { matchKey, plainTitle, titleParts } from '../spelling/title-key.ts'
import { isUnspaced, shareRuns } from '../spelling/unspaced.ts'

/** What of a title is compared. */
export interface TitleShape {
  readonly title: string
  readonly plain: string
  readonly key: string
  /** What stands before the subtitle, without numbers: the name of the series. */
  readonly series: string
}

/** A title, made ready to be compared with many others. */
interface Comparison {
  /** From 0 to 1; 1 where the plain forms are equal. Below `NEAR`, the titles have nothing to do with each other. */
  nearness(other: TitleShape): number
  /** Whether `nearness` is `NEAR` or more, without measuring what is clear from less. */
  isNear(other: TitleShape): boolean
}

/** Less is not worth a person's time: half of all titles are alike to this degree. */
export const NEAR = 0.85

const SAME_KEY = 0.95
const NEARLY = 0.7
/** Titles of one series, and those of which one is a part of the other. */
const RELATED = 0.86
/** At least this share of all letters stands in words that both have. */
export const MUCH_SHARED = 0.5
/** Or this share of those of the shorter title, and so many. */
export const MOST_OF_ONE = 0.75
export const LETTERS_OF_ONE = 5
export const LETTERS_OF_CHAIN = 6
/** So long are titles that others begin with, or end with: `Ys`, `Ys Origin`. */
const TELLING_START = 2
const TELLING_END = 4
/** As does a number of three: `007`. */
const TELLING_NUMBER = /^\d{3}$/
/** In titles so short, one letter makes much of the difference: `Gong`, `Pong`; and in shorter ones: `F1`, `F2`. */
export const SHORTEST = 3
export const SHORT = 5
/** Series begin with their name, or end with it: this share of all letters is enough there … */
export const MUCH_OF_NAME = 1 / 3
/** … and this, if it is a number: `1080 Snowboarding`, `1080 Avalanche`. */
const MUCH_OF_NUMBER = 1 / 4

const NUMBER = /^(?:\p{N}+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)$/u

export function titleShape(title: string): TitleShape {
  const plain = plainTitle(title)
  return { title, plain, key: matchKey(plain), series: seriesOf(titleParts(title, plain)) }
}

/** @param parts of a title, as `titleParts` tells them */
export function seriesOf([main = '']: readonly string[]): string {
  const isNumber = (word: string, i: number): boolean => i > 0 && NUMBER.test(word)
  const words = main.split(' ')
  return words.some(isNumber) ? words.filter((word, i) => !isNumber(word, i)).join(' ') : main
}

/** See `Comparison.nearness`, and titles that are short for others, or said like them, are near them. For one and many: `comparisonOf`. */
export function nearness(a: TitleShape, b: TitleShape): number {
  const near = comparisonOf(a).nearness(b)
  return near < NEAR && isCalledOtherwise(a, b) ? NEAR : near
}

export function comparisonOf(title: TitleShape): Comparison {
  const { plain, key, series } = title
  const isShared = sharing(title)
  const isRelated = (other: TitleShape): boolean =>
    series === other.series || isWithin(plain, other.plain) || isWithin(series, other.series)
  const isUnparted = isUnspaced(plain)
  const hasMuchOf = (other: TitleShape): boolean =>
    isOneLetter(key, other.key) ||
    isShared(other) ||
    (isUnparted && isUnspaced(other.plain) && shareRuns(plain, other.plain))
  // numerals and spaces make some difference, and not more
  const alikeWith = (other: TitleShape): number => {
    const alike = similarity(plain, other.plain)
    return alike > NEARLY ? Math.max(alike, similarity(key, other.key)) : alike
  }
  return {
    nearness(other) {
      if (plain === '' || other.plain === '') return 0
      if (plain === other.plain) return 1
      if (key === other.key) return Math.max(similarity(plain, other.plain), key === '' ? 0 : SAME_KEY)
      const alike = alikeWith(other)
      if (isRelated(other)) return Math.max(alike, RELATED)
      return alike < NEAR && hasMuchOf(other) ? NEAR : alike
    },
    isNear(other) {
      if (plain === '' || other.plain === '') return false
      if (plain === other.plain) return true
      if (key === other.key) return key !== '' || similarity(plain, other.plain) >= NEAR
      if (isRelated(other) || hasMuchOf(other)) return true
      return alikeWith(other) >= NEAR
    },
  }
}

/** One is the beginning or the end of the other, by whole words: `street fighter ii`, `super street fighter ii`. */
export function isWithin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < TELLING_START) return false
  if (long.charCodeAt(short.length) === SPACE && long.startsWith(short)) return true
  if (short.length < TELLING_END && !TELLING_NUMBER.test(short)) return false
  return long.charCodeAt(long.length - short.length - 1) === SPACE && long.endsWith(short)
}

const SPACE = 32

function isOneLetter(a: string, b: string): boolean {
  if (a.length < SHORTEST || b.length < SHORTEST) return isLetterMore(a, b) || isOtherEnd(a, b)
  if (a.length !== b.length || a.length < SHORTEST || a.length > SHORT) return false
  let others = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) others++
  return others === 1
}

/** `D`, `D2`; `XO`, `OXO`. */
function isLetterMore(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.length === short.length + 1 && (long.startsWith(short) || long.endsWith(short))
}

/** Of two letters the last: `F1`, `F2`. */
function isOtherEnd(a: string, b: string): boolean {
  return a.length === 2 && b.length === 2 && a[0] === b[0]
}

/** Whether much of a plain form and of others stands in words that both have. */
function sharing({ plain, series }: TitleShape): (other: TitleShape) => boolean {
  const words = plain.split(' ')
  const letters = lettersOf(plain)
  const name = nameOf(plain)
  const end = endOf(plain)
  const muchOfName = name !== undefined && isNumberName(name) ? MUCH_OF_NUMBER : MUCH_OF_NAME
  return (other) => {
    let shared = 0
    for (const word of words) if (hasWord(other.plain, word)) shared += word.length
    const isNamed = name !== undefined && nameOf(other.plain) === name
    if (isNamed && !hasWord(other.plain, words[0] ?? '')) shared += name.length
    if (shared === 0) return false
    // all that stands before the subtitle: `Kirby - Nightmare in Dream Land`, `Kirby's Adventure`
    if (isNamed && (series === name || other.series === name)) return true
    const others = lettersOf(other.plain)
    const fewer = Math.min(letters, others)
    if (2 * Math.min(shared, fewer) >= MUCH_SHARED * (letters + others)) return true
    if (isNamed && 2 * shared >= muchOfName * (letters + others)) return true
    const isEnded = end !== undefined && endOf(other.plain) === end
    if (isEnded && 2 * shared >= MUCH_OF_NAME * (letters + others)) return true
    const least = (MUCH_OF_NAME * (letters + others)) / 2
    if (shared >= least && (isChained(plain, other.plain, least) || isChained(other.plain, plain, least)))
      return true
    return shared >= LETTERS_OF_ONE && shared >= MOST_OF_ONE * fewer
  }
}

/** The one ends with words, of so many letters, that the other begins with: `shadow warriors ninja gaiden`, `ninja gaiden ii`. */
function isChained(one: string, other: string, letters: number): boolean {
  for (let at = one.indexOf(' '); at >= 0; at = one.indexOf(' ', at + 1)) {
    const end = one.slice(at + 1)
    // one word is had by chance
    if (!end.includes(' ')) return false
    if (other.startsWith(end) && other.charCodeAt(end.length) === SPACE)
      return lettersOf(end) >= Math.max(letters, LETTERS_OF_CHAIN)
  }
  return false
}

function hasWord(plain: string, word: string): boolean {
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
    const end = at + word.length
    if ((at === 0 || plain[at - 1] === ' ') && (end === plain.length || plain[end] === ' ')) return true
  }
  return false
}

function lettersOf(plain: string): number {
  let letters = plain.length
  for (let at = plain.indexOf(' '); at >= 0; at = plain.indexOf(' ', at + 1)) letters--
  return letters
}
