/** What becomes of saves when a plan renames games: the games stay, the saves go with them, or it is only told. */
import type { Disk } from '../../disk/disk.ts'
import { folderOf } from '../../disk/path.ts'
import { errno, problem, type Problem } from '../../errors.ts'
import { extensionOf } from '../../file-name.ts'
import { groupBy } from '../../groups.ts'
import { canRename } from '../../inventory/discs/rename-tracks.ts'
import { sheetKindOf } from '../../inventory/discs/sheet.ts'
import { byCodeUnit } from '../../order.ts'
import { count, plural } from '../../wording.ts'
import type { Action, DeleteAction, MoveAction, PutAction, SaveAction } from '../plan-types.ts'
import type { Device, SaveWish } from '../preset.ts'
import type { KeptName } from '../kept-name.ts'
import { sharedWith } from '../save-sharers.ts'
import { saveFinder, savesByMember, type Save } from '../saves.ts'
import { crossedIn } from './crossed.ts'
import { isGame } from './packed.ts'
import { unreadablePlan, type DevicePlan } from './plan.ts'
import { replacedIn, type Replaced } from './replaced.ts'

export interface Renames {
  /** Games that should keep their names: then the plan has to be made again. */
  readonly kept: readonly KeptName[]
  /** The plan with what happens to saves. */
  readonly plan: DevicePlan
}

/** Looks at the device's folders of saves only if the plan renames something. */
export function withSaves(disk: Disk, plan: DevicePlan, device: Device, wish: SaveWish): Renames {
  try {
    return findSaves(disk, plan, device, wish)
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
    const renames = names.map(({ path, kept, sha1 }): Rename => ({ from: kept, path, sha1 }))
    return withCompanions(stayingOf(disk, device, foundOf(disk, device, renames), wish), renames)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return names
  }
}

function findSaves(disk: Disk, plan: DevicePlan, device: Device, wish: SaveWish): Renames {
  if (device.saves === undefined) return { kept: [], plan }
  const replaced = replacedIn(disk, plan.actions)
  const goesOn = ({ fits, isFree }: Replaced): boolean => fits && (isFree || wish !== 'keep-name')
  // a zip with the same bytes holds a game of the same name, whatever its own is
  const isNamed = ({ path }: Rename): boolean => !(path.endsWith('.zip') && savesByMember(device))
  const crossed = crossedIn(disk, plan).filter((one) => !one.isSame || isNamed(one))
  const renames = [
    ...crossed.filter(({ isFree }) => isFree),
    ...renamesOf(disk, plan.actions, replaced.filter(goesOn), isNamed),
  ]
  const parting: readonly Rename[] = [
    ...crossed.filter(({ isFree }) => !isFree),
    ...replaced.filter((one) => !goesOn(one)).map((one): Rename => ({ ...one, isOther: !one.fits })),
  ]
  if (renames.length + parting.length === 0) return { kept: [], plan }
  const found = foundOf(disk, device, renames)
  const left = [...foundOf(disk, device, parting), ...(wish === 'warn' ? found : [])]
  const problems = left.length === 0 ? plan.problems : [...plan.problems, parted(plan, left)]
  if (wish === 'warn') return { kept: [], plan: { ...plan, problems } }
  const staying = stayingOf(disk, device, found, wish)
  if (staying.length > 0) return { kept: withCompanions(staying, renames), plan }
  const actions = found.flatMap((one) => one.saves.map((save) => saveAction(save, one)))
  const unique = [...new Map(actions.map((action) => [action.from, action])).values()]
  return { kept: [], plan: { ...plan, problems, actions: [...unique, ...plan.actions] } }
}

/** Those with saves. */
function foundOf(disk: Disk, device: Device, renames: readonly Rename[]): readonly Found[] {
  const finder = saveFinder(disk, device)
  return renames
    .map((rename) => ({ ...rename, saves: finder.of(rename.from, rename.path) }))
    .filter(({ saves }) => saves.length > 0)
}

/** Games that keep their names: all, or those with a save that cannot be renamed; then only such saves are named. */
function stayingOf(disk: Disk, device: Device, found: readonly Found[], wish: SaveWish): readonly Found[] {
  if (wish !== 'rename') return found
  // one name for two saves, or two for one: then none is touched
  const saves = found.flatMap((one) => one.saves)
  const alike = groupBy(saves, ({ renamed }) => renamed.toLowerCase())
  const same = groupBy(saves, ({ path }) => path)
  const isShared = sharedWith(disk, device, saveFinder(disk, device), found)
  const isBlocked = (save: Save, one: Found): boolean =>
    save.isTaken ||
    alike.get(save.renamed.toLowerCase())?.some(({ path }) => path !== save.path) === true ||
    same.get(save.path)?.some(({ renamed }) => renamed !== save.renamed) === true ||
    isShared(save, one)
  return found
    .map((one) => ({ ...one, saves: one.saves.filter((save) => isBlocked(save, one)) }))
    .filter((one) => one.saves.length > 0)
}

interface Rename {
  readonly from: string
  readonly path: string
  readonly sha1: string
  /** Another release of the game is there now, of which nobody knows whether the saves are for it as well. */
  readonly isOther?: boolean
}

interface Found extends Rename {
  readonly saves: readonly Save[]
}

/**
 * Files that are renamed, or make way for a new revision; and lists of discs, and sheets of tracks, that follow what they
 * name: their text is then another one.
 */
function renamesOf(
  disk: Disk,
  actions: readonly Action[],
  revised: readonly Replaced[],
  isNamed: (rename: Rename) => boolean,
): readonly Rename[] {
  const moves = actions.filter((action): action is MoveAction => action.op === 'move')
  if (moves.length + revised.length === 0) return []
  const renames = [
    ...moves
      .filter(({ file }) => isGame(file))
      .map(({ from, path, file }) => ({ from, path, sha1: file.sha1 }))
      .filter(isNamed),
    ...revised.map(({ from, path, sha1 }) => ({ from, path, sha1 })),
  ]
  const newPlace = new Map(renames.map(({ from, path }) => [from, path]))
  const gone = actions.filter(
    (action): action is DeleteAction => action.op === 'delete' && isList(action.path),
  )
  const made = new Map(
    actions
      .filter((action): action is PutAction => action.op === 'put' && isList(action.path))
      .flatMap(({ path, file: { origin } }) =>
        'text' in origin ? [[discsIn(path, origin.text).join('\0'), path] as const] : [],
      ),
  )
  const lists = gone.flatMap(({ path }): Rename[] => {
    const discs = discsIn(path, Buffer.from(disk.read(path, LONGEST_LIST) ?? []).toString())
    const now = made.get(discs.map((disc) => newPlace.get(disc) ?? disc).join('\0'))
    return now === undefined || discs.length === 0 ? [] : [{ from: path, path: now, sha1: '' }]
  })
  return [...lists, ...sheetsOf(actions, moves), ...looseSheets(actions, moves), ...renames]
}

/** A sheet goes from one folder to another with its tracks. Two that do are left alone: nobody knows which becomes which. */
function sheetsOf(actions: readonly Action[], moves: readonly MoveAction[]): readonly Rename[] {
  const ways = new Map(moves.map(({ from, path }) => [folderOf(from), folderOf(path)]))
  const inFolders = (op: 'put' | 'delete') =>
    groupBy(
      actions.filter((action) => action.op === op && isRenamable(action.path)).map(({ path }) => path),
      (path) => `${folderOf(path)}\0${extensionOf(path)}`,
    )
  const made = inFolders('put')
  return [...inFolders('delete')].flatMap(([key, [from = '', ...others]]): Rename[] => {
    const [folder = '', extension = ''] = key.split('\0')
    const now = ways.get(folder)
    const [path, ...more] =
      now === undefined || now === folder ? [] : (made.get(`${now}\0${extension}`) ?? [])
    return path === undefined || others.length + more.length > 0 ? [] : [{ from, path, sha1: '' }]
  })
}

/** A sheet that has no folder of its own is renamed as its tracks are: `Old.cue` with `Old (Track 1).bin`. */
function looseSheets(actions: readonly Action[], moves: readonly MoveAction[]): readonly Rename[] {
  const made = new Set(actions.flatMap(({ op, path }) => (op === 'put' && isRenamable(path) ? [path] : [])))
  if (made.size === 0) return []
  const inFolder = groupBy(moves, ({ from }) => folderOf(from))
  return actions.flatMap(({ op, path: from }): Rename[] => {
    if (op !== 'delete' || !isRenamable(from)) return []
    const folder = folderOf(from)
    const extension = `.${extensionOf(from)}`
    const stem = from.slice(0, -extension.length)
    const paths = (inFolder.get(folder) ?? []).flatMap((track) => {
      const rest = track.from.startsWith(`${stem} (`) ? track.from.slice(stem.length) : '/'
      return track.path.endsWith(rest) ? [track.path.slice(0, -rest.length) + extension] : []
    })
    const path = paths.find((one) => made.has(one) && folderOf(one) === folder)
    return path === undefined ? [] : [{ from, path, sha1: '' }]
  })
}

function isRenamable(path: string): boolean {
  return canRename(sheetKindOf(path))
}

const LONGEST_LIST = 65_536

function isList(path: string): boolean {
  return path.endsWith('.m3u')
}

/** The files that a list names, from the top of the target. */
function discsIn(path: string, text: string): readonly string[] {
  const folder = folderOf(path)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (folder === '' ? line : `${folder}/${line}`))
}

/**
 * What is in one folder with a game that stays, and would leave it with that, stays as well: tracks and discs. So does a game
 * that would get the name of one that stays.
 */
function withCompanions(staying: readonly Found[], renames: readonly Rename[]): readonly KeptName[] {
  const ways = new Map(staying.map((found) => [wayOf(found), found.saves]))
  const kept = new Map(staying.map((found) => [found.from, { ...found, saves: found.saves }]))
  for (const rename of renames) {
    const saves = isWholeFolder(rename) ? ways.get(wayOf(rename)) : undefined
    if (saves && !kept.has(rename.from)) kept.set(rename.from, { ...rename, saves })
  }
  const byPath = new Map(renames.map((rename) => [rename.path, rename]))
  // those that are added while it goes on are looked at as well
  for (const [name, { saves }] of kept) {
    const next = byPath.get(name)
    if (next && !kept.has(next.from)) kept.set(next.from, { ...next, saves })
  }
  return [...kept.values()]
    .map(({ from, path, sha1, saves }) => ({ path, kept: from, sha1, saves: saves.map((save) => save.path) }))
    .sort((a, b) => byCodeUnit(a.path, b.path))
}

/** From folder to folder. */
function wayOf({ from, path }: Rename): string {
  return `${folderOf(from)}\0${folderOf(path)}`
}

function isWholeFolder({ from, path }: Rename): boolean {
  return folderOf(from) !== folderOf(path)
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
