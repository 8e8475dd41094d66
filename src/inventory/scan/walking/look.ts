/** Looks at one folder: cheaply, whether it still is as its row says, or thoroughly, what each entry is. */
import { lstatSync, readdirSync, statSync, type Stats } from 'node:fs'
import {
  childPath,
  copyAt,
  equalAt,
  fileNames,
  filesOf,
  splitNames,
  STATS_PER_FILE,
  type EntryKind,
  type Folder,
} from './folder.ts'
import { lazy } from '../../../lazy.ts'
import type { IdentityMode } from './identity.ts'
import { isSystemName, type IgnoreRule } from './ignore.ts'

export interface LookOptions {
  /** Absolute path of the root. */
  readonly path: string
  readonly identity: IdentityMode
  /** Follow links to files and folders. A folder that can be reached twice is walked once. */
  readonly followSymlinks: boolean
  /** Paths that may be otherwise than in their folder's row; absent: any (see `glance.ts`). */
  readonly touched?: ReadonlySet<string>
}

export interface ChangedFolder {
  /** As it is now. */
  readonly folder: Folder
  /** The files, as indexes in `folder.stats`, that are new or differ or were not trusted. */
  readonly suspects: readonly number[]
}

export interface Look {
  readonly files: number
  /** Paths of the subfolders, sorted. */
  readonly children: readonly string[]
  readonly changed?: ChangedFolder
}

/** The look at a folder that is known to be as its row says. */
export function asBefore(before: Folder): Look {
  const children: string[] = []
  let files = 0
  splitNames(before.names).forEach((name, i) => {
    if (before.kinds[i] === 'd') children.push(childPath(before.path, name))
    if (before.kinds[i] === 'f') files++
  })
  return { files, children: children.sort() }
}

/** The names in a folder, in the order of the system. Throws its error when the folder cannot be listed. */
export function namesIn(path: string, options: LookOptions): readonly string[] {
  return readdirSync(folderAt(path, options))
}

/**
 * The cheap look. Undefined when the folder has to be sorted out anew: its names or kinds differ, or something
 * failed.
 */
export function recheck(
  before: Folder,
  names: () => readonly string[],
  options: LookOptions,
): Look | undefined {
  return quietly(() => recheckOrThrow(before, names(), options))
}

function recheckOrThrow(before: Folder, names: readonly string[], options: LookOptions): Look | undefined {
  const { identity, followSymlinks } = options
  const dir = absolute(options.path, before.path)
  if (names.join('/') !== before.names) return undefined
  const stat = followSymlinks ? statSync : lstatSync
  const children: string[] = []
  const suspects: number[] = []
  const now = new Float64Array(STATS_PER_FILE)
  let stats = before.stats
  let files = 0
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? ''
    const kind = before.kinds[i]
    if (kind === 'd') children.push(childPath(before.path, name))
    if (kind === 'd' || kind === 'i') continue
    if (kind === 'f' && isAsKnown(before, files, childPath(before.path, name), options)) {
      files++
      continue
    }
    const found = stat(`${dir}/${name}`, QUIET)
    if (kind === 'o') {
      if (found && (found.isFile() || found.isDirectory())) return undefined
      continue
    }
    if (!found?.isFile()) return undefined
    put(now, 0, found)
    if (!equalAt(now, 0, before.stats, files, identity)) {
      if (stats === before.stats) stats = Float64Array.from(stats)
      stats.set(now, files * STATS_PER_FILE)
      suspects.push(files)
    }
    files++
  }
  children.sort()
  if (suspects.length === 0) return { files, children }
  return { files, children, changed: { folder: { ...before, stats }, suspects } }
}

/** What a folder holds, or a part of it. */
export interface Entries {
  /** Of the folder. */
  readonly path: string
  readonly part?: number
  readonly names: readonly string[]
  /** A file beside them says to leave them all out. */
  readonly stopped: boolean
}

/**
 * The thorough look: sorts out what each entry is.
 * @param before its row, when that was made under the rules of today: unchanged files are no suspects then
 * @param was its row, whatever it was made under
 */
export function list(
  { path, names, stopped, ...part }: Entries,
  { before, was }: { readonly before: Folder | undefined; readonly was: Folder | undefined },
  options: LookOptions,
  ignore: IgnoreRule,
): Look {
  const dir = absolute(options.path, path)
  const typed = lazy(() => new Map(readdirSync(dir, { withFileTypes: true }).map((one) => [one.name, one])))
  const kindBefore = lazy(() => kindsOf(was ?? { names: '', kinds: '' }))
  const indexBefore = before ? finderIn(before) : () => undefined
  const kinds: EntryKind[] = []
  const children: string[] = []
  const suspects: number[] = []
  const stats = new Float64Array(names.length * STATS_PER_FILE)
  let files = 0
  for (const [i, name] of names.entries()) {
    const child = childPath(path, name)
    const old = indexBefore(name)
    // what was a file by the rules of today is not left out by them
    if (stopped || isRepeated(names, i) || (old === undefined && (isSystemName(name) || ignore(child)))) {
      kinds.push('i')
      continue
    }
    if (before && old !== undefined && isAsKnown(before, old, child, options)) {
      kinds.push('f')
      copyAt(stats, files++, before.stats, old)
      continue
    }
    const own = statsNow(`${dir}/${name}`, false)
    // a folder that may only be listed does not let anybody ask for more than what each entry is
    const entry = own ?? typed().get(name)
    const kind = entry ? kindOf(entry, `${dir}/${name}`, options, () => kindBefore().get(name)) : 'o'
    kinds.push(kind)
    if (kind === 'd') children.push(child)
    if (kind !== 'f') continue
    put(stats, files, (own?.isSymbolicLink() ? statsNow(`${dir}/${name}`, true) : own) ?? UNKNOWN)
    const isSame = before && old !== undefined && equalAt(stats, files, before.stats, old, options.identity)
    if (!isSame) suspects.push(files)
    files++
  }
  const folder = {
    path,
    ...part,
    kinds: kinds.join(''),
    names: names.join('/'),
    stats: stats.slice(0, files * STATS_PER_FILE),
  }
  return { files, children: children.sort(), changed: { folder, suspects } }
}

/** Finds the index of a file in a row by its name: at once while the names come in the order that they had. */
function finderIn(before: Folder): (name: string) => number | undefined {
  const names = fileNames(before)
  const byName = lazy(() => filesOf(before))
  let next = 0
  return (name) => {
    const index = names[next] === name ? next : byName().get(name)
    if (index !== undefined) next = index + 1
    return index
  }
}

/**
 * Throws as the system does for what is no folder: where a link stands that is not followed, a listing of it would be that
 * of another place.
 */
export function folderAt(path: string, { path: root, followSymlinks }: LookOptions): string {
  const dir = absolute(root, path)
  if (followSymlinks || path === '' || !lstatSync(dir).isSymbolicLink()) return dir
  throw Object.assign(new Error(`${dir} is a link.`), { code: 'ENOTDIR' })
}

/** Nobody need ask the system: what it says of a file that may have changed is in `touched`. */
function isAsKnown({ stats }: Folder, index: number, path: string, { touched }: LookOptions): boolean {
  return touched !== undefined && !touched.has(path) && !Number.isNaN(stats[index * STATS_PER_FILE])
}

/** Names that are no UTF-8 may read the same: all of them are one path, and none can be opened by it. */
function isRepeated(names: readonly string[], index: number): boolean {
  const name = names[index] ?? ''
  return name.includes('\ufffd') && names.indexOf(name) < index
}

const QUIET = { throwIfNoEntry: false } as const

/** A link that leads nowhere is what it was: what it led to may be on a disk that is not plugged in. */
function kindOf(
  entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>,
  file: string,
  { followSymlinks }: LookOptions,
  before: () => EntryKind | undefined,
): EntryKind {
  if (entry.isFile()) return 'f'
  if (entry.isDirectory()) return 'd'
  if (!entry.isSymbolicLink() || !followSymlinks) return 'o'
  const target = statsNow(file, true)
  if (!target) return before() ?? 'o'
  if (target.isDirectory()) return 'd'
  return target.isFile() ? 'f' : 'o'
}

/** What was walked into or read, of all that was in it. */
function kindsOf({ names, kinds }: Pick<Folder, 'names' | 'kinds'>): ReadonlyMap<string, EntryKind> {
  const known = new Map<string, EntryKind>()
  for (const [i, name] of splitNames(names).entries()) {
    const kind = kinds[i]
    if (kind === 'd' || kind === 'f') known.set(name, kind)
  }
  return known
}

/** Where the system does not say: such a file is opened, and what is wrong with it is found there. */
const UNKNOWN = { size: NaN, mtimeMs: NaN, ctimeMs: NaN, ino: NaN }

function statsNow(file: string, follow: boolean): Stats | undefined {
  return quietly(() => (follow ? statSync : lstatSync)(file, QUIET))
}

type Told = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>

function put(stats: Float64Array, index: number, { size, mtimeMs, ctimeMs, ino }: Told): void {
  const at = index * STATS_PER_FILE
  stats[at] = size
  stats[at + 1] = mtimeMs
  stats[at + 2] = ctimeMs
  stats[at + 3] = ino
}

export function absolute(root: string, path: string): string {
  return path === '' ? root : `${root}/${path}`
}

function quietly<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
