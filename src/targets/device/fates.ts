/**
 * What becomes of outputs that are not wanted any more where they are: of those with the same bytes in order of path; of zips
 * that are packed anew, of revisions, sheets, lists and other forms of a game whatever takes their place.
 */
import type { Disk } from '../../disk/disk.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { TreeFile } from '../tree.ts'
import { followersOf, namesOthers } from './followers.ts'
import { claimsAt } from './manifest.ts'
import { isGame } from './packed.ts'
import { successorsOf } from './replaced.ts'
import type { DeviceState } from './state.ts'

export interface Fates {
  /** Path that was → path now. */
  readonly renames: ReadonlyMap<string, string>
  readonly gone: ReadonlySet<string>
}

export function fatesIn(disk: Disk, state: DeviceState, tree: readonly TreeFile[]): Fates {
  const { files, claims } = state
  const wanted = new Map(tree.map(({ path, sha1 }) => [path, sha1]))
  const fresh = new Map<string, string[]>()
  for (const [path, sha1] of wanted) {
    if (!files.has(path)) addTo(fresh, sha1, path)
  }
  const renames = new Map<string, string>()
  const gone = new Set<string>()
  /** Where bytes are from now on. */
  const places = new Map<string, string>()
  const isLeft = (path: string): boolean => !wanted.has(path)
  for (const path of [...files.keys()].filter(isLeft).sort(byCodeUnit)) {
    const { sha1 = '', isOurs = false } = files.get(path) ?? {}
    const now = fresh.get(sha1)?.shift()
    if (now !== undefined) {
      renames.set(path, now)
      if (!places.has(sha1)) places.set(sha1, now)
    } else if (isOurs) {
      gone.add(path)
    }
  }

  // of what was taken over only the claims are known, and of a run that never ended: its names may be in lists already
  const others = [...claims.keys()].filter((path) => isLeft(path) && !files.has(path)).sort(byCodeUnit)
  if (others.some((path) => state.isSuspect(path)))
    for (const [path, sha1] of wanted) if (!places.has(sha1)) places.set(sha1, path)
  for (const path of others) {
    const held = claimsAt(state, path)
    const free = held.map((sha1) => fresh.get(sha1)).find((paths) => paths?.length)
    const now = free?.shift() ?? held.map((sha1) => places.get(sha1)).find((place) => place !== undefined)
    if (now === undefined) gone.add(path)
    else renames.set(path, now)
  }
  for (const [path, now] of otherwise(disk, state, tree, { renames, gone })) {
    renames.set(path, now)
    gone.delete(path)
  }
  return { renames, gone }
}

/** Of what has other bytes now. */
function otherwise(
  disk: Disk,
  { files }: DeviceState,
  tree: readonly TreeFile[],
  { renames, gone }: Fates,
): ReadonlyMap<string, string> {
  if (gone.size + renames.size === 0) return NONE
  const taken = new Set(renames.values())
  const made = tree.filter(({ path, sha1 }) => !taken.has(path) && files.get(path)?.sha1 !== sha1)
  const games = made.filter((file) => isGame(file) || namesOthers(file.path))
  const fresh = games.filter(({ path }) => !files.has(path))
  const left = [...gone]
  const next = successorsOf(disk, left, games, fresh).flatMap(({ from, path, fits }) =>
    fits ? [[from, path] as const] : [],
  )
  const followers = followersOf(
    disk,
    [...left, ...made.map(({ path }) => path).filter((path) => files.has(path))].filter(namesOthers),
    made.filter(({ path }) => namesOthers(path)),
    new Map([...renames, ...next]),
  )
  return new Map([...next, ...followers])
}

const NONE: ReadonlyMap<string, string> = new Map()
