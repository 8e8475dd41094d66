/**
 * Lists folders anew. One with very many entries is kept in parts, a row each: else all that is done with a folder would
 * take memory by its length. Its name alone says which part an entry is in, so one that comes changes one row.
 */
import { opendirSync, statSync } from 'node:fs'
import { lazy } from '../../../lazy.ts'
import { byCodeUnit } from '../../../order.ts'
import { splitNames, type Folder } from './folder.ts'
import { hasStopFile, type IgnoreRule } from './ignore.ts'
import { folderAt, list, type Entries, type Look, type LookOptions } from './look.ts'

/** What earlier walks saw, by path. A map is one. */
export interface KnownFolders {
  /** Undefined for one in parts. */
  get(path: string): Folder | undefined
  /** Absent: no folder is kept in parts. */
  part?(path: string, part: number): Folder | undefined
  keys(): Iterable<string>
}

interface Listing {
  readonly options: LookOptions
  readonly ignore: IgnoreRule
  /** Whether rows were made under the rules of today. */
  readonly isKnown: boolean
  /** The names in the folder, of one that is not long. */
  names(): readonly string[]
  /** For parts whose rows alone tell how they are. */
  remembered(before: Folder): Look | undefined
}

/** Entries. A folder that once had more stays in parts while it is there. */
const LONGEST = 20_000
/** What an entry takes in a folder at least: 12 on ext4, 20 on tmpfs. Where folders tell no size, or less, none is kept in parts. */
const LEAST_BYTES = 12
/** Names that are held as texts of their own, in each part. */
const JOINED = 256
const PARTS = Array.from({ length: 64 }, (_, index) => index + 1)

/** One look, or one a part. Throws the system's error when the folder cannot be listed. */
export function* listAnew(path: string, known: KnownFolders, listing: Listing): Generator<Look> {
  const { options, ignore, isKnown, names, remembered } = listing
  const whole = known.get(path)
  const wasLong = !whole && known.part?.(path, 1) !== undefined
  const dir = folderAt(path, options)
  const split = lazy(() => splitUp(dir))
  if (!wasLong && (!known.part || !mayBeLong(dir) || split().count <= LONGEST)) {
    const entries = { path, names: names(), stopped: hasStopFile(names()) }
    yield list(entries, { before: isKnown ? whole : undefined, was: whole }, options, ignore)
    return
  }
  for (const part of PARTS) {
    const was = known.part?.(path, part) ?? whole
    const before = isKnown ? was : undefined
    const look = before && wasLong ? remembered(before) : undefined
    const entries = (): Entries => ({ path, part, names: split().namesOf(part), stopped: split().stopped })
    yield look ?? orAsBefore(list(entries(), { before, was }, options, ignore), before)
  }
}

/** To count the entries of each folder would be to read it twice. */
function mayBeLong(dir: string): boolean {
  return statSync(dir).size >= LONGEST * LEAST_BYTES
}

/** Its own row; undefined also while the row is that of the whole folder. */
export function ownRow(known: KnownFolders, { path, part }: Folder): Folder | undefined {
  return part === undefined ? known.get(path) : known.part?.(path, part)
}

/** All rows of a folder. */
export function* rowsOf(known: KnownFolders, path: string): Generator<Folder> {
  const whole = known.get(path)
  if (whole) yield whole
  else
    for (const part of PARTS) {
      const row = known.part?.(path, part)
      if (row) yield row
    }
}

/** Whether an entry of that name would be among these. */
export function isPartFor({ part }: Folder, name: string): boolean {
  return part === undefined || part === partFor(name)
}

/** By FNV-1a: any hash would do, if it is the same tomorrow. */
function partFor(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return ((hash ^ (hash >>> 16)) & (PARTS.length - 1)) + 1
}

interface Split {
  readonly count: number
  /** See `Entries`. */
  readonly stopped: boolean
  namesOf(part: number): readonly string[]
}

/** Entry by entry, and joined before long: a million names as texts of their own take more memory than all else. */
function splitUp(dir: string): Split {
  const parts = new Map(PARTS.map((part) => [part, { joined: [] as string[], names: [] as string[] }]))
  let count = 0
  let stopped = false
  const folder = opendirSync(dir, { bufferSize: 1024 })
  try {
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
      count++
      stopped ||= hasStopFile([entry.name])
      const part = parts.get(partFor(entry.name))
      part?.names.push(entry.name)
      if (part && part.names.length >= JOINED) part.joined.push(part.names.splice(0).join('/'))
    }
  } finally {
    folder.closeSync()
  }
  const namesOf = (part: number): string[] => {
    const { joined = [], names = [] } = parts.get(part) ?? {}
    return [...joined.flatMap(splitNames), ...names].sort(byCodeUnit)
  }
  return { count, stopped, namesOf }
}

/** A part that is as its row says need not be sorted out. */
function orAsBefore({ changed, ...look }: Look, before: Folder | undefined): Look {
  const isSame =
    changed?.suspects.length === 0 &&
    changed.folder.part === before?.part &&
    changed.folder.names === before?.names &&
    changed.folder.kinds === before?.kinds
  return isSame || !changed ? look : { ...look, changed }
}
