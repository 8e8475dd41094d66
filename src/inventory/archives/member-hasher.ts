/** Hashes and describes one member that comes in pieces, whether its size is known or not. */
import type { Content, HashWish } from '../hashing/content.ts'
import { LARGEST_SHEET, sheetKind } from '../discs/sheet.ts'
import { contentHasher, described, hashBytes, type ContentHasher } from '../hashing/hash.ts'
import { onlyBeginning } from '../header-facts/beginning.ts'

export interface MemberHasher {
  push(chunk: Uint8Array): void
  end(): Content
}

/**
 * Which views a file has depends on its size. Where the archive does not tell it, up to this much is held back until
 * it is known: no cartridge is larger, and nothing else has views.
 */
const LARGEST_WITH_VIEWS = 64 * 1024 * 1024
/** Headers are in here: the file system of a disc begins 16 sectors in, and its first folder is not far behind. */
const BEGINNING = 128 * 1024

export function memberHasher(size: number | undefined, extension: string, wish: HashWish): MemberHasher {
  let running: ContentHasher | undefined
  let held: Buffer[] = []
  let bytes = 0
  const beginning = beginningOf(extension)
  return {
    push(chunk) {
      bytes += chunk.length
      beginning.push(chunk)
      if (size !== undefined) running ??= contentHasher(size, extension, wish)
      else if (!running && bytes > LARGEST_WITH_VIEWS) {
        running = contentHasher(NaN, '', wish)
        for (const earlier of held) running.push(earlier)
        held = []
      }
      if (running) running.push(chunk)
      else held.push(Buffer.from(chunk))
    },
    end: () =>
      running
        ? { ...running.end(), ...described(onlyBeginning(beginning.bytes(), bytes), extension) }
        : hashBytes(Buffer.concat(held), extension, wish),
  }
}

/** Keeps the first bytes that are pushed: a sheet is read as a whole. */
function beginningOf(extension: string) {
  const most = sheetKind(extension) ? LARGEST_SHEET + 1 : BEGINNING
  const kept: Buffer[] = []
  let size = 0
  return {
    push(chunk: Uint8Array): void {
      if (size >= most) return
      const part = Buffer.from(chunk.subarray(0, most - size))
      kept.push(part)
      size += part.length
    },
    bytes: () => Buffer.concat(kept),
  }
}
