/** A small zip writer for tests: it makes honest archives and, when told to, dishonest ones. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string | Buffer
  readonly data?: string | Uint8Array
  /** Default: deflate. */
  readonly method?: 'store' | 'deflate'
  /** What the directory claims instead of the truth. */
  readonly claim?: {
    readonly crc32?: number
    readonly size?: number
    readonly method?: number
    readonly flags?: number
  }
  /** The system that made it: 0 is DOS. Default: 3, Unix. */
  readonly host?: number
  /** What Unix says of it: `0o120777` is a symbolic link. Default: nothing. */
  readonly mode?: number
  /** Extra field of the directory entry. */
  readonly extra?: Buffer
  /** Shares the local header and data of an earlier entry, by its index. */
  readonly sharedWith?: number
}

export interface ZipOptions {
  /** Writes sizes, offsets and counts as zip64, though they would fit. */
  readonly zip64?: boolean
  readonly comment?: string
  /** Bytes before the archive that its offsets do not count, as in a self-extracting archive. */
  readonly junk?: Uint8Array
  /** What the end record claims to hold. */
  readonly claimCount?: number
}

const UTF8 = 0x800

export function makeZip(entries: readonly ZipEntry[], options: ZipOptions = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const entry of entries) {
    const { header, data, directory } = encode(entry, options)
    const shared = entry.sharedWith === undefined ? undefined : offsets[entry.sharedWith]
    offsets.push(shared ?? at)
    central.push(directory(shared ?? at))
    if (shared !== undefined) continue
    local.push(header, data)
    at += header.length + data.length
  }
  const list = Buffer.concat(central)
  return Buffer.concat([
    options.junk ?? Buffer.alloc(0),
    ...local,
    list,
    end(list.length, at, entries.length, options),
  ])
}

function encode(entry: ZipEntry, { zip64 = false }: ZipOptions) {
  const name = Buffer.from(entry.name)
  const bytes = Buffer.from(entry.data ?? '')
  const method = entry.method === 'store' ? 0 : 8
  const data = method === 0 ? bytes : deflateRawSync(bytes)
  const { claim = {} } = entry
  const flags = claim.flags ?? (typeof entry.name === 'string' ? UTF8 : 0)
  const size = claim.size ?? bytes.length
  const common = Buffer.alloc(22)
  common.writeUInt16LE(zip64 ? 45 : 20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(claim.method ?? method, 4)
  common.writeUInt32LE(claim.crc32 ?? crc32(bytes), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(size, 18)
  const lengths = Buffer.alloc(4)
  lengths.writeUInt16LE(name.length, 0)
  const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, lengths, name])
  const directory = (offset: number): Buffer => {
    const wide = zip64 ? zip64Extra([size, data.length, offset]) : Buffer.alloc(0)
    const extra = Buffer.concat([entry.extra ?? Buffer.alloc(0), wide])
    const told = Buffer.from(common)
    if (zip64) told.fill(0xff, 14, 22)
    const rest = Buffer.alloc(18)
    rest.writeUInt16LE(name.length, 0)
    rest.writeUInt16LE(extra.length, 2)
    rest.writeUInt16LE(entry.mode ?? 0, 12)
    rest.writeUInt32LE(zip64 ? 0xffffffff : offset, 14)
    return Buffer.concat([
      Buffer.from('PK\x01\x02'),
      Buffer.from([20, entry.host ?? 3]),
      told,
      rest,
      name,
      extra,
    ])
  }
  return { header, data, directory }
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(values.length * 8, 2)
  values.forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + i * 8))
  return extra
}

function end(size: number, offset: number, entries: number, options: ZipOptions): Buffer {
  const { zip64 = false, comment = '', claimCount = entries } = options
  const text = Buffer.from(comment)
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(zip64 ? 0xffff : claimCount % 65_536, 8)
  record.writeUInt16LE(zip64 ? 0xffff : claimCount % 65_536, 10)
  record.writeUInt32LE(zip64 ? 0xffffffff : size, 12)
  record.writeUInt32LE(zip64 ? 0xffffffff : offset, 16)
  record.writeUInt16LE(text.length, 20)
  if (!zip64) return Buffer.concat([record, text])
  const record64 = Buffer.alloc(56)
  record64.writeUInt32LE(0x06064b50, 0)
  record64.writeBigUInt64LE(44n, 4)
  record64.writeUInt16LE(45, 12)
  record64.writeUInt16LE(45, 14)
  record64.writeBigUInt64LE(BigInt(claimCount), 24)
  record64.writeBigUInt64LE(BigInt(claimCount), 32)
  record64.writeBigUInt64LE(BigInt(size), 40)
  record64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record64, locator, record, text])
}
