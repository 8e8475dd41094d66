/** What stays with a game that keeps its name on a device: its tracks and discs, and whoever would get that name. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
import { addTo } from '../../../groups.ts'
import { byCodeUnit } from '../../../order.ts'
import type { KeptName } from '../../names/kept-name.ts'
import type { Save } from '../../saves/saves.ts'
import { discsOf, isList } from './followers.ts'

export interface Rename {
  readonly from: string
  readonly path: string
  readonly sha1: string
  /** Where it is when it keeps its name: in another form with the extension of that. */
  readonly kept: string
  /** Another release of the game is there now, of which nobody knows whether the saves are for it as well. */
  readonly isOther?: boolean
  /** Something that is not curator's stays where it should be, or where it was. */
  readonly isBarred?: boolean
}

export interface Found extends Rename {
  readonly saves: readonly Save[]
}

/**
 * These games with what of them is in one folder and would leave it, with the discs of a list that stays in its folder, and with
 * games that would get the name of one that stays. `gameOf`: of a path; '' where nobody knows.
 */
export function withCompanions(
  disk: Disk,
  staying: readonly Found[],
  renames: readonly Rename[],
  gameOf: (path: string) => string,
): readonly KeptName[] {
  const ways = waysOf(disk, staying, renames)
  const all = new Map(staying.map((found) => [found.path, found]))
  const isOne = (a: string, b: string): boolean => a === b || a === '' || b === ''
  for (const rename of renames) {
    const found = isWholeFolder(rename) ? ways.get(wayOf(rename)) : undefined
    const mate = found?.find(({ path }) => isOne(gameOf(path), gameOf(rename.path)))
    if (mate && !all.has(rename.path)) all.set(rename.path, { ...rename, saves: mate.saves })
  }
  const byPath = new Map(renames.map((rename) => [rename.path, rename]))
  // those that are added while it goes on are looked at as well
  for (const { kept, saves } of all.values()) {
    const next = byPath.get(kept)
    if (next && !all.has(next.path)) all.set(next.path, { ...next, saves })
  }
  return [...all.values()]
    .map(({ path, kept, sha1, saves }) => ({ path, kept, sha1, saves: saves.map((save) => save.path) }))
    .sort((a, b) => byCodeUnit(a.path, b.path))
}

/** The ways that games go which should not, and discs of lists. */
function waysOf(
  disk: Disk,
  staying: readonly Found[],
  renames: readonly Rename[],
): ReadonlyMap<string, readonly Found[]> {
  const ways = new Map<string, Found[]>()
  const placeOf = new Map(renames.map(({ from, path }) => [from, path]))
  for (const found of staying) {
    addTo(ways, wayOf(found), found)
    const { kept: list, path } = found
    if (!isList(list) || folderOf(list) === folderOf(path)) continue
    const discs = discsOf(disk, { path: list })
    const folders = new Set(discs.map((disc) => wayOf({ from: disc, path: placeOf.get(disc) ?? disc })))
    for (const way of folders) addTo(ways, way, found)
  }
  return ways
}

/** From folder to folder. */
function wayOf({ from, path }: Pick<Rename, 'from' | 'path'>): string {
  return `${folderOf(from)}\0${folderOf(path)}`
}

function isWholeFolder({ from, path }: Rename): boolean {
  return folderOf(from) !== folderOf(path)
}
