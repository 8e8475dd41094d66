/** Lists that a device need not have, and that are added to once its user has made one. */
import type { Disk } from '../../disk/disk.ts'
import { join, nameOf } from '../../disk/path.ts'
import { readState } from '../../targets/device/notes/state.ts'
import type { Target } from '../../targets/preset.ts'
import type { TreeSection } from './sections.ts'

export function addsToLists({ device: { gameLists } }: Target): boolean {
  return gameLists?.ifThere === true
}

export function isListing({ kind }: TreeSection): boolean {
  return kind === 'listing'
}

/**
 * Whether there is one of which the device's notes do not know: it came after the last build. Also where these cannot be
 * read, of which the plan tells then.
 */
export function hasNewList(
  disk: Disk,
  { device: { gameLists } }: Target,
  sections: readonly TreeSection[],
): boolean {
  const list = nameOf(gameLists?.path ?? '')
  const paths = sections
    .filter(isListing)
    .flatMap(({ folders }) => folders.map(([folder]) => join(folder, list)))
    .filter((path) => disk.stat(path)?.kind === 'file')
  if (paths.length === 0) return false
  const ids = new Set(sections.filter(isListing).map(({ id }) => id))
  try {
    const { files } = readState(disk, ({ id }) => ids.has(id))
    return paths.some((path) => !files.has(path))
  } catch {
    return true
  }
}
