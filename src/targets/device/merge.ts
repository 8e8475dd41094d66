/**
 * Lists that a device writes as well. What should be there is made of what is there, when a plan is made: so what the
 * device wrote survives, and is no conflict. A list that is as we wrote it, with nothing in it but ours, is written anew.
 */
import type { Disk } from '../../disk/disk.ts'
import { LONGEST_GAMELIST, mergeGamelist, readGamelist } from '../formats/gamelist.ts'
import { windowsPath } from '../formats/launchbox.ts'
import { launchBoxIds, mergeLaunchBoxGames, mergeLaunchBoxPlaylist } from '../formats/launchbox-merge.ts'
import { relativePath } from '../formats/m3u.ts'
import { textFile, type MergedList, type TreeFile } from '../tree.ts'
import { claimsAt } from './manifest.ts'
import type { DeviceState } from './state.ts'

export interface Merged {
  readonly tree: readonly TreeFile[]
  /** In which what the device made of a list counts as ours. */
  readonly state: DeviceState
  /** Paths of lists that are there, and cannot be added to. */
  readonly damaged: ReadonlySet<string>
}

/** `drift`: paths where something else is than what was left there. */
export function mergeLists(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
): Merged {
  const damaged = new Set<string>()
  if (!tree.some(({ merge }) => merge !== undefined)) return { tree, state, damaged }
  const claims = new Map(state.claims)
  const renames = renamesIn(state, tree)
  const made = new Map<string, string>()
  // playlists name games by the ids that the games have in their own lists
  const inOrder = [...tree].sort((a, b) => rankOf(a) - rankOf(b))
  const merged = new Map(inOrder.map((file) => [file, mergedWith(file)]))
  return { tree: tree.map((file) => merged.get(file) ?? file), state: { ...state, claims }, damaged }

  function mergedWith(file: TreeFile): TreeFile {
    const { merge, origin, path, label } = file
    if (merge === undefined || !('text' in origin)) return file
    // ids in a playlist are those of the lists of games, whoever wrote these
    if (merge.as !== 'launchbox-playlist' && isAsWeLeftIt(path)) {
      made.set(path, origin.text)
      return file
    }
    const there = readText(disk, path)
    const text = there === undefined ? undefined : mergeText(merge, there, origin.text)
    if (text !== undefined) made.set(path, text)
    if (there === undefined) return file
    if (text === undefined) {
      damaged.add(path)
      return file
    }
    const found = textFile(path, there, label)
    claims.set(path, [...new Set([...claimsAt(state, path), found.sha1])])
    return {
      ...textFile(path, text, label),
      merge,
      ...(text === origin.text ? {} : { isShared: true as const }),
    }
  }

  /** To read and compare lists of thousands of games takes longer than to make them. */
  function isAsWeLeftIt(path: string): boolean {
    return state.files.get(path)?.isOurs === true && !drift.has(path) && !state.isSuspect(path)
  }

  function mergeText(merge: MergedList, there: string, ours: string): string | undefined {
    switch (merge.as) {
      case 'gamelist': {
        const below = (path: string): string => `./${relativePath(merge.home, path)}`
        return mergeGamelist(there, readGamelist(ours), mapped(renames, below))
      }
      case 'launchbox-games':
        return mergeLaunchBoxGames(there, ours, mapped(renames, windowsPath))
      case 'launchbox-playlist': {
        const ids = merge.games.flatMap((path) => [
          ...launchBoxIds(made.get(path) ?? readText(disk, path) ?? ''),
        ])
        return mergeLaunchBoxPlaylist(there, ours, new Map(ids))
      }
    }
  }
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

/** Outputs that are wanted under another path now, as far as that can be told. */
function renamesIn({ files }: DeviceState, tree: readonly TreeFile[]): ReadonlyMap<string, string> {
  const wanted = new Set(tree.map(({ path }) => path))
  const fresh = new Map(tree.flatMap(({ path, sha1 }) => (files.has(path) ? [] : [[sha1, path] as const])))
  const renames = new Map<string, string>()
  for (const [path, { sha1 }] of files) {
    const now = wanted.has(path) ? undefined : fresh.get(sha1)
    if (now !== undefined) renames.set(path, now)
  }
  return renames
}

/** Undefined when there is none, or it is no file of text. */
function readText(disk: Disk, path: string): string | undefined {
  const stat = disk.stat(path)
  if (stat?.kind !== 'file' || stat.size > LONGEST_GAMELIST) return undefined
  const bytes = Buffer.from(disk.read(path) ?? [])
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : undefined
}
