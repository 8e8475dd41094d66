/**
 * What of somebody else's stands where ours would be, and stays: firmware. It is noted like an output that is not ours, so
 * that the next look sees when it goes, and ours is written then.
 */
import type { Disk } from '../../disk/disk.ts'
import { errno } from '../../errors.ts'
import type { TreeFile } from '../tree.ts'
import { claimsAt, type Entry } from './manifest.ts'
import type { DeviceState } from './state.ts'

/** By path; undefined where what is there cannot be noted: a folder, a link, a file that cannot be read. */
export function yieldedTo(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
): ReadonlyMap<string, Entry | undefined> {
  const found = new Map<string, Entry | undefined>()
  for (const { path, yields } of tree) {
    if (yields !== true || claimsAt(state, path).length > 0) continue
    const known = drift.has(path) || state.isSuspect(path) ? undefined : state.files.get(path)
    if (known !== undefined) found.set(path, known)
    else if (disk.stat(path) !== undefined) found.set(path, entryAt(disk, path))
  }
  return found
}

function entryAt(disk: Disk, path: string): Entry | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file') return undefined
  try {
    const sha1 = disk.hash(path)
    return sha1 === undefined ? undefined : { size: stat.size, mtime: stat.mtime, sha1, isOurs: false }
  } catch (error) {
    if (errno(error) === undefined) throw error
    return undefined
  }
}
