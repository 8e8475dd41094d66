/** CHDs of version 5, made byte by byte: header, metadata, packed bytes, and the map behind all that it maps. */

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
