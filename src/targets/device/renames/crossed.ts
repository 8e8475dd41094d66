/**
 * Games whose names other games get: two swap theirs, or one gets that of another, which is called otherwise from now on; and
 * which are not simply renamed, as zips, which are packed anew for their names, and games that something is in the way of.
 */
import type { Disk } from '../../../disk/disk.ts'
import type { Action } from '../../plan-types.ts'
import { firstIn, gameIn, isGame, isPacked, isZip, notePacked, packedAt, packedKey } from './packed.ts'
import { namesOthers } from './followers.ts'
import { claimsAt } from '../notes/manifest.ts'
import type { DevicePlan } from '../plan/plan.ts'

export interface Crossed {
  readonly from: string
  readonly path: string
  readonly sha1: string
  /** Whether a zip is the same to the byte: then the game in it is called as before. */
  readonly isSame: boolean
  /** Something that is not curator's stays where it should be, or where it was. */
  readonly isBarred: boolean
}

export function crossedIn(disk: Disk, plan: DevicePlan): readonly Crossed[] {
  const lost = lostIn(disk, plan)
  const leaving = leavingIn(disk, plan)
  if (lost.size + leaving.size === 0) return []
  const barred = new Set(plan.actions.flatMap(({ op, path }) => (op === 'conflict' ? [path] : [])))
  return plan.actions.flatMap((action): Crossed[] => {
    if (!(action.op === 'put' || action.op === 'conflict') || !isGame(action.file)) return []
    const { path, file: game } = action
    const places = meetsAnother(action) ? [lost, leaving] : [lost]
    const same = firstOf(places, (some) => some.get(game.sha1))
    const from =
      same ?? (isPacked(game) ? firstOf(places, (some) => packedAt(some, packedKey(game))) : undefined)
    if (from === undefined || from === path) return []
    const isBarred = barred.has(path) || barred.has(from)
    return [{ from, path, sha1: gameIn(game), isSame: same !== undefined, isBarred }]
  })
}

/** Places of games that come nowhere, and whose names others get that were on the device under names of their own. */
export function namedAfresh({ basis }: DevicePlan, ways: readonly Way[]): readonly string[] {
  const leaving = new Set(ways.map(({ from }) => from))
  const places = ways.map(({ path }) => path)
  return places.filter(
    (path) => basis?.state.files.get(path)?.isOurs === true && !leaving.has(path) && !namesOthers(path),
  )
}

interface Way {
  readonly from: string
  readonly path: string
}

/**
 * What is written over by something else, or was by its user: its SHA-1, and what a zip is known by, with its path.
 */
function lostIn(disk: Disk, { actions, basis }: DevicePlan): ReadonlyMap<string, string> {
  const lost = new Map<string, string>()
  if (!basis) return lost
  for (const action of actions) {
    if (meetsAnother(action))
      for (const sha1 of claimsAt(basis.state, action.path)) lost.set(sha1, action.path)
    if (action.op !== 'move' && !(action.op === 'put' && action.reason === 'changed')) continue
    const { path, file } = action
    const sha1 = basis.state.files.get(path)?.sha1
    if (sha1 !== undefined && sha1 !== file.sha1) noteGame(lost, disk, path, sha1)
  }
  return lost
}

/** The same of what leaves its place, or waits there, because something else is where it should be. */
function leavingIn(disk: Disk, { actions, basis }: DevicePlan): ReadonlyMap<string, string> {
  const leaving = new Map<string, string>()
  if (!basis || !actions.some(meetsAnother)) return leaving
  const gone = actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : []))
  for (const path of [...gone, ...basis.waiting]) {
    const sha1 = basis.state.files.get(path)?.sha1
    if (sha1 !== undefined) noteGame(leaving, disk, path, sha1)
  }
  return leaving
}

function noteGame(places: Map<string, string>, disk: Disk, path: string, sha1: string): void {
  places.set(sha1, path)
  if (isZip(path)) notePacked(places, firstIn(disk, path), path)
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  return items.map(find).find((found) => found !== undefined)
}

/** What is where a file should be is not curator's, or not any more. */
function meetsAnother({ op, reason }: Action): boolean {
  return op === 'conflict' || reason === 'forced'
}

/** Where nothing is any more when a plan is done, or something else is. */
export function lostPaths({ actions, basis }: DevicePlan): readonly string[] {
  const isLost = (action: Action): boolean => {
    if (action.op === 'move') return basis?.state.files.has(action.path) === true
    return action.op === 'delete' || (action.op === 'put' && action.reason === 'changed')
  }
  return actions.flatMap((action) => (isLost(action) ? [action.path] : []))
}
