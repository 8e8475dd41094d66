/** How near titles are found, word for word as it is meant: no index, no cut, no bits. What is fast is held against it. */
import type { Runs } from '../../../src/identify/titles/nearness/keys.ts'
import { NEAR, type TitleShape } from '../../../src/identify/titles/nearness/nearness.ts'
import { endOf, nameOf } from '../../../src/identify/titles/spelling/series-words.ts'
import { similarity } from '../../../src/identify/titles/nearness/similarity.ts'

/** Places of the keys that share most with `asked`. @param budget so many entries are looked at, the rarest runs first */
export function slowNear(keys: readonly Runs[], asked: Runs, most: number, budget = 5000): readonly number[] {
  const lists = asked
    .map((run) => keys.flatMap((runs, place) => (runs.includes(run) ? [place] : [])))
    .filter((places) => places.length > 0)
    .toSorted((a, b) => a.length - b.length)
  const shared = new Map<number, number>()
  let left = budget
  for (const places of lists) {
    if (places.length > left && shared.size > 0) break
    for (const place of places.slice(0, left)) shared.set(place, (shared.get(place) ?? 0) + 1)
    left -= places.length
  }
  const share = (place: number, common: number) => (2 * common) / (asked.length + (keys[place]?.length ?? 0))
  return [...shared]
    .map(([place, common]) => ({ place, share: share(place, common) }))
    .sort((a, b) => b.share - a.share || a.place - b.place)
    .slice(0, most)
    .map(({ place }) => place)
}

export function slowNearness(a: TitleShape, b: TitleShape): number {
  if (a.plain === '' || b.plain === '') return 0
  if (a.plain === b.plain) return 1
  const alikePlain = similarity(a.plain, b.plain)
  if (a.key === b.key) return Math.max(alikePlain, a.key === '' ? 0 : 0.95)
  const alike = alikePlain > 0.7 ? Math.max(alikePlain, similarity(a.key, b.key)) : alikePlain
  const isRelated = a.series === b.series || isWithin(a.plain, b.plain) || isWithin(a.series, b.series)
  if (isRelated) return Math.max(alike, 0.86)
  const haveMuch = isOneLetter(a.key, b.key) || shareMuch(a, b) || shareLetters(a.plain, b.plain)
  return haveMuch ? Math.max(alike, NEAR) : alike
}

function isWithin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return (
    short.length >= 2 && (long.startsWith(`${short} `) || (short.length >= 4 && long.endsWith(` ${short}`)))
  )
}

function isOneLetter(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 3)
    return short.length === long.length
      ? long.length === 2 && a[0] === b[0]
      : long.length === short.length + 1 && (long.slice(1) === short || long.slice(0, -1) === short)
  if (a.length !== b.length || a.length < 3 || a.length > 5) return false
  return a.split('').filter((letter, i) => letter !== b[i]).length === 1
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

function shareLetters(a: string, b: string): boolean {
  if (!UNSPACED.test(a) || !UNSPACED.test(b)) return false
  const [inA, inB] = [inPairs(a, b), inPairs(b, a)]
  const shared = Math.min(inA, inB)
  const letters = lettersOf(a) + lettersOf(b)
  if (shared >= 2 && shared >= letters / 4) return true
  const units = a.split('')
  const other = units.findIndex((unit, i) => unit !== b[i])
  const start = other < 0 ? a.length : other
  const common = ['スーパー', 'ドラゴン', 'ファイナル', 'バトル', 'ワールド', '슈퍼']
  return start >= 3 && !common.includes(a.slice(0, start)) && 2 * start >= letters / 3
}

/** How many letters of the one are part of two in a row that the other has. */
function inPairs(a: string, b: string): number {
  const has = (pair: string) => pair.length === 2 && !pair.includes(' ') && b.includes(pair)
  return a.split('').filter((_, i) => has(a.slice(i, i + 2)) || (i > 0 && has(a.slice(i - 1, i + 1)))).length
}

function lettersOf(text: string): number {
  return text.replaceAll(' ', '').length
}

function shareMuch(one: TitleShape, other: TitleShape): boolean {
  const [a, b] = [one.plain, other.plain]
  const words = b.split(' ')
  const [lettersA, lettersB] = [lettersOf(a), lettersOf(b)]
  const shared = a
    .split(' ')
    .filter((word) => words.includes(word))
    .join('').length
  const fewer = Math.min(lettersA, lettersB)
  const name = nameOf(a)
  const hasOneName = name !== undefined && name === nameOf(b)
  const hasOneEnd = endOf(a) !== undefined && endOf(a) === endOf(b)
  return (
    (hasOneName && (one.series === name || other.series === name)) ||
    (hasOneEnd && 2 * shared >= (lettersA + lettersB) / 3) ||
    2 * Math.min(shared, fewer) >= 0.5 * (lettersA + lettersB) ||
    (hasOneName && 2 * shared >= (lettersA + lettersB) / 3) ||
    (shared >= 5 && shared >= 0.75 * fewer) ||
    chains(a, b).some((chain) => {
      const inChain = chain.join('').length
      return chain.length > 1 && inChain >= 6 && 2 * inChain >= (lettersA + lettersB) / 3
    })
  )
}

/** All words that one ends with and the other begins with. */
function chains(a: string, b: string): string[][] {
  const [inA, inB] = [a.split(' '), b.split(' ')]
  return [
    ...inA.map((_, i) => inA.slice(i)).filter((words) => b.startsWith(`${words.join(' ')} `)),
    ...inB.map((_, i) => inB.slice(i)).filter((words) => a.startsWith(`${words.join(' ')} `)),
  ]
}
