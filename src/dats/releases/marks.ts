/** What a DAT says of how well a game's files are known, for the whole game. */
import type { DatRom } from '../dat.ts'

/**
 * `mia`: a part of it nobody is known to have. `baddump`: nobody has ever read any of it right. `nodump`: nobody has
 * ever read any of it.
 */
export type DumpMark = (typeof DUMP_MARKS)[number]

const DUMP_MARKS = ['mia', 'baddump', 'nodump'] as const

/** As one number, a bit a mark; 0 of nearly all games. */
export function marksOf(roms: readonly DatRom[]): number {
  let all = BAD | NO
  let marks = 0
  let parts = 0
  for (const { size, status, mia, isOptional } of roms) {
    if (size === 0 || isOptional) continue
    parts++
    if (mia) marks |= MIA
    all &= status === 'nodump' ? BAD | NO : status === 'baddump' ? BAD : 0
  }
  if (parts === 0) return 0
  return marks | ((all & NO) > 0 ? NO : all)
}

/** Undefined where there is none, as nearly everywhere. */
export function markNames(bits: number): readonly DumpMark[] | undefined {
  return NAMES[bits]
}

const [MIA, BAD, NO] = [1, 2, 4]

/** One list for each number there can be: many releases share them. */
const NAMES: readonly (readonly DumpMark[] | undefined)[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  bits === 0 ? undefined : DUMP_MARKS.filter((_, i) => (bits & (1 << i)) > 0),
)
