/** From a plan to a run: makes new files ready, writes down what is to be done, and does it. */
import { writeProblem } from '../disk/failure.ts'
import type { StageJob } from '../disk/disk.ts'
import { folderOf, foldersAbove } from '../disk/path.ts'
import { problem, type Problem } from '../errors.ts'
import { makeOwn, NOTES, placeOf, topOf, type LibraryDisk } from './disk.ts'
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
import type { PlannedStep } from './plan.ts'
import { writeManifests } from './quarantine.ts'
import type { RunOptions } from './run.ts'
import { isPack } from './wishes.ts'

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
  const problems: Problem[] = []
  const notes = notesOf(library, name)
  const last = newestJournal(disk, notes)
  if (last) await settleRun(disk, notes, last.run)
  const steps = await staged(disk, planned, about, problems, options)
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

/** The steps, with new files made where they wait for their places. Those that cannot be made are left out. */
async function staged(
  disk: LibraryDisk,
  planned: readonly PlannedStep[],
  { library, name, run }: NewRun,
  problems: Problem[],
  { signal, onFile }: RunOptions,
): Promise<Step[]> {
  const fresh = planned.filter(({ make }) => make !== undefined)
  if (fresh.length === 0) return [...planned]
  const notes = notesOf(library, name)
  const waits = new Map<string, string>()
  for (const [n, { to }] of fresh.entries()) {
    const top = topOf(disk, to)
    // on the volume it goes to: from there it is renamed
    const folder =
      top === placeOf(notes) ? `${runFolder(notes, run)}/new` : `${top}/${NOTES}/new/${name}-${run}`
    waits.set(to, `${folder}/${n}`)
  }
  for (const folder of new Set([...waits.values()].map(folderOf))) {
    makeOwn(disk, folder)
    // what a run has left that was cut off before it began
    for (const old of disk.list(folder) ?? []) disk.remove(`${folder}/${old.name}`)
  }
  /** What was made, by where it goes. */
  const ready = new Map<string, { readonly size: number; readonly sha1: string }>()
  const jobs = new Map<string, StageJob>()
  for (const { from, to, size, sha1, make } of fresh) {
    const temp = waits.get(to) ?? ''
    if (make === 'copy') {
      const source = { file: disk.where(from) }
      jobs.set(to, { path: to, temp, size, sha1, bytes: { source } })
      continue
    }
    if (isPack(make)) {
      jobs.set(to, { path: to, temp, size, bytes: { zip: make.parts } })
      continue
    }
    if (signal?.aborted === true) break
    const wrong = cloned(disk, from, temp, make ?? 'link', sha1)
    if (wrong) problems.push(wrong)
    else ready.set(to, { size, sha1 })
  }
  await disk.stage(
    [...jobs.values()],
    (result) => {
      if (!result.ok) return void problems.push(result.problem)
      ready.set(result.path, { size: result.size, sha1: result.sha1 })
      onFile?.(ready.size, fresh.length)
    },
    signal,
  )
  if (problems.some(({ code }) => code === 'no-space')) {
    for (const to of ready.keys()) disk.remove(waits.get(to) ?? '')
    return []
  }
  const times = fresh.filter(({ to, make }) => ready.has(to) && make !== 'link')
  disk.setTimes(new Map(times.map(({ to, mtime }) => [waits.get(to) ?? '', BigInt(mtime)])))
  await disk.sync(times.map(({ to }) => waits.get(to) ?? ''))
  return planned.flatMap(({ make, ...step }): Step[] => {
    if (make === undefined) {
      const stays = step.survivor?.path ?? ''
      const made = ready.get(stays)
      if (made) return [{ ...step, survivor: { path: stays, sha1: made.sha1 } }]
      return waits.has(stays) ? [] : [step]
    }
    const from = waits.get(step.to) ?? ''
    const made = ready.get(step.to)
    const mtime = disk.stat(from)?.mtime
    if (!made || mtime === undefined) return []
    return [{ ...step, ...made, from, source: step.from, mtime: String(mtime) }]
  })
}

/** A copy that shares its blocks is read once, as a copy would be. */
function cloned(
  disk: LibraryDisk,
  from: string,
  to: string,
  how: 'link' | 'reflink',
  sha1: string,
): Problem | undefined {
  try {
    disk.clone(from, to, how)
    if (how === 'link' || disk.hash(to) === sha1) return undefined
    disk.remove(to)
  } catch (error) {
    const wrong = writeProblem(error, disk.where(to))
    if (wrong.code !== 'write-failed' || how !== 'link') return wrong
    const message = `${disk.where(from)} cannot be linked into the library: ${wrong.message}`
    return { ...wrong, message, hint: "Links need one volume that knows them: else take the mode 'copy'." }
  }
  const where = disk.where(from)
  return problem('library-file-changed', `${where} was changed since it was looked at. It was left alone.`, {
    path: where,
  })
}
