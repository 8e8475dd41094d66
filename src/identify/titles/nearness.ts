/**
 * How near two titles are that are not the same: what people should see before they say that a game is unknown. Letters
 * alone do not tell: `Ys` and `Ys III`, `Turok - Dinosaur Hunter` and `Turok 2 - Seeds of Evil` have few in common.
 */
import { mostAlike, similarity } from './similarity.ts'
import { matchKey, plainTitle, titleParts } from './title-key.ts'

/** A title, made ready to be compared with many. */
export interface TitleShape {
  readonly plain: string
  readonly key: string
  /** What stands before the subtitle, without numbers: the name of the series. */
  readonly series: string
}

/** Less is not worth a person's time: half of all titles are alike to this degree. */
export const NEAR = 0.85

const SAME_KEY = 0.95
const NEARLY = 0.7
/** Titles of one series, and those of which one is a part of the other. */
const RELATED = 0.86
/** At least this share of all letters stands in words that both have. */
const MUCH_SHARED = 0.5
/** Or this share of those of the shorter title, and so many. */
const MOST_OF_ONE = 0.75
const LETTERS_OF_ONE = 5
/** So long are titles that others begin with, or end with: `Ys`, `Ys Origin`. */
const TELLING_START = 2
const TELLING_END = 4
/** In titles so short, one letter makes much of the difference: `Gong`, `Pong`. */
const SHORTEST = 3
const SHORT = 5

const NUMBER = /^(?:\p{N}+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)$/u

export function titleShape(title: string): TitleShape {
  const plain = plainTitle(title)
  return { plain, key: matchKey(plain), series: seriesOf(titleParts(title, plain)) }
}

/** @param parts of a title, as `titleParts` tells them */
export function seriesOf([main = '']: readonly string[]): string {
  const isNumber = (word: string, i: number): boolean => i > 0 && NUMBER.test(word)
  const words = main.split(' ')
  return words.some(isNumber) ? words.filter((word, i) => !isNumber(word, i)).join(' ') : main
}

/** From 0 to 1; 1 where the plain forms are equal. Below `NEAR`, the titles have nothing to do with each other. */
export function nearness(a: TitleShape, b: TitleShape): number {
  if (a.plain === '' || b.plain === '') return 0
  if (a.plain === b.plain) return 1
  const alikePlain = similarity(a.plain, b.plain)
  if (a.key === b.key) return Math.max(alikePlain, a.key === '' ? 0 : SAME_KEY)
  // numerals and spaces make some difference, and not more
  const alike = alikePlain > NEARLY ? Math.max(alikePlain, similarity(a.key, b.key)) : alikePlain
  if (a.series === b.series || isWithin(a.plain, b.plain) || isWithin(a.series, b.series))
    return Math.max(alike, RELATED)
  return alike < NEAR && (isOneLetter(a.key, b.key) || shareMuch(a.plain, b.plain)) ? NEAR : alike
}

/** Whether `nearness` is `NEAR` or more, without measuring what is clear from less: it is asked forty times for a name. */
export function isNear(a: TitleShape, b: TitleShape): boolean {
  if (a.plain === '' || b.plain === '') return false
  if (a.plain === b.plain || (a.key === b.key && a.key !== '')) return true
  if (a.key !== b.key) {
    if (a.series === b.series || isWithin(a.plain, b.plain) || isWithin(a.series, b.series)) return true
    if (isOneLetter(a.key, b.key) || shareMuch(a.plain, b.plain)) return true
  }
  if (mostAlike(a.plain, b.plain) < NEAR && mostAlike(a.key, b.key) < NEAR) return false
  return nearness(a, b) >= NEAR
}

/** One is the beginning or the end of the other, by whole words: `street fighter ii`, `super street fighter ii`. */
export function isWithin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < TELLING_START) return false
  return long.startsWith(`${short} `) || (short.length >= TELLING_END && long.endsWith(` ${short}`))
}

function isOneLetter(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < SHORTEST || a.length > SHORT) return false
  let others = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) others++
  return others === 1
}

/** Much of them stands in words that both have. Of plain forms. */
function shareMuch(a: string, b: string): boolean {
  const [lettersA, lettersB] = [lettersOf(a), lettersOf(b)]
  const fewer = Math.min(lettersA, lettersB)
  let shared = 0
  for (let start = 0; start < a.length;) {
    const space = a.indexOf(' ', start)
    const end = space < 0 ? a.length : space
    if (hasWord(b, a.slice(start, end))) shared += end - start
    start = end + 1
  }
  if (2 * Math.min(shared, fewer) >= MUCH_SHARED * (lettersA + lettersB)) return true
  return shared >= LETTERS_OF_ONE && shared >= MOST_OF_ONE * fewer
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
