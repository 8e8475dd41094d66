/** What is said of conflicts: what stands in the way, and what to do about it. */
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { foldersAbove } from '../../../disk/path.ts'
import { errno, problem, type Problem } from '../../../errors.ts'
import type { ConflictAction } from '../../plan-types.ts'
import { outsideProblem } from '../look/outside.ts'

/** One thing may be in the way of many files: it is told once. */
export function conflictProblems(disk: Disk, conflicts: readonly ConflictAction[]): readonly Problem[] {
  const told = new Map<string, Problem>()
  for (const conflict of conflicts) {
    const found = problemOf(disk, conflict)
    if (!told.has(found.message)) told.set(found.message, found)
  }
  return [...told.values()]
}

function problemOf(disk: Disk, { path, reason }: ConflictAction): Problem {
  const where = disk.where(path)
  if (reason === 'leads outside') return outsideProblem(disk, path)
  const kind = kindAt(disk, path)
  const above = kind === undefined ? noFolder(disk, path) : undefined
  if (above !== undefined) return inTheWay(disk.where(above), 'it is no folder, and files have to go into it')
  if (kind === 'folder') return inTheWay(where, 'it is a folder, and a file has to go there')
  if (reason === 'not ours')
    return problem('foreign-file', `${where} is in the way: curator did not write it. It was left alone.`, {
      path: where,
    })
  const what =
    reason === 'damaged on the device'
      ? 'is damaged, so that nothing can be added to it'
      : 'was changed since curator wrote it'
  return problem('changed-on-device', `${where} ${what}. It was left alone.`, { path: where })
}

/** `--force` replaces files only. */
function inTheWay(where: string, why: string): Problem {
  const message = `${where} is in the way: ${why}. It was left alone.`
  return problem('foreign-file', message, {
    path: where,
    hint: 'Move it away, and run `curator build` again.',
  })
}

/** What is where a folder above a path should be. */
function noFolder(disk: Disk, path: string): string | undefined {
  return foldersAbove(path).find((folder) => {
    const kind = kindAt(disk, folder)
    // a link to a folder is as good as one
    return kind === 'file' || (kind === 'other' && disk.list(folder) === undefined)
  })
}

/** Undefined also when the disk does not say: by then it is too late to ask. */
function kindAt(disk: Disk, path: string): DiskStat['kind'] | undefined {
  try {
    return disk.stat(path)?.kind
  } catch (error) {
    if (errno(error) === undefined) throw error
    return undefined
  }
}
