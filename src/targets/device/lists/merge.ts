/**
 * Lists that a device writes as well. What should be there is made of what is there, when a plan is made: so what the
 * device wrote survives, and is no conflict. A list that is as we wrote it, with nothing in it but ours, is made anew:
 * but while games stay because nobody can read what they came from, all lists go on naming them.
 */
import type { Disk } from '../../../disk/disk.ts'
import { nameOf } from '../../../disk/path.ts'
import { lazy } from '../../../lazy.ts'
import { mergeEntries, stayingEntries } from '../../formats/entries-merge.ts'
import { textFile, type EntryList, type SharedList, type TreeFile } from '../../tree.ts'
import { fatesIn } from '../plan/fates.ts'
import { isOfStaying } from './list-changes.ts'
import {
  afresh,
  isEmptyPlaylist,
  isPlaylist,
  mergedText,
  namesGames,
  noteOf,
  textOf,
  textWithoutGone,
} from './list-texts.ts'
import { claimsAt, type Claims } from '../notes/manifest.ts'
import { isAsItWas, isAsWeLeftIt, isKnown, readText, type MergeOptions, type Merging } from './merging.ts'
import type { DeviceState } from '../notes/state.ts'

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

/** What comes of one list. */
interface MergedFile {
  /** Absent when there should be none. */
  readonly file?: TreeFile
  /** See `Merged`. */
  readonly note?: string
  readonly isDamaged?: true
  /** SHA-1 of what the device made of it, which counts as ours. */
  readonly claim?: string
}

/** `drift`: paths where something else is than what was left there. */
export function mergeLists(
  disk: Disk,
  state: DeviceState,
  drift: ReadonlySet<string>,
  tree: readonly TreeFile[],
  options: MergeOptions,
): Merged {
  const { listAt, staying } = options
  const lists = tree.filter(({ merge }) => merge !== undefined)
  const wanted = new Set(tree.map(({ path }) => path))
  const unwanted = [...state.files.keys()].filter((path) => !wanted.has(path) && listAt(path) !== undefined)
  if (lists.length + unwanted.length === 0)
    return { tree, state, damaged: new Set(), left: [], notes: new Map() }
  const fates = lazy(() => fatesIn(disk, state, tree, staying))
  const known = lazy(() => {
    const { renames, gone } = fates()
    return new Set([...wanted, ...state.files.keys(), ...renames.keys(), ...gone, ...staying])
  })
  const merging: Merging = { ...options, disk, state, drift, wanted, fates, known, made: new Map() }
  // playlists name games by the ids that the games have in their own lists
  lists.sort((a, b) => rankOf(a) - rankOf(b))
  const merged = new Map(lists.map((file) => [file.path, mergeList(merging, file)]))
  const left = new Map(unwanted.map((path) => [path, leaveList(merging, path)]))
  const all = [...merged, ...left]
  const others = [...left.values()].flatMap(({ file }) => file ?? [])
  return {
    tree: [...tree.flatMap((file) => (file.merge ? (merged.get(file.path)?.file ?? []) : file)), ...others],
    state: { ...state, claims: claimsWith(state, all) },
    damaged: new Set(all.flatMap(([path, { isDamaged }]) => (isDamaged ? path : []))),
    left: others.map(({ path }) => path),
    notes: new Map(all.flatMap(([path, { note }]) => (note === undefined ? [] : [[path, note] as const]))),
  }
}

/** Whether the whole tree has to be known to tell what of a list is ours. */
export function needsWholeTree({ files }: Pick<DeviceState, 'files'>, tree: readonly TreeFile[]): boolean {
  return tree.some(({ merge, path }) => merge && isPlaylist(merge) && files.get(path)?.isOurs === false)
}

function mergeList(merging: Merging, file: TreeFile): MergedFile {
  const { merge, path, sha1 } = file
  if (merge === undefined) return { file }
  if (merge.as === 'entries') return { file: withStaying(merging, merge, file) }
  // ids of games are those that are there, whoever wrote them
  if (merge.as === 'gamelist' && isAsItWas(merging, path, sha1)) return { file }
  const note = noteOf(merging, merge, file)
  const made =
    isPlaylist(merge) && isLeftAlone(merging, merge, path) ? { file } : mergedFile(merging, merge, file, note)
  return note === undefined ? made : { ...made, note }
}

/** Whether nothing is merged into a playlist: nobody wrote to it since, or it never was ours, which the plan tells of. */
function isLeftAlone(merging: Merging, merge: SharedList, path: string): boolean {
  if (isAsItWas(merging, path) && merging.staying.size === 0) return true
  if (isKnown(merging, path)) return false
  const there = readText(merging.disk, path)
  return there === undefined || !isEmptyPlaylist(merge, there)
}

function mergedFile(merging: Merging, merge: SharedList, file: TreeFile, note?: string): MergedFile {
  const { path, label } = file
  const ours = textOf(file)
  if (ours === undefined) return { file }
  const there = readText(merging.disk, path)
  if (there === undefined && merge.as === 'gamelist' && merge.ifThere === true) return {}
  const isOursAlone = there === undefined || isAsWeLeftIt(merging, path, there)
  const text =
    there === undefined || (isOursAlone && merging.staying.size === 0)
      ? afresh(merging, merge, there ?? '', ours)
      : mergedText(merging, merge, path, { there, ours })
  if (text === undefined) return { file, ...(isPlaylist(merge) ? {} : { isDamaged: true }) }
  merging.made.set(path, text === ours ? '' : text)
  if (isOursAlone) return { file: text === ours ? file : { ...textFile(path, text, label), merge } }
  // a line may be curator's and its user's as well
  const isOurs = text === ours && (merge.as !== 'paths' || note === ours)
  const shared = isOurs ? {} : { isShared: true as const }
  return {
    file: { ...textFile(path, text, label), merge, ...shared },
    claim: textFile(path, there, label).sha1,
  }
}

/** Nobody but curator writes in it: one that was changed is told of as what it is, a conflict. */
function withStaying(merging: Merging, merge: EntryList, file: TreeFile): TreeFile {
  const { disk, staying, fates } = merging
  const ours = staying.size === 0 ? undefined : textOf(file)
  const there = ours === undefined ? undefined : readText(disk, file.path)
  if (ours === undefined || there === undefined || !isAsWeLeftIt(merging, file.path, there)) return file
  const text = mergeEntries(there, ours, isOfStaying(merge, file.path, fates()), merge.between)
  return text === ours ? file : { ...textFile(file.path, text, file.label), merge }
}

/** A list of ours that is not wanted any more, and that the device wrote to, or games stay of: those that are gone leave it. */
function leaveList(merging: Merging, path: string): MergedFile {
  const { disk, listAt, staying } = merging
  const merge = listAt(path)
  const there = merge && readText(disk, path)
  if (merge === undefined || there === undefined) return {}
  const isOursAlone = isAsWeLeftIt(merging, path, there)
  // the list that stays itself needs no other text
  if (isOursAlone && (staying.size === 0 || staying.has(path))) return {}
  if (merge.as === 'entries') return isOursAlone ? leaveEntries(merging, merge, path, there) : {}
  const text = textWithoutGone(merging, merge, path, there)
  if (text === undefined) return {}
  if (isOursAlone) return namesGames(merge, text) ? { file: textFile(path, text, nameOf(path)) } : {}
  return {
    file: { ...textFile(path, text, nameOf(path)), isShared: true },
    claim: textFile(path, there, path).sha1,
  }
}

function leaveEntries(merging: Merging, merge: EntryList, path: string, there: string): MergedFile {
  const text = stayingEntries(there, isOfStaying(merge, path, merging.fates()), merge.between)
  return text === undefined ? {} : { file: textFile(path, text, nameOf(path)) }
}

function claimsWith(state: DeviceState, lists: readonly (readonly [string, MergedFile])[]): Claims {
  const claims = new Map(state.claims)
  for (const [path, { claim }] of lists)
    if (claim !== undefined) claims.set(path, [...new Set([...claimsAt(state, path), claim])])
  return claims
}

function rankOf({ merge }: TreeFile): number {
  return merge?.as === 'launchbox-playlist' ? 1 : 0
}
