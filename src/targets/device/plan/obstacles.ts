/** A file where a folder is needed, and a folder where a file is needed. */
import type { Disk } from '../../../disk/disk.ts'
import { foldersAbove, join } from '../../../disk/path.ts'
import { spelledIn } from '../look/spelling.ts'

/** What has to go before a path can be written: our own stale files, or something that may not go. */
export type Obstacle = { readonly clear: readonly string[] } | Blocked

export interface Blocked {
  readonly blockedBy: string
  /** It is a link to a folder elsewhere. */
  readonly leadsOutside?: boolean
}

export interface Obstacles {
  /** A file may be where one of its folders has to be, or a link that leads out of the target. */
  above(path: string): Obstacle
  /** For a path with a folder at it. */
  below(path: string): Obstacle
}

const NONE: Obstacle = { clear: [] }

export function obstacles(
  disk: Disk,
  stale: ReadonlyMap<string, unknown>,
  made: ReadonlySet<string>,
): Obstacles {
  const known = new Map<string, Obstacle>()
  const staleAs = spelledIn(disk, stale)
  const madeAs = spelledIn(disk, made)

  const inFolder = (folder: string): Obstacle => {
    const kind = disk.stat(folder)?.kind
    if (kind === undefined || kind === 'folder') return NONE
    const ours = kind === 'file' ? staleAs(folder) : undefined
    // A link to a folder is as good as one, if it stays inside.
    if (kind === 'other' && disk.list(folder) !== undefined)
      return disk.leadsOutside(folder) ? { blockedBy: folder, leadsOutside: true } : NONE
    return ours === undefined ? { blockedBy: folder } : { clear: [ours] }
  }
  const above = (path: string): Obstacle => {
    for (const folder of foldersAbove(path)) {
      const obstacle = known.get(folder) ?? inFolder(folder)
      known.set(folder, obstacle)
      if (obstacle !== NONE) return obstacle
    }
    return NONE
  }
  const below = (path: string): Obstacle => {
    if (madeAs(path) === undefined) return { blockedBy: path }
    const clear: string[] = []
    for (const { name, kind } of disk.list(path) ?? []) {
      const child = join(path, name)
      const ours = kind === 'file' ? staleAs(child) : undefined
      const inside: Obstacle =
        kind === 'folder' ? below(child) : ours === undefined ? { blockedBy: child } : { clear: [ours] }
      if ('blockedBy' in inside) return inside
      clear.push(...inside.clear)
    }
    return { clear }
  }
  return { above, below }
}
