/**
 * Disks that are mounted below a root. Where one was, and is not now, an empty folder is left, or none: that looks as if
 * somebody had deleted what was there. Only Linux says where disks are mounted.
 */
import { readdirSync, realpathSync } from 'node:fs'
import { pathBelow } from '../../disk/real-path.ts'
import { errno, problem, type Problem } from '../../errors.ts'
import { compileIgnore, isPassedOver } from './ignore.ts'
import { absolute } from './look.ts'
import { diskPoints, readMountInfo } from './surroundings.ts'

/** Folders of a root that disks are mounted on: relative to it, sorted. Of a root that is not there: none. */
export function mountsBelow(root: string, mountInfo = readMountInfo()): readonly string[] {
  if (mountInfo === '') return []
  try {
    const real = realpathSync(root)
    return [...diskPoints(mountInfo)].flatMap((point) => pathBelow(real, point) || []).sort()
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}

/**
 * Those of the last scan that are not there now, that nothing else took the place of, and that scans still get to.
 * @param holdsFiles whether there were files in a folder then
 */
export async function lostMounts(
  { path: root, ignore = [] }: { readonly path: string; readonly ignore?: readonly string[] },
  before: readonly string[],
  holdsFiles: (folder: string) => boolean,
  mountInfo = readMountInfo(),
): Promise<readonly string[]> {
  if (before.length === 0) return []
  const now = mountsBelow(root, mountInfo)
  // where there is an automounter, asking for the folder makes it mount what it can
  const away = before.filter((path) => !now.includes(path) && isEmpty(absolute(root, path)))
  if (away.length === 0) return []
  const isIgnored = await compileIgnore(ignore)
  return away.filter((mount) => !isPassedOver(mount, isIgnored) && holdsFiles(mount))
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch (error) {
    if (errno(error) === undefined) throw error
    return errno(error) === 'ENOENT'
  }
}

export function lostProblem(folder: string): Problem {
  const message = `${folder}: the folder cannot be read: a disk was mounted there, and is not now. What is known of its files is kept.`
  return problem('file-unreadable', message, { path: folder, hint: BY_FORCE })
}

export const BY_FORCE = 'Is a disk not plugged in? If it is gone for good, run `curator build --force`.'
