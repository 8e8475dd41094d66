/** All tables of titles that are easily taken for each other, as one. */
import { KIND_NEAR_MISSES } from './kinds.ts'
import { LETTER_FAR_APART, LETTER_NEAR_MISSES, LETTER_ONE_GAME } from './letters.ts'
import { MARK_FAR_APART, MARK_NEAR_MISSES, MARK_ONE_GAME } from './marks.ts'
import { MORE_FAR_APART, MORE_NEAR_MISSES } from './more.ts'
import { PLACE_NEAR_MISSES, PLACE_ONE_GAME } from './places.ts'
import { PLAYER_FAR_APART, PLAYER_NEAR_MISSES } from './players.ts'
import { SAID_NEAR_MISSES } from './said.ts'
import { SERIES_NEAR_MISSES } from './series.ts'
import { STRANGER_NEAR_MISSES, STRANGER_ONE_GAME } from './strangers.ts'
import { FAR_APART, NEAR_MISSES, ONE_GAME } from './title-pairs.ts'
import { WORD_FAR_APART, WORD_NEAR_MISSES, WORD_ONE_GAME } from './words.ts'

/** By what they differ in. */
export const KINDS = [
  NEAR_MISSES,
  MORE_NEAR_MISSES,
  LETTER_NEAR_MISSES,
  PLACE_NEAR_MISSES,
  KIND_NEAR_MISSES,
  WORD_NEAR_MISSES,
  MARK_NEAR_MISSES,
  SAID_NEAR_MISSES,
  SERIES_NEAR_MISSES,
  STRANGER_NEAR_MISSES,
  PLAYER_NEAR_MISSES,
].flatMap((table) => Object.entries(table))
export const NEAR = KINDS.flatMap(([, pairs]) => pairs)
export const FAR = [
  ...FAR_APART,
  ...MORE_FAR_APART,
  ...LETTER_FAR_APART,
  ...WORD_FAR_APART,
  ...MARK_FAR_APART,
  ...PLAYER_FAR_APART,
]
export const SAME = [
  ...ONE_GAME,
  ...LETTER_ONE_GAME,
  ...PLACE_ONE_GAME,
  ...WORD_ONE_GAME,
  ...MARK_ONE_GAME,
  ...STRANGER_ONE_GAME,
]

/** Written out: the same for titles that anybody would read as one. */
export function readOut(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/^(the|an?) (.*)$/, '$2, $1')
    .split(/[^\p{L}\p{N}!+\u221e]+/u)
  return words.map((word) => ROMAN[word] ?? word).join('')
}

const ROMAN: Readonly<Record<string, string>> = { ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', ix: '9' }
