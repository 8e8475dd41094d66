/** All that a device remembers: the newest manifest, and the journals that no manifest closed. */
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'
import { sameTime } from '../look/clock.ts'
import {
  addClaims,
  claimsAt,
  openSection,
  readColumns,
  readJournal,
  readManifest,
  writeJournalLines,
  writeManifestLines,
  type Column,
  type Entry,
  type Journal,
  type Manifest,
  type NotesReader,
  type SealedSection,
} from './manifest.ts'
import { fold } from '../../../disk/spelling.ts'
import { markOf, otherSlot, readSlots, seal, type Slot, type Stamp } from './records.ts'
import { readNotes } from './section-files.ts'

export interface DeviceState extends Manifest {
  /** The outputs of the sections that were asked for. */
  readonly files: ReadonlyMap<string, Entry>
  /** Of the newest manifest; 0 when there is none. */
  readonly generation: number
  /** Paths that a run which never ended was about to touch. */
  readonly suspects: ReadonlySet<string>
  /** Whether such a run may have touched what is there, in whatever spelling: then it has to be read. */
  isSuspect(path: string): boolean
  readonly slots: NextSlots
  /** See `notesMark` of `records.ts`. */
  readonly mark: string
}

/** Where the next records go, and their stamps. */
export interface NextSlots {
  readonly manifest: string
  readonly journal: string
  readonly stamp: Stamp
}

type Opened = Manifest & { readonly files: ReadonlyMap<string, Entry> }

const NO_MANIFEST: Opened = {
  tree: '',
  done: false,
  sections: [],
  files: new Map(),
  claims: new Map(),
  made: new Set(),
  gone: new Map(),
}

/** `isAsked`: for which sections the outputs are read. */
export function readState(
  disk: Disk,
  isAsked: (section: SealedSection) => boolean = () => true,
): DeviceState {
  const read: NotesReader = (file) => readNotes(disk, file)
  const { current, next, generation, slots } = currentManifest(disk, (lines) =>
    openManifest(lines, isAsked, read),
  )
  const journals = readSlots(disk, 'journal')
  const open = journals.flatMap((slot) => openJournal(slot, generation))
  const manifest = current ?? NO_MANIFEST

  const suspects = new Map<string, readonly string[]>()
  for (const { journal } of open) addClaims(suspects, journal.claims)
  const claims = new Map(manifest.claims)
  for (const path of suspects.keys()) claims.set(path, claimsAt(manifest, path))
  addClaims(claims, suspects)

  const folded = new Set([...suspects.keys()].map(fold))
  const isSuspect = (path: string): boolean => folded.size > 0 && folded.has(fold(path))
  for (const [path, mtime] of manifest.gone)
    if (!isSuspect(path) && isAnothers(disk, path, mtime)) claims.delete(path)
  const newest = open[0]
  const spare = newest === undefined ? journals[1] : journals.find((slot) => slot !== newest.slot)
  return {
    ...manifest,
    claims,
    made: new Set([...manifest.made, ...open.flatMap(({ journal }) => journal.made)]),
    generation,
    suspects: new Set(suspects.keys()),
    isSuspect,
    mark: markOf([...slots, ...journals]),
    slots: {
      manifest: next,
      journal: spare?.path ?? journals[1].path,
      stamp: {
        generation: Math.max(generation + 1, newest?.stamp.generation ?? 0),
        sequence: (newest?.stamp.sequence ?? 0) + 1,
      },
    },
  }
}

function openManifest(
  lines: readonly Uint8Array[],
  isAsked: (section: SealedSection) => boolean,
  read: NotesReader,
): Opened | undefined {
  const manifest = readManifest(lines)
  if (manifest === undefined) return undefined
  const files = new Map<string, Entry>()
  for (const section of manifest.sections) {
    if (!isAsked(section)) continue
    const entries = openSection(section, read)
    if (entries === undefined) return undefined
    for (const [path, entry] of entries) files.set(path, entry)
  }
  return { ...manifest, files }
}

/** Whether something else is where our file was. */
function isAnothers(disk: Disk, path: string, mtime: number): boolean {
  const stat = disk.stat(path)
  return stat !== undefined && !isBack(stat, mtime)
}

/** Whether this is the file of a name that we took away. `mtime`: which it had then. */
export function isBack(stat: DiskStat | undefined, mtime: number): boolean {
  return stat?.kind === 'file' && sameTime(mtime, stat.mtime)
}

/** What a build with nothing to do compares. */
export interface Glance {
  readonly tree: string
  readonly done: boolean
  /** Hashes of the sections by their ids. */
  readonly sections: Readonly<Record<string, string>>
  readonly columns: readonly Column[]
  readonly gone: Manifest['gone']
}

function readGlance(lines: readonly Uint8Array[], read: NotesReader): Glance | undefined {
  const manifest = readManifest(lines)
  if (manifest === undefined) return undefined
  const { tree, done, sections, gone } = manifest
  const columns: Column[] = []
  for (const section of sections) {
    const some = readColumns(section, read)
    if (some === undefined) return undefined
    columns.push(...some)
  }
  return {
    tree,
    done,
    columns,
    gone,
    sections: Object.fromEntries(sections.map(({ id, hash }) => [id, hash])),
  }
}

/** What a build with nothing to do needs to know. */
interface QuickState {
  readonly generation: number
  readonly glance: Glance | undefined
  /** A run never ended. */
  readonly interrupted: boolean
  /** There was a manifest, but none is whole, and no journal of a first run that never ended knows what it knew. */
  readonly damaged: boolean
}

export function readQuickState(disk: Disk): QuickState {
  const { current, generation, damaged } = currentManifest(disk, (lines) =>
    readGlance(lines, (file) => readNotes(disk, file)),
  )
  const open = readSlots(disk, 'journal').flatMap((slot) => openJournal(slot, generation))
  const knowsAll = open.some(({ stamp }) => stamp.generation === 1)
  return { generation, glance: current, interrupted: open.length > 0, damaged: damaged && !knowsAll }
}

/** Writes, not durably yet. Returns the path to sync. */
export function writeManifest(disk: Disk, slots: NextSlots, manifest: Manifest): string {
  disk.write(slots.manifest, seal('manifest', { ...slots.stamp, sequence: 0 }, writeManifestLines(manifest)))
  return slots.manifest
}

export function writeJournal(disk: Disk, slots: NextSlots, journal: Journal): string {
  disk.write(slots.journal, seal('journal', slots.stamp, writeJournalLines(journal)))
  return slots.journal
}

/** The slots after a journal was written to these, for another of the same generation. */
export function nextJournal({ manifest, journal, stamp }: NextSlots): NextSlots {
  return { manifest, journal: otherSlot(journal), stamp: { ...stamp, sequence: stamp.sequence + 1 } }
}

/** The slots after a manifest was written to these. */
export function followingSlots({ manifest, journal, stamp }: NextSlots): NextSlots {
  return {
    manifest: otherSlot(manifest),
    journal: otherSlot(journal),
    stamp: { generation: stamp.generation + 1, sequence: 1 },
  }
}

interface Current<T> {
  readonly current: T | undefined
  readonly generation: number
  readonly next: string
  readonly damaged: boolean
  readonly slots: readonly [Slot, Slot]
}

/** Throws the system's error when none serves in place of one that cannot be read: without it, what is ours would be forgotten. */
function currentManifest<T>(disk: Disk, read: (lines: readonly Uint8Array[]) => T | undefined): Current<T> {
  const slots = readSlots(disk, 'manifest')
  const [newer, older] = slots
  const failures: unknown[] = []
  for (const [slot, other] of [
    [newer, older],
    [older, newer],
  ] as const) {
    try {
      const lines = slot.open()
      const current = lines && read(lines)
      if (current !== undefined)
        return { current, generation: slot.stamp?.generation ?? 0, next: other.path, damaged: false, slots }
    } catch (error) {
      if (errno(error) === undefined) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  const damaged = disk.stat(newer.path) !== undefined || disk.stat(older.path) !== undefined
  return { current: undefined, generation: 0, next: older.path, damaged, slots }
}

interface OpenJournal {
  readonly slot: Slot
  readonly stamp: Stamp
  readonly journal: Journal
}

/** A journal is closed by a manifest of its generation, not by removing it: so it outlives damage to that manifest. */
function openJournal(slot: Slot, generation: number): OpenJournal[] {
  const { stamp } = slot
  if (stamp === undefined || stamp.generation <= generation) return []
  const lines = slot.open()
  const journal = lines && readJournal(lines)
  return journal === undefined ? [] : [{ slot, stamp, journal }]
}
