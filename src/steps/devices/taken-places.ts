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
import { namedAt } from '../../targets/lists/named-files.ts'
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
  const ground = groundOf(disk, plan, basis)
  const { fromOf, places } = ground
  const keyOf = ({ path, label }: TreeFile): string => `${places.now(path)}\0${withoutDisc(label)}`
  const stays = new Set(staying)
  // what waits stays where it is, and others may come there
  for (;;) {
    const games = new Set(
      taking.filter((one) => mayBeOfAnother(one, ground, stays)).map(({ file }) => keyOf(file)),
    )
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

/** What a plan says of places, whoever waits. */
interface Ground {
  readonly disk: Disk
  readonly places: Places
  /** Paths of files that go elsewhere. */
  readonly leaving: ReadonlySet<string>
  /** Paths of files that nobody wants any more. */
  readonly unwanted: ReadonlySet<string>
  /** Where what a change brings is now, if it is on the device. */
  fromOf(change: Change): string | undefined
}

function groundOf(disk: Disk, plan: DevicePlan, basis: PlanBasis): Ground {
  const { actions } = plan
  const crossed = crossedIn(disk, plan)
  const before = new Map(crossed.map(({ from, path }) => [path, from]))
  return {
    disk,
    places: placesIn(disk, basis),
    leaving: new Set([...crossed, ...actions.filter(isMove)].map(({ from }) => from)),
    unwanted: new Set(actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : []))),
    fromOf: (change) => (change.op === 'move' ? change.from : before.get(change.path)),
  }
}

/** Whether what is at its place may be of another game, which stays. */
function mayBeOfAnother(change: Change, ground: Ground, stays: ReadonlySet<string>): boolean {
  const { disk, places, leaving, unwanted, fromOf } = ground
  const { path } = change
  if (stays.has(path)) return true
  if (leaving.has(path) || isPackedAnew(disk, change)) return false
  if (fromOf(change) !== undefined) return true
  if (!namesOthers(path)) return !places.isRemade(path)
  return namedAt(disk, path).some((one) => stays.has(one) || unwanted.has(one))
}

function isChange(action: Action): action is Change {
  return action.op === 'put' || action.op === 'move'
}

function isMove(action: Action): action is MoveAction {
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

interface Places {
  /** The part that a path is in now; '' of none. */
  now(path: string): string
  /** Whether what is there is the same thing with another content. */
  isRemade(path: string): boolean
}

/**
 * In which parts of the device paths are. A set that has another content in the same part is the same set, for its name is what
 * it is; and so is a picture. Of a game that may be another dump, or another game.
 */
function placesIn(disk: Disk, { state, sections }: PlanBasis): Places {
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
