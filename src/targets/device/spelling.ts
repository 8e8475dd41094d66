/** Names on disks that fold case: two spellings, one file. Whether a disk folds is never asked, only seen. */
import type { Disk } from '../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../disk/path.ts'

/** Equal for all spellings that some file system takes for the same name. */
export function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

type Paths = ReadonlySet<string> | ReadonlyMap<string, unknown>

/** Finds a path in whatever spelling it is known. The index is made at the first question that an exact match does not answer. */
export function byAnySpelling(paths: Paths): (path: string) => string | undefined {
  let index: Map<string, string> | undefined
  return (path) => {
    if (paths.has(path)) return path
    index ??= new Map([...paths.keys()].map((known) => [fold(known), known]))
    return index.get(fold(path))
  }
}

/**
 * Whether two spellings lead to the same file on this disk. Both are there if asked for by name; they are two files
 * exactly when the folder where they part lists both.
 */
export function isSameFile(disk: Disk, a: string, b: string): boolean {
  if (a === b) return true
  if (fold(a) !== fold(b) || disk.stat(a) === undefined || disk.stat(b) === undefined) return false
  const partsA = a.split('/')
  const partsB = b.split('/')
  const at = partsA.findIndex((part, i) => part !== partsB[i])
  const folder = partsA.slice(0, at).reduce(join, '')
  const names = new Set(disk.list(folder)?.map((entry) => entry.name))
  return !(names.has(partsA[at] ?? '') && names.has(partsB[at] ?? ''))
}

/** The way a path is spelled among `paths`, if it is one of them on this disk. */
export function spelledIn(disk: Disk, paths: Paths): (path: string) => string | undefined {
  const find = byAnySpelling(paths)
  return (path) => {
    const known = find(path)
    return known !== undefined && isSameFile(disk, known, path) ? known : undefined
  }
}

/** Whether the name of a file that is there is spelled like that on the disk. Some disks compose accents differently. */
export function isSpelledSo(disk: Disk, path: string): boolean {
  const name = nameOf(path).normalize('NFC')
  return disk.list(folderOf(path))?.some((entry) => entry.name.normalize('NFC') === name) ?? false
}
