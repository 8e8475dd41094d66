/**
 * What a CHD is an image of, and its tracks, from the metadata that stands unpacked beside the data: a chain
 * of entries, each of a tag, flags, a length, the place of the next, and a text.
 */
import type { ByteReader } from '../hashing/bytes.ts'

export interface ChdMedia {
  readonly kind: 'cd' | 'gd' | 'dvd' | 'hard-disk' | 'laserdisc' | 'unknown'
  /** Of a CD or GD, in order; empty for others. */
  readonly tracks: readonly ChdTrack[]
}

export interface ChdTrack {
  readonly number: number
  /** MAME's word: `MODE1`, `MODE2_RAW`, `AUDIO`, … */
  readonly type: string
  readonly frames: number
}

const ENTRY = 16
/** 99 tracks, and what tools add. A chain that is longer, or a circle, is damaged. */
const MOST_ENTRIES = 256
const LONGEST_TEXT = 512

const KINDS: Readonly<Record<string, ChdMedia['kind']>> = {
  CHCD: 'cd',
  CHTR: 'cd',
  CHT2: 'cd',
  CHGT: 'gd',
  CHGD: 'gd',
  'DVD ': 'dvd',
  GDDD: 'hard-disk',
  AVAV: 'laserdisc',
}

/** @param first where the first entry is; 0: there is none */
export function readChdMedia(file: ByteReader, first: bigint): ChdMedia {
  let kind: ChdMedia['kind'] = 'unknown'
  const tracks: ChdTrack[] = []
  let at = first
  for (let i = 0; i < MOST_ENTRIES && at > 0n && at < BigInt(file.size); i++) {
    const entry = Buffer.from(file.read(Number(at), ENTRY))
    if (entry.length < ENTRY) break
    const tag = entry.toString('latin1', 0, 4)
    const length = entry.readUInt32BE(4) & 0xff_ffff
    if (kind === 'unknown' && Object.hasOwn(KINDS, tag)) kind = KINDS[tag] ?? kind
    const track = trackOf(file.read(Number(at) + ENTRY, Math.min(length, LONGEST_TEXT)))
    if (track) tracks.push(track)
    at = entry.readBigUInt64BE(8)
  }
  return { kind, tracks: tracks.sort((a, b) => a.number - b.number) }
}

function trackOf(bytes: Buffer): ChdTrack | undefined {
  const text = bytes.toString('latin1')
  const [, number, type, frames] = /^TRACK:(\d{1,3}) TYPE:(\w{1,16}) .*?FRAMES:(\d{1,9})/.exec(text) ?? []
  if (number === undefined || type === undefined) return undefined
  return { number: Number(number), type, frames: Number(frames) }
}
