/**
 * Search over all games of the site, in the browser: everything is looked at with every key, which for tens of
 * thousands of titles takes a few milliseconds. The same manners as `src/search`: every word begins a word of the
 * name, one slip of the finger does no harm.
 */
import { plainTitle } from '../../identify/titles/title-key.ts'
import { isCorrectable, isOneSlip } from '../../search/slips.ts'

/** What is searched: a name in plain form with a space before each word. */
export interface Searchable {
  /** Of the title alone. */
  readonly title: string
  /** Of the title and everything else a person may type. */
  readonly all: string
}

const PLAIN = /^[\x20-\x7e]*$/
const NO_LETTER = /[^a-z0-9]+/g

/** As `plainTitle`, without regard for articles; quick for names in plain letters, as nearly all are. */
export function searchable(title: string, more: string): Searchable {
  return { title: spaced(title), all: spaced(`${title} ${more}`) }
}

function spaced(text: string): string {
  if (!PLAIN.test(text)) return ` ${plainTitle(text)}`
  const words = text.toLowerCase().replaceAll("'", '').replaceAll('&', ' and ').replace(NO_LETTER, ' ')
  return ` ${words.trim()}`
}

export interface Found<T> {
  /** Best first: the title is the text, begins with it, has its words, something else has; in their order within. */
  readonly items: readonly T[]
  /** Nothing has these words, but something has words much like them. */
  readonly isCorrected: boolean
}

/** Finds among items, which come in the order in which equally good ones are shown. Empty text finds them all. */
export type Finder<T> = (typed: string) => Found<T>

export function finder<T>(items: readonly T[], keyOf: (item: T) => Searchable): Finder<T> {
  // of all titles, made when the first text needs them
  let fused: readonly string[] | undefined
  let vocabulary: readonly string[] | undefined
  return (typed) => {
    const words = plainTitle(typed).split(' ').filter(Boolean)
    if (words.length === 0) return { items, isCorrected: false }
    const exact = rank(
      items,
      keyOf,
      words.map((word) => [word]),
    )
    if (exact.length > 0) return { items: exact, isCorrected: false }
    const joined = ` ${words.join('')}`
    const names = (fused ??= items.map((item) => fusedForms(keyOf(item).title)))
    const together = items.filter((_, i) => names[i]?.includes(joined))
    if (together.length > 0) return { items: together, isCorrected: false }
    const known = (vocabulary ??= vocabularyOf(items, keyOf))
    const alternatives = words.map((word) => [word, ...corrections(word, known)])
    if (alternatives.every((list) => list.length === 1)) return { items: [], isCorrected: false }
    return { items: rank(items, keyOf, alternatives), isCorrected: true }
  }
}

/** All that a title and its ends are when their words are written as one: ` mega man x` → ` megamanx manx x`. */
function fusedForms(title: string): string {
  const words = title.slice(1).split(' ')
  return words.map((_, i) => ` ${words.slice(i).join('')}`).join('')
}

/** Items with one of the alternatives of every word. */
function rank<T>(
  items: readonly T[],
  keyOf: (item: T) => Searchable,
  alternatives: readonly (readonly string[])[],
): T[] {
  const ranks: [T[], T[], T[], T[]] = [[], [], [], []]
  const wanted = alternatives.map((words) => words.map((word) => ` ${word}`))
  const whole = wanted.map(([first = '']) => first).join('')
  const hasAll = (text: string): boolean => wanted.every((words) => words.some((word) => text.includes(word)))
  for (const item of items) {
    const { title, all } = keyOf(item)
    if (!hasAll(all)) continue
    const place = title === whole ? 0 : title.startsWith(whole) ? 1 : hasAll(title) ? 2 : 3
    ranks[place].push(item)
  }
  return ranks.flat()
}

function vocabularyOf<T>(items: readonly T[], keyOf: (item: T) => Searchable): readonly string[] {
  const words = new Set<string>()
  for (const item of items) for (const word of keyOf(item).title.split(' ')) words.add(word)
  return [...words].filter(isCorrectable)
}

/** Words of titles that are one slip away. */
function corrections(word: string, vocabulary: readonly string[]): readonly string[] {
  return isCorrectable(word) ? vocabulary.filter((other) => isOneSlip(word, other)) : []
}
