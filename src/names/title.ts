/** Takes off the end of a title what is no part of it: `Choro Q Ver. 1.02`, `Zelda V0.1 by Gravis Zero`. */
import { looseDate } from './dates.ts'
import type { TitleTail } from './convention.ts'
import type { Tag, TagKind } from './facts.ts'

/** No tail is longer; looking no further keeps this linear. */
const LONGEST_TAIL = 80
const MOST_TAILS = 3

/**
 * Puts the tags it reads at `place` among `tags` and returns where the title ends.
 * @param stretch of the name: from where the title begins to where the tags do
 */
export function readTitleTails(
  name: string,
  [start, tagsStart]: readonly [number, number],
  tails: readonly TitleTail[],
  tags: Tag[],
  place: number,
): number {
  let end = tagsStart
  for (let rounds = 0; rounds < MOST_TAILS; rounds++) {
    const from = Math.max(start, end - LONGEST_TAIL)
    const text = name.slice(from, end).trimEnd()
    const tail = readTail(text, tails, tags)
    if (!tail || name.slice(start, from + tail.index).trim() === '') break
    const to = from + text.length
    tags.splice(place, 0, {
      kind: tail.kind,
      text: tail.text,
      span: [to - tail.text.length, to],
      value: tail.value,
    })
    end = from + tail.index
  }
  return end
}

interface Tail {
  readonly kind: TagKind
  readonly text: string
  readonly value: string
  /** Where it begins, with what parts it from the title. */
  readonly index: number
}

function readTail(title: string, tails: readonly TitleTail[], tags: readonly Tag[]): Tail | undefined {
  for (const { kind, pattern, beside } of tails) {
    if (beside && !tags.some((tag) => beside.includes(tag.kind))) continue
    const match = pattern.exec(title)
    if (!match) continue
    const [, text = '', value = ''] = match
    return {
      kind,
      text,
      value: kind === 'date' ? (looseDate(value) ?? '') : value.replace(' L', '.'),
      index: match.index,
    }
  }
  return undefined
}
