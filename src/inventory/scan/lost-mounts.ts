/**
 * Disks that are mounted below a root. Where one was, and is not now, an empty folder is left, or none: that looks as if
 * somebody had deleted what was there. Only Linux says where disks are mounted.
 */
import { readdirSync, realpathSync } from 'node:fs'
import { pathBelow } from '../../disk/real-path.ts'
import { errno, problem, type Problem } from '../../errors.ts'
import { absolute } from './look.ts'
import { mountPoints, readMountInfo } from './surroundings.ts'
import { isIn } from './unread-folders.ts'

/** Folders of a root that disks are mounted on: relative to it, sorted. Of a root that is not there: none. */
export function mountsBelow(root: string, mountInfo = readMountInfo()): readonly string[] {
  if (mountInfo === '') return []
  try {
    const real = realpathSync(root)
    return [...mountPoints(mountInfo)].flatMap((point) => pathBelow(real, point) || []).sort()
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}

/**
 * Those of the last scan that are not there now, and that nothing else took the place of.
 * @param held how many files each folder held then
 */
export function lostMounts(
  root: string,
  before: readonly string[],
  now: readonly string[],
  held: () => ReadonlyMap<string, number>,
): readonly string[] {
  const away = before.filter((path) => !now.includes(path) && isEmpty(absolute(root, path)))
  if (away.length === 0) return []
  const full = [...held()].flatMap(([path, files]) => (files > 0 ? path : []))
  return away.filter((mount) => full.some((path) => isIn(path, [mount])))
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
  const hint = 'Is a disk not plugged in? If it is gone for good, run `curator build --force`.'
  return problem('file-unreadable', message, { path: folder, hint })
}
