/**
 * Tells of most titles that they are not near another one, from a few numbers of each. A name is held against forty
 * titles of each platform, hardly any of which is near; reading their texts to find out takes ten times as long.
 */
import {
  LETTERS_OF_CHAIN,
  LETTERS_OF_ONE,
  MOST_OF_ONE,
  MUCH_OF_NAME,
  MUCH_SHARED,
  NEAR,
  SHORT,
  SHORTEST,
  type TitleShape,
} from './nearness.ts'
import { endOf, nameOf } from '../spelling/series-words.ts'
import { highestFor } from './similarity.ts'
import { isUnspaced } from '../spelling/unspaced.ts'

/** Whether the title at a place may be near; false only where `isNear` is. */
type Sieve = (asked: Outline, place: number) => boolean

/** The numbers of titles are made when they are first looked at. */
export function sieveOf(titles: readonly TitleShape[]): Sieve {
  const rows = new Int32Array(titles.length * WIDTH)
  return (asked, place) => {
    const title = titles[place]
    if (!title) return false
    const at = place * WIDTH
    // no title is without words
    if (rows[at + WORDS] === 0) write(rows, at, title)
    return mayBeNear(asked, rows, at)
  }
}

/** What a title is compared by. */
export interface Outline {
  readonly row: Int32Array
  readonly words: readonly { readonly bit: number; readonly letters: number }[]
}

export function outlineOf(title: TitleShape): Outline {
  const row = new Int32Array(WIDTH)
  write(row, 0, title)
  const words = title.plain.split(' ').map((word) => ({ bit: wordBits(word), letters: word.length }))
  return { row, words }
}

/** Fields of a row: one bit for each word, of the title and of its series; its letters; and of its plain form and key … */
const WORDS = 0
const SERIES = 1
const LETTERS = 2
const PLAIN = 3
const KEY = 9
/** … how long they are, how they begin, and how often they have each letter, in four numbers. */
const LENGTH = 0
const HEAD = 1
const BAG = 2
const BAGS = 4
/** Behind these: one bit for the first word, and one for the last, if they may be names; and whether it has no blanks. */
const NAME = 15
const END = 16
const WRITING = 17
const WIDTH = 18
const UNSPACED = 1

function write(rows: Int32Array, at: number, { plain, key, series }: TitleShape): void {
  rows[at + WORDS] = wordBits(plain)
  rows[at + SERIES] = wordBits(series)
  rows[at + LETTERS] = plain.replaceAll(' ', '').length
  const [name, end] = [nameOf(plain), endOf(plain)]
  rows[at + NAME] = name === undefined ? 0 : wordBits(name)
  rows[at + END] = end === undefined ? 0 : wordBits(end)
  rows[at + WRITING] = isUnspaced(plain) ? UNSPACED : 0
  writeText(rows, at + PLAIN, plain)
  writeText(rows, at + KEY, key)
}

function writeText(rows: Int32Array, at: number, text: string): void {
  rows[at + LENGTH] = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (i < BYTES) rows[at + HEAD] = (rows[at + HEAD] ?? 0) | ((unit & 0xff) << (8 * i))
    const kind = kindOf(unit)
    const bag = at + BAG + (kind >>> 3)
    const shift = 4 * (kind & 7)
    const counted = ((rows[bag] ?? 0) >>> shift) & MOST_COUNTED
    if (counted < MOST_COUNTED) rows[bag] = (rows[bag] ?? 0) + (1 << shift)
  }
}

/** One of 32. Digits are none of those that letters have: many names are numbers for the most part. */
function kindOf(unit: number): number {
  const isDigit = unit >= ZERO && unit <= NINE
  return isDigit ? AFTER_Z + (unit % (32 - AFTER_Z)) : unit & 31
}

const ZERO = 48
const NINE = 57
const AFTER_Z = 27

/** Beginnings are compared by so many letters, of which the lower bytes are kept. */
const BYTES = 4
/** Each letter is counted in four bits, of which the uppermost stays free. */
const MOST_COUNTED = 7

function mayBeNear({ row, words }: Outline, rows: Int32Array, at: number): boolean {
  return (
    isPart(row[WORDS] ?? 0, rows[at + WORDS] ?? 0) ||
    isPart(row[SERIES] ?? 0, rows[at + SERIES] ?? 0) ||
    mayShareMuch(words, row[LETTERS] ?? 0, rows[at + WORDS] ?? 0, rows[at + LETTERS] ?? 0) ||
    ((row[NAME] ?? 0) !== 0 && row[NAME] === rows[at + NAME]) ||
    ((row[END] ?? 0) !== 0 && row[END] === rows[at + END]) ||
    // what these have in common is no words; there are few of them
    ((row[WRITING] ?? 0) & (rows[at + WRITING] ?? 0)) !== 0 ||
    areShort(row[KEY + LENGTH] ?? 0, rows[at + KEY + LENGTH] ?? 0) ||
    mostAlike(row, PLAIN, rows, at + PLAIN) >= NEAR ||
    mostAlike(row, KEY, rows, at + KEY) >= NEAR
  )
}

/** They may be one letter apart. */
function areShort(a: number, b: number): boolean {
  return (a <= SHORT && a === b) || (a <= SHORTEST && b <= SHORTEST)
}

/** All words of the one are among those of the other: nothing else begins or ends with it, or is the same. */
function isPart(some: number, others: number): boolean {
  const both = some & others
  return both === some || both === others
}

function mayShareMuch(
  words: Outline['words'],
  letters: number,
  otherWords: number,
  otherLetters: number,
): boolean {
  let shared = 0
  let common = 0
  for (const word of words)
    if ((word.bit & otherWords) !== 0) {
      shared += word.letters
      common++
    }
  const fewer = Math.min(letters, otherLetters)
  return (
    2 * Math.min(shared, fewer) >= MUCH_SHARED * (letters + otherLetters) ||
    (common > 1 && shared >= LETTERS_OF_CHAIN && 2 * shared >= MUCH_OF_NAME * (letters + otherLetters)) ||
    (shared >= LETTERS_OF_ONE && shared >= MOST_OF_ONE * fewer)
  )
}

/** No less than the `similarity` of two texts. */
function mostAlike(a: Int32Array, atA: number, b: Int32Array, atB: number): number {
  const [lengthA, lengthB] = [a[atA + LENGTH] ?? 0, b[atB + LENGTH] ?? 0]
  if (lengthA === 0 || lengthB === 0) return 0
  let [onlyA, onlyB] = [0, 0]
  for (let i = BAG; i < BAG + BAGS; i++) {
    const [bagA, bagB] = [a[atA + i] ?? 0, b[atB + i] ?? 0]
    onlyA += surplus(bagA, bagB)
    onlyB += surplus(bagB, bagA)
  }
  const heads = (a[atA + HEAD] ?? 0) ^ (b[atB + HEAD] ?? 0)
  // the lowest bit that differs is in the first letter that does
  const prefix = heads === 0 ? BYTES : (31 - Math.clz32(heads & -heads)) >>> 3
  return highestFor(Math.min(lengthA - onlyA, lengthB - onlyB), lengthA, lengthB, prefix)
}

/** By how many letters the one bag has more than the other, each kind for itself; too few where they are many. */
function surplus(bag: number, other: number): number {
  // the free bit of each count is set, and taken away where the difference is below zero
  const differences = ((bag | FREE_BITS) - other) | 0
  const isMore = (differences & FREE_BITS) >>> 3
  const more = differences & ((isMore << 3) - isMore)
  return Math.imul((more & LOWER) + ((more >>> 4) & LOWER), 0x01010101) >>> 24
}

const FREE_BITS = 0x88888888
const LOWER = 0x0f0f0f0f

/** One of 31 bits for each word. */
function wordBits(plain: string): number {
  let bits = 0
  let hash = 0
  for (let i = 0; i <= plain.length; i++) {
    const unit = i < plain.length ? plain.charCodeAt(i) : SPACE
    if (unit !== SPACE) {
      hash = (Math.imul(hash, 31) + unit) | 0
      continue
    }
    bits |= 1 << ((hash >>> 1) % 31)
    hash = 0
  }
  return bits
}

const SPACE = 32
