/** Names on disks that fold case: two spellings, one file. Whether a disk folds is never asked, only seen. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../../disk/path.ts'
import { byAnySpelling, fold, type Paths } from '../../../disk/spelling.ts'
import { remembering } from '../../../remembering.ts'

/**
 * Whether two spellings lead to the same file on this disk. Both are there if asked for by name; they are two files
 * exactly when the folder where they part lists both.
 */
export function isSameFile(disk: Disk, a: string, b: string): boolean {
  return sameFiles(disk)(a, b)
}

/** The same of many: a folder is listed once, so nothing may change meanwhile. */
function sameFiles(disk: Disk): (a: string, b: string) => boolean {
  const namesIn = remembering(Infinity, (folder) => new Set(disk.list(folder)?.map(({ name }) => name)))
  return (a, b) => {
    if (a === b) return true
    if (fold(a) !== fold(b) || disk.stat(a) === undefined || disk.stat(b) === undefined) return false
    const partsA = a.split('/')
    const partsB = b.split('/')
    const at = partsA.findIndex((part, i) => part !== partsB[i])
    const names = namesIn(partsA.slice(0, at).reduce(join, ''))
    return !(names.has(partsA[at] ?? '') && names.has(partsB[at] ?? ''))
  }
}

/** The way a path is spelled among `paths`, if it is one of them on this disk. */
export function spelledIn(disk: Disk, paths: Paths): (path: string) => string | undefined {
  const find = byAnySpelling(paths)
  const isSame = sameFiles(disk)
  return (path) => {
    const known = find(path)
    return known !== undefined && isSame(known, path) ? known : undefined
  }
}

/** Whether there is a file of its own at a path that is spelled otherwise than that of another. */
export function differentFiles(disk: Disk): (path: string, other: string) => boolean {
  const isSame = sameFiles(disk)
  return (path, other) => disk.stat(path) !== undefined && !isSame(path, other)
}

/** Whether the name of a file that is there is spelled like that on the disk. Some disks compose accents differently. */
export function isSpelledSo(disk: Disk, path: string): boolean {
  const name = nameOf(path).normalize('NFC')
  return disk.list(folderOf(path))?.some((entry) => entry.name.normalize('NFC') === name) ?? false
}
