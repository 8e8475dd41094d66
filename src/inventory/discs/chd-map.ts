/**
 * The map of a CHD of version 5: where each of its hunks is, and how it is packed. Source: MAME, chd.cpp. Packed, it is
 * the kinds of all hunks in Huffman's code, and then the length and checksum of each; where a hunk begins follows from
 * those before it.
 */
import type { ByteReader } from '../hashing/bytes.ts'
import { bitsOf, type Bits } from './bits.ts'

/** Where a hunk's bytes are. Undefined where only another file has it, or nobody can tell. */
type Hunk =
  /** `codec`: the first to the fourth of those in the header; undefined: as it is. */
  | { readonly at: number; readonly length: number; readonly codec: number | undefined }
  /** The same bytes as another one, which comes before it. */
  | { readonly same: number }
  | undefined

interface HunkMap {
  hunk(index: number): Hunk
}

interface MapForm {
  /** Where it is. */
  readonly at: number
  readonly hunks: number
  readonly hunkBytes: number
  readonly isPacked: boolean
}

const HEADER = 16
/** Of the largest disc there is, in the smallest hunks that tools make. */
const MOST_HUNKS = 2 ** 23
const LARGEST_MAP = 2 ** 25

/** Kinds of hunks. */
const PLAIN = 4
const SAME = 5
const OF_PARENT = 6
const RUN = 7
const LONG_RUN = 8
const SAME_AS_LAST = 9
const SAME_AS_NEXT = 10

/** Undefined when it is too large, or damaged. */
export function readHunkMap(file: ByteReader, form: MapForm): HunkMap | undefined {
  if (form.hunks > MOST_HUNKS) return undefined
  return form.isPacked ? packedMap(file, form) : plainMap(file, form)
}

/** Four bytes a hunk: its place, counted in hunks. One at 0 holds nothing but zeros. */
function plainMap(file: ByteReader, { at, hunkBytes }: MapForm): HunkMap {
  return {
    hunk(index) {
      const entry = file.read(at + 4 * index, 4)
      if (entry.length < 4) return undefined
      const place = entry.readUInt32BE(0) * hunkBytes
      return { at: place, length: place === 0 ? 0 : hunkBytes, codec: undefined }
    },
  }
}

function packedMap(file: ByteReader, { at, hunks, hunkBytes }: MapForm): HunkMap | undefined {
  const header = Buffer.from(file.read(at, HEADER))
  if (header.length < HEADER) return undefined
  const size = header.readUInt32BE(0)
  const [lengthBits = 0, sameBits = 0, parentBits = 0] = header.subarray(12, 15)
  if (size > LARGEST_MAP || Math.max(lengthBits, sameBits, parentBits) > 48) return undefined
  const packed = Buffer.from(file.read(at + HEADER, size))
  if (packed.length < size) return undefined
  const bits = bitsOf(packed)
  const kinds = readKinds(bits, hunks)
  if (!kinds) return undefined
  const known: Hunk[] = []
  let place = header.readUIntBE(4, 6)
  let same = 0
  const next = (kind: number): Hunk => {
    if (kind <= PLAIN) {
      const length = kind === PLAIN ? hunkBytes : bits.read(lengthBits)
      bits.skip(16) // its checksum
      place += length
      return { at: place - length, length, codec: kind === PLAIN ? undefined : kind }
    }
    if (kind === SAME) same = bits.read(sameBits)
    if (kind === OF_PARENT) bits.skip(parentBits)
    if (kind === SAME_AS_NEXT) same += 1
    return kind === SAME || kind === SAME_AS_LAST || kind === SAME_AS_NEXT ? { same } : undefined
  }
  return {
    hunk(index) {
      while (known.length <= index && known.length < hunks) known.push(next(kinds[known.length] ?? OF_PARENT))
      return bits.isSpent() ? undefined : known[index]
    },
  }
}

/** Of every hunk, in order: runs of the same are counted. */
function readKinds(bits: Bits, hunks: number): Uint8Array | undefined {
  const code = readCode(bits)
  if (!code) return undefined
  const decode = (): number => {
    const entry = code[bits.peek(LONGEST_CODE)] ?? 0
    bits.skip(entry >> 4)
    return entry & 15
  }
  const kinds = new Uint8Array(hunks)
  let last = 0
  for (let i = 0; i < hunks;) {
    if (bits.isSpent()) return undefined
    const kind = decode()
    let times = 1
    if (kind === RUN) times = 3 + decode()
    else if (kind === LONG_RUN) times = 19 + decode() * 16 + decode()
    else last = kind
    kinds.fill(last, i, Math.min(hunks, i + times))
    i += times
  }
  return kinds
}

const SYMBOLS = 16
const LONGEST_CODE = 8

/** By the next 8 bits: the length of the code that they begin with, and in the low four bits what it stands for. */
function readCode(bits: Bits): Uint8Array | undefined {
  const lengths: number[] = []
  while (lengths.length < SYMBOLS) {
    const length = bits.read(4)
    const repeated = length === 1 ? bits.read(4) : 1
    if (repeated === 1) lengths.push(length)
    else lengths.push(...Array<number>(bits.read(4) + 3).fill(repeated))
  }
  if (lengths.length > SYMBOLS || lengths.some((length) => length > LONGEST_CODE)) return undefined
  const table = new Uint8Array(2 ** LONGEST_CODE)
  // the longest codes come first, each length in the order of what it stands for
  let code = 0
  for (let length = LONGEST_CODE; length > 0; length--) {
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue
      const first = code << (LONGEST_CODE - length)
      if (first >= table.length) return undefined
      table.fill((length << 4) | symbol, first, first + 2 ** (LONGEST_CODE - length))
      code += 1
    }
    if (length > 1 && code % 2 === 1) return undefined
    code >>= 1
  }
  return table
}
