/** What is not as curator wrote it on a device, and what of that only looks so. */
import type { Disk } from '../../../disk/disk.ts'
import { CuratorError, errno, problem } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import { claimsAt } from '../notes/manifest.ts'
import type { Observation } from './observe.ts'
import type { DeviceReading } from './reading.ts'
import { spelledIn } from './spelling.ts'
import { readState, type DeviceState } from '../notes/state.ts'

export interface Drift {
  readonly path: string
  readonly is: 'gone' | 'changed'
}

/**
 * In order of path. A build that meets a file which somebody changed leaves it, and writes it down as no output any more:
 * so what is claimed, and is something else now, counts as well. A file that has only another time does not.
 */
export function driftOn(disk: Disk, { drift }: Pick<Observation, 'drift'>): readonly Drift[] {
  try {
    const state = readState(disk)
    // on a card that knows no case, the name that a file had before leads to it as well
    const outputAt = spelledIn(disk, state.files)
    const left = [...state.claims.keys()].filter(
      (path) => claimsAt(state, path).length > 0 && outputAt(path) === undefined && isThere(disk, path),
    )
    return [...new Set([...drift, ...left])]
      .sort(byCodeUnit)
      .filter((path) => !isAsWritten(disk, state, path))
      .map((path) => ({ path, is: isThere(disk, path) ? 'changed' : 'gone' }))
  } catch (error) {
    if (errno(error) === undefined) throw error
    return drift.map((path) => ({ path, is: 'changed' })) // what cannot be read is told by the look itself
  }
}

/** The same, where large files may have to be read. Throws `interrupted`. */
export async function readDrift(
  reading: DeviceReading,
  target: string,
  seen: Pick<Observation, 'drift'>,
): Promise<readonly Drift[]> {
  const drift = await reading.during((disk) => driftOn(disk, seen))
  if (drift) return drift
  throw new CuratorError(problem('interrupted', `Reading ${target} was interrupted.`))
}

function isThere(disk: Disk, path: string): boolean {
  return disk.stat(path) !== undefined
}

function isAsWritten(disk: Disk, state: DeviceState, path: string): boolean {
  const stat = disk.stat(path)
  const entry = state.files.get(path)
  if (stat?.kind !== 'file' || (entry !== undefined && entry.size !== stat.size)) return false
  const written = entry === undefined ? claimsAt(state, path) : [entry.sha1]
  return written.includes(disk.hash(path) ?? '')
}
