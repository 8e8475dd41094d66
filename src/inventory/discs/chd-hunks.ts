/**
 * The data of a CHD of version 5, unpacked where it is asked for: as much as it takes to read what a disc says of itself.
 * Source: MAME, chd.cpp, chdcodec.cpp and cdrom.cpp. Hunks in FLAC (sound), in Huffman's code alone, and those of a
 * parent are not read.
 */
import * as zlib from 'node:zlib'
import type { ByteReader } from '../hashing/bytes.ts'
import type { ChdHeader } from './chd.ts'
import { readHunkMap } from './chd-map.ts'
import { unpackLzma } from './lzma.ts'

/** What a CD has of each sector in a CHD: the sector, and its subcode. */
export const FRAME = 2448
export const RAW_SECTOR = 2352

/** Unpacked bytes are kept while the data is read, and more than these are not. */
const MOST_UNPACKED = 4 * 2 ** 20
/** A hunk that is the same as another one, which is the same as another one … is damaged. */
const MOST_LINKS = 4

const CODECS = { at: 16, length: 4 }
const MAP_AT = 40

type Unpack = (packed: Buffer, size: number) => Buffer | undefined

/** Of data, and of CDs, where sectors and subcode are packed apart. */
const UNPACK: Readonly<Record<string, Unpack>> = {
  zlib: inflate,
  lzma: unpackLzma,
  zstd: unpackZstd,
  cdzl: (packed, size) => sectorsOf(packed, size, inflate),
  cdlz: (packed, size) => sectorsOf(packed, size, unpackLzma),
  cdzs: (packed, size) => sectorsOf(packed, size, unpackZstd),
}

/** Reads are short where the data cannot be read. Undefined: none of it can. */
export function chdData(
  file: ByteReader,
  { version, logicalBytes, hunkBytes }: ChdHeader,
): ByteReader | undefined {
  if (version !== 5 || hunkBytes > MOST_UNPACKED) return undefined
  const header = Buffer.from(file.read(0, MAP_AT + 8))
  const codecs = [0, 1, 2, 3].map((n) => {
    const at = CODECS.at + n * CODECS.length
    return UNPACK[header.toString('latin1', at, at + CODECS.length)]
  })
  const isPacked = header.readUInt32BE(CODECS.at) !== 0
  const at = Number(header.readBigUInt64BE(MAP_AT))
  const hunks = Math.ceil(logicalBytes / hunkBytes)
  const map = readHunkMap(file, { at, hunks, hunkBytes, isPacked })
  if (!map) return undefined

  const unpacked = new Map<number, Buffer | undefined>()
  const unpack = (index: number): Buffer | undefined => {
    let hunk = map.hunk(index)
    for (let links = 0; hunk && 'same' in hunk; links++)
      hunk = links < MOST_LINKS && hunk.same < index ? map.hunk(hunk.same) : undefined
    if (!hunk) return undefined
    const { length, codec } = hunk
    if (length > hunkBytes) return undefined
    if (codec === undefined && length === 0) return Buffer.alloc(hunkBytes)
    const bytes = Buffer.from(file.read(hunk.at, length))
    if (bytes.length < length) return undefined
    return codec === undefined ? bytes : codecs[codec]?.(bytes, hunkBytes)
  }
  const hunkAt = (index: number): Buffer | undefined => {
    if (!unpacked.has(index)) {
      if ((unpacked.size + 1) * hunkBytes > MOST_UNPACKED) return undefined
      unpacked.set(index, unpack(index))
    }
    return unpacked.get(index)
  }
  return {
    size: logicalBytes,
    read(offset, length) {
      const parts: Buffer[] = []
      const end = Math.min(offset + length, logicalBytes)
      for (let from = offset; from < end;) {
        const index = Math.floor(from / hunkBytes)
        const start = index * hunkBytes
        const part = hunkAt(index)?.subarray(from - start, end - start)
        if (!part || part.length === 0) break
        parts.push(part)
        from += part.length
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    },
  }
}

/**
 * Frames of a CD, without their subcode. Of sectors that a bit is set for, what can be worked out again was left out: the
 * mark at their beginning, which is put back, and the codes against errors at their end, which nothing here reads.
 */
function sectorsOf(packed: Buffer, size: number, unpack: Unpack): Buffer | undefined {
  const frames = Math.floor(size / FRAME)
  const flags = Math.ceil(frames / 8)
  const lengthBytes = size < 65_536 ? 2 : 3
  const start = flags + lengthBytes
  if (packed.length < start) return undefined
  const sectors = unpack(
    packed.subarray(start, start + packed.readUIntBE(flags, lengthBytes)),
    frames * RAW_SECTOR,
  )
  if (!sectors) return undefined
  const out = Buffer.alloc(size)
  for (let frame = 0; frame < frames; frame++) {
    sectors.copy(out, frame * FRAME, frame * RAW_SECTOR, (frame + 1) * RAW_SECTOR)
    const isShort = ((packed[frame >> 3] ?? 0) >> (frame & 7)) & 1
    if (isShort === 1) out.fill(0xff, frame * FRAME + 1, frame * FRAME + 11)
  }
  return out
}

function inflate(packed: Buffer, size: number): Buffer | undefined {
  return whole(() => zlib.inflateRawSync(packed, { maxOutputLength: size }), size)
}

/** Only newer Nodes have it. */
function unpackZstd(packed: Buffer, size: number): Buffer | undefined {
  const unpack: unknown = Reflect.get(zlib, 'zstdDecompressSync')
  if (typeof unpack !== 'function') return undefined
  return whole((): unknown => Reflect.apply(unpack, zlib, [packed, { maxOutputLength: size }]), size)
}

/** Whatever is wrong with the bytes, they are not those. */
function whole(unpack: () => unknown, size: number): Buffer | undefined {
  try {
    const bytes = unpack()
    return Buffer.isBuffer(bytes) && bytes.length === size ? bytes : undefined
  } catch {
    return undefined
  }
}
