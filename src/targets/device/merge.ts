/**
 * Lists that a device writes as well. What should be there is made of what is there, when a plan is made: so what the
 * device wrote survives, and is no conflict. A list that is as we wrote it, with nothing in it but ours, is made anew:
 * but while games stay because nobody can read what they came from, all lists go on naming them.
 */
import { hash } from 'node:crypto'
import type { Disk } from '../../disk/disk.ts'
import { nameOf } from '../../disk/path.ts'
import { lazy } from '../../lazy.ts'
import { mergeEntries } from '../formats/entries-merge.ts'
import { mergeGamelist } from '../formats/gamelist-merge.ts'
import { LONGEST_GAMELIST, readGamelist, untoldIn, writeGamelist } from '../formats/gamelist.ts'
import { writeLaunchBoxPlatform } from '../formats/launchbox.ts'
import {
  keepLaunchBoxIds,
  launchBoxIds,
  launchBoxIdsAt,
  mergeLaunchBoxGames,
  mergeLaunchBoxPlaylist,
  withLaunchBoxIds,
} from '../formats/launchbox-merge.ts'
import { isEmptyLpl, lplOfUser, mergeLpl } from '../formats/lpl-merge.ts'
import { mergePaths } from '../formats/paths-merge.ts'
import { textFile, type EntryList, type MergedList, type SharedList, type TreeFile } from '../tree.ts'
import { fatesIn, withoutCrossed, type Fates } from './fates.ts'
import { gamelistGames, isOfStaying, launchBoxChanges, lineNow, lplPaths } from './list-changes.ts'
import { claimsAt } from './manifest.ts'
import type { DeviceState } from './state.ts'

export interface Merged {
  readonly tree: readonly TreeFile[]
  /** In which what the device made of a list counts as ours. */
  readonly state: DeviceState
  /** Paths of lists that are there, and cannot be added to. */
  readonly damaged: ReadonlySet<string>
  /** Paths of lists that are not wanted any more, and stay for what their users said in them. */
  readonly left: readonly string[]
  /** By path: what has to be known of lists as curator makes them now, when they are merged the next time. */
  readonly notes: ReadonlyMap<string, string>
}

/** Which list that the device writes as well a file is, by its path alone. */
export type ListAt = (path: string) => SharedList | undefined

/** What was noted of a list when it was made last. Undefined where that is not known. */
export type LastNote = (path: string) => string | undefined

export interface MergeOptions {
  readonly listAt: ListAt
  readonly lastNote: LastNote
  /** See `Fates`. */
  readonly staying: ReadonlySet<string>
}

/** `drift`: paths where something else is than what was left there. */
export function mergeLists(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
  { listAt, lastNote, staying }: MergeOptions,
): Merged {
  const damaged = new Set<string>()
  const lists = tree.filter(({ merge }) => merge !== undefined)
  const wanted = new Set(tree.map(({ path }) => path))
  const unwanted = [...state.files.keys()].filter((path) => !wanted.has(path) && listAt(path) !== undefined)
  if (lists.length + unwanted.length === 0)
    return { tree, state, damaged, left: [], notes: new Map<string, string>() }
  const claims = new Map(state.claims)
  const allFates = lazy(() => fatesIn(disk, state, tree, staying))
  const notes = new Map<string, string>()
  /** Texts of lists, as far as they are other than ours. */
  const made = new Map<string, string>()
  const known = lazy(() => {
    const { renames, gone } = allFates()
    return new Set([...wanted, ...state.files.keys(), ...renames.keys(), ...gone, ...staying])
  })
  // playlists name games by the ids that the games have in their own lists
  lists.sort((a, b) => rankOf(a) - rankOf(b))
  const merged = new Map(lists.map((file) => [file, mergedWith(file)]))
  const files = tree.flatMap((file) => (file.merge ? (merged.get(file) ?? []) : file))
  const others = unwanted.flatMap(leftBehind)
  return {
    tree: [...files, ...others],
    state: { ...state, claims },
    damaged,
    left: others.map(({ path }) => path),
    notes,
  }

  /** A list of ours that the device wrote to, and that is not wanted any more: games that are gone leave it. */
  function leftBehind(path: string): TreeFile[] {
    const merge = listAt(path)
    const there = merge && readText(disk, path)
    if (merge === undefined || there === undefined || isAsWeLeftIt(path, there)) return []
    const text = withoutGone(merge, there, path)
    if (text === undefined) return []
    claims.set(path, [...new Set([...claimsAt(state, path), textFile(path, there, path).sha1])])
    return [{ ...textFile(path, text, nameOf(path)), isShared: true }]
  }

  /** Undefined when there should be none. */
  function mergedWith(file: TreeFile): TreeFile | undefined {
    const { merge, path, label, sha1 } = file
    if (merge === undefined) return file
    if (merge.as === 'entries') return withStaying(merge, file)
    // ids of games are those that are there, whoever wrote them
    if (merge.as === 'gamelist' && isAsItWas(path, sha1)) return file
    const note = noteOf(merge, file)
    if (note !== undefined) notes.set(path, note)
    if (
      isPlaylist(merge) &&
      ((isAsItWas(path) && staying.size === 0) || !(isKnown(path) || isEmptyThere(merge, path)))
    )
      return file
    const ours = textOf(file)
    if (ours === undefined) return file
    const there = readText(disk, path)
    if (there === undefined && merge.as === 'gamelist' && merge.ifThere === true) return undefined
    const isOursAlone = there === undefined || isAsWeLeftIt(path, there)
    const text =
      there === undefined || (isOursAlone && staying.size === 0)
        ? afresh(merge, there ?? '', ours)
        : mergeText(merge, there, ours, { path, fates: fatesSince(path, there) })
    if (text === undefined) {
      if (!isPlaylist(merge)) damaged.add(path)
      return file
    }
    made.set(path, text === ours ? '' : text)
    if (isOursAlone) return text === ours ? file : { ...textFile(path, text, label), merge }
    const found = textFile(path, there, label)
    claims.set(path, [...new Set([...claimsAt(state, path), found.sha1])])
    return {
      ...textFile(path, text, label),
      merge,
      ...(text === ours ? {} : { isShared: true as const }),
    }
  }

  /** A list that was changed by somebody else is told as what it is: a conflict. */
  function withStaying(merge: EntryList, file: TreeFile): TreeFile {
    const ours = staying.size === 0 ? undefined : textOf(file)
    const there = ours === undefined ? undefined : readText(disk, file.path)
    if (ours === undefined || there === undefined || !isAsWeLeftIt(file.path, there)) return file
    const text = mergeEntries(there, ours, isOfStaying(merge, file.path, allFates()), merge.between)
    return text === ours ? file : textFile(file.path, text, file.label)
  }

  /** By its size and time. Then it need not be read. */
  function isAsItWas(path: string, sha1?: string): boolean {
    const entry = state.files.get(path)
    if (entry?.isOurs !== true || drift.has(path) || state.isSuspect(path)) return false
    return sha1 === undefined || entry.sha1 === sha1
  }

  /** Where there is nothing in a playlist, nothing of it can be lost. */
  function isEmptyThere({ as }: MergedList, path: string): boolean {
    const there = readText(disk, path)
    return there !== undefined && (as === 'lpl' ? isEmptyLpl(there) : there.trim() === '')
  }

  /** A playlist that was there before ours is somebody else's. */
  function isKnown(path: string): boolean {
    return state.files.has(path) || claimsAt(state, path).length > 0
  }

  /** By its bytes: what a frontend wrote within the seconds that FAT cannot tell, at the same length, is not lost. */
  function isAsWeLeftIt(path: string, there: string): boolean {
    const entry = state.files.get(path)
    return entry?.isOurs === true && entry.sha1 === hash('sha1', there, 'hex')
  }

  function afresh(merge: SharedList, there: string, ours: string): string {
    switch (merge.as) {
      case 'gamelist':
      case 'lpl':
      case 'paths':
        return ours
      case 'launchbox-games':
        return keepLaunchBoxIds(there, ours, launchBoxChanges(allFates()))
      case 'launchbox-playlist':
        return withLaunchBoxIds(ours, idsIn(merge.games))
    }
  }

  /** A run that never ended may have written the list, and not yet all games: the next one must not swap names back in it. */
  function fatesSince(path: string, there: string): Fates {
    const isWritten = state.isSuspect(path) && claimsAt(state, path).at(-1) === hash('sha1', there, 'hex')
    return isWritten ? withoutCrossed(allFates(), (one) => wanted.has(one)) : allFates()
  }

  function mergeText(
    merge: SharedList,
    there: string,
    ours: string,
    { path, fates }: { readonly path: string; readonly fates: Fates },
  ): string | undefined {
    switch (merge.as) {
      case 'gamelist':
        return mergeGamelist(there, readGamelist(ours), gamelistGames(merge, fates, lastNote(path)))
      case 'launchbox-games':
        return mergeLaunchBoxGames(there, ours, launchBoxChanges(fates))
      case 'launchbox-playlist':
        return mergeLaunchBoxPlaylist(there, ours, idsIn(merge.games), idsOfStaying())
      case 'lpl':
        return mergeLpl(there, ours, lplPaths(merge, fates, known))
      case 'paths':
        return mergePaths(there, ours, lineNow(merge, fates, known, lastNote(path)))
    }
  }

  /** What is there without games that are gone, and of the others as they are called now. */
  function withoutGone(merge: SharedList, there: string, path: string): string | undefined {
    const fates = fatesSince(path, there)
    switch (merge.as) {
      case 'gamelist':
        return mergeText(merge, there, writeGamelist([]), { path, fates })
      case 'launchbox-games':
        return mergeText(merge, there, writeLaunchBoxPlatform([]), { path, fates })
      case 'launchbox-playlist':
        return there
      case 'lpl':
        return lplOfUser(there, lplPaths(merge, fates, known))
      case 'paths':
        return mergePaths(there, '', lineNow(merge, fates, known))
    }
  }

  /** What LaunchBox calls games that curator would call otherwise. */
  function idsIn(paths: readonly string[]): ReadonlyMap<string, string> {
    return new Map(paths.flatMap((path) => [...launchBoxIds(made.get(path) ?? readText(disk, path) ?? '')]))
  }

  function idsOfStaying(): ReadonlySet<string> {
    const changes = launchBoxChanges(allFates())
    const places = [...state.files.keys(), ...staying].filter(
      (path) => listAt(path)?.as === 'launchbox-games',
    )
    return new Set(places.flatMap((path) => launchBoxIdsAt(readText(disk, path) ?? '', changes.staying)))
  }
}

/** Of the lists of which what is there does not tell whose it is. */
function noteOf({ as }: MergedList, file: TreeFile): string | undefined {
  if (as === 'paths') return textOf(file)
  if (as !== 'gamelist') return undefined
  const untold = untoldIn(textOf(file) ?? '')
  return untold.length === 0 ? '' : writeGamelist(untold)
}

/** Of a list that was put together as well. */
function textOf({ origin }: TreeFile): string | undefined {
  if ('text' in origin) return origin.text
  return 'bytes' in origin ? Buffer.from(origin.bytes).toString('utf8') : undefined
}

/** Those that only some devices write, and that are ours to begin with. */
function isPlaylist({ as }: MergedList): boolean {
  return as === 'lpl' || as === 'paths'
}

/** Whether the whole tree has to be known to tell what of a list is ours. */
export function needsWholeTree({ files }: Pick<DeviceState, 'files'>, tree: readonly TreeFile[]): boolean {
  return tree.some(({ merge, path }) => merge && isPlaylist(merge) && files.get(path)?.isOurs === false)
}

function rankOf({ merge }: TreeFile): number {
  return merge?.as === 'launchbox-playlist' ? 1 : 0
}

/** Undefined when there is none, or it is no file of text. */
function readText(disk: Disk, path: string): string | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file' || stat.size > LONGEST_GAMELIST) return undefined
  const bytes = Buffer.from(disk.read(path) ?? [])
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
