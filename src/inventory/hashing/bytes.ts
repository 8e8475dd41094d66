/** Random access to bytes, in memory or in an open file: zips are read through this, wherever they are. */
import { readSync } from 'node:fs'

export interface ByteReader {
  readonly size: number
  /**
   * The bytes of the range, fewer where the file ends. Not to be kept or changed: it may be the file's only
   * copy.
   */
  read(offset: number, length: number): Buffer
  /** All of them, where they are in memory: who only looks for a sign need not have pieces made for that. */
  readonly memory?: Buffer
}

export function memoryReader(bytes: Buffer): ByteReader {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    memory: bytes,
  }
}

/** Reads an open file; throws the system's error. */
export function fileReader(fd: number, size: number): ByteReader {
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)))
      return bytes.subarray(0, readFully(fd, bytes, offset))
    },
  }
}

/** How far apart two reads may be that follow each other, and how much is read ahead of them: at first, and at most. */
const GAP = 4096
const AHEAD = 4096
const MOST_AHEAD = 256 * 1024

/**
 * For many small reads in the order of the file: they are served from what was read ahead, which is more the longer they
 * go on. Reads elsewhere, and large ones, go through as they are.
 */
export function readAhead(reader: ByteReader): ByteReader {
  let held: Buffer = Buffer.alloc(0)
  let start = 0
  let next = NaN
  let ahead = AHEAD
  return {
    size: reader.size,
    read(offset, length) {
      const end = Math.min(offset + length, reader.size)
      const isNext = offset >= next && offset <= next + GAP
      next = end
      if (offset >= start && end <= start + held.length) return held.subarray(offset - start, end - start)
      if (!isNext) ahead = AHEAD
      if (!isNext || length > ahead) return reader.read(offset, length)
      // a new one each time: whoever has a piece of the last may still look at it
      held = reader.read(offset, ahead)
      start = offset
      ahead = Math.min(2 * ahead, MOST_AHEAD)
      return held.subarray(0, length)
    },
  }
}

/** Fills the buffer from `position` on. Returns how many bytes there were. */
export function readFully(fd: number, buffer: Buffer, position: number): number {
  let done = 0
  while (done < buffer.length) {
    const read = readSync(fd, buffer, done, buffer.length - done, position + done)
    if (read === 0) break
    done += read
  }
  return done
}

/** Whether `text`, one byte a character, is at `offset`. Asked of every file many times: nothing is made for it. */
export function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false
  return true
}
