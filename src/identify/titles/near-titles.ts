/** What is called nearly so, among many things that each have one title or several. */
import { byCodeUnit } from '../../order.ts'
import { nearKeys, runsOf, type NearFinder } from './near-keys.ts'
import { comparisonOf, NEAR, titleShape, type TitleShape } from './nearness.ts'
import { otherwiseCalled } from './otherwise-called.ts'
import { matchKey, plainTitle } from './title-key.ts'

export interface NearTitle<T> {
  readonly item: T
  /** From `NEAR` to 1. */
  readonly nearness: number
}

/** At most so many, best first; those of equal nearness in the order of their ids. */
export type NearTitles<T> = (title: string, most: number) => readonly NearTitle<T>[]

/** So many are looked at closely for each title: it bounds what a question costs, whatever is asked. */
const LOOKED_AT = 48

/** Reads the titles when it is first asked, and then looks at a few of them. */
export function nearTitles<T>(
  items: Iterable<T>,
  titlesOf: (item: T) => readonly string[],
  idOf: (item: T) => string,
): NearTitles<T> {
  let made: Index<T> | undefined
  return (title, most) => {
    const { entries, find, otherwise } = (made ??= indexOf(items, titlesOf))
    const wanted = titleShape(title)
    const { nearness } = comparisonOf(wanted)
    const found = new Map<string, NearTitle<T>>()
    const take = ({ item }: Entry<T>, near: number): void => {
      const known = found.get(idOf(item))
      if (near >= NEAR && (!known || known.nearness < near)) found.set(idOf(item), { item, nearness: near })
    }
    for (const entry of otherwise(wanted.plain)) take(entry, NEAR)
    for (const i of find(runsOf(wanted.key), LOOKED_AT)) {
      const entry = entries[i]
      if (entry) take(entry, nearness((entry.shape ??= titleShape(entry.title))))
    }
    return [...found]
      .sort(([a, one], [b, other]) => other.nearness - one.nearness || byCodeUnit(a, b))
      .slice(0, most)
      .map(([, near]) => near)
  }
}

interface Index<T> {
  readonly entries: readonly Entry<T>[]
  readonly find: NearFinder
  /** Those that are another way to write a plain form. */
  readonly otherwise: (plain: string) => readonly Entry<T>[]
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
  return {
    entries,
    find: nearKeys(() => entries.map((entry) => matchKey(plainOf(entry)))),
    otherwise: otherwiseCalled(entries, plainOf),
  }
}
