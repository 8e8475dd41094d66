/**
 * All that the library may do to the disks it tidies. One name space over several folders: a path is the name of a
 * place (a root, or the library itself), then `/`, then the path in it. Two implementations: `node-disk.ts`, and one
 * over the memory disk in the tests, which can be killed at any operation.
 */
import { writeProblem } from '../disk/failure.ts'
import { folderOf } from '../disk/path.ts'
import type { DiskEntry, EntryKind, StageJob, StageResult } from '../disk/disk.ts'

export interface LibraryDisk {
  /** The path as a person would name it. */
  where(path: string): string
  /** Does not follow symbolic links: a link is `other`. */
  stat(path: string): Facts | undefined
  /** The same of what a link leads to: of a file that something is made of, and that stays as it is. */
  origin(path: string): Facts | undefined
  /** What the folder is on, or would be on if it were made. Between two volumes nothing can be renamed. */
  volume(folder: string): string
  /** Whether names in the folder may be changed, or in the one that it would be made in. */
  isWritable(folder: string): boolean
  /** Whether a folder is outside of its place, because a link leads to it: nothing in it is ever changed. */
  leadsOutside(folder: string): boolean
  /** What is in a folder; undefined when there is no such folder. */
  list(folder: string): readonly DiskEntry[] | undefined
  /** A whole small file. */
  read(path: string): Uint8Array | undefined
  /** SHA-1 of a file, read to its end. */
  hash(path: string): string | undefined
  /** Makes a folder and its parents. */
  mkdir(folder: string): void
  /** Creates or overwrites a whole file, in place. Not durable before `sync`. */
  write(path: string, bytes: Uint8Array): void
  /** Of a file, also between places of one volume; throws `EXDEV` between volumes. Replaces what is at `to`. */
  rename(from: string, to: string): void
  remove(path: string): void
  /** Throws when the folder is not empty. */
  rmdir(folder: string): void
  /** Writes new files and compares their hashes on the way, as `Disk.stage` does. All `temp` are in one place. */
  stage(jobs: readonly StageJob[], done: (result: StageResult) => void, signal?: AbortSignal): Promise<void>
  /** Makes `to` a hard link to a file, or a copy that shares its blocks where the file system can. */
  clone(from: string, to: string, how: 'link' | 'reflink'): void
  /** Sets times of modification, in nanoseconds, as exactly as the system lets. What is not there is left out. */
  setTimes(times: ReadonlyMap<string, bigint>): void
  /** Sets the permissions of a folder. */
  setMode(folder: string, mode: number): void
  /** Makes the given files, and all names made and changed so far, survive a power cut. */
  sync(paths: readonly string[]): Promise<void>
}

/** What the system says of a file or folder. */
export interface Facts {
  readonly kind: EntryKind
  readonly size: number
  /** Nanoseconds since the epoch. */
  readonly mtime: bigint
  /** In milliseconds, as the catalog keeps them. */
  readonly mtimeMs: number
  readonly ctimeMs: number
  /** When its inode was made; 0 where the system does not know. */
  readonly bornMs: number
  readonly ino: number
  /** The volume it is on. */
  readonly dev: number
  /** Permission bits. */
  readonly mode: number
}

/** Where curator keeps its notes in a library, and what left, in every root that was tidied. Hidden: no scan enters it. */
export const NOTES = '.curator-library'

/** The name of the place a path is in. */
export function placeOf(path: string): string {
  const slash = path.indexOf('/')
  return slash === -1 ? path : path.slice(0, slash)
}

/**
 * The outermost folder on the volume that a path is on: its place, or the folder of the place where another volume is
 * mounted. What steps aside or leaves stays below it, because it is renamed.
 */
export function topOf(disk: LibraryDisk, path: string): string {
  let top = folderOf(path)
  const volume = disk.volume(top)
  for (let above = folderOf(top); above !== '' && disk.volume(above) === volume; above = folderOf(top))
    top = above
  return top
}

/** The same of a path in one of curator's own folders. */
export function topOfOwn(path: string): string {
  return path.slice(0, path.indexOf(`/${NOTES}/`))
}

/** Makes one of curator's own folders. Where it is the first, the folder around it keeps its time: the run may be cut off. */
export function makeOwn(disk: LibraryDisk, folder: string): void {
  const top = topOfOwn(folder)
  const own = `${top}/${NOTES}`
  const before = disk.stat(own) ? undefined : disk.stat(top)
  if (before) {
    disk.mkdir(own)
    // of another user's folder only that one may set it
    quietly(() => disk.setTimes(new Map([[top, before.mtime]])))
  }
  disk.mkdir(folder)
}

/** For what does no harm when it stays as it is. */
export function quietly(change: () => void): void {
  try {
    change()
  } catch (error) {
    writeProblem(error, '') // a fault of curator is thrown on
  }
}
