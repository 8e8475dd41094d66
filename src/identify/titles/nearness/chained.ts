/**
 * Titles of which one ends with the word that the other begins with: `Tactics Ogre`, `Ogre Battle`. One word is had by
 * chance, unless few titles are called by it.
 */
import { addTo } from '../../../groups.ts'
import { lazy } from '../../../lazy.ts'
import { endOf, nameOf } from '../spelling/series-words.ts'

/** Of more series than that, the word tells nothing: to look at them all would cost people more than it finds. */
const FEW = 2
/** So much of all letters it has to be, at least. */
const ENOUGH = 1 / 3

/** What stands before the subtitle, without numbers. */
type Series = string

/** Whether a word joins them, and is enough of both; how many others have it is not looked at. */
export function isChained(a: Series, b: Series): boolean {
  const [start, other] = [nameOf(a), nameOf(b)]
  return (
    (other !== undefined && lastOf(a) === other && isEnough(other, a, b)) ||
    (start !== undefined && lastOf(b) === start && isEnough(start, a, b))
  )
}

/** Finds the things that a word joins with a title, where few things have it. */
export function chainedTitles<T>(
  things: readonly T[],
  seriesOf: (thing: T) => Series,
): (series: Series) => readonly T[] {
  const rare = lazy(() => {
    const words = new Map<string, Map<Series, T[]>>()
    for (const thing of things) {
      const series = seriesOf(thing)
      for (const word of wordsOf(series)) {
        const having = words.get(word) ?? new Map<Series, T[]>()
        words.set(word, having)
        // of one that more have, no more need be known
        if (having.size <= FEW) addTo(having, series, thing)
      }
    }
    return words
  })
  return (series) =>
    wordsOf(series).flatMap((word) => {
      const having = rare().get(word)
      if (!having || having.size > FEW) return []
      return [...having].flatMap(([other, found]) => (isChained(series, other) ? found : []))
    })
}

function wordsOf(series: Series): readonly string[] {
  const [start, end] = [nameOf(series), lastOf(series)]
  return [start, end === start ? undefined : end].filter((word) => word !== undefined)
}

/** One and many are one word, as in names. */
function lastOf(series: Series): string | undefined {
  return endOf(series)?.replace(/(?<=.{4})s$/, '')
}

function isEnough(word: string, a: Series, b: Series): boolean {
  return 2 * word.length >= ENOUGH * (lettersOf(a) + lettersOf(b))
}

function lettersOf(series: Series): number {
  return series.replaceAll(' ', '').length
}
