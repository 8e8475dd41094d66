/** Files that cannot be put in order because of where they are, or belong: nothing may be changed there, or is seen there. */
import { folderOf, foldersAbove } from '../disk/path.ts'
import { remembering } from '../remembering.ts'
import type { LibraryDisk } from './disk.ts'
import type { LibraryFile, LibraryRules, Stay } from './plan.ts'
import type { Verified } from './verified.ts'

interface Places {
  readonly disk: LibraryDisk
  /** Whether scans would pass over a file in this place, so that devices lost it. */
  isLost(path: string): boolean
  /** Whether scans follow links where it lies. */
  mayBeLinked(path: string): boolean
}

/** Without them: they stay where they are, with the reason. */
export function withoutFixed(
  { disk, isLost, mayBeLinked }: Places,
  { files, stays }: Verified,
  mode: LibraryRules['mode'],
): Verified {
  const canChange = remembering(Infinity, (folder) => disk.isWritable(folder))
  const isWritable = (path: string): boolean => canChange(folderOf(path))
  const isLink = remembering(Infinity, (path) => disk.stat(path)?.kind === 'other')
  const isElsewhere = remembering(Infinity, (folder) => disk.leadsOutside(folder))
  const isBehindLink = (path: string): boolean =>
    foldersAbove(path).some((folder) => folder.includes('/') && isLink(folder)) && isElsewhere(folderOf(path))
  /** Of what is to be moved. */
  const reasonToStay = (paths: readonly string[]): string | undefined => {
    const linked = paths.filter(mayBeLinked)
    if (linked.some(isLink)) return 'it is a link to a file'
    if (linked.some(isBehindLink)) return 'a link leads to its folder, out of the root'
    return paths.every(isWritable) ? undefined : 'no right to change its folder, or a read-only disk'
  }
  const reasonOf = ({ path, to, pack }: LibraryFile): string | undefined => {
    if (path === to && !pack) return undefined
    if (isLost(to)) return 'scans pass over the place it belongs to: a hidden name, or `ignore` of the root'
    const paths = pack ? pack.sources.map((source) => source.path) : [path]
    const fixed = mode === 'move' ? reasonToStay(paths) : undefined
    if (fixed !== undefined) return fixed
    return isWritable(to) ? undefined : 'no right to change the folder it belongs to, or a read-only disk'
  }
  const fixed = files.flatMap((file): Stay[] => {
    const reason = reasonOf(file)
    return reason === undefined ? [] : [{ path: file.path, reason }]
  })
  const left = new Set(fixed.map(({ path }) => path))
  return { files: files.filter(({ path }) => !left.has(path)), stays: [...stays, ...fixed] }
}
