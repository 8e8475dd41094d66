/**
 * Games that would take the places of others, while nobody knows whether those are gone: they wait. What is at a place may
 * have come from a DAT that cannot be read now, and the newcomer would find its saves, and what is recorded of it.
 */
import type { Disk } from '../../disk/disk.ts'
import { openSection } from '../../targets/device/notes/manifest.ts'
import { readNotes } from '../../targets/device/notes/section-files.ts'
import type { DevicePlan, PlanBasis } from '../../targets/device/plan/plan.ts'
import { crossedIn } from '../../targets/device/renames/crossed.ts'
import { namesOthers } from '../../targets/device/renames/followers.ts'
import { firstIn, isGame, isPacked, isZip, packedKey } from '../../targets/device/renames/packed.ts'
import { withoutDisc } from '../../targets/discs.ts'
import { namedAt } from '../../targets/named-files.ts'
import type { Action, MoveAction, PutAction } from '../../targets/plan-types.ts'
import type { TreeFile } from '../../targets/tree.ts'

type Change = PutAction | MoveAction

/** By path of a file that waits: where it is now, if it is on the device. `staying`: paths of what is known to stay. */
export function newcomersIn(
  disk: Disk,
  plan: DevicePlan,
  staying: ReadonlySet<string>,
): ReadonlyMap<string, string | undefined> {
  const { actions, basis } = plan
  const changes = actions.filter(isChange)
  const taking = basis === undefined ? [] : changes.filter((one) => takesPlace(one, basis))
  if (basis === undefined || taking.length === 0) return new Map()
  const crossed = crossedIn(disk, plan)
  const leaving = new Set([...crossed, ...changes.filter(isMove)].map(({ from }) => from))
  const before = new Map(crossed.map(({ from, path }) => [path, from]))
  const places = placesIn(disk, basis)
  const unwanted = new Set(actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : [])))
  const fromOf = (one: Change): string | undefined => (one.op === 'move' ? one.from : before.get(one.path))
  const keyOf = ({ path, label }: TreeFile): string => `${places.now(path)}\0${withoutDisc(label)}`
  const stays = new Set(staying)
  const mayBeAnother = (one: Change): boolean => {
    if (stays.has(one.path)) return true
    if (leaving.has(one.path) || isPackedAnew(disk, one)) return false
    if (fromOf(one) !== undefined) return true
    if (!namesOthers(one.path)) return !places.isRemade(one.path)
    return namedAt(disk, one.path).some((path) => stays.has(path) || unwanted.has(path))
  }
  // what waits stays where it is, and others may come there
  for (;;) {
    const games = new Set(taking.filter(mayBeAnother).map(({ file }) => keyOf(file)))
    // no game is left with some of its files here and some there
    const waiting = games.size === 0 ? [] : changes.filter(({ file }) => games.has(keyOf(file)))
    const known = stays.size
    for (const one of waiting) {
      const from = fromOf(one)
      if (from !== undefined) stays.add(from)
    }
    if (stays.size === known) return new Map(waiting.map((one) => [one.path, fromOf(one)] as const))
  }
}

function isChange(action: Action): action is Change {
  return action.op === 'put' || action.op === 'move'
}

function isMove(action: Change): action is MoveAction {
  return action.op === 'move'
}

/** What curator left there has other bytes. Lists of games are not of one game. */
function takesPlace({ path, file, op, reason }: Change, { state }: PlanBasis): boolean {
  const there = state.files.get(path)
  if (there?.isOurs !== true || there.sha1 === file.sha1) return false
  const isOfGame = isGame(file) || 'picture' in file.origin || (namesOthers(path) && !file.merge)
  return isOfGame && (op === 'move' || reason === 'changed')
}

/** The same game, in a zip that is otherwise now. */
function isPackedAnew(disk: Disk, { path, file }: Change): boolean {
  return isPacked(file) && isZip(path) && firstIn(disk, path) === packedKey(file)
}

/**
 * In which parts of the device paths are. A set that has another content in the same part is the same set, for its name is what
 * it is; and so is a picture. Of a game that may be another dump, or another game.
 */
function placesIn(
  disk: Disk,
  { state, sections }: PlanBasis,
): { now(path: string): string; isRemade(path: string): boolean } {
  const after = new Map(
    sections.flatMap((one) => ('paths' in one ? one.paths.map((path) => [path, one.id] as const) : [])),
  )
  const before = new Map(
    state.sections.flatMap((one) =>
      [...(openSection(one, (file) => readNotes(disk, file)) ?? [])].map(([path]) => [path, one.id] as const),
    ),
  )
  return {
    now: (path) => after.get(path) ?? '',
    isRemade(path) {
      const id = after.get(path)
      return id === before.get(path) && id?.startsWith('part/') !== true
    },
  }
}
