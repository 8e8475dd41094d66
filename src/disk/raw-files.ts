/** What the system's calls leave to be done around open files. Knows nothing of ours. */
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A file, for reading and writing, that is gone as soon as it is closed, whatever happens to us. `prefix`: of the name it
 * has for a moment.
 */
export function openNameless(folder: string, prefix: string): number {
  const path = join(folder, `${prefix}-${randomUUID()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}

/** The system may take less than it is given. */
export function writeAll(file: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at)
}

/** What is read stays in the processor's cache until it was looked at: larger ones take a tenth longer. */
const CHUNK = 2 ** 16

/** The bytes from `start` to before `end`. Each chunk is only valid until the next one: one buffer serves them all. */
export function* chunksIn(file: number, start = 0, end = Infinity): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(end - start, 0)))
  for (let position = start; position < end;) {
    const length = readSync(file, buffer, 0, Math.min(buffer.length, end - position), position)
    if (length === 0) return
    yield buffer.subarray(0, length)
    position += length
  }
}

/** The same of a file that is not open yet. */
export function* fileChunks(path: string, start?: number, end?: number): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    yield* chunksIn(file, start, end)
  } finally {
    closeSync(file)
  }
}
