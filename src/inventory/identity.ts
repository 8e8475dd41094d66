/** When two looks at a file saw the same file, without reading it. */
import type { Stats } from 'node:fs'

/**
 * Times in milliseconds as doubles: they keep about a quarter of a microsecond. The nanoseconds lost do no
 * harm, because a file is only trusted when it has been still for three seconds (`isSettled`).
 */
export interface FileIdentity {
  readonly size: number
  readonly mtime: number
  readonly ctime: number
  readonly ino: number
}

/** `size+mtime` is for network and FUSE file systems, where inode numbers and ctimes are not dependable. */
export type IdentityMode = 'full' | 'size+mtime'

/** Longer than the two seconds of FAT's clock. */
export const SETTLING_MS = 3000

export function identityOf(stats: Stats): FileIdentity {
  return { size: stats.size, mtime: stats.mtimeMs, ctime: stats.ctimeMs, ino: stats.ino }
}

export function sameIdentity(a: FileIdentity, b: FileIdentity, mode: IdentityMode = 'full'): boolean {
  if (a.size !== b.size || a.mtime !== b.mtime) return false
  return mode === 'size+mtime' || (a.ctime === b.ctime && a.ino === b.ino)
}

/**
 * Whether a file read at `now` can be recognised by its identity from then on. A file may be changed twice
 * within one tick of its clock, and a clock at zero or in the future tells nothing: such a file is read once
 * more next time.
 */
export function isSettled(file: FileIdentity, now: number, mode: IdentityMode): boolean {
  const newest = mode === 'full' ? Math.max(file.mtime, file.ctime) : file.mtime
  return file.mtime > 0 && now - newest >= SETTLING_MS
}
