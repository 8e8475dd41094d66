/**
 * Saves that a run renamed whose games it did not get to: it was cut off, or they could not be written. Another game may be
 * there still, and these are not its own. The device's notes have them as paths of which nothing is claimed.
 */
import type { SaveFinder } from '../../saves/saves.ts'
import type { DevicePlan } from '../plan/plan.ts'
import type { Rename } from './companions.ts'

/** By path: where their games are to come. `finder`: of all saves. */
export function movedBefore(
  finder: SaveFinder,
  { basis }: DevicePlan,
  renames: readonly Rename[],
): ReadonlyMap<string, string> {
  const noted = new Set(
    [...(basis?.state.claims ?? [])].flatMap(([path, hashes]) => (hashes.length === 0 ? [path] : [])),
  )
  // nearly always: then nobody's saves have to be looked for
  if (noted.size === 0) return NONE
  // the notes came first: a save that has its old name was not renamed, and what has its new one is another
  const left = new Set(renames.flatMap(({ from, path }) => finder.of(from, path).map((save) => save.renamed)))
  const places = new Set(renames.flatMap(({ from, path }) => [from, path]))
  const moved = [...places].flatMap((place) => finder.on(place).map((save) => [save.path, place] as const))
  return new Map(moved.filter(([path]) => noted.has(path) && !left.has(path)))
}

const NONE: ReadonlyMap<string, string> = new Map()
