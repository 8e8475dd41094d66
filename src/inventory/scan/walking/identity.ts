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
  /**
   * When the inode was made. A file that is renamed keeps it, and one that gets the inode of a deleted file does
   * not. Absent where nobody asked, 0 where the system does not know.
   */
  readonly born?: number
}

/** Of a file the system does not tell about: the catalog has no NaN. */
export const UNKNOWN: FileIdentity = { size: 0, mtime: 0, ctime: 0, ino: 0 }

/** `size+mtime` is for network and FUSE file systems, where inode numbers and ctimes are not dependable. */
export type IdentityMode = 'full' | 'size+mtime'

/** Longer than the two seconds of FAT's clock. */
export const SETTLING_MS = 3000

export function identityOf(stats: Stats): FileIdentity {
  return {
    size: stats.size,
    mtime: stats.mtimeMs,
    ctime: stats.ctimeMs,
    ino: stats.ino,
    born: stats.birthtimeMs,
  }
}

export function sameIdentity(a: FileIdentity, b: FileIdentity, mode: IdentityMode = 'full'): boolean {
  if (a.size !== b.size || a.mtime !== b.mtime) return false
  return mode === 'size+mtime' || (a.ctime === b.ctime && a.ino === b.ino)
}

/**
 * Whether an entry that appeared is, under a new name, the file that vanished as `before`, with the bytes that were
 * read then. Size, mtime and inode must be the same, but that is not enough: systems give the inode of a deleted file
 * to the next one, and unpackers give many files one mtime. So one of these must hold as well:
 *
 * - The ctime is the same. Nobody can set it, and `before` was settled: another file would show a later one. This is
 *   how files look whose folder was renamed.
 * - The inode was made at the same moment. Most systems change the ctime of a file that is renamed, none its birth.
 *
 * Where neither is known the file is read. What is not seen: a file that was edited, put back to its old size and
 * mtime, and renamed, all between two scans.
 */
export function isSameFile(before: FileIdentity, now: FileIdentity): boolean {
  if (!(before.ino > 0) || before.ino !== now.ino) return false
  if (before.size !== now.size || before.mtime !== now.mtime) return false
  return (
    before.ctime === now.ctime || (before.born !== undefined && before.born > 0 && before.born === now.born)
  )
}

/** Whether it changed a moment ago. A clock that is far ahead tells nothing: such a file is not waited for. */
export function isMoving(
  file: FileIdentity,
  {
    at,
    identity,
    settleMs,
  }: { readonly at: number; readonly identity: IdentityMode; readonly settleMs: number },
): boolean {
  return Math.abs(at - newestTime(file, identity)) < settleMs
}

function newestTime({ mtime, ctime }: FileIdentity, mode: IdentityMode): number {
  return mode === 'full' ? Math.max(mtime, ctime) : mtime
}

/**
 * Whether a file read at `now` can be recognised by its identity from then on. A file may be changed twice
 * within one tick of its clock, and a clock at zero or in the future tells nothing: such a file is read once
 * more next time.
 */
export function isSettled(file: FileIdentity, now: number, mode: IdentityMode): boolean {
  return file.mtime > 0 && now - newestTime(file, mode) >= SETTLING_MS
}
