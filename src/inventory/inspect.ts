/** Looks into one file: hashes it, its views and, when it is a zip, its members. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { errno, reason } from '../errors.ts'
import { fileReader, memoryReader, readFully, type ByteReader } from './bytes.ts'
import type { Content, HashWish } from './content.ts'
import { contentHasher, hashBytes } from './hash.ts'
import { identityOf, sameIdentity, type FileIdentity } from './identity.ts'
import { inspectZip, looksLikeZip, type MemberFacts } from './inspect-zip.ts'
import { extensionOf } from './roles.ts'
import { trouble, type Trouble } from './trouble.ts'

/** Plain data: it is sent between threads. */
export interface FileFacts {
  /** As it was when the file was read; undefined when the file could not be opened. */
  readonly identity?: FileIdentity
  /** Of the file itself, also when it is an archive. Undefined when it could not be read as a whole. */
  readonly content?: Content
  /** Present when it is a zip. Without its folders. */
  readonly members?: readonly MemberFacts[]
  readonly troubles: readonly Trouble[]
}

/** One that hashes many files, one after the other: it owns the buffer that they are read through. */
type Inspector = (file: string) => Promise<FileFacts>

/** Files up to this size are read once, and zips are unpacked from that copy. */
const BUFFER = 1024 * 1024
/** A pipe in place of a file must not stop everything: opening one waits for its other end. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Looks into a single file; for many, `inspector` is the better tool. */
export function inspectFile(file: string, wish: HashWish): Promise<FileFacts> {
  return inspector(wish)(file)
}

export function inspector(wish: HashWish): Inspector {
  const buffer = Buffer.allocUnsafeSlow(BUFFER)
  return async (file) => {
    let fd: number | undefined
    try {
      fd = openSync(file, OPEN_FLAGS)
      return await inspectOpen(fd, file, buffer, wish)
    } catch (error) {
      return { troubles: [unreadable(file, error)] }
    } finally {
      if (fd !== undefined) closeSync(fd)
    }
  }
}

async function inspectOpen(fd: number, file: string, buffer: Buffer, wish: HashWish): Promise<FileFacts> {
  const before = fstatSync(fd)
  if (!before.isFile()) return { troubles: [trouble('file-unreadable', 'it is not a regular file')] }
  const { size } = before
  const extension = extensionOf(file)
  const start = buffer.subarray(0, readFully(fd, buffer.subarray(0, Math.min(size, BUFFER)), 0))
  const isZip = looksLikeZip(start, extension)
  const whole = size <= BUFFER
  const content = whole
    ? hashBytes(start, extension, wish)
    : hashLarge(fd, start, buffer, size, extension, wish)
  const reader: ByteReader = whole ? memoryReader(start) : fileReader(fd, size)
  const zip = isZip ? await inspectZip(reader, file, wish) : undefined
  const identity = identityOf(before)
  if (content.size !== size || !sameIdentity(identity, identityOf(fstatSync(fd)))) {
    return { identity, troubles: [trouble('file-changing', 'it changed while it was read')] }
  }
  return zip ? { identity, content, ...zip } : { identity, content, troubles: [] }
}

/** Reads the rest into the buffer that `start`, the first bytes, is in: `start` is gone afterwards. */
function hashLarge(
  fd: number,
  start: Buffer,
  buffer: Buffer,
  size: number,
  extension: string,
  wish: HashWish,
): Content {
  const hasher = contentHasher(size, extension, wish)
  hasher.push(start)
  for (let done = start.length; done < size;) {
    const chunk = buffer.subarray(0, readFully(fd, buffer.subarray(0, Math.min(BUFFER, size - done)), done))
    if (chunk.length === 0) break
    hasher.push(chunk)
    done += chunk.length
  }
  return hasher.end()
}

function unreadable(file: string, error: unknown): Trouble {
  if (errno(error) !== 'ENOENT') return trouble('file-unreadable', `it cannot be read: ${reason(error)}`)
  // Node shows the bytes of a name that are no UTF-8 so, and cannot open the file by it
  if (file.includes('\ufffd'))
    return trouble('file-unreadable', 'it cannot be opened: its name is not valid UTF-8')
  return trouble('file-vanished', 'it vanished before it could be read')
}
