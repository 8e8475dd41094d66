/**
 * Search over all games of the site, in the browser: everything is looked at with every key, which for tens of
 * thousands of titles takes a few milliseconds. The same manners as `src/search`: every word begins a word of the
 * name, `3` is `III`, one slip of the finger does no harm.
 */
import { plainTitle } from '../../identify/titles/spelling/title-key.ts'
import { NUMERALS } from '../../search/numerals.ts'
import { isSpaceless } from '../../search/spaceless.ts'
import { isCorrectable, isOneSlip } from '../../slips.ts'
import { haystackOf, IN_HEAD, type Haystack } from './haystack.ts'

/** What is searched: a name in plain form with a space before each word. */
export interface Searchable {
  /** Of the title alone. */
  readonly title: string
  /** The title, and after it everything else that a person may type. */
  readonly all: string
}

const PLAIN = /^[\x20-\x7e]*$/
const NO_LETTER = /[^a-z0-9]+/g
const NUMERAL = / (?:[ivx]+|\d+)(?= |$)/g

/** As `plainTitle`, without regard for articles; quick for names in plain letters, as nearly all are. */
export function searchable(title: string, more: string): Searchable {
  const plain = spaced(title)
  return { title: plain, all: `${plain}${more === '' ? '' : spaced(more)}${otherNumerals(plain)}` }
}

/** ` 3` for ` final fantasy iii`, and the other way round. */
function otherNumerals(plain: string): string {
  const others = plain.match(NUMERAL)?.map((word) => NUMERALS.get(word.slice(1)))
  return others?.map((other) => (other === undefined ? '' : ` ${other}`)).join('') ?? ''
}

function spaced(text: string): string {
  if (!PLAIN.test(text)) return ` ${plainTitle(text)}`
  const words = text.toLowerCase().replaceAll("'", '').replaceAll('&', ' and ').replace(NO_LETTER, ' ')
  return ` ${words.trim()}`
}

interface Found<T> {
  /** Best first: the title is the text, begins with it, has its words, something else has; in their order within. */
  readonly items: readonly T[]
  /** Nothing has these words, but something has words much like them. */
  readonly isCorrected: boolean
}

/** Finds among items, which come in the order in which equally good ones are shown. Empty text finds them all. */
type Finder<T> = (typed: string) => Found<T>

export function finder<T>(items: readonly T[], keyOf: (item: T) => Searchable): Finder<T> {
  const keys = items.map(keyOf)
  const heads = Uint32Array.from(keys, ({ title }) => title.length)
  const count = keys.length
  const names = haystackOf(keys.map(({ all }) => `${all}\n`).join(''), count, heads)
  const itemsAt = (found: readonly number[]): T[] => found.flatMap((at) => items.slice(at, at + 1))
  // made when the first text needs them
  let fused: Haystack | undefined
  let vocabulary: readonly string[] | undefined
  return (typed) => {
    const words = plainTitle(typed).split(' ').filter(Boolean)
    if (words.length === 0) return { items, isCorrected: false }
    const exact = ranked(
      names,
      heads,
      words.map((word) => [word]),
    )
    if (exact.length > 0) return { items: itemsAt(exact), isCorrected: false }
    const titles = () => keys.map(({ title }) => `${title}\n`).join('')
    fused ??= haystackOf(titles().replaceAll(' ', ''), count)
    const joined = words.join('')
    const together = numbered(fused.marksOf([joined])).filter((at) => isFused(keys[at]?.title ?? '', joined))
    if (together.length > 0) return { items: itemsAt(together), isCorrected: false }
    const known = (vocabulary ??= wordsOf(titles()))
    const alternatives = words.map((word) => [word, ...corrections(word, known)])
    if (alternatives.every((list) => list.length === 1)) return { items: [], isCorrected: false }
    return { items: itemsAt(ranked(names, heads, alternatives)), isCorrected: true }
  }
}

/** Whether a title, or an end of it, begins with a text when its words are written as one: ` mega man x` with `manx`. */
function isFused(title: string, joined: string): boolean {
  const words = title.slice(1).split(' ')
  return words.some((_, i) => words.slice(i).join('').startsWith(joined))
}

/** Numbers of items with one of the alternatives of every word, best first. */
function ranked(
  names: Haystack,
  heads: Uint32Array,
  alternatives: readonly (readonly string[])[],
): readonly number[] {
  const wanted = alternatives.map((words) => words.map((word) => ` ${word}`))
  const wholes = readings(wanted)
  const marks = wanted.map((words) =>
    names.marksOf(words.map((word) => (isSpaceless(word) ? word.slice(1) : word))),
  )
  const ranks: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let at = 0; at < names.length; at++) {
    let least = IN_HEAD
    for (const some of marks) least = Math.min(least, some[at] ?? 0)
    if (least === 0) continue
    const head = heads[at] ?? 0
    const begins =
      least === IN_HEAD ? wholes.filter((whole) => whole.length <= head && names.begins(at, whole)) : []
    const isWhole = begins.some((whole) => whole.length === head)
    const place = isWhole ? 0 : begins.length > 0 ? 1 : least === IN_HEAD ? 2 : 3
    ranks[place].push(at)
  }
  return ranks.flat()
}

/** More of them would take longer than their order is worth. */
const MOST_READINGS = 50

/** The texts that may have been meant: one of the alternatives of every word. */
function readings(wanted: readonly (readonly string[])[]): readonly string[] {
  const all = wanted.reduce<readonly string[]>(
    (begun, words) => begun.slice(0, MOST_READINGS).flatMap((text) => words.map((word) => text + word)),
    [''],
  )
  return all.slice(0, MOST_READINGS)
}

function numbered(marks: Uint8Array): readonly number[] {
  const found: number[] = []
  for (const [at, mark] of marks.entries()) if (mark > 0) found.push(at)
  return found
}

function wordsOf(titles: string): readonly string[] {
  return [...new Set(titles.split(/[ \n]+/))].filter(isCorrectable)
}

/** Words of titles that are one slip away. */
function corrections(word: string, vocabulary: readonly string[]): readonly string[] {
  return isCorrectable(word) ? vocabulary.filter((other) => isOneSlip(word, other)) : []
}
