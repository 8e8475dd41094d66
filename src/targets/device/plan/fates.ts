/**
 * What becomes of outputs that are not wanted any more where they are: of those with the same bytes in order of path; of zips
 * that are packed anew, of revisions, sheets, lists and other forms of a game whatever takes their place.
 */
import type { Disk } from '../../../disk/disk.ts'
import { addTo } from '../../../groups.ts'
import { byCodeUnit } from '../../../order.ts'
import type { TreeFile } from '../../tree.ts'
import { followersOf, isList, namesOthers } from '../renames/followers.ts'
import { claimsAt } from '../notes/manifest.ts'
import { firstIn, isGame, isPacked, isZip, notePacked, packedAt, packedKey } from '../renames/packed.ts'
import { successorsOf } from '../renames/replaced.ts'
import { theirWays } from '../renames/their-sheets.ts'
import type { DeviceState } from '../notes/state.ts'

export interface Fates {
  /** Path that was → path now. Another file may be wanted where one was: two games get each other's names. */
  readonly renames: ReadonlyMap<string, string>
  /** Nothing of what was there is wanted, or a game that was elsewhere comes in its place. */
  readonly gone: ReadonlySet<string>
  /** Not wanted either, but kept, because what they came from cannot be read: lists go on naming them. */
  readonly staying: ReadonlySet<string>
}

type Wanted = ReadonlyMap<string, TreeFile>

/** `kept`: paths of files that are not wanted, and are not deleted. */
export function fatesIn(
  disk: Disk,
  state: DeviceState,
  tree: readonly TreeFile[],
  kept: ReadonlySet<string>,
): Fates {
  const wanted: Wanted = new Map(tree.map((file) => [file.path, file]))
  const { renames, gone } = byBytes(state, wanted)
  for (const [path, now] of otherwise(disk, state, wanted, { renames, gone })) {
    renames.set(path, now)
    gone.delete(path)
  }
  for (const path of ousted(state, wanted, renames)) gone.add(path)
  const staying = new Set([...gone].filter((path) => kept.has(path) && !wanted.has(path)))
  for (const path of staying) gone.delete(path)
  return { renames, gone, staying }
}

/** Of files in whose place none is wanted: to apply it twice changes nothing. */
export function withoutCrossed(
  { renames, gone, staying }: Fates,
  isWanted: (path: string) => boolean,
): Fates {
  return {
    staying,
    renames: new Map([...renames].filter(([path]) => !isWanted(path))),
    gone: new Set([...gone].filter((path) => !isWanted(path))),
  }
}

function byBytes(
  state: DeviceState,
  wanted: Wanted,
): { readonly renames: Map<string, string>; readonly gone: Set<string> } {
  const { files, claims } = state
  const fresh = new Map<string, string[]>()
  for (const [path, file] of wanted) {
    if (files.get(path)?.sha1 !== file.sha1) addTo(fresh, file.sha1, path)
  }
  const renames = new Map<string, string>()
  const gone = new Set<string>()
  /** Where bytes are from now on. */
  const places = new Map<string, string>()
  const changed = [...files].filter(([path, { sha1 }]) => wanted.get(path)?.sha1 !== sha1)
  for (const [path, { sha1, isOurs }] of changed.sort(([a], [b]) => byCodeUnit(a, b))) {
    const now = fresh.get(sha1)?.shift()
    if (now !== undefined) {
      if (now !== path) renames.set(path, now)
      if (!places.has(sha1)) places.set(sha1, now)
    } else if (isOurs && !wanted.has(path)) {
      gone.add(path)
    }
  }

  // of what was taken over only the claims are known, and of a run that never ended: its names may be in lists already
  const others = [...claims.keys()].filter((path) => !wanted.has(path) && !files.has(path)).sort(byCodeUnit)
  if (others.some((path) => state.isSuspect(path)))
    for (const [path, { sha1 }] of wanted) if (!places.has(sha1)) places.set(sha1, path)
  for (const path of others) {
    const held = claimsAt(state, path)
    const free = held.map((sha1) => fresh.get(sha1)).find((paths) => paths?.length)
    const now = free?.shift() ?? held.map((sha1) => places.get(sha1)).find((place) => place !== undefined)
    if (now === undefined) gone.add(path)
    else renames.set(path, now)
  }
  return { renames, gone }
}

/** Of what has other bytes now. */
function otherwise(
  disk: Disk,
  state: DeviceState,
  wanted: Wanted,
  { renames, gone }: Pick<Fates, 'renames' | 'gone'>,
): ReadonlyMap<string, string> {
  const { files } = state
  const taken = new Set(renames.values())
  const made = [...wanted.values()].filter(
    ({ path, sha1 }) => !taken.has(path) && files.get(path)?.sha1 !== sha1,
  )
  const repacked = repackedIn(
    disk,
    made.filter((file) => isPacked(file)),
    ({ path }) => files.has(path) && !renames.has(path),
  )
  if (gone.size + renames.size + repacked.length === 0) return NONE
  const games = made.filter((file) => isGame(file) || namesOthers(file.path))
  const known = new Set(repacked.map(([, path]) => path))
  const fresh = games.filter(({ path }) => !files.has(path) && !known.has(path))
  const left = [...gone]
  const next = successorsOf(disk, left, {
    made: games,
    fresh,
    sha1Of: (path) => files.get(path)?.sha1,
    ownPath: (path) => path,
  }).flatMap(({ from, path, fits }) => (fits ? [[from, path] as const] : []))
  const ways = new Map([...renames, ...repacked, ...next])
  // sheets of games that get the names of others say what they said
  const isCrossed = [...ways.values()].some((path) => files.has(path))
  const sheets = (isCrossed ? [...wanted.values()] : made).filter(({ path }) => namesOthers(path))
  const before = sheets.flatMap(({ path }) => (files.has(path) ? [path] : []))
  const followers = followersOf(disk, [...left.filter(namesOthers), ...before], sheets, ways)
  const labelOf = (path: string) => wanted.get(path)?.label
  const theirs = theirWays(disk, state, { ways, made: sheets, labelOf })
  return new Map([...repacked, ...next, ...followers, ...theirs])
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Zips that are written over by those of other games. */
function repackedIn(
  disk: Disk,
  zips: readonly TreeFile[],
  isWrittenOver: (zip: TreeFile) => boolean,
): readonly (readonly [from: string, path: string])[] {
  const over = zips.filter((zip) => isZip(zip.path) && isWrittenOver(zip))
  if (over.length === 0) return []
  const places = new Map<string, string>()
  for (const zip of zips) notePacked(places, packedKey(zip), zip.path)
  return over.flatMap(({ path: from }) => {
    const path = packedAt(places, firstIn(disk, from))
    return path === undefined || path === from ? [] : [[from, path] as const]
  })
}

/** Where games come to that were elsewhere, and what was there comes nowhere. */
function ousted({ files }: DeviceState, wanted: Wanted, renames: Fates['renames']): readonly string[] {
  return [...renames].flatMap(([from, path]) => {
    const there = files.get(path)
    if (there === undefined || !files.has(from) || renames.has(path)) return []
    // a disc that joins others comes to their list; sheets may say the same of other tracks
    const isAnother = namesOthers(path)
      ? isList(from) === isList(path)
      : there.sha1 !== wanted.get(path)?.sha1
    return isAnother ? [path] : []
  })
}
