/**
 * The text of a packed DAT, while it is parsed: in memory as long as it is small, then in a file without a name, which
 * is gone as soon as it is closed, whatever happens to us. MAME's list takes 300 MB.
 */
import { closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { chunksIn, openNameless, writeAll } from '../disk/raw-files.ts'
import { reason } from '../errors.ts'

export interface Unpacked {
  /** In bytes, so far. */
  readonly size: number
  /** The chunk is kept, and must not change. */
  add(chunk: Uint8Array): void
  /** The bytes from `start` to before `end`. Each chunk is only valid until the next. */
  chunks(start?: number, end?: number): Iterable<Uint8Array>
  close(): void
}

const IN_MEMORY = 32 * 1024 * 1024

/** @param most so many bytes are held in memory */
export function unpackedText(most = IN_MEMORY): Unpacked {
  const held: Uint8Array[] = []
  let file: number | undefined
  let size = 0
  return {
    get size() {
      return size
    },
    add(chunk) {
      size += chunk.length
      if (file === undefined) held.push(chunk)
      if (file === undefined && size <= most) return
      try {
        const into = (file ??= openNameless(tmpdir(), 'curator-dat'))
        for (const one of held.length > 0 ? held.splice(0) : [chunk]) writeAll(into, one)
      } catch (error) {
        throw new Error(`cannot be unpacked in ${tmpdir()}: ${reason(error)}`, { cause: error })
      }
    },
    chunks: (start = 0, end = size) =>
      file === undefined ? slices(held, start, end) : chunksIn(file, start, end),
    close() {
      held.length = 0
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}

function* slices(chunks: readonly Uint8Array[], start: number, end: number): Generator<Uint8Array> {
  let offset = 0
  for (const chunk of chunks) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, chunk.length)]
    if (from < to) yield chunk.subarray(from, to)
    offset += chunk.length
    if (offset >= end) return
  }
}
