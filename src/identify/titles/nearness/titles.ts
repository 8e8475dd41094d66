/** What is called nearly so, among many things that each have one title or several. */
import { addTo } from '../../../groups.ts'
import { lazy } from '../../../lazy.ts'
import { byCodeUnit } from '../../../order.ts'
import { chainedTitles } from './chained.ts'
import { nearKeys, runsOf, type NearFinder } from './keys.ts'
import { comparisonOf, NEAR, seriesOf, titleShape, type TitleShape } from './nearness.ts'
import { otherwiseCalled } from './otherwise-called.ts'
import { matchKey, plainTitle, titleParts } from '../spelling/title-key.ts'

export interface NearTitle<T> {
  readonly item: T
  /** From `NEAR` to 1. */
  readonly nearness: number
}

/** At most so many, best first; those of equal nearness in the order of their ids. */
export type NearTitles<T> = (title: string, most: number) => readonly NearTitle<T>[]

/** So many are looked at closely for each title: it bounds what a question costs, whatever is asked. */
const LOOKED_AT = 48
/** First words of so many letters are too short to be found by: `Ys`, `F-1`. */
const SHORT_WORD = 3

/** Reads the titles when it is first asked, and then looks at a few of them. */
export function nearTitles<T>(
  items: Iterable<T>,
  titlesOf: (item: T) => readonly string[],
  idOf: (item: T) => string,
): NearTitles<T> {
  let made: Index<T> | undefined
  return (title, most) => {
    const { entries, find, otherwise, chained, begins } = (made ??= indexOf(items, titlesOf))
    const wanted = titleShape(title)
    const { nearness } = comparisonOf(wanted)
    const found = new Map<string, NearTitle<T>>()
    const take = ({ item }: Entry<T>, near: number): void => {
      const known = found.get(idOf(item))
      if (near >= NEAR && (!known || known.nearness < near)) found.set(idOf(item), { item, nearness: near })
    }
    for (const entry of [...otherwise(wanted), ...chained(wanted.series)]) take(entry, NEAR)
    const alike = find(runsOf(wanted.key), LOOKED_AT).flatMap((i) => entries[i] ?? [])
    for (const entry of [...alike, ...begins(wanted.plain).slice(0, LOOKED_AT)])
      take(entry, nearness((entry.shape ??= titleShape(entry.title))))
    return [...found]
      .sort(([a, one], [b, other]) => other.nearness - one.nearness || byCodeUnit(a, b))
      .slice(0, most)
      .map(([, near]) => near)
  }
}

interface Index<T> {
  readonly entries: readonly Entry<T>[]
  readonly find: NearFinder
  /** Those that are another way to write a title. */
  readonly otherwise: (title: TitleShape) => readonly Entry<T>[]
  /** Those that a word joins with the name of a series. */
  readonly chained: (series: string) => readonly Entry<T>[]
  /** Those that begin with the same short word as a plain form. */
  readonly begins: (plain: string) => readonly Entry<T>[]
}

interface Entry<T> {
  readonly item: T
  readonly title: string
  /** Made when it is first looked at: few ever are, and there may be very many. */
  shape?: TitleShape
}

function indexOf<T>(items: Iterable<T>, titlesOf: (item: T) => readonly string[]): Index<T> {
  const entries = Array.from(items).flatMap((item): Entry<T>[] =>
    [...new Set(titlesOf(item))].map((title) => ({ item, title })),
  )
  const plainOf = ({ title }: Entry<T>): string => plainTitle(title)
  const short = lazy(() => {
    const groups = new Map<string, Entry<T>[]>()
    for (const entry of entries) {
      const first = firstWord(plainOf(entry))
      if (first.length <= SHORT_WORD) addTo(groups, first, entry)
    }
    return groups
  })
  return {
    entries,
    find: nearKeys(() => entries.map((entry) => matchKey(plainOf(entry)))),
    begins: (plain) => {
      const first = firstWord(plain)
      return first.length > SHORT_WORD ? [] : (short().get(first) ?? [])
    },
    chained: chainedTitles(entries, (entry) => seriesOf(titleParts(entry.title, plainOf(entry)))),
    otherwise: otherwiseCalled(entries, (entry) => ({ title: entry.title, plain: plainOf(entry) })),
  }
}

function firstWord(plain: string): string {
  const end = plain.indexOf(' ')
  return end < 0 ? plain : plain.slice(0, end)
}
