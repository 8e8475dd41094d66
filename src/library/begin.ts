/** From a plan to a run: has new files made ready, and writes down what is to be done. */
import { foldersAbove } from '../disk/path.ts'
import type { Problem } from '../errors.ts'
import { makeOwn, placeOf, type LibraryDisk } from './disk.ts'
import {
  notesOf,
  readJournal,
  reserveStates,
  runFolder,
  runNumbers,
  settleRun,
  writeJournal,
  type FolderBefore,
  type Journal,
  type Step,
} from './journal.ts'
import { staged } from './new-files.ts'
import type { PlannedStep } from './plan.ts'
import { writeManifests } from './quarantine.ts'
import type { RunOptions } from './run.ts'

interface NewRun {
  /** Path of its folder on the disk. */
  readonly library: string
  readonly name: string
  readonly mode: string
  readonly places: Readonly<Record<string, string>>
  readonly run: number
  readonly at: number
}

/** The number that the next run gets. One that was cut off before it began gives its own away. */
export function nextRun(disk: LibraryDisk, notes: string): number {
  const begun = runNumbers(disk, notes).filter((run) => readJournal(disk, notes, run) !== undefined)
  return (begun.at(-1) ?? 0) + 1
}

/**
 * Makes ready and writes down what is to be done. From then on the run is open: it is carried out, or taken back.
 * No journal: nothing is left to do, or nothing could be made ready.
 */
export async function beginRun(
  disk: LibraryDisk,
  planned: readonly PlannedStep[],
  about: NewRun,
  options: RunOptions = {},
): Promise<{ readonly journal?: Journal; readonly problems: readonly Problem[] }> {
  const { library, run, at, name, mode, places } = about
  // before anything is made: their times are to come back
  const { folders, made } = foldersOf(disk, planned, library)
  const notes = notesOf(library, name)
  const last = newestJournal(disk, notes)
  if (last) await settleRun(disk, notes, last.run)
  const { steps, problems } = await staged(disk, planned, about, options)
  if (steps.length === 0) return { problems }
  const journal = { run, at, library: name, mode, places, folders, made, steps }
  makeOwn(disk, runFolder(notes, run))
  reserveStates(disk, notes, run)
  await writeManifests(disk, journal)
  await writeJournal(disk, notes, journal)
  return { journal, problems }
}

/** What to go on with, or to take back, first: at most the newest run is open. */
export function newestJournal(disk: LibraryDisk, notes: string): Journal | undefined {
  for (const run of runNumbers(disk, notes).toReversed()) {
    const journal = readJournal(disk, notes, run)
    if (journal) return journal
  }
  return undefined
}

function foldersOf(
  disk: LibraryDisk,
  steps: readonly Step[],
  library: string,
): { folders: FolderBefore[]; made: string[] } {
  const paths = new Set([library, ...foldersAbove(library)])
  for (const { op, from, to } of steps) {
    const ends = op === 'write' ? [to] : op === 'quarantine' ? [from] : [from, to]
    for (const end of ends) for (const folder of foldersAbove(end)) paths.add(folder)
    // the first file that leaves or steps aside makes curator's own folder there
    paths.add(placeOf(from))
  }
  const folders: FolderBefore[] = []
  const made: string[] = []
  for (const path of [...paths].sort()) {
    const facts = disk.stat(path)
    if (facts) folders.push({ path, mtime: String(facts.mtime), mode: facts.mode })
    else made.push(path)
  }
  return { folders, made }
}
