/** A link on the device that leads out of the target: what lies behind it is somebody else's. */
import type { Disk } from '../../../disk/disk.ts'
import { foldersAbove } from '../../../disk/path.ts'
import { errno, problem, type Problem } from '../../../errors.ts'

/** For a path that leads outside. */
export function outsideProblem(disk: Disk, path: string): Problem {
  const where = disk.where(foldersAbove(path).findLast((folder) => isLinkOut(disk, folder)) ?? path)
  const message = `${where} is a link that leads outside of the target. Nothing behind it was changed.`
  const hint = 'Put a folder in its place, and run `curator build` again.'
  return problem('path-escapes', message, { path: where, hint })
}

/** False also when the disk does not say: by then it is too late to ask. */
function isLinkOut(disk: Disk, folder: string): boolean {
  try {
    return disk.stat(folder)?.kind === 'other' && disk.leadsOutside(folder)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return false
  }
}
