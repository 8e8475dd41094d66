/**
 * Whether a CHD holds all that its map places in it, where the map stands before the data and so tells nothing by being
 * there: versions 3 and 4, and what version 5 does not pack. Source: MAME, chd.cpp.
 */
import type { ByteReader } from '../hashing/bytes.ts'

export interface EarlyMap {
  /** Where it is. */
  readonly at: number
  readonly hunks: number
  readonly hunkBytes: number
  readonly entryBytes: number
  /** Where the hunk of an entry ends; 0: it is not in this file. */
  end(map: Buffer, entry: number, hunkBytes: number): number
}

const PIECE = 64 * 1024
/** Of the largest disc there is, in the smallest hunks that tools make. */
const MOST_HUNKS = 2 ** 23

/** Kinds of hunks in versions 3 and 4 whose bytes are in the file. */
const PACKED = new Set([1, 6])
const PLAIN = 2

/** Offset, checksum, length in three bytes (the highest last), kind. */
export function olderEnd(map: Buffer, at: number, hunkBytes: number): number {
  const kind = (map[at + 15] ?? 0) & 15
  const length = map.readUInt16BE(at + 12) + (map[at + 14] ?? 0) * 0x1_0000
  if (kind === PLAIN) return Number(map.readBigUInt64BE(at)) + hunkBytes
  return PACKED.has(kind) ? Number(map.readBigUInt64BE(at)) + length : 0
}

/** The place, counted in hunks; 0: zeros, or the parent's. */
export function plainEnd(map: Buffer, at: number, hunkBytes: number): number {
  const place = map.readUInt32BE(at)
  return place === 0 ? 0 : (place + 1) * hunkBytes
}

/** False as well where nobody can tell: of a member of an archive there may be only the beginning to read. */
export function endsEarly(file: ByteReader, { at, hunks, hunkBytes, entryBytes, end }: EarlyMap): boolean {
  const size = hunks * entryBytes
  if (at + size > file.size) return true
  if (hunks > MOST_HUNKS) return false
  for (let done = 0; done < size; done += PIECE) {
    const wanted = Math.min(PIECE, size - done)
    const map = Buffer.from(file.read(at + done, wanted))
    for (let entry = 0; entry + entryBytes <= map.length; entry += entryBytes)
      if (end(map, entry, hunkBytes) > file.size) return true
    if (map.length < wanted) return false
  }
  return false
}
