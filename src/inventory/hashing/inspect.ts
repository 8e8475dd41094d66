/** Looks into one file: hashes it, its views and, when it is an archive, its members. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { errno } from '../../errors.ts'
import { fileReader, memoryReader, readFully, type ByteReader } from './bytes.ts'
import type { Content, HashWish } from './content.ts'
import { contentHasher, described, hashBytes } from './hash.ts'
import { withBeginning } from '../header-facts/beginning.ts'
import { identityOf, sameIdentity, type FileIdentity } from '../scan/walking/identity.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, type Tools } from '../archives/archive.ts'
import type { MemberFacts } from '../archives/facts.ts'
import { inspectArchive } from '../archives/inspect-archive.ts'
import { quickList } from '../archives/quick-list.ts'
import { notWhatItSays, recognise, SIGNATURE_BYTES } from '../archives/recognise.ts'
import { isDeadLink, LEADS_NOWHERE } from '../scan/trouble/dead-link.ts'
import { sevenZip } from '../archives/seven-zip.ts'
import { openShelf } from '../archives/shelf.ts'
import { partOf } from '../archives/volumes.ts'
import { readBuffer } from './read-buffer.ts'
import { extensionOf } from '../../file-name.ts'
import { readTrouble, trouble, type Trouble } from '../trouble.ts'

/** Plain data: it is sent between threads. */
export interface FileFacts {
  /** As it was when the file was read; undefined when the file could not be opened. */
  readonly identity?: FileIdentity
  /**
   * Of the file itself, also when it is an archive. Undefined when it could not be read as a whole, and when it was
   * only listed.
   */
  readonly content?: Content
  /** Present when it is an archive, or a part of one. Without its folders. */
  readonly members?: readonly MemberFacts[]
  /** Only the archive's own list was read: its members have a CRC-32 and a size, and no content. */
  readonly listed?: true
  readonly troubles: readonly Trouble[]
}

/** Plain data: it is sent to threads. */
export interface InspectOptions extends HashWish {
  /** List zips and 7z by their directories alone, where these say enough. */
  readonly quick?: boolean
  /** Of archives, tried in order. */
  readonly passwords?: readonly string[]
  readonly limits?: Partial<ArchiveLimits>
  /** Folder for what is too large to be held in memory while it is unpacked. Without one, it is not unpacked. */
  readonly spill?: string
  /** Bytes to read at a time. Default: 1 MiB. */
  readonly chunk?: number
}

/** One that hashes many files, one after the other: it owns the buffer that they are read through. */
type Inspector = (file: string) => Promise<FileFacts>

/** Files up to the size of the buffer are read once, and zips are unpacked from that copy. */
const BUFFER = 1024 * 1024
/** A disk that is in no hurry reads as much in half a second. */
const TOLD_BYTES = 64 * 1024 * 1024
/** A pipe in place of a file must not stop everything: opening one waits for its other end. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** How far the reading of a large file has come. Plain data: threads send it. */
export interface LargeFile {
  /** Absolute path. */
  readonly file: string
  readonly done: number
  readonly size: number
}

/** Is told of it now and then while a file is read that takes a while. */
export type OnLarge = (large: LargeFile) => void

export function inspector(options: InspectOptions, onLarge?: OnLarge): Inspector {
  const buffer = readBuffer(options.chunk ?? BUFFER)
  const limits: ArchiveLimits = { ...ARCHIVE_LIMITS, ...options.limits }
  const shelf = { memory: limits.memory, ...(options.spill !== undefined && { folder: options.spill }) }
  const tools = { sevenZip: sevenZip(), shelf: openShelf(shelf) }
  const wish: Wish = {
    md5: options.md5,
    sha256: options.sha256 ?? false,
    quick: options.quick ?? false,
    passwords: options.passwords ?? [],
    limits,
    ...(onLarge && { onLarge }),
  }
  return async (file) => {
    let fd: number | undefined
    try {
      fd = openSync(file, OPEN_FLAGS)
      return await inspectOpen({ fd, file }, buffer, wish, tools)
    } catch (error) {
      return { troubles: [unreadable(file, error)] }
    } finally {
      if (fd !== undefined) closeSync(fd)
    }
  }
}

/** The options, completed. */
interface Wish extends HashWish {
  readonly quick: boolean
  readonly passwords: readonly string[]
  readonly limits: ArchiveLimits
  readonly onLarge?: OnLarge
}

interface OpenFile {
  readonly fd: number
  /** Its path. */
  readonly file: string
  /** In bytes, as it was when reading began. */
  readonly size: number
}

async function inspectOpen(
  { fd, file }: Omit<OpenFile, 'size'>,
  buffer: Buffer,
  wish: Wish,
  tools: Tools,
): Promise<FileFacts> {
  const before = fstatSync(fd)
  if (!before.isFile()) return { troubles: [trouble('file-unreadable', 'it is not a regular file')] }
  const { size } = before
  const open = { fd, file, size }
  const listed = wish.quick ? await listOpen(open, buffer, wish, tools) : undefined
  const facts = listed ?? (await readOpen(open, buffer, wish, tools))
  const identity = identityOf(before)
  if (facts.content && facts.content.size !== size) return { identity, troubles: [CHANGING] }
  if (!sameIdentity(identity, identityOf(fstatSync(fd)))) return { identity, troubles: [CHANGING] }
  return { identity, ...facts }
}

const CHANGING = trouble('file-changing', 'it changed while it was read')

/** Reads the archive's own list of members, and nothing else of it. */
async function listOpen(
  { fd, file, size }: OpenFile,
  buffer: Buffer,
  { passwords, limits }: Wish,
  { sevenZip: unpacker }: Tools,
): Promise<FileFacts | undefined> {
  const start = buffer.subarray(0, readFully(fd, buffer.subarray(0, Math.min(size, SIGNATURE_BYTES)), 0))
  const format = recognise(start)
  if (format === undefined || partOf(file)) return undefined
  const wish = { file, format, limits, passwords, sevenZip: unpacker }
  const facts = await quickList(fileReader(fd, size), wish)
  return facts && { ...facts, listed: true }
}

async function readOpen(open: OpenFile, buffer: Buffer, wish: Wish, tools: Tools): Promise<FileFacts> {
  const { fd, file, size } = open
  const extension = extensionOf(file)
  const start = buffer.subarray(0, readFully(fd, buffer.subarray(0, Math.min(size, buffer.length)), 0))
  // one that only calls itself a zip is looked into as well: what makes it one stands at its end
  const format = recognise(start) ?? (extension === 'zip' ? 'zip' : undefined)
  const whole = size <= buffer.length
  const content = whole ? hashBytes(start, extension, wish) : hashLarge(open, start, buffer, wish)
  const part = partOf(file)
  if (part && !part.alone) return { content, members: [], troubles: [part.trouble] }
  if (format === undefined) {
    const wrong = notWhatItSays(extension)
    const own = content.description?.troubles ?? []
    return { content, troubles: wrong ? [wrong, ...own] : own }
  }
  const bytes: ByteReader = whole ? memoryReader(start) : fileReader(fd, size)
  const { limits, passwords } = wish
  const facts = await inspectArchive(bytes, { format, file }, { hash: wish, limits, passwords }, tools)
  const isCut = part !== undefined && facts.troubles.some(({ code }) => code === 'archive-damaged')
  return { content, ...facts, ...(isCut && { troubles: [part.trouble] }) }
}

/**
 * Hashes and describes. Reads the rest into the buffer that `start`, the first bytes, is in: `start` is gone afterwards.
 */
function hashLarge({ fd, file, size }: OpenFile, start: Buffer, buffer: Buffer, wish: Wish): Content {
  const extension = extensionOf(file)
  // first of all: what it reads of the beginning is gone afterwards
  const description = described(withBeginning(start, fileReader(fd, size)), extension)
  const hasher = contentHasher(size, extension, wish)
  hasher.push(start)
  let told = 0
  for (let done = start.length; done < size;) {
    const chunk = buffer.subarray(
      0,
      readFully(fd, buffer.subarray(0, Math.min(buffer.length, size - done)), done),
    )
    if (chunk.length === 0) break
    hasher.push(chunk)
    done += chunk.length
    if (done >= told + TOLD_BYTES) {
      told = done
      wish.onLarge?.({ file, done, size })
    }
  }
  return { ...hasher.end(), ...description }
}

function unreadable(file: string, error: unknown): Trouble {
  if (isDeadLink(file)) return trouble('file-unreadable', `it cannot be read: ${LEADS_NOWHERE}`)
  if (errno(error) !== 'ENOENT') return readTrouble(error)
  // Node shows the bytes of a name that are no UTF-8 so, and cannot open the file by it
  if (file.includes('\ufffd'))
    return trouble('file-unreadable', 'it cannot be opened: its name is not valid UTF-8')
  return trouble('file-vanished', 'it vanished before it could be read')
}
