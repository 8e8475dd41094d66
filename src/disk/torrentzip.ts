/**
 * TorrentZip: the one way to zip some files, so that equal files make equal zips wherever they are packed. Names in one
 * order, one time stamp, deflate as zlib 1.x does it at level 9, and a comment that seals the directory. Facts of the
 * format: APPNOTE.TXT; what TorrentZip fixes of it: RomVault and trrntzip. Node's own zlib gives other bytes.
 */
import { crc32 } from 'node:zlib'
import { CP437 } from '../inventory/archives/zip-names.ts'
import { byCodeUnit } from '../order.ts'

/** A file to be packed. */
export interface ZipMember {
  /** Path in the zip, `/` between parts. */
  readonly name: string
  readonly size: number
  readonly crc32: number
  /** Its bytes. A chunk is valid until the next one is asked for. May be asked for twice. */
  open(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** Packed bytes of one member are held in memory up to here; a larger one is packed twice: a header tells its length. */
const HELD = 64 * 2 ** 20

/**
 * The zip, piece by piece. The order of the members does not matter; no two may have one name.
 * @throws Error when the bytes of a member are not those it was said to have, or what opening it throws.
 */
export async function* torrentZip(members: readonly ZipMember[]): AsyncGenerator<Uint8Array> {
  const entries: PackedEntry[] = []
  let offset = 0
  for (const member of inZipOrder(members)) {
    const held: Uint8Array[] = []
    let packedSize = 0
    for await (const chunk of packed(member)) {
      packedSize += chunk.length
      if (packedSize <= HELD) held.push(chunk)
    }
    const entry: PackedEntry = { ...member, packedSize, offset }
    entries.push(entry)
    const header = localHeader(entry)
    yield header
    if (packedSize <= HELD) yield* held
    else yield* packed(member)
    offset += header.length + packedSize
  }
  yield directory(entries, offset)
}

/** As TorrentZip sorts: ASCII letters without case, all else by code unit. */
export function inZipOrder<T extends { readonly name: string }>(members: readonly T[]): T[] {
  const lower = (name: string) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  return members
    .map((member) => ({ member, key: lower(member.name) }))
    .sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.member.name, b.member.name))
    .map(({ member }) => member)
}

async function* packed(member: ZipMember): AsyncGenerator<Uint8Array> {
  const { Deflate } = await import('pako')
  const deflate = new Deflate({ level: 9, raw: true })
  let out: Uint8Array[] = []
  deflate.onData = (chunk) => void out.push(chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk))
  let size = 0
  let crc = 0
  for await (const chunk of member.open()) {
    size += chunk.length
    if (size > member.size) break
    crc = crc32(chunk, crc)
    deflate.push(chunk, false)
    yield* out
    out = []
  }
  if (size !== member.size || crc !== member.crc32) {
    throw new Error(`${member.name} no longer holds the bytes that were identified`)
  }
  deflate.push(new Uint8Array(0), true)
  yield* out
}

/** What the directory says of a member. */
export interface PackedEntry {
  readonly name: string
  readonly size: number
  readonly crc32: number
  readonly packedSize: number
  /** Of its local header. */
  readonly offset: number
}

/** 24 December 1996, 23:32:00, in MS-DOS's words: the stamp of every member. */
const TIME = 0xbc00
const DATE = 0x2198
const DEFLATE = 8
/** Says that the packer did its best. */
const BEST = 2
const UTF8 = 0x800
const PLAIN_VERSION = 20
const ZIP64_VERSION = 45
const LIMIT_32 = 0xffffffff
const LIMIT_16 = 0xffff

export function localHeader(entry: PackedEntry): Buffer {
  const { size, packedSize } = entry
  const name = encodedName(entry.name)
  const isLarge = size >= LIMIT_32 || packedSize >= LIMIT_32
  const extra = isLarge ? zip64Extra([size, packedSize]) : Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  writeCommon(head, 4, entry, name, isLarge)
  writeSizes(head, 18, isLarge ? LIMIT_32 : packedSize, isLarge ? LIMIT_32 : size)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name.bytes, extra])
}

/** Everything behind the members. `offset`: where it begins. */
export function directory(entries: readonly PackedEntry[], offset: number): Buffer {
  const records = Buffer.concat(entries.map(centralRecord))
  const isLarge =
    entries.length >= LIMIT_16 ||
    offset >= LIMIT_32 ||
    records.length >= LIMIT_32 ||
    entries.some(isBeyond32Bits)
  const seal = crc32(records).toString(16).toUpperCase().padStart(8, '0')
  const comment = Buffer.from(`TORRENTZIPPED-${seal}`)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  const count = Math.min(entries.length, LIMIT_16)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  writeSizes(end, 12, Math.min(records.length, LIMIT_32), Math.min(offset, LIMIT_32))
  end.writeUInt16LE(comment.length, 20)
  const zip64 = isLarge ? [zip64End(entries.length, records.length, offset)] : []
  return Buffer.concat([records, ...zip64, end, comment])
}

function centralRecord(entry: PackedEntry): Buffer {
  const { size, packedSize, offset } = entry
  const name = encodedName(entry.name)
  const large = [size, packedSize, offset].filter((number) => number >= LIMIT_32)
  const extra = large.length > 0 ? zip64Extra(large) : Buffer.alloc(0)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  writeCommon(head, 6, entry, name, large.length > 0)
  writeSizes(head, 20, Math.min(packedSize, LIMIT_32), Math.min(size, LIMIT_32))
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(Math.min(offset, LIMIT_32), 42)
  return Buffer.concat([head, name.bytes, extra])
}

function isBeyond32Bits({ size, packedSize, offset }: PackedEntry): boolean {
  return Math.max(size, packedSize, offset) >= LIMIT_32
}

/** From the version to the checksum, and the length of the name: the same in both headers. */
function writeCommon(head: Buffer, at: number, entry: PackedEntry, name: Encoded, isLarge: boolean): void {
  head.writeUInt16LE(isLarge ? ZIP64_VERSION : PLAIN_VERSION, at)
  head.writeUInt16LE(name.isUtf8 ? BEST | UTF8 : BEST, at + 2)
  head.writeUInt16LE(DEFLATE, at + 4)
  head.writeUInt16LE(TIME, at + 6)
  head.writeUInt16LE(DATE, at + 8)
  head.writeUInt32LE(entry.crc32, at + 10)
  head.writeUInt16LE(name.bytes.length, at + 22)
}

function writeSizes(head: Buffer, at: number, first: number, second: number): void {
  head.writeUInt32LE(first, at)
  head.writeUInt32LE(second, at + 4)
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(numbers.length * 8, 2)
  for (const [i, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + i * 8)
  return extra
}

/** The long end record and its locator. */
function zip64End(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(76)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(ZIP64_VERSION, 12)
  end.writeUInt16LE(ZIP64_VERSION, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(length), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(offset + length), 64)
  end.writeUInt32LE(1, 72)
  return end
}

interface Encoded {
  readonly bytes: Buffer
  readonly isUtf8: boolean
}

/** In code page 437 where that has all of the name's letters, else in UTF-8, with the flag that says so. */
function encodedName(name: string): Encoded {
  const bytes: number[] = []
  for (const char of name) {
    const upper = CP437.indexOf(char)
    if (char >= ' ' && char <= '~') bytes.push(char.charCodeAt(0))
    else if (upper >= 0) bytes.push(upper + 128)
    else return { bytes: Buffer.from(name), isUtf8: true }
  }
  return { bytes: Buffer.from(bytes), isUtf8: false }
}
