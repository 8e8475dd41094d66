/**
 * All that the device protocol may do to a disk. Paths are relative to the target, `/` between parts.
 * Two implementations: `node-disk.ts`, and `memory-disk.ts`, which can lose power at any operation.
 * Every method may throw the system's error; callers decide what it means.
 */
export interface Disk {
  read(path: string): Uint8Array | undefined
  stat(path: string): DiskStat | undefined
  /** Names in a folder with what they are; undefined when there is no such folder. */
  list(dir: string): readonly DiskEntry[] | undefined
  /** Makes a folder and its parents. Returns the folders that were really made, outermost first. */
  mkdir(dir: string): readonly string[]
  /** Creates or overwrites a whole file. Not durable before `sync`. */
  write(path: string, bytes: Uint8Array): void
  rename(from: string, to: string): void
  remove(path: string): void
  /** Removes a folder; throws when it is not empty. */
  rmdir(dir: string): void
  /** Writes many files, each to `temp`, checked against its hash while copied, then renamed. See `PutJob`. */
  putAll(jobs: readonly PutJob[], done: (result: PutResult) => void, signal?: AbortSignal): Promise<void>
  /** Makes the given files and all renames and removals so far survive a power cut. */
  sync(paths: readonly string[]): Promise<void>
  /** Bytes free, or undefined when the system does not say. */
  free(): number | undefined
}

export interface DiskStat {
  readonly size: number
  /** Milliseconds since the epoch, as precise as the file system keeps them. */
  readonly mtime: number
  readonly kind: 'file' | 'folder' | 'other'
}

export interface DiskEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
}

export interface PutJob {
  readonly path: string
  readonly temp: string
  readonly size: number
  /** SHA-1 the written bytes must have. A mismatch removes the temp file and fails the job with `source-changed`. */
  readonly sha1: string
  readonly bytes: ByteOrigin
}

/** Where the bytes of a job come from, in a form a worker thread can be sent. */
export type ByteOrigin =
  | { readonly text: string }
  | { readonly source: import('../inventory/content.ts').Source; readonly view?: import('../inventory/content.ts').ViewKind }

export type PutResult =
  | { readonly path: string; readonly ok: true; readonly stat: DiskStat }
  | { readonly path: string; readonly ok: false; readonly problem: import('../errors.ts').Problem }
