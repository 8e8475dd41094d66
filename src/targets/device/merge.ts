/**
 * Lists that a device writes as well. What should be there is made of what is there, when a plan is made: so what the
 * device wrote survives, and is no conflict. A list that is as we wrote it, with nothing in it but ours, is made anew.
 */
import { hash } from 'node:crypto'
import type { Disk } from '../../disk/disk.ts'
import { join, nameOf } from '../../disk/path.ts'
import { lazy } from '../../lazy.ts'
import { mergeGamelist, type Changes } from '../formats/gamelist-merge.ts'
import { LONGEST_GAMELIST, readGamelist, writeGamelist } from '../formats/gamelist.ts'
import { windowsPath, writeLaunchBoxPlatform } from '../formats/launchbox.ts'
import {
  keepLaunchBoxIds,
  launchBoxIds,
  mergeLaunchBoxGames,
  mergeLaunchBoxPlaylist,
  withLaunchBoxIds,
} from '../formats/launchbox-merge.ts'
import { isEmptyLpl, mergeLpl, lplWithout, type LplPaths } from '../formats/lpl-merge.ts'
import { linesOf, mergePaths } from '../formats/paths-merge.ts'
import { entryOf, relativePath } from '../formats/m3u.ts'
import { textFile, type MergedList, type TreeFile } from '../tree.ts'
import { fatesIn } from './fates.ts'
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
}

/** Which list of the device's a file is, by its path alone. */
export type ListAt = (path: string) => MergedList | undefined

/** What curator last made of a list, without what is from its user. Undefined where that is not known. */
export type LastList = (path: string) => string | undefined

/** `drift`: paths where something else is than what was left there. */
export function mergeLists(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
  listAt: ListAt = () => undefined,
  lastList: LastList = () => undefined,
): Merged {
  const damaged = new Set<string>()
  const lists = tree.filter(({ merge }) => merge !== undefined)
  const wanted = new Set(tree.map(({ path }) => path))
  const unwanted = [...state.files.keys()].filter((path) => !wanted.has(path) && listAt(path) !== undefined)
  if (lists.length + unwanted.length === 0) return { tree, state, damaged, left: [] }
  const claims = new Map(state.claims)
  const fates = lazy(() => fatesIn(disk, state, tree))
  /** Texts of lists, as far as they are other than ours. */
  const made = new Map<string, string>()
  const known = lazy(() => new Set([...tree.map(({ path }) => path), ...state.files.keys(), ...fates().gone]))
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
    // ids of games are those that are there, whoever wrote them
    if (merge.as === 'gamelist' && isAsItWas(path, sha1)) return file
    if (isPlaylist(merge) && (isAsItWas(path) || !(isKnown(path) || isEmptyThere(merge, path)))) return file
    const ours = textOf(file)
    if (ours === undefined) return file
    const there = readText(disk, path)
    if (there === undefined && merge.as === 'gamelist' && merge.ifThere === true) return undefined
    const isOursAlone = there === undefined || isAsWeLeftIt(path, there)
    const text = isOursAlone ? afresh(merge, there ?? '', ours) : mergeText(merge, there, ours, path)
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

  function afresh(merge: MergedList, there: string, ours: string): string {
    switch (merge.as) {
      case 'gamelist':
      case 'lpl':
      case 'paths':
        return ours
      case 'launchbox-games':
        return keepLaunchBoxIds(there, ours, mapped(fates().renames, windowsPath))
      case 'launchbox-playlist':
        return withLaunchBoxIds(ours, idsIn(merge.games))
    }
  }

  function mergeText(merge: MergedList, there: string, ours: string, path: string): string | undefined {
    switch (merge.as) {
      case 'gamelist':
        return mergeGamelist(there, readGamelist(ours), gamelistChanges(merge))
      case 'launchbox-games':
        return mergeLaunchBoxGames(there, ours, mapped(fates().renames, windowsPath))
      case 'launchbox-playlist':
        return mergeLaunchBoxPlaylist(there, ours, idsIn(merge.games))
      case 'lpl':
        return mergeLpl(there, ours, lplPaths(merge))
      case 'paths':
        return mergePaths(there, ours, lineNow(merge, path))
    }
  }

  /** What is there without games that are gone. */
  function withoutGone(merge: MergedList, there: string, path: string): string | undefined {
    const { gone } = fates()
    switch (merge.as) {
      case 'gamelist':
        return mergeText(merge, there, writeGamelist([]), path)
      case 'launchbox-games':
        return mergeText(merge, there, writeLaunchBoxPlatform([]), path)
      case 'launchbox-playlist':
        return there
      case 'lpl':
        return lplWithout(there, (one) => placeIn(one, gone) !== undefined)
      case 'paths':
        return mergePaths(there, '', (line) => (listedIn(line, merge, gone) === undefined ? line : undefined))
    }
  }

  /** A game of curator's that curator listed, and does not any more, leaves; what its user listed stays. */
  function lineNow(
    merge: MergedList & { readonly as: 'paths' },
    list: string,
  ): (line: string) => string | undefined {
    const lines = new Set(linesOf(lastList(list) ?? ''))
    return (line) => {
      const path = listedIn(line, merge, known())
      if (path === undefined) return line
      if (lines.has(line) || fates().gone.has(path)) return undefined
      const next = fates().renames.get(path)
      return next === undefined ? line : merge.root + relativePath(merge.below, entryOf(next))
    }
  }

  function gamelistChanges({ home }: { readonly home: string }): Changes {
    const below = (path: string): string => `./${relativePath(home, entryOf(path))}`
    return { renamed: mapped(fates().renames, below), gone: new Set([...fates().gone].map(below)), home }
  }

  function lplPaths({ root }: { readonly root: string }): LplPaths {
    const isWindows = root.endsWith('\\')
    const below = (path: string): string => root + (isWindows ? path.replaceAll('/', '\\') : path)
    const own = (path: string): string | undefined => placeIn(path, known())
    const now = (path: string): string | undefined => {
      const place = own(path)
      return place === undefined ? undefined : below(fates().renames.get(place) ?? place)
    }
    return { renamed: { get: now }, isOurs: (path) => own(path) !== undefined }
  }

  /** What LaunchBox calls games that curator would call otherwise. */
  function idsIn(paths: readonly string[]): ReadonlyMap<string, string> {
    return new Map(paths.flatMap((path) => [...launchBoxIds(made.get(path) ?? readText(disk, path) ?? '')]))
  }
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

function mapped(
  renames: ReadonlyMap<string, string>,
  spelled: (path: string) => string,
): ReadonlyMap<string, string> {
  return new Map([...renames].map(([from, to]) => [spelled(from), spelled(to)] as const))
}

/** Undefined when there is none, or it is no file of text. */
function readText(disk: Disk, path: string): string | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file' || stat.size > LONGEST_GAMELIST) return undefined
  const bytes = Buffer.from(disk.read(path) ?? [])
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
