/** How well archives are read: what was read when a reader could do less is read anew. */
import type { ArchiveFormat } from '../hashing/content.ts'

export type Readers = Readonly<Partial<Record<ArchiveFormat, number>>>

/**
 * Raise the number of a format when its reader finds members that it did not find, or says otherwise what they hold: all
 * archives of it are read anew then, once, wherever they lie. Those of no number are as they were at first.
 */
export const READERS: Readers = {
  // second names of one file: hard links, and what rar keeps only once
  tar: 2,
  // every 270th run of 7-Zip broke down over a sound archive, which was taken for damaged
  rar: 3,
  '7z': 2,
  bz2: 2,
  xz: 2,
  zst: 2,
}

const FIRST: Readers = {}

/** The formats that are read better now than by these. Absent: by those of the beginning. */
export function betterThan(before: Readers = FIRST, now: Readers = READERS): ReadonlySet<ArchiveFormat> {
  const formats = Object.keys(now) as ArchiveFormat[]
  return new Set(formats.filter((format) => (now[format] ?? 1) !== (before[format] ?? 1)))
}
