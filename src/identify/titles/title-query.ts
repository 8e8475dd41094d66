/** A name that is looked for among titles. */
import type { ReleaseFacts } from '../../names/facts.ts'
import { seriesOf, type TitleShape } from './nearness/nearness.ts'
import { leftOut } from './spelling/left-out.ts'
import type { TitleIndex } from './title-index.ts'
import { matchKey, plainTitle, sequelNumbers, SMALL_WORDS, titleParts } from './spelling/title-key.ts'

export interface Query extends TitleShape {
  readonly from: string
  readonly facts: ReleaseFacts
  readonly numbers: string
  readonly leftOut: string
  readonly parts: readonly string[]
}

/** @param facts what the name `from` says */
export function queryOf(from: string, facts: ReleaseFacts): Query {
  const plain = plainTitle(facts.title)
  const parts = titleParts(facts.title, plain)
  let numbers: string | undefined
  let left: string | undefined
  return {
    from,
    facts,
    title: facts.title,
    plain,
    key: matchKey(plain),
    series: seriesOf(parts),
    parts,
    // most names are like no title: nothing asks for these
    get numbers() {
      return (numbers ??= sequelNumbers(plain))
    },
    get leftOut() {
      return (left ??= leftOut(facts.title, plain))
    },
  }
}

const WORD = /^[a-z0-9]{1,40}$/i

/**
 * The match key of a name that is a single word without any marks, such as a number: it is its own title, and nothing
 * need be parsed to tell. Undefined for all others.
 */
export function wordKey(name: string): string | undefined {
  if (!WORD.test(name)) return undefined
  const word = name.toLowerCase()
  return SMALL_WORDS.has(word) ? '' : word
}

/** A word that is neither a title nor a part of one: the numbers of a crowd are told from titles without being parsed. */
export function isNobodysWord(
  name: string,
  fields: readonly { readonly index: Pick<TitleIndex, 'byKey' | 'byPart'> }[],
): boolean {
  const word = wordKey(name)
  if (word === undefined) return false
  return fields.every(({ index }) => index.byKey(word).length + index.byPart(word).length === 0)
}
