/**
 * A place for bytes that must be read at random and have no file of their own: archives within archives, and members
 * of archives that can only be unpacked from start to end. In memory while there is room, then in temporary files.
 */
import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { freeBytes } from '../../disk/free-space.ts'
import { writeAll } from '../../disk/raw-files.ts'
import { fileReader, memoryReader, type ByteReader } from '../hashing/bytes.ts'
import { troubleError } from '../trouble.ts'

export interface Shelf {
  /** @param expected how many bytes will come, when that is known: asks for the space before it is used up */
  box(expected?: number): Box
}

export interface Box {
  /**
   * Throws a `troubleError` when there is no room.
   * @param whole nothing else comes, and the chunk stays as it is
   */
  push(chunk: Uint8Array, whole?: boolean): void
  /** All that was pushed. Valid until `drop`. */
  reader(): ByteReader
  /** Gives the room back. May be called twice. */
  drop(): void
}

interface ShelfOptions {
  /** Bytes to hold in memory, all boxes together. */
  readonly memory: number
  /** Folder for the temporary files; made when it is needed. Without one, there is only memory. */
  readonly folder?: string
}

const MIB = 1024 * 1024
/** Left free for everyone else when a temporary file is written. */
const SPARE_BYTES = 64 * MIB
const PREFIX = 'curator-'

export function openShelf({ memory, folder }: ShelfOptions): Shelf {
  let held = 0
  let files = 0
  const newFile = (expected: number): number => {
    if (folder === undefined) {
      throw troubleError({
        code: 'archive-unsupported',
        what: `would have to be held in memory as a whole, and is larger than the ${mebibytes(memory)} MiB there are for that`,
      })
    }
    mkdirSync(folder, { recursive: true })
    checkSpace(folder, expected)
    const path = join(folder, `${PREFIX}${process.pid}-${threadId}-${files++}`)
    const fd = openSync(path, 'wx+')
    // nameless from here on: however this process ends, the system frees the space
    rmSync(path, { force: true })
    return fd
  }
  return {
    box(expected = 0) {
      let chunks: Uint8Array[] = []
      let size = 0
      let inMemory = 0
      let fd: number | undefined
      const leaveMemory = (): void => {
        held -= inMemory
        inMemory = 0
        chunks = []
      }
      return {
        push(chunk, whole = false) {
          size += chunk.length
          if (fd === undefined && held + Math.max(chunk.length, whole ? 0 : expected - inMemory) <= memory) {
            chunks.push(whole ? chunk : Buffer.from(chunk))
            inMemory += chunk.length
            held += chunk.length
            return
          }
          if (fd === undefined) {
            fd = newFile(Math.max(expected, size))
            for (const earlier of chunks) writeAll(fd, earlier)
            leaveMemory()
          }
          writeAll(fd, chunk)
        },
        reader() {
          if (fd !== undefined) return fileReader(fd, size)
          const [first] = chunks
          const bytes = first && chunks.length === 1 ? first : Buffer.concat(chunks)
          chunks = [bytes]
          return memoryReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
        },
        drop() {
          leaveMemory()
          if (fd !== undefined) closeSync(fd)
          fd = undefined
        },
      }
    },
  }
}

/**
 * Removes the temporary files of processes that were killed at the one moment when their files have names. To be
 * called at the start, by the process that holds the state folder.
 */
export function clearShelf(folder: string): void {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return
  }
  for (const name of names) if (name.startsWith(PREFIX)) rmSync(join(folder, name), { force: true })
}

function checkSpace(folder: string, expected: number): void {
  const free = freeBytes(folder) ?? Infinity
  if (free >= expected + SPARE_BYTES) return
  throw troubleError({
    code: 'no-space',
    what:
      `needs ${mebibytes(expected)} MiB in ${folder} to be unpacked, where ${Math.floor(free / MIB)} MiB are free, ` +
      `of which ${mebibytes(SPARE_BYTES)} MiB are left to others`,
  })
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / MIB)
