/**
 * What of somebody else's stands where ours would be, or was, and stays: firmware. It is noted like an output that is not
 * ours, so that the next look sees when it goes, and ours is written then.
 */
import type { Disk } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'
import type { TreeFile } from '../../tree.ts'
import { claimsAt, type Entry } from '../notes/manifest.ts'
import type { DeviceState } from '../notes/state.ts'

/** By path; undefined where what is there cannot be noted: a folder, a link, a file that cannot be read. */
export function yieldedTo(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
): ReadonlyMap<string, Entry | undefined> {
  const found = new Map<string, Entry | undefined>()
  for (const { path, yields } of tree) {
    if (yields !== true) continue
    const claims = claimsAt(state, path)
    const known = drift.has(path) || state.isSuspect(path) ? undefined : state.files.get(path)
    if (known !== undefined) {
      if (claims.length === 0 || !known.isOurs) found.set(path, known)
    } else if (disk.stat(path) !== undefined) {
      const there = entryAt(disk, path)
      if (claims.length === 0 || (there && !claims.includes(there.sha1))) found.set(path, there)
    }
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
