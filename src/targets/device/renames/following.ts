/** Sheets of tracks and lists of discs, as games of a plan that are renamed: saves are called like them. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../../disk/path.ts'
import { splitName } from '../../names/names.ts'
import type { Action } from '../../plan-types.ts'
import type { TreeFile } from '../../tree.ts'
import type { DevicePlan } from '../plan/plan.ts'
import type { Rename } from './companions.ts'
import { lostPaths } from './crossed.ts'
import { followersOf, isList, namesOthers } from './followers.ts'
import { theirWays } from './their-sheets.ts'

/** Also those that are written over, or are right as they are for another game. */
export function followersIn(disk: Disk, plan: DevicePlan, renames: readonly Rename[]): readonly Rename[] {
  if (renames.length === 0) return []
  const { actions, basis } = plan
  const right = [...(basis?.keep.keys() ?? [])].filter(namesOthers)
  const gone = [...lostPaths(plan).filter(namesOthers), ...right]
  const made = [...madeIn(actions), ...right.map((path) => ({ path }))]
  const ways = new Map(renames.map(({ from, path }) => [from, path]))
  return [...followersOf(disk, gone, made, ways)].map(([from, path]) => ({
    from,
    path,
    sha1: '',
    kept: isList(path) ? asList(from, path) : from,
  }))
}

/** Those that somebody else wrote. They cannot keep their names for the game: what stands there stays. */
export function theirsIn(
  disk: Disk,
  { actions, basis }: DevicePlan,
  renames: readonly Rename[],
): readonly Rename[] {
  if (basis === undefined) return []
  const ways = new Map(renames.map(({ from, path }) => [from, path]))
  const labels = new Map(
    actions.flatMap((one) => ('file' in one ? [[one.path, one.file.label] as const] : [])),
  )
  const made = madeIn(actions)
  const theirs = theirWays(disk, basis.state, { ways, made, labelOf: (path) => labels.get(path) })
  return [...theirs].map(([from, path]) => ({ from, path, sha1: '', kept: from }))
}

function madeIn(actions: readonly Action[]): readonly TreeFile[] {
  return actions.flatMap((action) =>
    (action.op === 'put' || action.op === 'conflict') && namesOthers(action.path) ? [action.file] : [],
  )
}

/** What a list is called like a disc that was alone, and has saves. */
function asList(disc: string, list: string): string {
  return isList(disc) ? disc : join(folderOf(list), `${splitName(nameOf(disc)).stem}.m3u`)
}
