/**
 * Which of the games that a search found is the one that was meant. Only two things link by themselves: titles whose
 * plain forms are equal, and match keys that no other candidate has; and neither when anything speaks against it. How
 * much titles look alike only orders what people are shown: `ActRaiser` and `ActRaiser 2` are 0.96 alike.
 */
import { isChained } from '../identify/titles/nearness/chained.ts'
import { leftOutOf } from '../identify/titles/spelling/left-out.ts'
import { NEAR, nearness, titleShape, type TitleShape } from '../identify/titles/nearness/nearness.ts'
import { speltOtherwise } from '../identify/titles/spelling/spelt-otherwise.ts'
import { isKeyOfTwo, matchKey, plainTitle, sequelNumbers } from '../identify/titles/spelling/title-key.ts'
import { byCodeUnit } from '../order.ts'
import type { SearchResult } from './game.ts'
import { sharesItsIds } from './platform-ids.ts'
import type { IdentifyQuery } from './provider.ts'

interface Verdict {
  readonly match?: { readonly result: SearchResult; readonly via: 'exact' | 'key' }
  /** All but the match, best first. Where nothing matches, only what has much in common with the title. */
  readonly others: readonly SearchResult[]
}

export interface JudgeOptions {
  /** The provider does not tell platforms: then the year must be known, and be the same. */
  readonly needsYear?: boolean
}

const MOST_SHOWN = 10
/** Shorter keys (`f1`, `q`) are had by chance. */
const TELLING_KEY = 3
/** Releases in other regions came up to so many years later. */
const YEARS_APART = 3

type Wanted = Pick<IdentifyQuery, 'title' | 'platform' | 'year'>

/** The same whatever the order of the candidates. */
export function judge(
  wanted: Wanted,
  candidates: readonly SearchResult[],
  options: JudgeOptions = {},
): Verdict {
  const shape = titleShape(wanted.title)
  const { plain, key } = shape
  const numbers = sequelNumbers(plain)
  const found = unique(candidates).map((result) => {
    const shapes = shapesOf(result)
    return {
      result,
      isExact: shapes.some((one) => one.plain === plain),
      isKey: shapes.some((one) => one.key === key),
      near: Math.max(0, ...shapes.map((one) => nearnessOf(shape, one))),
    }
  })
  const withKey = found.filter(({ isKey }) => isKey)
  // another edition or region of it would have the same key: then nobody but a person can tell
  const inYear = withKey.filter(({ result }) => result.year !== undefined && result.year === wanted.year)
  const [only] = withKey.length === 1 ? withKey : inYear.length === 1 ? inYear : []
  const isSure =
    only !== undefined &&
    key.length >= TELLING_KEY &&
    (only.isExact || !isKeyOfTwo(key)) &&
    sequelNumbers(plainTitle(only.result.title)) === numbers &&
    fitsSpelling(wanted, only.result) &&
    fitsPlatform(wanted, only.result, options) &&
    fitsYear(wanted, only.result, options)
  const others = found
    .filter((one) => (isSure ? one !== only : one.near >= NEAR))
    .sort((a, b) => b.near - a.near || byCodeUnit(a.result.id, b.result.id))
    .slice(0, MOST_SHOWN)
    .map(({ result }) => result)
  return isSure ? { match: { result: only.result, via: only.isExact ? 'exact' : 'key' }, others } : { others }
}

/** What was found by a search is few, so one word in common is no chance. */
function nearnessOf(shape: TitleShape, other: TitleShape): number {
  return Math.max(nearness(shape, other), isChained(shape.series, other.series) ? NEAR : 0)
}

/** Whether a game is called so, spelling aside. */
export function isCalled(title: string, game: Pick<SearchResult, 'title' | 'alternativeTitles'>): boolean {
  const key = matchKey(plainTitle(title))
  return key !== '' && shapesOf(game).some((other) => other.key === key)
}

/** Of all its titles. Those of which nothing is left match nothing. */
function shapesOf({
  title,
  alternativeTitles,
}: Pick<SearchResult, 'title' | 'alternativeTitles'>): TitleShape[] {
  return [...new Set([title, ...alternativeTitles])].map(titleShape).filter(({ plain }) => plain !== '')
}

/**
 * What plain forms and keys leave out tells games apart where little else does: `The Mask` is not `Mask`, `Goal!!` is not
 * `Goal!`; and `No Fear` is never `Fear`, `Darius +` never `Darius`, `Art of War` never `Art & War`.
 */
function fitsSpelling({ title }: Wanted, result: SearchResult): boolean {
  if (title === result.title) return true
  const plain = plainTitle(title)
  const own = leftOutOf(title, plain)
  const same = [result.title, ...result.alternativeTitles].filter(
    (other) => matchKey(plainTitle(other)) === matchKey(plain),
  )
  const agrees = (other: string): boolean => {
    if (speltOtherwise(title, other).length > 0) return false
    const its = leftOutOf(other, plainTitle(other))
    if (own.noes !== its.noes || own.joints !== its.joints) return false
    if (own.signs !== its.signs || own.ending !== its.ending) return false
    const sameArticle = own.article === its.article
    // one that has none may have left it out; `The Great Escape` is not `A Great Escape`
    if (!sameArticle && own.article !== '' && its.article !== '') return false
    return plain.includes(' ') || (sameArticle && own.marks === its.marks)
  }
  return same.some(agrees)
}

function fitsPlatform(
  { platform }: Wanted,
  { platforms }: SearchResult,
  { needsYear }: JudgeOptions,
): boolean {
  return platforms === undefined ? needsYear === true : platforms.includes(platform)
}

function fitsYear({ platform, year }: Wanted, result: SearchResult, { needsYear }: JudgeOptions): boolean {
  if (needsYear || sharesItsIds(result.provider, platform)) return year !== undefined && result.year === year
  return year === undefined || result.year === undefined || Math.abs(year - result.year) <= YEARS_APART
}

function unique(candidates: readonly SearchResult[]): readonly SearchResult[] {
  return [...new Map(candidates.map((result) => [result.id, result])).values()]
}
