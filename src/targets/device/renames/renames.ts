/** What becomes of saves when a plan renames games: the games stay, the saves go with them, or it is only told. */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf } from '../../../disk/path.ts'
import { errno, problem, type Problem } from '../../../errors.ts'
import { groupBy } from '../../../groups.ts'
import { count, plural } from '../../../wording.ts'
import type { Action, SaveAction } from '../../plan-types.ts'
import type { Device, SaveWish } from '../../preset.ts'
import { staysThere, type KeptName } from '../../names/kept-name.ts'
import { withoutDisc } from '../../discs.ts'
import { sharedWith } from '../../saves/sharers.ts'
import { savesByMember, type Save, type SaveFinder } from '../../saves/saves.ts'
import type { TreeFile } from '../../tree.ts'
import { withTheirSaves } from './ousted.ts'
import { withCompanions, type Found, type Rename } from './companions.ts'
import { crossedIn, namedAfresh, type Crossed } from './crossed.ts'
import { inForm } from './forms.ts'
import { discsOf, isList, namesOthers } from './followers.ts'
import { followersIn, theirsIn } from './following.ts'
import { goingOf } from './going-saves.ts'
import { movedBefore } from './moved-saves.ts'
import { isGame } from './packed.ts'
import { playersSaves, without } from './players-saves.ts'
import { unreadablePlan, type DevicePlan } from '../plan/plan.ts'
import { replacedIn, type Replaced } from './replaced.ts'
import { readState } from '../notes/state.ts'

export interface Renames {
  /** Games that should keep their names: then the plan has to be made again. */
  readonly kept: readonly KeptName[]
  /** The plan with what happens to saves. */
  readonly plan: DevicePlan
}

/** What is known of names before a plan is looked at. */
export interface NamesBefore {
  /** Names that games keep. */
  readonly names: readonly KeptName[]
  /** Those (`kept`) that games were to keep, and cannot, because others have them now. */
  readonly lost: ReadonlySet<string>
}

const NO_NAMES: NamesBefore = { names: [], lost: new Set() }

/** Looks at the device's folders of saves only if the plan renames something. */
export function withSaves(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  wish: SaveWish,
  before: NamesBefore = NO_NAMES,
): Renames {
  try {
    return findSaves(disk, plan, device, wish, before)
  } catch (error) {
    return { kept: [], plan: unreadablePlan(disk, plan.target, error) }
  }
}

/**
 * Of names that games keep, those that saves still ask for, with the saves of today. A save that was moved away, or the
 * one that had the name of another, is no reason any more.
 */
export function stillKept(
  disk: Disk,
  device: Device,
  wish: SaveWish,
  names: readonly KeptName[],
): readonly KeptName[] {
  try {
    const renames = names
      .filter((name) => !staysThere(name))
      .map(({ path, kept, sha1 }): Rename => ({ from: kept, path, sha1, kept }))
    const finder = playersSaves(disk, device, readState(disk))
    const staying = stayingOf({ disk, device, finder }, foundOf(finder, renames), wish)
    return [
      ...withCompanions(disk, staying, renames, () => ''),
      ...withTheirSaves(finder, names.filter(staysThere)),
    ]
  } catch (error) {
    if (errno(error) === undefined) throw error
    return names
  }
}

const NOTHING = { files: new Map<string, never>() }

/** Where saves are looked for. */
interface Place {
  readonly disk: Disk
  readonly device: Device
  readonly finder: SaveFinder
}

function findSaves(
  disk: Disk,
  before: DevicePlan,
  device: Device,
  wish: SaveWish,
  { names, lost }: NamesBefore,
): Renames {
  if (device.saves === undefined) return { kept: [], plan: before }
  const crossed = crossedIn(disk, before)
  const replaced = replacedIn(disk, before, { crossed, names })
  const renames = renamesIn(disk, before, device, { crossed, replaced })
  const others = replaced
    .filter(({ fits }) => !fits)
    .map((one): Rename => ({ ...one, kept: one.from, isOther: true }))
  if (renames.length + others.length === 0) return { kept: [], plan: before }
  const everySave = playersSaves(disk, device, before.basis?.state ?? NOTHING)
  const moved = movedBefore(everySave, before, renames)
  const finder = without(everySave, (path) => moved.has(path))
  const plan = before.basis ? { ...before, basis: { ...before.basis, moved } } : before
  const place: Place = { disk, device, finder }
  const theirs = foundOf(finder, theirsIn(disk, before, renames))
  const byTheirs = new Set(theirs.flatMap(({ saves }) => saves.map(({ path }) => path)))
  const found = foundOf(finder, renames).filter(({ saves }) => !saves.some(({ path }) => byTheirs.has(path)))
  const arriving = renames.filter(({ isBarred }) => isBarred !== true)
  const parting = [...foundOf(finder, others), ...oustedBy(place, plan, arriving)]
  if (wish === 'warn') return { kept: [], plan: told(plan, [...parting, ...found, ...theirs]) }
  const isWhole = wholeGames(disk, plan.actions, renames)
  const staying = stayingOf(place, found, wish).filter(
    (one) => isWhole(one) && !lost.has(one.kept) && finder.of(one.from, one.kept).length === 0,
  )
  if (staying.length > 0)
    return { kept: withCompanions(disk, staying, renames.filter(isWhole), gamesIn(plan.actions)), plan }
  // those that cannot keep their names take their saves along, whatever is wanted: else these were another game's
  const all = [...found, ...theirs]
  const blocked = stayingOf(place, all, 'rename')
  const stuck = new Set(blocked.map(({ from }) => from))
  const going = goingOf(all, blockedIn(place, all)).filter(({ from }) => !stuck.has(from))
  const actions = going.flatMap((one) => one.saves.map((save) => saveAction(save, one)))
  const unique = [...new Map(actions.map((action) => [action.from, action])).values()]
  const rest = told(plan, [...parting, ...blocked])
  return { kept: [], plan: { ...rest, actions: [...unique, ...plan.actions] } }
}

function told(plan: DevicePlan, parting: readonly Found[]): DevicePlan {
  return parting.length === 0 ? plan : { ...plan, problems: [...plan.problems, parted(plan, parting)] }
}

/** Those with saves. */
function foundOf(finder: SaveFinder, renames: readonly Rename[]): readonly Found[] {
  return renames
    .map((rename) => ({ ...rename, saves: finder.of(rename.from, rename.path) }))
    .filter(({ saves }) => saves.length > 0)
}

/** Games that go, with the saves that others find by the names which they get, in whatever form and folder. */
function oustedBy({ device, finder }: Place, plan: DevicePlan, renames: readonly Rename[]): readonly Found[] {
  const leaving = new Set(renames.map(({ from }) => from))
  const deleted = plan.actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : []))
  const gone = [...deleted, ...namedAfresh(plan, renames)]
    .filter((path) => !leaving.has(path) && isNamedByFile(device, path))
    .map((path) => ({ path, saves: finder.on(path) }))
    .filter(({ saves }) => saves.length > 0)
  if (gone.length === 0) return []
  const by = new Map(
    renames.flatMap((one) => finder.on(one.path).map((save) => [save.path, one.from] as const)),
  )
  return gone.flatMap(({ path: from, saves }): Found[] => {
    const path = saves.map((save) => by.get(save.path)).find((one) => one !== undefined)
    return path === undefined ? [] : [{ from, path, sha1: '', kept: from, isOther: true, saves }]
  })
}

/** Whether saves are called like the file. Of a zip that may be what is in it, whatever its own name is. */
function isNamedByFile(device: Device, path: string): boolean {
  return !(path.endsWith('.zip') && savesByMember(device))
}

/** Games that keep their names: all, or those with a save that cannot be renamed; then only such saves are named. */
function stayingOf(place: Place, found: readonly Found[], wish: SaveWish): readonly Found[] {
  if (wish !== 'rename') return found
  const isBlocked = blockedIn(place, found)
  const going = new Set(goingOf(found, isBlocked))
  return found
    .filter((one) => !going.has(one))
    .map((one) => ({ ...one, saves: one.saves.filter((save) => save.isTaken || isBlocked(save, one)) }))
}

/** Saves that stay, even if those that have their new names go. */
function blockedIn(
  { disk, device, finder }: Place,
  found: readonly Found[],
): (save: Save, one: Found) => boolean {
  // one name for two saves, or two for one: then none is touched
  const saves = found.flatMap((one) => one.saves)
  const alike = groupBy(saves, ({ renamed }) => renamed.toLowerCase())
  const same = groupBy(saves, ({ path }) => path)
  const isShared = sharedWith(disk, device, finder, found)
  return (save, one) =>
    one.isBarred === true ||
    alike.get(save.renamed.toLowerCase())?.some(({ path }) => path !== save.path) === true ||
    same.get(save.path)?.some(({ renamed }) => renamed !== save.renamed) === true ||
    isShared(save, one)
}

/** Files that are renamed, that get the name of another, or make way for a new revision; and what names them. */
export function renamesIn(
  disk: Disk,
  plan: DevicePlan,
  device: Device,
  { crossed, replaced }: { readonly crossed: readonly Crossed[]; readonly replaced: readonly Replaced[] },
): readonly Rename[] {
  const isNamed = ({ path }: Pick<Rename, 'path'>): boolean => isNamedByFile(device, path)
  const moves = plan.actions.flatMap((action): Rename[] =>
    action.op === 'move' && (isGame(action.file) || namesOthers(action.path))
      ? [{ from: action.from, path: action.path, sha1: contentOf(action.file), kept: action.from }]
      : [],
  )
  const made = [
    ...crossed.filter((one) => !one.isSame || isNamed(one)),
    ...replaced.filter(({ fits }) => fits),
  ].map((one): Rename => ({ ...one, kept: inForm(one.from, one.path) }))
  const renames = [...made, ...moves.filter(isNamed)]
  return [...followersIn(disk, plan, renames), ...renames]
}

/** Sheets and lists that have the same text under another name are known by what they name, as all others. */
function contentOf(file: TreeFile): string {
  return isGame(file) ? file.sha1 : ''
}

/**
 * Whether a game can keep its name: of one with a sheet, and of discs in one folder, it must be known of each file what it was
 * called.
 */
function wholeGames(
  disk: Disk,
  actions: readonly Action[],
  renames: readonly Rename[],
): (rename: Rename) => boolean {
  const known = new Set(renames.map(({ path }) => path))
  const written = actions.flatMap((action) => ('file' in action && isGame(action.file) ? [action.file] : []))
  const games = groupBy(written, gameKey)
  const byPath = new Map(written.map((file) => [file.path, file]))
  const lists = new Map(
    actions.flatMap((action) =>
      action.op === 'put' && isList(action.path) ? [[action.path, action.file] as const] : [],
    ),
  )
  return ({ from, path, kept }) => {
    // the one disc that is left of a list
    if (isList(kept) !== isList(path)) return false
    const list = folderOf(kept) === folderOf(path) ? undefined : lists.get(path)
    if (list) return discsOf(disk, list).every((disc) => known.has(disc))
    const file = byPath.get(path)
    const files = (file && games.get(gameKey(file))) ?? []
    const areJoined = files.some((one) => namesOthers(one.path) || one.label !== file?.label)
    return areJoined ? kept === from && files.every((one) => known.has(one.path)) : true
  }
}

/** What a game is called, by the path of any of its files. Discs may be told apart by more than their numbers. */
function gamesIn(actions: readonly Action[]): (path: string) => string {
  const labels = new Map(
    actions.flatMap((action) => ('file' in action ? [[action.path, action.file.label] as const] : [])),
  )
  return (path) => (labels.get(path) ?? '').replace(/(?<=\S) \(.*$/, '')
}

function gameKey({ path, label }: TreeFile): string {
  return `${folderOf(path)}\0${withoutDisc(label)}`
}

function saveAction({ path: from, renamed, bytes }: Save, { from: was, path: game }: Rename): SaveAction {
  return { op: 'save', path: renamed, from, bytes, reason: 'goes with its game', was, game }
}

function parted({ target }: DevicePlan, found: readonly Found[]): Problem {
  const [first] = found
  // files of one game have its saves in common
  const saves = new Set(found.flatMap((one) => one.saves.map(({ path }) => path))).size
  const hang =
    saves === 1
      ? '1 save hangs on a name that a game loses now'
      : `${count(saves)} saves hang on names that games lose now`
  const becomes = first?.isOther === true ? 'which makes way for' : 'which becomes'
  const example = `${first?.saves[0]?.path ?? ''} is of ${first?.from ?? ''}, ${becomes} ${first?.path ?? ''}`
  const more = saves === 1 ? '' : `, and ${plural(saves - 1, 'other')}`
  return problem('saves-parted', `${target}: ${hang}: ${example}${more}.`)
}
