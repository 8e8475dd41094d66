/**
 * What the last walk saw of one folder, as one catalog row: its names in the order the system gave them, what
 * each is, and the identity of each file. The check for changes compares these rows only, never a row per
 * file.
 */
import type { FileIdentity, IdentityMode } from './identity.ts'

/** `f` file, `d` folder, `i` ignored, `o` something that is neither: a pipe, a link that is not followed. */
export type EntryKind = 'f' | 'd' | 'i' | 'o'

export interface Folder {
  /** Relative to the root, `/` between parts; empty for the root itself. */
  readonly path: string
  /** Which of its entries these are, from 1 on; absent: all (see `long-folder.ts`). */
  readonly part?: number
  /** One letter an entry: see `EntryKind`. */
  readonly kinds: string
  /** The names, `/` between them: the one character that no name holds on any system. */
  readonly names: string
  /** Four numbers a file, in the order of the names. NaN: not to be trusted, look again. */
  readonly stats: Float64Array
}

/** Numbers a file in `stats`: size, mtime, ctime, ino. */
export const STATS_PER_FILE = 4

export function splitNames(names: string): readonly string[] {
  return names === '' ? [] : names.split('/')
}

/** The names of a folder's files, in the order of `stats`. Two that are no UTF-8 may read the same. */
export function fileNames(folder: Folder): readonly string[] {
  return splitNames(folder.names).filter((_, i) => folder.kinds[i] === 'f')
}

/** The files of a folder with the index of each in `stats`, by name. */
export function filesOf(folder: Folder): Map<string, number> {
  return new Map(fileNames(folder).map((name, index) => [name, index]))
}

/** Whether nothing in it has to be looked at again. */
export function isTrusted({ stats }: Folder): boolean {
  return !stats.includes(NaN)
}

/** Tells its row from that of any other: no path has two slashes. */
export function keyOf({ path, part }: Folder): string {
  return part === undefined ? path : `${path}//${part}`
}

export function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

export function identityAt(stats: Float64Array, index: number): FileIdentity {
  const at = index * STATS_PER_FILE
  return {
    size: stats[at] ?? NaN,
    mtime: stats[at + 1] ?? NaN,
    ctime: stats[at + 2] ?? NaN,
    ino: stats[at + 3] ?? NaN,
  }
}

/** Compares in place, without making an object for each of 50,000 files. NaN equals nothing. */
export function equalAt(a: Float64Array, i: number, b: Float64Array, j: number, mode: IdentityMode): boolean {
  const x = i * STATS_PER_FILE
  const y = j * STATS_PER_FILE
  if (a[x] !== b[y] || a[x + 1] !== b[y + 1]) return false
  return mode === 'size+mtime' || (a[x + 2] === b[y + 2] && a[x + 3] === b[y + 3])
}

/** Takes over what another row tells of a file. */
export function copyAt(to: Float64Array, index: number, from: Float64Array, other: number): void {
  const [at, there] = [index * STATS_PER_FILE, other * STATS_PER_FILE]
  for (let n = 0; n < STATS_PER_FILE; n++) to[at + n] = from[there + n] ?? NaN
}

/** Lets the next walk compare the file with this identity. */
export function trust(stats: Float64Array, index: number, { size, mtime, ctime, ino }: FileIdentity): void {
  stats.set([size, mtime, ctime, ino], index * STATS_PER_FILE)
}

/** Has the next walk look at the file again. */
export function distrust(stats: Float64Array, index: number): void {
  stats.fill(NaN, index * STATS_PER_FILE, (index + 1) * STATS_PER_FILE)
}

/** The row's `names` column: the kinds stand before the first `/`. */
export function encodeNames(folder: Folder): string {
  return `${folder.kinds}/${folder.names}`
}

/** The row's `stats` column, in the byte order of this machine: the catalog does not travel. */
export function encodeStats(folder: Folder): Buffer {
  return Buffer.from(folder.stats.buffer, folder.stats.byteOffset, folder.stats.byteLength)
}

export function decodeFolder(path: string, part: number, names: string, stats: Buffer): Folder {
  const cut = names.indexOf('/')
  const folder = { path, kinds: names.slice(0, cut), names: names.slice(cut + 1), stats: toDoubles(stats) }
  return part === 0 ? folder : { ...folder, part }
}

function toDoubles(bytes: Buffer): Float64Array {
  const length = Math.floor(bytes.length / 8)
  if (bytes.byteOffset % 8 === 0) return new Float64Array(bytes.buffer, bytes.byteOffset, length)
  return new Float64Array(Uint8Array.from(bytes).buffer, 0, length)
}
