/**
 * The ways of a run's files, in phases. Whoever lies where another is to go steps aside first; then every way leads to
 * a place that is free, and whether it was gone can be seen on the disk: the file is at one end of it or at the other.
 */
import { problem, type Problem } from '../errors.ts'
import { sameTime } from '../targets/device/look/clock.ts'
import { folderOf } from '../disk/path.ts'
import type { Facts, LibraryDisk } from './disk.ts'
import type { Journal, Source, Step } from './journal.ts'

/** Aside; to free places; from aside to their places; and what is not wanted leaves. */
export const FIRST_PHASE = 1
export const LAST_PHASE = 4
const LEAVING = 4

export interface Leg {
  /** Of its step. */
  readonly index: number
  readonly step: Step
  readonly from: string
  readonly to: string
  /** Whether the step is done with it. */
  readonly isLast: boolean
}

export function legsOf({ steps }: Journal, phase: number): Leg[] {
  return steps.flatMap((step, index): Leg[] => {
    const way = wayIn(step, phase)
    return way ? [{ index, step, from: way[0], to: way[1], isLast: way[1] === step.to }] : []
  })
}

function wayIn({ op, from, via, to }: Step, phase: number): readonly [from: string, to: string] | undefined {
  if (phase === 1) return via === undefined ? undefined : [from, via]
  if (op === 'quarantine') return phase === LEAVING ? [via ?? from, to] : undefined
  if (phase === 2) return via === undefined ? [from, to] : undefined
  return phase === 3 && via !== undefined ? [via, to] : undefined
}

/** Goes a way, unless it is gone already. Undefined when the file is at its end now. Throws the system's error. */
export function goForth(disk: LibraryDisk, { step, from, to }: Leg): Problem | undefined {
  const [here, there] = [disk.stat(from), disk.stat(to)]
  if (!here) return there && isStep(disk, to, there, step) ? undefined : goneProblem(disk, from, wasAt(step))
  if (!isStep(disk, from, here, step)) return changedProblem(disk, from)
  // both: half of a rename that a power cut left on FAT, or something of somebody else
  if (there && !(isTwin(disk, to, there, step) && isTwin(disk, from, here, step)))
    return takenProblem(disk, to, from)
  const last = step.survivor && to === step.to ? survivorProblem(disk, step, step.survivor) : undefined
  if (last) return last
  disk.mkdir(folderOf(to))
  disk.rename(from, to)
  return undefined
}

/** Goes a way back, unless that is done or it never was gone. */
export function goBack(disk: LibraryDisk, { step, from, to }: Leg): Problem | undefined {
  const [here, there] = [disk.stat(from), disk.stat(to)]
  if (!there) {
    if (here || step.op === 'write') return undefined
    const first = disk.stat(step.from) // it never left, because something was wrong with it
    return first ? undefined : goneProblem(disk, to, wasAt(step))
  }
  if (here) {
    const isThere = isTwin(disk, to, there, step)
    if (isTwin(disk, from, here, step)) {
      if (!isThere) return undefined
    } else return isThere ? takenProblem(disk, from, to) : changedProblem(disk, to)
  } else if (!isStep(disk, to, there, step)) return changedProblem(disk, to)
  const only = step.op === 'write' ? onlyProblem(disk, step, to, there) : undefined
  if (only) return only
  disk.mkdir(folderOf(from))
  disk.rename(to, from)
  return undefined
}

/** Whether a file is the one of a step. FAT shows times otherwise in another time zone: then its bytes tell. */
function isStep(disk: LibraryDisk, path: string, { kind, size, mtime }: Facts, step: Step): boolean {
  if (kind !== 'file' || size !== step.size) return false
  const before = BigInt(step.mtime)
  if (mtime === before) return true
  return sameTime(Number(mtime) / 1e6, Number(before) / 1e6) && disk.hash(path) === step.sha1
}

/** The same, read to its last byte: where two files could be meant. */
function isTwin(disk: LibraryDisk, path: string, facts: Facts, step: Step): boolean {
  return isStep(disk, path, facts, step) && disk.hash(path) === step.sha1
}

/** Nothing leaves unless what stays in its stead was read, from its first byte to its last, and is right. */
function survivorProblem(
  disk: LibraryDisk,
  step: Step,
  { path, sha1 }: NonNullable<Step['survivor']>,
): Problem | undefined {
  const isThere = disk.stat(path)?.kind === 'file'
  if (isThere && disk.hash(path) === sha1) return undefined
  const why = isThere ? 'does not hold what it should' : 'is not there'
  const message = `${disk.where(step.from)} stays: ${disk.where(path)}, which it would leave to, ${why}.`
  return problem('library-survivor-bad', message, { path: disk.where(step.from) })
}

/**
 * What a run wrote is taken away for good when it is undone: only if it is still what was written, to its last byte, and
 * what it was made of is there still. A link needs no more than that: its bytes go with neither name.
 */
function onlyProblem(disk: LibraryDisk, step: Step, path: string, facts: Facts): Problem | undefined {
  const { source, sha1, size } = step
  if (source === undefined) return undefined
  const origin = disk.origin(source)
  if (origin && origin.ino !== 0 && origin.ino === facts.ino && origin.dev === facts.dev) return undefined
  if (disk.hash(path) !== sha1) return changedProblem(disk, path)
  const sources = step.sources ?? [{ path: source, size, sha1 }]
  const gone = sources.find((one) => !isStillThere(disk, one, step))
  if (!gone) return undefined
  const message = `${disk.where(path)} stays: ${disk.where(gone.path)}, which it was made of, is not there any more, or is another file.`
  return problem('library-survivor-bad', message, { path: disk.where(path) })
}

function isStillThere(disk: LibraryDisk, { path, size, sha1 }: Source, step: Step): boolean {
  const facts = disk.origin(path)
  if (facts?.kind !== 'file' || facts.size !== size) return false
  return (!step.isPacked && facts.mtime === BigInt(step.mtime)) || disk.hash(path) === sha1
}

function wasAt({ source, from }: Step): string {
  return source ?? from
}

/** `was`: where it was first. */
export function goneProblem(disk: LibraryDisk, path: string, was = path): Problem {
  const where = disk.where(path)
  const message = `${where} is not there any more${was === path ? '' : `: it was ${disk.where(was)} before`}.`
  return problem('library-file-gone', message, { path: where })
}

export function changedProblem(disk: LibraryDisk, path: string): Problem {
  const where = disk.where(path)
  return problem('library-file-changed', `${where} was changed since it was looked at. It was left alone.`, {
    path: where,
  })
}

export function takenProblem(disk: LibraryDisk, path: string, file: string): Problem {
  const where = disk.where(path)
  const message = `${where} is in the way of ${disk.where(file)}. Both were left alone.`
  return problem('library-place-taken', message, { path: where })
}
