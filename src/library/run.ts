/**
 * Carries out what a journal says, and takes it back. Both may be cut off at any operation and begun again: what is
 * done is seen on the disk. Files are only ever renamed, so their bytes, times and permissions stay what they are.
 */
import { writeProblem } from '../disk/failure.ts'
import { foldersAbove } from '../disk/path.ts'
import { errno, problem, type Problem } from '../errors.ts'
import { plural } from '../wording.ts'
import { breather } from '../inventory/scan/breather.ts'
import { quietly, type LibraryDisk } from './disk.ts'
import { readState, settleRun, writeState, type Journal, type RunState, type Step } from './journal.ts'
import { dropManifests } from './quarantine.ts'
import { FIRST_PHASE, goBack, goForth, LAST_PHASE, legsOf, type Leg } from './legs.ts'

export interface RunOptions {
  readonly signal?: AbortSignal
  /** Is told after each file. */
  readonly onFile?: (files: number, of: number) => void
}

export interface RunResult {
  /** Whether the run is at its end. If not, it waits to be gone on with, or taken back. */
  readonly isDone: boolean
  /** Indexes of steps that this call brought to their end, and of those that could not be done. */
  readonly done: readonly number[]
  readonly failed: readonly number[]
  readonly problems: readonly Problem[]
}

/** Does all steps of a journal that are not done yet. */
export async function carryOut(
  disk: LibraryDisk,
  notes: string,
  journal: Journal,
  options: RunOptions = {},
): Promise<RunResult> {
  const before = readState(disk, notes, journal.run)
  const isParked = (index: number) => {
    const via = journal.steps[index]?.via
    return via !== undefined && disk.stat(via) !== undefined
  }
  await settleRun(disk, notes, journal.run)
  const waiting = new Set(before?.failed.filter(isParked))
  const failed = new Set(before?.failed.filter((index) => !waiting.has(index)))
  const mark = (phase: number, isDone: boolean) =>
    writeState(disk, notes, journal.run, { doing: 'apply', phase, isDone, failed: [...failed] })
  const work = startWork(disk, journal, options, failed)
  const begun = before?.phase ?? FIRST_PHASE
  // what waits aside may have been left there by a phase before that
  const first = waiting.size > 0 ? FIRST_PHASE : begun
  for (let phase = first; phase <= LAST_PHASE; phase++) {
    const legs = legsOf(journal, phase).filter(
      ({ index, step, from }) => phase >= begun || (waiting.has(index) && from === step.via),
    )
    if (legs.length === 0) continue
    if (phase > first) await mark(phase, false)
    const isThrough = await goAll(work, legs, goForth, (leg) => putBack(disk, leg))
    if (!isThrough) return unfinished(work, failed)
    await disk.sync([])
  }
  for (const index of failed) if (isParked(index)) return unfinished(work, failed)
  removeEmptied(disk, journal)
  await disk.sync([])
  await mark(LAST_PHASE, true)
  // what was made ready and found no place is of use to nobody
  dropNew(disk, journal)
  return { isDone: true, done: work.done, failed: [...failed], problems: work.problems }
}

/** Takes back all that was done of a journal: names, folders and times are then as they were before. */
export async function takeBack(
  disk: LibraryDisk,
  notes: string,
  journal: Journal,
  options: RunOptions = {},
): Promise<RunResult> {
  const before = readState(disk, notes, journal.run)
  await settleRun(disk, notes, journal.run)
  const work = startWork(disk, journal, options, new Set())
  const failed = new Set<number>()
  const mark = (phase: number, isDone: boolean) =>
    writeState(disk, notes, journal.run, { doing: 'undo', phase, isDone, failed: [...failed] })
  const first = before?.phase ?? FIRST_PHASE
  // only those are looked at again, all others are where they were; or they were gone, and are back with their disk
  const isBack = ({ op, from, to }: Step) => op !== 'write' && !disk.stat(from) && disk.stat(to) !== undefined
  const back = () => journal.steps.flatMap((step, index) => (isBack(step) ? index : []))
  const rest = isUndoneButSome(before) ? new Set([...(before?.failed ?? []), ...back()]) : undefined
  if (before?.doing !== 'undo') await mark(first, false)
  if (!remakeFolders(disk, journal, work)) return unfinished(work, failed)
  for (let phase = first; phase >= FIRST_PHASE; phase--) {
    const legs = legsOf(journal, phase)
      .reverse()
      .filter(({ index }) => rest?.has(index) ?? true)
    if (legs.length === 0) continue
    if (phase < first && !rest) await mark(phase, false)
    const isThrough = await goAll(work, legs, goBack, ({ index }, { code }) => {
      // what is gone cannot be waited for
      if (code !== 'library-file-gone') failed.add(index)
    })
    if (!isThrough) return unfinished(work, failed)
    await disk.sync([])
  }
  if (failed.size === 0) {
    dropNew(disk, journal)
    quietly(() => dropManifests(disk, notes, journal))
  }
  for (const path of journal.made.toReversed()) tryRemoveFolder(disk, path)
  work.problems.push(...setTimesBack(disk, journal))
  await disk.sync([])
  // what could not be taken back waits: undo may be called again when it is put right
  await mark(failed.size > 0 ? LAST_PHASE : FIRST_PHASE, failed.size === 0)
  if (failed.size > 0) return unfinished(work, failed)
  return { isDone: true, done: work.done, failed: [], problems: work.problems }
}

/** An undo that came to its end, but for files that could not be taken back. */
export function isUndoneButSome(state: RunState | undefined): boolean {
  return state?.doing === 'undo' && !state.isDone && state.phase === LAST_PHASE && state.failed.length > 0
}

interface Work {
  readonly problems: Problem[]
  /** Indexes of steps that came to their end. */
  readonly done: number[]
  /** Indexes of steps of which no way is gone any more. */
  readonly givenUp: Set<number>
  /** After an abort, and when the disk takes no more. */
  isStopped(): boolean
  attempt(leg: Leg, go: Way): Problem | undefined
  tryTo(path: string, change: () => void): Problem | undefined
}

type Way = typeof goForth

function startWork(
  disk: LibraryDisk,
  journal: Journal,
  { signal, onFile }: RunOptions,
  givenUp: Set<number>,
): Work {
  const problems: Problem[] = []
  const done: number[] = []
  let isFull = false
  const tell = (found: Problem): Problem => {
    problems.push(found)
    isFull ||= found.code === 'no-space' || found.code === 'target-read-only'
    return found
  }
  const caught = (path: string, error: unknown) => tell(writeProblem(error, disk.where(path), 'renamed'))
  return {
    problems,
    done,
    givenUp,
    isStopped: () => isFull || signal?.aborted === true,
    attempt(leg, go) {
      try {
        const wrong = go(disk, leg)
        if (wrong) return tell(wrong)
      } catch (error) {
        return caught(leg.from, error)
      }
      if (!leg.isLast) return undefined
      done.push(leg.index)
      onFile?.(done.length, journal.steps.length)
      return undefined
    },
    tryTo(path, change) {
      try {
        change()
        return undefined
      } catch (error) {
        return caught(path, error)
      }
    },
  }
}

/** One way after the other. A step with which something is wrong is given up. False when it was stopped. */
async function goAll(
  work: Work,
  legs: readonly Leg[],
  go: Way,
  onWrong: (leg: Leg, wrong: Problem) => void,
): Promise<boolean> {
  const breathe = breather(undefined)
  for (const leg of legs) {
    if (work.givenUp.has(leg.index)) continue
    await breathe()
    if (work.isStopped()) return false
    const wrong = work.attempt(leg, go)
    if (!wrong) continue
    work.givenUp.add(leg.index)
    onWrong(leg, wrong)
  }
  return !work.isStopped()
}

function unfinished({ done, problems }: Work, failed: ReadonlySet<number>): RunResult {
  return { isDone: false, done, failed: [...failed], problems }
}

/** The folders that there were before, where they are gone. False when one cannot be made. */
function remakeFolders(disk: LibraryDisk, { folders }: Journal, work: Work): boolean {
  return folders.every(({ path, mode }) => {
    if (disk.stat(path)) return true
    const wrong = work.tryTo(path, () => {
      disk.mkdir(path)
      disk.setMode(path, mode)
    })
    return wrong === undefined
  })
}

/** A file that stepped aside and could not go on goes back where it was, if that is free. */
function putBack(disk: LibraryDisk, { step, from }: Leg): void {
  if (from !== step.via || disk.stat(step.from) || !disk.stat(from)) return
  quietly(() => disk.rename(from, step.from))
}

/** Of a folder that belongs to another user the time cannot be set. That is told: to wait would be of no use. */
function setTimesBack(disk: LibraryDisk, { folders }: Journal): Problem[] {
  const times = folders.map(({ path, mtime }) => [path, BigInt(mtime)] as const)
  if (maySet(disk, times)) return []
  return times
    .filter((one) => !maySet(disk, [one]))
    .map(([path]) => {
      const where = disk.where(path)
      const message = `The time of ${where} could not be set back: the folder belongs to another user.`
      return problem('write-failed', message, { path: where })
    })
}

function maySet(disk: LibraryDisk, times: readonly (readonly [string, bigint])[]): boolean {
  try {
    disk.setTimes(new Map(times))
    return true
  } catch (error) {
    if (errno(error) !== 'EPERM') throw error
    return false
  }
}

/** Folders that held nothing but what went. What lies in one keeps it. */
function removeEmptied(disk: LibraryDisk, { steps, folders }: Journal): void {
  const known = new Set(folders.map(({ path }) => path))
  const left = new Set(
    steps.filter(({ op }) => op !== 'write').flatMap(({ from }) => foldersAbove(from).slice(0, -1)),
  )
  // innermost first
  for (const path of [...left].sort((a, b) => b.split('/').length - a.split('/').length)) {
    if (known.has(path)) tryRemoveFolder(disk, path)
  }
}

/** What was written for a run and is not in its place: nobody else puts files into that folder. */
function dropNew(disk: LibraryDisk, { steps }: Journal): void {
  for (const { op, from, sha1, size } of steps) {
    if (op !== 'write' || disk.stat(from)?.size !== size || sha1 === '') continue
    quietly(() => disk.remove(from))
  }
}

function tryRemoveFolder(disk: LibraryDisk, path: string): void {
  if (disk.list(path)?.length === 0) quietly(() => disk.rmdir(path))
}

/** Said of a run that was cut off. */
export function openProblem({ run, library, steps }: Journal, doing: RunState['doing']): Problem {
  const what = doing === 'apply' ? 'was cut off' : 'was being undone and cut off'
  const hint =
    doing === 'apply'
      ? `\`curator library apply ${library}\` goes on with it, \`curator library undo ${library}\` takes it back.`
      : `\`curator library undo ${library}\` goes on.`
  const message = `Run ${run} of the library "${library}" (${plural(steps.length, 'file')}) ${what}.`
  return problem('library-run-open', message, { hint })
}
