/**
 * All that the device protocol may do to a disk. Paths are relative to the target, `/` between parts, `''` is the
 * target itself. `node-disk.ts` does it; tests have a disk in memory as well, which can lose power at any operation.
 * Every method may throw the system's error; callers decide what it means.
 */
import type { Problem } from '../errors.ts'
import type { Source } from '../inventory/hashing/content.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'

export interface Disk {
  /** The path as a person would name it. */
  where(path: string): string
  /** A whole small file, or its first bytes. */
  read(path: string, upTo?: number): Uint8Array | undefined
  /** SHA-1 of a file, read to its end. */
  hash(path: string): string | undefined
  /** The bytes of a file, a piece at a time. Each is only valid until the next one: one buffer may serve them all. */
  pieces(path: string): Iterable<Uint8Array>
  /** Does not follow symbolic links: a link is `other`. */
  stat(path: string): DiskStat | undefined
  /** `stat` of many files of one folder, in their order. It is what a build with nothing to do does most. */
  stats(folder: string, names: readonly string[]): readonly (DiskStat | undefined)[]
  /** What is in a folder; undefined when there is no such folder. */
  list(folder: string): readonly DiskEntry[] | undefined
  /** The names in a folder in the order in which it holds them. Undefined where there is no such order: only FAT has one. */
  asWritten(folder: string): readonly string[] | undefined
  /** Whether a folder lies outside of the target, because a link leads to it: nothing in it is ever changed. */
  leadsOutside(folder: string): boolean
  /** Makes a folder and its parents, the target too. Returns the folders below the target that it really made, outermost first. */
  mkdir(folder: string): readonly string[]
  /** Creates or overwrites a whole file, in place. Not durable before `sync`. */
  write(path: string, bytes: Uint8Array): void
  /**
   * Writes many new files, each to its `temp`, and compares their hashes while it copies. The caller renames them
   * when they are durable. `done` is called once for each job that ended, in any order. After the first `no-space`
   * and after an abort, no job is started and running ones are dropped: those get no call. No temp stays of a job
   * that failed or was dropped.
   */
  stage(jobs: readonly StageJob[], done: (result: StageResult) => void, signal?: AbortSignal): Promise<void>
  /** Replaces a file at `to`. */
  rename(from: string, to: string): void
  remove(path: string): void
  /** Removes a folder; throws when it is not empty. */
  rmdir(folder: string): void
  /**
   * Takes an empty file, which is made if need be, until the function that it returns is called, or the process ends,
   * however it ends. Undefined when another process has it. Where there are no such locks, nobody is kept out.
   */
  hold(path: string): (() => void) | undefined
  /** Makes the given files, and all names made, changed and removed so far, survive a power cut. */
  sync(paths: readonly string[]): Promise<void>
  /** Undefined when the system does not say. */
  space(): DiskSpace | undefined
}

export interface DiskStat {
  readonly size: number
  /** Milliseconds since the epoch, as precise as the file system keeps them. */
  readonly mtime: number
  readonly kind: EntryKind
}

export interface DiskEntry {
  readonly name: string
  readonly kind: EntryKind
}

export type EntryKind = 'file' | 'folder' | 'other'

export interface DiskSpace {
  /** Bytes. */
  readonly free: number
  /** A file takes a multiple of this many bytes. */
  readonly block: number
  /** Largest file the file system can hold, in bytes, where it is known. */
  readonly largest?: number
}

export interface StageJob {
  /** Where the file will go. Only for messages. */
  readonly path: string
  /** Where it is written: a path that nothing is at. */
  readonly temp: string
  readonly size: number
  /**
   * SHA-1 the bytes must have. Others fail the job with `source-changed`. Absent for a zip that was never packed
   * before: then `size` is a guess, and the result tells both.
   */
  readonly sha1?: string
  readonly bytes: ByteOrigin
}

/** Where bytes come from, in a form that a worker thread can be sent. */
export type ByteOrigin =
  | { readonly text: string | Uint8Array }
  | SourceBytes
  | { readonly zip: readonly ZipPart[] }

interface SourceBytes {
  readonly source: Source
  readonly view?: ViewKind
}

/** A member of a zip that is packed on the way, and the bytes it must have. */
export type ZipPart = {
  readonly name: string
  readonly size: number
  readonly crc32: number
} & (SourceBytes | { readonly text: string })

export type StageResult =
  /** `size` and `sha1`: of what was written. */
  | { readonly path: string; readonly ok: true; readonly size: number; readonly sha1: string }
  | { readonly path: string; readonly ok: false; readonly problem: Problem }
