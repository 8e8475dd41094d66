/** What a list of each form says: made anew, made of what is there, and without us. */
import { isEmptyLpl, lplOfUser, mergeLpl } from '../../formats/lpl-merge.ts'
import { mergeGamelist } from '../../formats/gamelist-merge.ts'
import { readGamelist, untoldIn, writeGamelist } from '../../formats/gamelist.ts'
import { writeLaunchBoxPlatform } from '../../formats/launchbox.ts'
import {
  holdsLaunchBoxGames,
  keepLaunchBoxIds,
  launchBoxIds,
  launchBoxIdsAt,
  mergeLaunchBoxGames,
  mergeLaunchBoxPlaylist,
  withLaunchBoxIds,
} from '../../formats/launchbox-merge.ts'
import { mergePaths, withoutUsers } from '../../formats/paths-merge.ts'
import type { MergedList, SharedList, TreeFile } from '../../tree.ts'
import { gamelistGames, launchBoxChanges, lineNow, lplPaths } from './list-changes.ts'
import { fatesSince, isAsItWas, isAsWeLeftIt, readText, type Merging } from './merging.ts'

/** A list with nothing in it but ours. `there`: what is in its place, for the ids that games have there. */
export function afresh(merging: Merging, merge: SharedList, there: string, ours: string): string {
  switch (merge.as) {
    case 'gamelist':
    case 'lpl':
    case 'paths':
      return ours
    case 'launchbox-games':
      return keepLaunchBoxIds(there, ours, launchBoxChanges(merging.fates()))
    case 'launchbox-playlist':
      return withLaunchBoxIds(ours, idsIn(merging, merge.games))
  }
}

/** Of a list that is there: undefined when it is none that could be added to. */
export function mergedText(
  merging: Merging,
  merge: SharedList,
  path: string,
  { there, ours }: { readonly there: string; readonly ours: string },
): string | undefined {
  const { disk, known, lastNote } = merging
  const fates = fatesSince(merging, path, there)
  switch (merge.as) {
    case 'gamelist':
      return mergeGamelist(there, readGamelist(ours), gamelistGames(disk, merge, fates, lastNote(path)))
    case 'launchbox-games':
      return mergeLaunchBoxGames(there, ours, launchBoxChanges(fates))
    case 'launchbox-playlist':
      return mergeLaunchBoxPlaylist(there, ours, idsIn(merging, merge.games), idsOfStaying(merging))
    case 'lpl':
      return mergeLpl(there, ours, lplPaths(merge, fates, known))
    case 'paths':
      return mergePaths(there, ours, lineNow(merge, fates, known, lastNote(path)))
  }
}

/** What is there without games that are gone, and of the others as they are called now. */
export function textWithoutGone(
  merging: Merging,
  merge: SharedList,
  path: string,
  there: string,
): string | undefined {
  const { known } = merging
  switch (merge.as) {
    case 'gamelist':
      return mergedText(merging, merge, path, { there, ours: writeGamelist([]) })
    case 'launchbox-games':
      return mergedText(merging, merge, path, { there, ours: writeLaunchBoxPlatform([]) })
    case 'launchbox-playlist':
      return there
    case 'lpl':
      return lplOfUser(there, lplPaths(merge, fatesSince(merging, path, there), known))
    case 'paths':
      return mergePaths(there, '', lineNow(merge, fatesSince(merging, path, there), known))
  }
}

/** Those that only some devices write, and that are ours to begin with. */
export function isPlaylist({ as }: MergedList): boolean {
  return as === 'lpl' || as === 'paths'
}

/** Where there is nothing in a playlist, nothing of it can be lost. */
export function isEmptyPlaylist({ as }: MergedList, there: string): boolean {
  return as === 'lpl' ? isEmptyLpl(there) : there.trim() === ''
}

/** Whether a list of a platform's games holds any. What is in a playlist is for the config to say, not for the games. */
export function namesGames(merge: SharedList, text: string): boolean {
  switch (merge.as) {
    case 'gamelist':
      return readGamelist(text).length > 0
    case 'launchbox-games':
      return holdsLaunchBoxGames(text)
    case 'lpl':
      return !isEmptyLpl(text)
    case 'launchbox-playlist':
    case 'paths':
      return false
  }
}

/** What has to be known of a list as it is made now when it is merged the next time, of those that do not tell whose they are. */
export function noteOf(merging: Merging, merge: SharedList, file: TreeFile): string | undefined {
  if (merge.as === 'paths') return linesNoted(merging, merge, file)
  if (merge.as !== 'gamelist') return undefined
  const untold = untoldIn(textOf(file) ?? '')
  return untold.length === 0 ? '' : writeGamelist(untold)
}

/** Without those that its user had put there before curator listed them. */
function linesNoted(
  merging: Merging,
  merge: SharedList & { readonly as: 'paths' },
  file: TreeFile,
): string | undefined {
  const { path } = file
  const [ours, note] = [textOf(file), merging.lastNote(path)]
  if (ours === undefined || note === undefined || isAsItWas(merging, path)) return ours
  const there = readText(merging.disk, path)
  if (there === undefined || isAsWeLeftIt(merging, path, there)) return ours
  return withoutUsers(there, ours, lineNow(merge, fatesSince(merging, path, there), merging.known, note))
}

/** Of a list that was put together as well. */
export function textOf({ origin }: TreeFile): string | undefined {
  if ('text' in origin) return origin.text
  return 'bytes' in origin ? Buffer.from(origin.bytes).toString('utf8') : undefined
}

/** What LaunchBox calls games that curator would call otherwise. */
function idsIn({ disk, made }: Merging, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.flatMap((path) => [...launchBoxIds(made.get(path) ?? readText(disk, path) ?? '')]))
}

function idsOfStaying({ disk, state, staying, listAt, fates }: Merging): ReadonlySet<string> {
  const changes = launchBoxChanges(fates())
  const places = [...state.files.keys(), ...staying].filter((path) => listAt(path)?.as === 'launchbox-games')
  return new Set(places.flatMap((path) => launchBoxIdsAt(readText(disk, path) ?? '', changes.staying)))
}
