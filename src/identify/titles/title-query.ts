/** A name that is looked for among titles. */
import type { ReleaseFacts } from '../../names/facts.ts'
import { seriesOf, type TitleShape } from './nearness.ts'
import { leftOut } from './left-out.ts'
import { matchKey, plainTitle, sequelNumbers, titleParts } from './title-key.ts'

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
