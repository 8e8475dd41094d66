/** Files that cannot be put in order because of the folders they are in, or belong to: nothing may be changed there. */
import { folderOf } from '../disk/path.ts'
import type { LibraryDisk } from './disk.ts'
import type { LibraryRules, Stay } from './plan.ts'
import type { Verified } from './verified.ts'

/** Without them: they stay where they are, with the reason. */
export function withoutFixed(
  disk: LibraryDisk,
  { files, stays }: Verified,
  mode: LibraryRules['mode'],
): Verified {
  const known = new Map<string, boolean>()
  const isWritable = (path: string): boolean => {
    const folder = folderOf(path)
    const answer = known.get(folder) ?? disk.isWritable(folder)
    known.set(folder, answer)
    return answer
  }
  const fixed = files.flatMap((file): Stay[] => {
    const { path, to, pack } = file
    if (path === to && !pack) return []
    const paths = pack ? pack.sources.map((source) => source.path) : [path]
    const reason =
      mode === 'move' && !paths.every(isWritable)
        ? 'no right to change its folder, or a read-only disk'
        : isWritable(to)
          ? undefined
          : 'no right to change the folder it belongs to, or a read-only disk'
    return reason === undefined ? [] : [{ path, reason }]
  })
  const left = new Set(fixed.map(({ path }) => path))
  return { files: files.filter(({ path }) => !left.has(path)), stays: [...stays, ...fixed] }
}
