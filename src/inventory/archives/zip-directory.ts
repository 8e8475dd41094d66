/**
 * Reads the central directory of a zip, synchronously and in two reads: some 25 times faster than yauzl,
 * which stays the second opinion on archives this reader cannot make sense of (`zip-fallback.ts`) and the
 * oracle in its test. Format: PKWARE's APPNOTE.TXT, sections 4.3.12 to 4.3.16 and 4.5.3.
 */
import { count } from '../../wording.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import type { Member } from './archive.ts'
import { extraField, isNoFile, memberName, memberTime, withSlashes } from './zip-names.ts'

export interface ZipMember extends Member {
  readonly size: number
  readonly crc32: number
  /** Or a symbolic link: no file. */
  readonly directory: boolean
}

export interface ZipDirectory {
  readonly members: readonly ZipMember[]
  /** Why the directory could not be read, or not to its end. */
  readonly trouble?: Trouble
}

/** More members than any archive of games has; a larger directory is a trap for memory. */
export const MAX_MEMBERS = 1_000_000
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024

const END = 0x06054b50
const END_SIZE = 22
const END64 = 0x06064b50
const END64_SIZE = 56
const LOCATOR64 = 0x07064b50
const LOCATOR64_SIZE = 20
const HEADER = 0x02014b50
const HEADER_SIZE = 46
const MAX_COMMENT = 0xffff
const LONGEST_TAIL = END_SIZE + MAX_COMMENT + LOCATOR64_SIZE
const SMALL_TAIL = 256
/** The first part of a split zip begins so. */
const SPLIT = 0x08074b50
const ZIP64_EXTRA = 1
const IN_ZIP64 = 0xffffffff

const NO_LIST = trouble('archive-damaged', 'it is no whole zip: the list of its members is missing')
const FIRST_PART = trouble(
  'archive-unsupported',
  'it is the first part of a zip split over several files, or cut short: the list of its members is missing',
)
const LAST_PART = trouble(
  'archive-unsupported',
  'it is the last part of a zip split over several files: join them to have it read',
)

/**
 * Never throws for what the file holds, only for what the system refuses. Offsets beyond 2^53 lose their last
 * bits: no file is that large, so they fail the bounds checks as well.
 */
export function readZipDirectory(reader: ByteReader, maxMembers = MAX_MEMBERS): ZipDirectory {
  const end = findEnd(reader, SMALL_TAIL) ?? findEnd(reader, LONGEST_TAIL)
  if (!end) {
    const isFirst = reader.read(0, 4).compare(signature(SPLIT)) === 0
    return nothing(isFirst ? FIRST_PART : NO_LIST)
  }
  if (end.disk !== 0) return nothing(LAST_PART)
  if (end.count > maxMembers) {
    const claim = `it claims to hold ${count(end.count)} members; curator reads up to ${count(maxMembers)}`
    return nothing(trouble('archive-bomb', claim))
  }
  if (end.offset + end.size > end.at) {
    return nothing(trouble('archive-damaged', 'the list of its members lies outside the file'))
  }
  if (end.size > MAX_DIRECTORY_BYTES) {
    const claim = `the list of its members has ${count(end.size)} bytes; curator reads up to ${count(MAX_DIRECTORY_BYTES)}`
    return nothing(trouble('archive-bomb', claim))
  }
  // what stands before the zip, such as the program of a self-extracting archive, may not be counted in its
  // offsets
  const shift = end.at - end.size - end.offset
  const shifted = shift > 0 && reader.read(end.offset, 4).compare(signature(HEADER)) !== 0
  const base = shifted ? shift : 0
  return parseMembers(reader.read(end.offset + base, end.size), end.count, base, maxMembers)
}

interface End {
  /** Where the record itself begins: the directory lies before it. */
  readonly at: number
  readonly disk: number
  readonly count: number
  readonly size: number
  readonly offset: number
}

/**
 * Undefined when it is not in the tail, or a longer one might show more. (Nearly all zips have no comment, and reading
 * 64 KiB of each to be told so is most of what listing them costs.)
 */
function findEnd(reader: ByteReader, length: number): End | undefined {
  const start = Math.max(0, reader.size - length)
  const tail = reader.read(start, reader.size - start)
  const found = endPosition(tail)
  if (found === undefined) return undefined
  const doubtful = found < LOCATOR64_SIZE || found + END_SIZE + tail.readUInt16LE(found + 20) !== tail.length
  if (doubtful && start > 0 && length < LONGEST_TAIL) return undefined
  const at = start + found
  const end: End = {
    at,
    disk: tail.readUInt16LE(found + 4),
    count: tail.readUInt16LE(found + 10),
    size: tail.readUInt32LE(found + 12),
    offset: tail.readUInt32LE(found + 16),
  }
  const locator = found - LOCATOR64_SIZE
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR64) return end
  return findEnd64(reader, Number(tail.readBigUInt64LE(locator + 8)), start + locator)
}

/**
 * The last record whose comment ends with the file; else, where junk was appended, the last one that fits.
 */
function endPosition(tail: Buffer): number | undefined {
  let fitting: number | undefined
  const mark = signature(END)
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)) {
    if (at + END_SIZE > tail.length) continue
    const stop = at + END_SIZE + tail.readUInt16LE(at + 20)
    if (stop === tail.length) return at
    if (stop < tail.length) fitting ??= at
  }
  return fitting
}

/** The record is where the locator says, or, behind uncounted junk, right before the locator. */
function findEnd64(reader: ByteReader, told: number, locator: number): End | undefined {
  for (const at of [told, locator - END64_SIZE]) {
    const record = at >= 0 && at + END64_SIZE <= locator ? reader.read(at, END64_SIZE) : undefined
    if (record?.length !== END64_SIZE || record.readUInt32LE(0) !== END64) continue
    return {
      at,
      disk: record.readUInt32LE(16),
      count: Number(record.readBigUInt64LE(32)),
      size: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
    }
  }
  return undefined
}

function parseMembers(bytes: Buffer, stated: number, base: number, maxMembers: number): ZipDirectory {
  const members: ZipMember[] = []
  let at = 0
  while (
    at + HEADER_SIZE <= bytes.length &&
    bytes.readUInt32LE(at) === HEADER &&
    members.length <= maxMembers
  ) {
    const nameEnd = at + HEADER_SIZE + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const next = extraEnd + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) break
    members.push(
      parseMember(bytes.subarray(at, nameEnd), bytes.subarray(nameEnd, extraEnd), members.length, base),
    )
    at = next
  }
  // old tools count modulo 65536 when there are more
  const complete = members.length === stated || (at === bytes.length && members.length % 65_536 === stated)
  if (complete) return { members }
  const what = `the list of its members is damaged: it has ${count(stated)} and ${count(members.length)} can be read`
  return { members, trouble: trouble('archive-damaged', what) }
}

function parseMember(header: Buffer, extra: Buffer, ordinal: number, base: number): ZipMember {
  const flags = header.readUInt16LE(8)
  const host = header[5] ?? 0
  const path = withSlashes(memberName(header.subarray(HEADER_SIZE), flags, extra), host)
  const large = extraField(extra, ZIP64_EXTRA)
  let used = 0
  // the extra field holds only those of the three that did not fit, in this order
  const wide = (value: number): number => {
    if (value !== IN_ZIP64 || !large || used + 8 > large.length) return value
    used += 8
    return Number(large.readBigUInt64LE(used - 8))
  }
  const size = wide(header.readUInt32LE(24))
  const compressedSize = wide(header.readUInt32LE(20))
  const offset = wide(header.readUInt32LE(42)) + base
  const mtime = memberTime(header.readUInt16LE(14), header.readUInt16LE(12), extra)
  return {
    ordinal,
    path,
    method: header.readUInt16LE(10),
    offset,
    compressedSize,
    size,
    crc32: header.readUInt32LE(16),
    encrypted: (flags & 1) !== 0,
    directory: isNoFile(path, host, header.readUInt32LE(38)),
    ...(mtime !== undefined && { mtime }),
  }
}

function nothing(found: Trouble): ZipDirectory {
  return { members: [], trouble: found }
}

function signature(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32LE(value)
  return bytes
}
