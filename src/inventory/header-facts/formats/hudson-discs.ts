/**
 * PC Engine CD and PC-FX: the first sectors of a data track, which the console's own program reads to start the game.
 * Sources: Hudson's CD-ROM BIOS manual ("IPL information block"), and the PC-FX header as Aaru describes it.
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import type { HeaderFacts } from '../facts.ts'
import { layout } from '../format.ts'
import { behind, isRawTrack, RAW_SECTOR, SECTOR, SYNC, trackData } from '../sectors.ts'
import { fieldText } from '../text.ts'

/**
 * In sectors. Most of these tracks follow one of sound, and begin with a pause of two seconds or three (ECMA-130), which
 * images keep or leave out.
 */
const PAUSES = [0, 150, 225] as const

const PC_ENGINE_SIGN = [SECTOR + 0x20, 'PC Engine CD-ROM SYSTEM\0'] as const
const PC_FX_SIGN = [0, 'PC-FX:Hu_CD-ROM'] as const

/** The name has 16 bytes, and six more where these are not enough. */
const pcEngineCd = layout({
  platform: 'turbografx-cd',
  length: SECTOR + 0x80,
  signs: [PC_ENGINE_SIGN],
  title: [SECTOR + 0x6a, 22, 'shift-jis'],
})

const pcFx = layout({
  platform: 'pc-fx',
  length: SECTOR + 0x80,
  signs: [PC_FX_SIGN],
  title: [SECTOR, 32, 'shift-jis'],
  date: [SECTOR + 0x78, 8],
  also: (header) => ({ maker: fieldText(header.subarray(SECTOR + 0x34, SECTOR + 0x70), 'shift-jis') }),
})

/** @param file a track as its image has it, in plain or in raw sectors */
export function hudsonDisc(file: ByteReader): HeaderFacts | undefined {
  for (const pause of PAUSES) {
    const rest = behind(file, pause * RAW_SECTOR)
    const data = isRawTrack(rest) ? trackData(rest) : behind(file, pause * SECTOR)
    const found = pcFx.read(data) ?? pcEngineCd.read(data)
    if (found) return found
  }
  return undefined
}

/** Where any of it may show. */
const MARKS = PAUSES.flatMap((pause) => [
  [pause * RAW_SECTOR, SYNC] as const,
  ...[PC_ENGINE_SIGN, PC_FX_SIGN].map(([at, sign]) => [pause * SECTOR + at, sign] as const),
])

/** The same question in passing, of bytes in memory. */
export function mayBeHudsonDisc(bytes: Uint8Array): boolean {
  return MARKS.some(([at, sign]) => hasText(bytes, at, sign))
}
