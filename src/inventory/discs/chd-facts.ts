/** What a packed disc says of itself: the header of its data, as of one that is not packed. */
import { ownValue } from '../../own-value.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import type { HeaderFacts } from '../header-facts/facts.ts'
import { DISCS, opticalDisc } from '../header-facts/formats/discs.ts'
import { SECTOR } from '../header-facts/sectors.ts'
import type { ChdHeader } from './chd.ts'
import { chdData, FRAME, RAW_SECTOR } from './chd-hunks.ts'
import type { ChdTrack } from './chd-media.ts'

/** Tracks begin at multiples of so many frames. */
const TRACK_UNIT = 4
/** A GD-ROM has its program in the third, and the first says only that it is one. */
const MOST_TRACKS = 3

/** Of each sector, by MAME's word for the track. Sound says nothing. */
const STORED: Readonly<Record<string, number>> = {
  MODE1: SECTOR,
  MODE1_RAW: RAW_SECTOR,
  MODE2: 2336,
  MODE2_FORM1: SECTOR,
  MODE2_FORM_MIX: 2336,
  MODE2_RAW: RAW_SECTOR,
}

/** Undefined when it is no disc, packed in a way that is not read, or says nothing. Reads some hunks at most. */
export function chdFacts(file: ByteReader, header: ChdHeader): HeaderFacts | undefined {
  const { unitBytes, parentSha1, media } = header
  if (parentSha1 !== undefined) return undefined
  const isCd = unitBytes === FRAME && (media.kind === 'cd' || media.kind === 'gd')
  const isDvd = unitBytes === SECTOR && media.kind !== 'hard-disk'
  const data = isCd || isDvd ? chdData(file, header) : undefined
  if (!data) return undefined
  const tracks = isCd ? dataTracks(data, media.tracks) : [data]
  const formats = isCd ? [opticalDisc] : DISCS
  for (const track of tracks)
    for (const { read } of formats) {
      const found = read(track)
      if (found) return found
    }
  return undefined
}

/** As if each were a file by itself. */
function dataTracks(data: ByteReader, tracks: readonly ChdTrack[]): readonly ByteReader[] {
  let first = 0
  const readers: ByteReader[] = []
  for (const { type, frames } of tracks) {
    const stored = ownValue(STORED, type)
    if (stored !== undefined) readers.push(trackReader(data, { first, frames, stored }))
    first += Math.ceil(frames / TRACK_UNIT) * TRACK_UNIT
  }
  return readers.slice(0, MOST_TRACKS)
}

interface Place {
  readonly first: number
  readonly frames: number
  readonly stored: number
}

function trackReader(data: ByteReader, { first, frames, stored }: Place): ByteReader {
  const size = frames * stored
  return {
    size,
    read(offset, length) {
      const parts: Buffer[] = []
      const end = Math.min(offset + length, size)
      for (let at = offset; at < end;) {
        const within = at % stored
        const wanted = Math.min(stored - within, end - at)
        const bytes = data.read((first + Math.floor(at / stored)) * FRAME + within, wanted)
        parts.push(bytes)
        if (bytes.length < wanted) break
        at += wanted
      }
      return Buffer.concat(parts)
    },
  }
}
