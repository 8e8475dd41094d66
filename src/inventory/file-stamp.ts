/** Files that are read whole, as DATs are: whether one may have changed since. */
import type { Stats } from 'node:fs'
import { SETTLING_MS } from './scan/walking/identity.ts'

/** What such a file is known by, in the numbers of `fs.Stats`. */
export interface FileStamp {
  readonly size: number
  readonly mtime: number
  readonly ctime: number
  readonly ino: number
}

/** In place of when it changed. */
const NEVER = -1

/**
 * The stamp to keep for a file read now. A younger one may change again within one tick of its clock: its stamp never
 * compares equal, and it is read again.
 */
export function stampOf(stat: Stats | undefined, now: number): FileStamp {
  if (!stat) return { size: -1, mtime: 0, ctime: 0, ino: 0 }
  const { size, mtimeMs, ctimeMs, ino } = stat
  const settled = now - Math.max(mtimeMs, ctimeMs) >= SETTLING_MS
  return { size, mtime: mtimeMs, ctime: settled ? ctimeMs : NEVER, ino }
}

/** What to keep of a file that was not read to its end yet: it never compares equal either. */
export function halfRead(stamp: FileStamp): FileStamp {
  return { ...stamp, ctime: NEVER }
}

export function isUnchanged(row: FileStamp, stat: Stats | undefined): boolean {
  if (!stat) return false
  const { size, mtimeMs, ctimeMs, ino } = stat
  return row.size === size && row.mtime === mtimeMs && row.ctime === ctimeMs && row.ino === ino
}
