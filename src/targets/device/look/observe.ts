/**
 * The first look at a device: does everything still have the size and time it had when it was right? Reads no file
 * but our own notes, changes nothing, and gives plain data, which can be remembered until the device changes.
 */
import type { Disk } from '../../../disk/disk.ts'
import { join } from '../../../disk/path.ts'
import { CuratorError, errno, failedPath, problem, reason, type Problem } from '../../../errors.ts'
import { sameTime } from './clock.ts'
import type { Column } from '../notes/manifest.ts'
import { outsideProblem } from './outside.ts'
import { readOwner } from '../notes/owner.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import { isBack, readQuickState, type Glance } from '../notes/state.ts'
import { temporaries } from '../apply/temporaries.ts'

export interface Observation {
  /** Counts what we wrote down on this device; 0 when we never did. */
  readonly generation: number
  /** Name of the target this device was built as. */
  readonly owner?: string
  /** What the last build called the tree it wrote. */
  readonly tree?: string
  /** Hashes of its sections, by their ids. */
  readonly sections: Readonly<Record<string, string>>
  /** Whether all of that tree was right then. */
  readonly done: boolean
  /** A run never ended, and what it touched has to be read again. */
  readonly interrupted: boolean
  /** Files of that tree that are there. */
  readonly files: number
  /** What that tree holds, as it was written: a packed file may be smaller than what is in it. */
  readonly bytes: number
  /** Those that are gone, or have another size or time. */
  readonly drift: readonly string[]
  /** What a power cut left or brought back: temporary files, and names that were taken away. Absent when nothing is. */
  readonly leftovers?: readonly string[]
  readonly problems: readonly Problem[]
}

export function observe(disk: Disk): Observation {
  const nothing = {
    generation: 0,
    sections: {},
    done: false,
    interrupted: false,
    files: 0,
    bytes: 0,
    drift: [],
  }
  try {
    const kind = disk.stat('')?.kind
    if (kind === undefined) return { ...nothing, problems: [] }
    if (kind !== 'folder') return { ...nothing, problems: [notFolder(disk)] }
    const noNotes = noPlaceForNotes(disk)
    return noNotes === undefined ? look(disk) : { ...nothing, problems: [noNotes] }
  } catch (error) {
    if (error instanceof CuratorError) return { ...nothing, problems: error.problems }
    const found = errno(error) === 'ENOTDIR' ? belowFile(disk) : unreadable(disk, error)
    return { ...nothing, problems: [found] }
  }
}

/** True when the device is known to be equal to the tree: there is nothing to plan. */
export function isFresh(seen: Observation, tree: string): boolean {
  return (
    seen.done &&
    !seen.interrupted &&
    seen.tree === tree &&
    seen.drift.length === 0 &&
    seen.leftovers === undefined &&
    seen.problems.length === 0
  )
}

function look(disk: Disk): Observation {
  const { generation, glance, interrupted, damaged } = readQuickState(disk)
  const columns = glance?.columns ?? []
  const drift = columns.flatMap((column) => driftIn(disk, column))
  const owner = readOwner(disk)
  const leftovers = [...temporaries(disk), ...namesBack(disk, glance)]
  return {
    generation,
    ...(owner === undefined ? {} : { owner }),
    ...(glance === undefined ? {} : { tree: glance.tree }),
    sections: glance?.sections ?? {},
    done: glance?.done ?? false,
    interrupted,
    files: columns.reduce((files, { names }) => files + names.length, 0) - drift.length,
    bytes: columns.reduce((bytes, { sizes }) => sizes.reduce((sum, size) => sum + size, bytes), 0),
    drift,
    ...(leftovers.length === 0 ? {} : { leftovers }),
    problems: damaged ? [damagedState(disk)] : [],
  }
}

function driftIn(disk: Disk, { folder, names, sizes, times }: Column): string[] {
  const stats = disk.stats(folder, names)
  const isSame = (i: number): boolean => {
    const stat = stats[i]
    return stat?.kind === 'file' && stat.size === sizes[i] && sameTime(times[i] ?? 0, stat.mtime)
  }
  return names.filter((_name, i) => !isSame(i)).map((name) => join(folder, name))
}

function namesBack(disk: Disk, glance: Glance | undefined): readonly string[] {
  return [...(glance?.gone ?? [])].flatMap(([path, mtime]) => (isBack(disk.stat(path), mtime) ? [path] : []))
}

function notFolder(disk: Disk): Problem {
  const where = disk.where('')
  return problem('target-not-folder', `${where} should be the folder of a target, but it is not a folder.`, {
    path: where,
  })
}

export function belowFile(disk: Disk): Problem {
  const where = disk.where('')
  return problem('target-not-folder', `${where} cannot be a folder: there is a file in its path.`, {
    path: where,
  })
}

/** A build writes its notes before anything else, so a plan that could not be begun is none. */
function noPlaceForNotes(disk: Disk): Problem | undefined {
  const kind = disk.stat(STATE_FOLDER)?.kind
  if (kind === undefined || kind === 'folder') return undefined
  if (kind === 'other' && disk.list(STATE_FOLDER) !== undefined)
    return disk.leadsOutside(STATE_FOLDER) ? outsideProblem(disk, STATE_FOLDER) : undefined
  const where = disk.where(STATE_FOLDER)
  const message = `${where} should be the folder of curator's notes, but it is not a folder. Nothing was written.`
  return problem('target-not-folder', message, { path: where })
}

/** What it means that a look at a device threw. Any other error than the system's is a fault in curator and is thrown on. */
export function unreadable(disk: Disk, error: unknown): Problem {
  if (errno(error) === undefined) throw error
  // one folder may be closed where the disk itself is sound
  const isClosed = ['EACCES', 'EPERM'].includes(errno(error) ?? '')
  const path = (isClosed ? failedPath(error) : undefined) ?? disk.where('')
  return problem('write-failed', `${path} cannot be looked at: ${reason(error)}. Nothing was written.`, {
    path,
  })
}

function damagedState(disk: Disk): Problem {
  const where = disk.where(STATE_FOLDER)
  const message =
    `What curator wrote down in ${where} is damaged. Files that are right are kept; ` +
    'those that are not wanted any more cannot be told from yours and stay.'
  return problem('state-damaged', message, { path: where })
}
