/** What becomes of outputs that are not wanted any more where they are: of those with the same bytes in order of path. */
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { TreeFile } from '../tree.ts'
import { claimsAt } from './manifest.ts'
import type { DeviceState } from './state.ts'

export interface Fates {
  /** Path that was → path now. */
  readonly renames: ReadonlyMap<string, string>
  readonly gone: ReadonlySet<string>
}

export function fatesIn(state: DeviceState, tree: readonly TreeFile[]): Fates {
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
  return { renames, gone }
}
