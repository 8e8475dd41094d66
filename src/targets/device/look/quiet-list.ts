import type { Disk, DiskEntry } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'

/** What is in a folder, for a hint: what cannot be read is empty, and is told by whoever needs it. Undefined: there is none. */
export function quietList(disk: Disk, folder: string): readonly DiskEntry[] | undefined {
  try {
    return disk.list(folder)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}
