/** What the forms of lists have to know of what became of a device's games, in the words of each. */
import { posix } from 'node:path'
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../../disk/path.ts'
import type { Changes } from '../../formats/changes.ts'
import { namesOneOf } from '../../formats/entries-merge.ts'
import type { KnownGames } from '../../formats/gamelist-merge.ts'
import { readGamelist } from '../../formats/gamelist.ts'
import { windowsPath } from '../../formats/launchbox.ts'
import type { LaunchBoxChanges } from '../../formats/launchbox-merge.ts'
import type { LplPaths } from '../../formats/lpl-merge.ts'
import { entryOf, relativePath } from '../../formats/m3u.ts'
import { linesOf } from '../../formats/paths-merge.ts'
import { patternOf } from '../../formats/sync.ts'
import { splitName } from '../../names/names.ts'
import type { EntryList, MergedList } from '../../tree.ts'
import { differentFiles } from '../look/spelling.ts'
import type { Fates } from '../plan/fates.ts'

/** `note`: what was noted of the list when it was made last. */
export function gamelistGames(
  disk: Disk,
  { home }: { readonly home: string },
  fates: Fates,
  note = '',
): KnownGames {
  const called = new Map(readGamelist(note).map(({ path, name }) => [path, name]))
  const isDifferent = differentFiles(disk)
  const placeOf = (path: string): string => posix.normalize(join(home, path))
  const isAnother = (path: string, ours: string): boolean => isDifferent(placeOf(path), placeOf(ours))
  return { ...spelled(fates, (path) => `./${relativePath(home, entryOf(path))}`), called, home, isAnother }
}

export function launchBoxChanges(fates: Fates): LaunchBoxChanges {
  return { ...spelled(fates, windowsPath), staying: new Set([...fates.staying].map(windowsPath)) }
}

/** `known`: paths of all files of curator's, wanted or gone. */
export function lplPaths(
  { root }: { readonly root: string },
  { renames, gone, staying }: Fates,
  known: () => ReadonlySet<string>,
): LplPaths {
  const isWindows = root.endsWith('\\')
  const below = (path: string): string => root + (isWindows ? path.replaceAll('/', '\\') : path)
  return {
    now(path) {
      const place = placeIn(path, known())
      if (place === undefined) return path
      return gone.has(place) ? undefined : below(renames.get(place) ?? place)
    },
    isOurs(path) {
      const place = placeIn(path, known())
      return place !== undefined && !staying.has(place)
    },
  }
}

/** A game of curator's that curator listed, and does not any more, leaves; what its user listed stays. */
export function lineNow(
  list: MergedList & { readonly as: 'paths' },
  { renames, gone, staying }: Fates,
  known: () => ReadonlySet<string>,
  note = '',
): (line: string) => string | undefined {
  const lines = new Set(linesOf(note))
  return (line) => {
    const path = listedIn(line, list, known())
    if (path === undefined || staying.has(path)) return line
    if (lines.has(line) || gone.has(path)) return undefined
    const next = renames.get(path)
    return next === undefined ? line : list.root + relativePath(list.below, entryOf(next))
  }
}

/** Whether an entry of the list at `place` is of a game that stays. */
export function isOfStaying(
  { byPattern }: EntryList,
  place: string,
  { staying }: Fates,
): (entry: string) => boolean {
  const spell = (path: string): string =>
    byPattern === true ? patternOf(splitName(nameOf(path)).stem) : relativePath(folderOf(place), path)
  return namesOneOf(new Set([...staying].map(spell)))
}

/** Which of these paths a line is of; also that of a folder that stands for the file in it that is called like it. */
function listedIn(
  line: string,
  { root, below }: { readonly root: string; readonly below: string },
  paths: ReadonlySet<string>,
): string | undefined {
  if (!line.startsWith(root)) return undefined
  const path = join(below, line.slice(root.length))
  return [path, join(path, nameOf(path))].find((one) => paths.has(one))
}

/** Which of these a whole path is of, wherever the target was on the device when that was written. */
function placeIn(path: string, paths: ReadonlySet<string>): string | undefined {
  const parts = path.split(/[/\\]/)
  return parts.map((_, i) => parts.slice(i).join('/')).find((place) => paths.has(place))
}

function spelled({ renames, gone }: Fates, as: (path: string) => string): Changes {
  return {
    renamed: new Map([...renames].map(([from, to]) => [as(from), as(to)] as const)),
    gone: new Set([...gone].map(as)),
  }
}
