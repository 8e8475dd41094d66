/** CHDs of versions 4 and 5, made byte by byte: header, metadata, packed bytes, and the map behind all that it maps. */

const HEADER = 124
const MAP = 16 + 40
const NONE = '00'.repeat(20)

export interface ChdParts {
  /** SHA-1s as hex: of the data, of the data with its metadata, and of the CHD that this one only differs from. */
  readonly raw: string
  readonly combined: string
  readonly parent?: string
  readonly codec?: string
  /** Sizes in bytes: of what is packed, of a hunk and of a unit of it. */
  readonly logical: number
  readonly hunk?: number
  readonly unit?: number
  /** Entries that follow the header at once. */
  readonly metadata?: Buffer
  /** How many bytes stand for the packed ones. */
  readonly packed?: number
}

/** A CHD of version 4: header alone, and bytes that stand for the packed ones. */
export function chd4({ raw, combined, logical }: Pick<ChdParts, 'raw' | 'combined' | 'logical'>): Buffer {
  const header = Buffer.alloc(108)
  header.write('MComprHD')
  header.writeUInt32BE(header.length, 8)
  header.writeUInt32BE(4, 12)
  header.writeBigUInt64BE(BigInt(logical), 28)
  header.writeUInt32BE(4096, 44)
  header.write(combined + NONE + raw, 48, 'hex')
  return Buffer.concat([header, Buffer.alloc(500, 7)])
}

export function chd5(parts: ChdParts): Buffer {
  const { raw, combined, parent = NONE, codec = 'zlib', logical, hunk = 4096, unit = 2048 } = parts
  const { metadata = Buffer.alloc(0), packed = 500 } = parts
  const header = Buffer.alloc(HEADER)
  header.write('MComprHD')
  header.writeUInt32BE(HEADER, 8)
  header.writeUInt32BE(5, 12)
  header.write(codec, 16)
  header.writeBigUInt64BE(BigInt(logical), 32)
  header.writeBigUInt64BE(BigInt(HEADER + metadata.length + packed), 40)
  header.writeBigUInt64BE(BigInt(metadata.length > 0 ? HEADER : 0), 48)
  header.writeUInt32BE(hunk, 56)
  header.writeUInt32BE(unit, 60)
  header.write(raw + combined + parent, 64, 'hex')
  const map = Buffer.alloc(MAP)
  map.writeUInt32BE(MAP - 16, 0)
  return Buffer.concat([header, metadata, Buffer.alloc(packed, 7), map])
}

/** How a hunk is written: by one of the codecs, as it is, or as a reference to another hunk. */
export type HunkAs = 'plain' | { readonly codec: number; readonly bytes: Buffer } | { readonly same: number }

interface PackedChd {
  readonly data: Buffer
  readonly hunk: number
  readonly unit: number
  /** Up to four, of four letters each. */
  readonly codecs: readonly string[]
  /** What comes after the header: entries of tracks. */
  readonly metadata?: Buffer
  /** Of each hunk. */
  readonly as: (bytes: Buffer, index: number) => HunkAs
}

/** A whole CHD of version 5. Its map is written with codes of four bits, which is what Huffman makes of equal chances. */
export function packedChd({ data, hunk, unit, codecs, metadata = Buffer.alloc(0), as }: PackedChd): Buffer {
  const bits: string[] = ['0100'.repeat(16)]
  const entry = (value: number, width: number) => value.toString(2).padStart(width, '0')
  const hunks = Array.from({ length: Math.ceil(data.length / hunk) }, (_, i) => {
    const bytes = Buffer.alloc(hunk)
    data.copy(bytes, 0, i * hunk)
    return { bytes, how: as(bytes, i) }
  })
  const kindOf = (how: HunkAs) => (how === 'plain' ? 4 : 'same' in how ? 5 : how.codec)
  const kinds = hunks.map(({ how }) => kindOf(how))
  for (let i = 0; i < kinds.length;) {
    bits.push(entry(kinds[i] ?? 0, 4))
    const end = kinds.findIndex((kind, j) => j > i && kind !== kinds[i])
    let more = (end === -1 ? kinds.length : end) - i - 1
    i += more + 1
    for (; more >= 19; more -= Math.min(more, 19 + 255))
      bits.push(entry(8, 4), entry(Math.min(more, 274) - 19, 8))
    for (; more >= 3; more -= Math.min(more, 18)) bits.push(entry(7, 4), entry(Math.min(more, 18) - 3, 4))
    bits.push(entry(kinds[i - 1] ?? 0, 4).repeat(more))
  }
  const stored: Buffer[] = []
  for (const { bytes, how } of hunks) {
    if (how !== 'plain' && 'same' in how) bits.push(entry(how.same, 20))
    else {
      const kept = how === 'plain' ? bytes : how.bytes
      stored.push(kept)
      bits.push(how === 'plain' ? '' : entry(kept.length, 24), entry(0, 16))
    }
  }
  const text = bits.join('')
  const map = Buffer.from(
    Array.from({ length: Math.ceil(text.length / 8) }, (_, i) =>
      Number.parseInt(text.slice(i * 8, i * 8 + 8).padEnd(8, '0'), 2),
    ),
  )
  const body = Buffer.concat(stored)
  const start = HEADER + metadata.length
  const mapHeader = Buffer.alloc(16)
  mapHeader.writeUInt32BE(map.length, 0)
  mapHeader.writeUIntBE(start, 4, 6)
  mapHeader.set([24, 20, 20], 12)
  const header = chd5({ raw: '11'.repeat(20), combined: '22'.repeat(20), logical: data.length, hunk, unit })
  const head = header.subarray(0, HEADER)
  head.write(codecs.join('').padEnd(16, '\0'), 16, 'latin1')
  head.writeBigUInt64BE(BigInt(start + body.length), 40)
  head.writeBigUInt64BE(BigInt(metadata.length > 0 ? HEADER : 0), 48)
  return Buffer.concat([head, metadata, body, mapHeader, map])
}

/** The entries of a CHD's metadata, one after the other, the first at `start`. */
export function chainAt(start: number, entries: readonly (readonly [tag: string, text: string])[]): Buffer {
  let at = start
  const parts = entries.map(([tag, text], i) => {
    const bytes = Buffer.alloc(16 + text.length + 1)
    at += bytes.length
    bytes.write(tag)
    bytes.writeUInt32BE(text.length + 1, 4)
    bytes[4] = 1
    bytes.writeBigUInt64BE(i === entries.length - 1 ? 0n : BigInt(at), 8)
    bytes.write(text, 16)
    return bytes
  })
  return Buffer.concat(parts)
}
