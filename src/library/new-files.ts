/** New files of a run: made on the volume that they go to, where they wait until they are renamed into their places. */
import { writeProblem } from '../disk/failure.ts'
import type { StageJob } from '../disk/disk.ts'
import { folderOf } from '../disk/path.ts'
import type { Problem } from '../errors.ts'
import { makeOwn, NOTES, placeOf, topOf, type LibraryDisk } from './disk.ts'
import { notesOf, runFolder, type Step } from './journal.ts'
import { changedProblem } from './legs.ts'
import type { PlannedStep } from './plan.ts'
import type { RunOptions } from './run.ts'
import { isPack } from './wishes.ts'

interface NewRun {
  /** Path of its folder on the disk. */
  readonly library: string
  readonly name: string
  readonly run: number
}

interface Staged {
  readonly steps: readonly Step[]
  readonly problems: readonly Problem[]
}

/** The steps, with new files made. Those that cannot be made are left out, and so is what would leave to them. */
export async function staged(
  disk: LibraryDisk,
  planned: readonly PlannedStep[],
  run: NewRun,
  options: RunOptions,
): Promise<Staged> {
  const files = newFiles(disk, planned, run)
  if (files.length === 0) return { steps: planned, problems: [] }
  emptyFolders(disk, files)
  const { ready, problems } = await makeReady(disk, files, options)
  const made = files.filter(({ to }) => ready.has(to))
  if (problems.some(({ code }) => code === 'no-space')) {
    for (const { temp } of made) disk.remove(temp)
    return { steps: [], problems }
  }
  // a link has the time of what it is linked to
  const written = made.filter(({ make }) => make !== 'link')
  disk.setTimes(new Map(written.map(({ temp, mtime }) => [temp, BigInt(mtime)])))
  await disk.sync(written.map(({ temp }) => temp))
  const waiting = new Map(files.map(({ to, temp }) => [to, temp]))
  const steps = planned.flatMap(({ make, ...step }): Step[] => {
    if (make === undefined) {
      const stays = step.survivor?.path ?? ''
      const now = ready.get(stays)
      if (now) return [{ ...step, survivor: { path: stays, sha1: now.sha1 } }]
      return waiting.has(stays) ? [] : [step]
    }
    const from = waiting.get(step.to) ?? ''
    const now = ready.get(step.to)
    const mtime = disk.stat(from)?.mtime
    if (!now || mtime === undefined) return []
    return [{ ...step, ...now, from, source: step.from, mtime: String(mtime) }]
  })
  return { steps, problems }
}

/** A step whose file is to be made, and where that waits. */
interface NewFile extends PlannedStep {
  readonly make: NonNullable<PlannedStep['make']>
  readonly temp: string
}

function newFiles(
  disk: LibraryDisk,
  planned: readonly PlannedStep[],
  { library, name, run }: NewRun,
): readonly NewFile[] {
  const notes = notesOf(library, name)
  const files: NewFile[] = []
  for (const { make, ...step } of planned) {
    if (make === undefined) continue
    const top = topOf(disk, step.to)
    const folder =
      top === placeOf(notes) ? `${runFolder(notes, run)}/new` : `${top}/${NOTES}/new/${name}-${run}`
    files.push({ ...step, make, temp: `${folder}/${files.length}` })
  }
  return files
}

/** Of what a run has left that was cut off before it began. */
function emptyFolders(disk: LibraryDisk, files: readonly NewFile[]): void {
  for (const folder of new Set(files.map(({ temp }) => folderOf(temp)))) {
    makeOwn(disk, folder)
    for (const old of disk.list(folder) ?? []) disk.remove(`${folder}/${old.name}`)
  }
}

/** `ready`: what was made, by where it goes. */
async function makeReady(
  disk: LibraryDisk,
  files: readonly NewFile[],
  { signal, onFile }: RunOptions,
): Promise<{ ready: ReadonlyMap<string, Pick<Step, 'size' | 'sha1'>>; problems: readonly Problem[] }> {
  const ready = new Map<string, Pick<Step, 'size' | 'sha1'>>()
  const problems: Problem[] = []
  const jobs: StageJob[] = []
  for (const file of files) {
    const { from, to, temp, size, sha1, make } = file
    if (make === 'copy') {
      jobs.push({ path: to, temp, size, sha1, bytes: { source: { file: disk.where(from) } } })
    } else if (isPack(make)) {
      jobs.push({ path: to, temp, size, bytes: { zip: make.parts } })
    } else {
      if (signal?.aborted === true) break
      const wrong = cloned(disk, file, make)
      if (wrong) problems.push(wrong)
      else ready.set(to, { size, sha1 })
    }
  }
  await disk.stage(
    jobs,
    (result) => {
      if (!result.ok) return void problems.push(result.problem)
      ready.set(result.path, { size: result.size, sha1: result.sha1 })
      onFile?.(ready.size, files.length)
    },
    signal,
  )
  return { ready, problems }
}

/** A copy that shares its blocks is read once, as a copy would be. */
function cloned(
  disk: LibraryDisk,
  { from, temp, sha1 }: NewFile,
  how: 'link' | 'reflink',
): Problem | undefined {
  try {
    disk.clone(from, temp, how)
    if (how === 'link' || disk.hash(temp) === sha1) return undefined
    disk.remove(temp)
  } catch (error) {
    const wrong = writeProblem(error, disk.where(temp))
    if (wrong.code !== 'write-failed' || how !== 'link') return wrong
    const message = `${disk.where(from)} cannot be linked into the library: ${wrong.message}`
    return { ...wrong, message, hint: "Links need one volume that knows them: else take the mode 'copy'." }
  }
  return changedProblem(disk, from)
}
