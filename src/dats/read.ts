/** Opens a file that may hold DATs: as it is, gzipped, or in a zip; one or several. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fstatSync, openSync, statSync } from 'node:fs'
import { createGunzip, crc32 } from 'node:zlib'
import { fileChunks } from '../disk/raw-files.ts'
import { openRegular } from '../regular-file.ts'
import { problem, reason, type Problem } from '../errors.ts'
import { fileReader, readFully, type ByteReader } from '../inventory/hashing/bytes.ts'
import { troubleOf } from '../inventory/trouble.ts'
import { readZipDirectory, type ZipMember } from '../inventory/archives/zip-directory.ts'
import { memberChunks } from '../inventory/archives/zip-read.ts'
import { HEAD_SIZE, detectDat, type DatFormat } from './detect.ts'
import { isHidden } from './importing/find.ts'
import { listFinder } from './formats/software-lists.ts'
import { unpackedText, type Unpacked } from './unpacked.ts'
import { asUtf8, utf16Of } from './utf16.ts'

/** A DAT that can be parsed. Valid until the next one is asked for. */
export interface DatText {
  /** Absolute path of the file; `file.zip#member` for a DAT in a zip, `file.xml#nes` for one of several lists. */
  readonly path: string
  readonly format: DatFormat
  /**
   * SHA-1 of the text, unpacked: one DAT is known again however it is packed. Asking for it before the text was parsed
   * reads all of it once more.
   */
  readonly sha1: string
  /** Bytes of the text, where it is all of a file. */
  readonly size?: number
  /** Bytes of the text, where that is known: also of one that was packed. */
  readonly length?: number
  /** Whether this is its SHA-1. What nobody asked for yet is taken at its word. */
  isOf(sha1: string): boolean
  chunks(): Iterable<Uint8Array>
  /** What of the file stands before it, where it is one of several: lines are counted from the top. */
  before?(): Iterable<Uint8Array>
}

/** A text before it is known how many DATs it holds. */
interface OpenText {
  readonly path: string
  readonly format: DatFormat | 'software-lists'
  /** Of the file that it is all of. */
  readonly size?: number
  readonly length: number
  /** All of it, or the bytes from `start` to before `end`. */
  chunks(start?: number, end?: number): Iterable<Uint8Array>
}

/** A file, or a member of a zip, that is no DAT or cannot be read. */
export interface BadDat {
  readonly path: string
  readonly problem: Problem
}

const CHUNK = 1024 * 1024

/** Packed DATs are unpacked before they are parsed, so there is a limit. The largest, MAME's, takes 300 MB. */
const LARGEST_UNPACKED = 1024 * 1024 * 1024

/** All DATs of a file, hashed. Never throws for what the file holds or the system refuses. */
export async function* openDats(file: string): AsyncGenerator<DatText | BadDat> {
  try {
    const head = headOf(file)
    if (utf16Of(head)) {
      yield* unpackedDats(file, fileChunks(file))
      return
    }
    const detected = detectDat(head)
    if (detected.format === 'zip') yield* openZip(file)
    else if (detected.format === 'gzip') yield* unpackedDats(file, gunzip(file))
    else if (detected.format === 'refused') yield notADat(file, detected.what)
    else {
      const chunks = (start?: number, end?: number) => fileChunks(file, start, end)
      const { size } = statSync(file)
      yield* datsOf({ path: file, format: detected.format, size, length: size, chunks })
    }
  } catch (error) {
    yield unreadable(file, error)
  }
}

/** Why a file holds no DAT, as far as its beginning tells: nothing is unpacked. Undefined when that speaks for one. */
export function faultAtSight(file: string): Problem | undefined {
  try {
    const head = headOf(file)
    const detected = detectDat(head)
    if (detected.format !== 'refused' || utf16Of(head)) return undefined
    return notADat(file, detected.what).problem
  } catch (error) {
    return unreadable(file, error).problem
  }
}

async function* unpackedDats(
  path: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<DatText | BadDat> {
  const text = unpackedText()
  try {
    const opened = await takeText(path, asUtf8(source), text)
    if ('problem' in opened) yield opened
    else yield* datsOf(opened)
  } finally {
    text.close()
  }
}

function* datsOf({ path, format, size, length, chunks }: OpenText): Generator<DatText | BadDat> {
  if (format !== 'software-lists') {
    yield datText({ path, format, length, chunks: () => chunks() }, size)
    return
  }
  const finder = listFinder()
  for (const chunk of chunks()) finder.write(chunk)
  const lists = finder.end()
  if (lists.length === 0) yield notADat(path, 'is a file of software lists that holds none')
  const seen = new Map<string, number>()
  for (const { name, start, end } of lists) {
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    const member = before === 0 ? name : `${name}~${before + 1}`
    yield datText({
      path: `${path}#${member}`,
      format: 'software-list',
      chunks: () => chunks(start, end),
      before: () => chunks(0, start),
    })
  }
}

function datText(
  of: Pick<DatText, 'path' | 'format' | 'length' | 'chunks' | 'before'>,
  size?: number,
): DatText {
  let sha1: string | undefined
  return {
    ...of,
    ...(size === undefined ? {} : { size }),
    get sha1() {
      return (sha1 ??= hashOf(of.chunks()))
    },
    isOf: (found) => (sha1 ??= found) === found,
  }
}

async function* openZip(file: string): AsyncGenerator<DatText | BadDat> {
  const fd = openSync(file, 'r')
  try {
    const reader = fileReader(fd, fstatSync(fd).size)
    const { members, trouble } = readZipDirectory(reader)
    let found = 0
    for (const member of members) {
      if (member.directory || isHidden(member.path)) continue
      for await (const opened of memberDats(file, reader, member)) {
        found++
        yield opened
      }
    }
    if (trouble) yield bad('dat-unreadable', file, trouble.what)
    else if (found === 0) yield notADat(file, 'is a zip that holds no DAT')
  } finally {
    closeSync(fd)
  }
}

/**
 * None for what stands beside DATs in a zip: a readme, a picture. Only a `.dat` that is none is worth a word, and an
 * `.xml` that nobody can read, for that may be one.
 */
async function* memberDats(
  file: string,
  reader: ByteReader,
  member: ZipMember,
): AsyncGenerator<DatText | BadDat> {
  const path = `${file}#${member.path}`
  const mustBeDat = /\.dat$/i.test(member.path)
  const mayBeDat = /\.(?:dat|xml)$/i.test(member.path)
  if (member.encrypted) {
    if (mayBeDat) yield bad('dat-unreadable', path, 'is encrypted')
    return
  }
  try {
    for await (const opened of unpackedDats(path, checked(member, memberChunks(reader, member))))
      if (!isOfWhole(opened, path) || mustBeDat) yield opened
  } catch (error) {
    if (mayBeDat) yield unreadable(path, error)
  }
}

/** What is wrong with a member as a whole. */
function isOfWhole(opened: DatText | BadDat, path: string): boolean {
  return 'problem' in opened && opened.path === path
}

async function* checked(member: ZipMember, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let crc = 0
  for await (const chunk of chunks) {
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (crc !== member.crc32) throw new Error('is damaged: its checksum is wrong')
}

/** Unpacks a DAT; stops at once when the beginning shows that it is none. */
async function takeText(
  path: string,
  source: AsyncIterable<Uint8Array>,
  text: Unpacked,
): Promise<OpenText | BadDat> {
  let format: OpenText['format'] | undefined
  for await (const chunk of source) {
    text.add(chunk)
    if (text.size > LARGEST_UNPACKED)
      return bad('dat-unreadable', path, 'unpacks to more than 1 GB: unpack it yourself')
    if (format || text.size < HEAD_SIZE) continue
    const known = formatOf(text)
    if (known.format === undefined) return notADat(path, known.what)
    format = known.format
  }
  const known = format ? { format } : formatOf(text)
  if (known.format === undefined) return notADat(path, known.what)
  return { path, format: known.format, length: text.size, chunks: text.chunks }
}

function formatOf(
  text: Unpacked,
): { readonly format: OpenText['format'] } | { readonly format?: undefined; readonly what: string } {
  const detected = detectDat(
    Buffer.concat([...text.chunks(0, HEAD_SIZE)].map((chunk) => Uint8Array.from(chunk))),
  )
  if (detected.format === 'refused') return { what: detected.what }
  if (detected.format === 'zip' || detected.format === 'gzip')
    return { what: 'is an archive inside an archive' }
  return { format: detected.format }
}

export async function* gunzip(file: string): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(file)
  const unpacked = createGunzip({ chunkSize: CHUNK })
  packed.on('error', (error) => unpacked.destroy(error))
  try {
    yield* packed.pipe(unpacked) as AsyncIterable<Buffer>
  } finally {
    packed.destroy()
  }
}

function headOf(file: string): Buffer {
  const fd = openRegular(file)
  try {
    const buffer = Buffer.allocUnsafe(HEAD_SIZE)
    return buffer.subarray(0, readFully(fd, buffer, 0))
  } finally {
    closeSync(fd)
  }
}

function hashOf(chunks: Iterable<Uint8Array>): string {
  const hash = createHash('sha1')
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

function notADat(path: string, what: string): BadDat {
  return bad('dat-not-a-dat', path, what)
}

export function unreadable(path: string, error: unknown): BadDat {
  const what = troubleOf(error)?.what ?? `cannot be read: ${reason(error)}`
  return bad('dat-unreadable', path, what)
}

function bad(code: Problem['code'], path: string, what: string): BadDat {
  return { path, problem: problem(code, `${path}: ${what}.`, { path }) }
}
