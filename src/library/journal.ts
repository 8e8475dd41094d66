/**
 * What a run means to do, written down before it begins: every step with where a file is, where it goes, and what it
 * holds. Together with the disk as it is, this tells how far a run came, so a step needs no record of its own. It lies
 * beside the files: losing the catalog loses no undo.
 *
 * A record is a line with the SHA-1 of all that follows, then lines of JSON.
 */
import { hash } from 'node:crypto'
import { errno } from '../errors.ts'
import { NOTES, placeOf, type LibraryDisk } from './disk.ts'

/** What becomes of one file. `write`: `from` is where it was made ready, and `source` where its bytes came from. */
export interface Step {
  readonly op: 'move' | 'write' | 'quarantine'
  readonly from: string
  /** Where it waits while others take the place it was in. */
  readonly via?: string
  readonly to: string
  readonly size: number
  /** Nanoseconds since the epoch, in digits. */
  readonly mtime: string
  readonly sha1: string
  /** Why, for people. */
  readonly reason: string
  readonly source?: string
  /** What was written is a zip of these, and none of them. */
  readonly isPacked?: true
  readonly sources?: readonly Source[]
  /** Of what leaves: the file that stays, which is read again before. */
  readonly survivor?: { readonly path: string; readonly sha1: string }
}

/** A file that a zip was made of. */
export interface Source {
  readonly path: string
  readonly size: number
  readonly sha1: string
}

/** A folder as it was before the run. */
export interface FolderBefore {
  readonly path: string
  readonly mtime: string
  readonly mode: number
}

export interface Journal {
  readonly run: number
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Name of the library in the config. */
  readonly library: string
  readonly mode: string
  /** The absolute path of each place, by its name. */
  readonly places: Readonly<Record<string, string>>
  /** Every folder that the run may touch and that was there before, outermost first. */
  readonly folders: readonly FolderBefore[]
  /** Folders that it makes, outermost first. */
  readonly made: readonly string[]
  readonly steps: readonly Step[]
}

/** How far a run is. */
export interface RunState {
  /** Counts the states of a run. */
  readonly sequence: number
  readonly doing: 'apply' | 'undo'
  /** See `run.ts`. All before it (when undone: after it) are done. */
  readonly phase: number
  readonly isDone: boolean
  /** Indexes of steps that could not be done. */
  readonly failed: readonly number[]
  /** When what had left was deleted, in milliseconds: from then on the run cannot be undone. */
  readonly purged?: number
}

/** Where the runs of a library are written down: in the place that it lies in, which is there before it. */
export function notesOf(library: string, name: string): string {
  return `${placeOf(library)}/${NOTES}/${name}`
}

export function runFolder(notes: string, run: number): string {
  return `${notes}/${run}`
}

function journalPath(notes: string, run: number): string {
  return `${runFolder(notes, run)}/journal`
}

/** Makes a journal durable, under its name, as a whole. From then on the run is open. */
export async function writeJournal(disk: LibraryDisk, notes: string, journal: Journal): Promise<void> {
  const folder = runFolder(notes, journal.run)
  disk.mkdir(folder)
  const { steps, ...head } = journal
  disk.write(`${folder}/journal.new`, sealed([head, ...steps]))
  await disk.sync([`${folder}/journal.new`])
  const path = journalPath(notes, journal.run)
  disk.rename(`${folder}/journal.new`, path)
  await disk.sync([path])
}

/** Undefined when there is none, or it is torn: then the run never began. */
export function readJournal(disk: LibraryDisk, notes: string, run: number): Journal | undefined {
  const lines = unsealed(disk, journalPath(notes, run))
  if (lines === undefined) return undefined
  const [head, ...steps] = lines
  // it has its seal, so it is what `writeJournal` wrote
  return { ...(head as Omit<Journal, 'steps'>), steps: steps as Step[] }
}

const SLOTS = ['state.0', 'state.1'] as const
/** Of a slot, as long as few steps fail. */
const SLOT_BYTES = 4096

/** Takes the room that states need, so that a run that began can go on, or back, on a disk that is full. */
export function reserveStates(disk: LibraryDisk, notes: string, run: number): void {
  const folder = runFolder(notes, run)
  disk.mkdir(folder)
  for (const slot of SLOTS) disk.write(`${folder}/${slot}`, Buffer.alloc(SLOT_BYTES, '\n'))
}

/**
 * Makes durable what is written of a run, before it is gone on with: who wrote it may have been killed before the system
 * had it on the disk, and what rests on it must not outlive it.
 */
export async function settleRun(disk: LibraryDisk, notes: string, run: number): Promise<void> {
  const slots = SLOTS.map((slot) => `${runFolder(notes, run)}/${slot}`)
  await disk.sync([journalPath(notes, run), ...slots].filter((path) => disk.stat(path) !== undefined))
}

/** Overwrites the older of two slots, so that a torn write never hides how far a run was. */
export async function writeState(
  disk: LibraryDisk,
  notes: string,
  run: number,
  state: Omit<RunState, 'sequence'>,
): Promise<RunState> {
  const folder = runFolder(notes, run)
  const sequence = (readState(disk, notes, run)?.sequence ?? 0) + 1
  const slot = `${folder}/${SLOTS[sequence % 2] ?? SLOTS[0]}`
  disk.write(slot, sealed([{ sequence, ...state }], SLOT_BYTES))
  await disk.sync([slot])
  return { sequence, ...state }
}

export function readState(disk: LibraryDisk, notes: string, run: number): RunState | undefined {
  const folder = runFolder(notes, run)
  const states = SLOTS.flatMap((slot) => {
    const [state] = unsealed(disk, `${folder}/${slot}`) ?? []
    return state === undefined ? [] : [state as RunState]
  })
  return states.sort((a, b) => b.sequence - a.sequence)[0]
}

/** Numbers of the runs of a library that have a journal or began to write one, oldest first. */
export function runNumbers(disk: LibraryDisk, notes: string): number[] {
  const names = disk.list(notes) ?? []
  return names
    .filter(({ name, kind }) => kind === 'folder' && /^[1-9]\d{0,8}$/.test(name))
    .map(({ name }) => Number(name))
    .sort((a, b) => a - b)
}

/** `bytes`: blanks make it as long as that. */
function sealed(lines: readonly unknown[], bytes = 0): Uint8Array {
  const told = lines.map((line) => JSON.stringify(line)).join('\n')
  const text = `${told.padEnd(bytes - SEAL_BYTES - 1)}\n`
  return Buffer.from(`${hash('sha1', text)}\n${text}`)
}

/** The SHA-1 in digits, and the end of its line. */
const SEAL_BYTES = 41

function unsealed(disk: LibraryDisk, path: string): readonly unknown[] | undefined {
  const text = Buffer.from(tryRead(disk, path) ?? []).toString()
  const end = text.indexOf('\n') + 1
  if (end === 0 || hash('sha1', text.slice(end)) !== text.slice(0, end - 1)) return undefined
  return text
    .slice(end, -1)
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

/** What the disk cannot read is no better than torn. */
function tryRead(disk: LibraryDisk, path: string): Uint8Array | undefined {
  try {
    return disk.read(path)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return undefined
  }
}
