/**
 * Games whose names other games get: two swap theirs, or one gets that of another, which is called otherwise from now on.
 * Nothing can be renamed to a name in use, so they are written anew.
 */
import type { Disk } from '../../../disk/disk.ts'
import type { Action } from '../../plan-types.ts'
import { firstIn, gameIn, isGame, isPacked, isZip, packedKey } from './packed.ts'
import { namesOthers } from './followers.ts'
import type { DevicePlan } from '../plan/plan.ts'

export interface Crossed {
  readonly from: string
  readonly path: string
  readonly sha1: string
  /** Whether a zip is the same to the byte: then the game in it is called as before. */
  readonly isSame: boolean
}

export function crossedIn(disk: Disk, plan: DevicePlan): readonly Crossed[] {
  const lost = lostIn(disk, plan)
  if (lost.size === 0) return []
  const games = plan.actions.flatMap((action) =>
    action.op === 'put' && isGame(action.file) ? [action.file] : [],
  )
  return games.flatMap((game): Crossed[] => {
    const { path, sha1 } = game
    const same = lost.get(sha1)
    const from = same ?? (isPacked(game) ? lost.get(packedKey(game)) : undefined)
    if (from === undefined || from === path) return []
    return [{ from, path, sha1: gameIn(game), isSame: same !== undefined }]
  })
}

/**
 * Games that come nowhere, and whose names others get that were on the device under names of their own: they make way for
 * those, and what they saved is found by them.
 */
export function namedAfresh({ basis }: DevicePlan, ways: readonly Way[]): readonly Way[] {
  const leaving = new Set(ways.map(({ from }) => from))
  return ways.flatMap(({ from, path }) => {
    const there = basis?.state.files.get(path)
    const isLost = there?.isOurs === true && !leaving.has(path) && !namesOthers(path)
    return isLost ? [{ from: path, path: from }] : []
  })
}

interface Way {
  readonly from: string
  readonly path: string
}

/** What is written over by something else: its SHA-1, and what a zip is known by, with its path. */
function lostIn(disk: Disk, { actions, basis }: DevicePlan): ReadonlyMap<string, string> {
  const lost = new Map<string, string>()
  for (const action of actions) {
    if (action.op !== 'move' && !(action.op === 'put' && action.reason === 'changed')) continue
    const { path, file } = action
    const sha1 = basis?.state.files.get(path)?.sha1
    if (sha1 === undefined || sha1 === file.sha1) continue
    lost.set(sha1, path)
    if (isZip(path)) lost.set(firstIn(disk, path), path)
  }
  return lost
}

/** Where nothing is any more when a plan is done, or something else is. */
export function lostPaths(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) =>
    action.op === 'delete' || (action.op === 'put' && action.reason === 'changed') ? [action.path] : [],
  )
}
