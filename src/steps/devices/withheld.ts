/**
 * What cannot be read is not gone. An unplugged disk, a download gone wrong or a damaged file makes games vanish from a
 * tree. They stay on the device until every root and DAT can be read again, or the file: the device may hold the last
 * good copy.
 */
import { closeSync, fstatSync, openSync } from 'node:fs'
import type { Disk } from '../../disk/disk.ts'
import { folderOf } from '../../disk/path.ts'
import { problem, type Problem } from '../../errors.ts'
import { readZipDirectory } from '../../inventory/archives/zip-directory.ts'
import { fileReader } from '../../inventory/hashing/bytes.ts'
import { isSheet } from '../../inventory/discs/sheet.ts'
import { lastGames, lastHeld, memberMark } from '../../identify/last-held.ts'
import { claimsAt } from '../../targets/device/notes/manifest.ts'
import type { DevicePlan } from '../../targets/device/plan/plan.ts'
import { takesAway } from '../../targets/device/plan/staying.ts'
import type { Action } from '../../targets/plan-types.ts'
import { count, plural } from '../../wording.ts'
import { lastPictures } from '../art/held.ts'
import { maybeMissing, type Doubt } from './empty-folders.ts'
import type { TreeValue } from './sections.ts'
import { asTarget } from '../choosing/selection.ts'
import { newcomersIn } from './taken-places.ts'
import { missesDats, type World } from '../world.ts'

export interface Withheld {
  /** Paths of files that are not wanted any more, and stay. */
  readonly staying: ReadonlySet<string>
  /** Paths of files that are wanted, and wait, with the places where they stay until then: see `newcomersIn`. */
  readonly waiting: ReadonlyMap<string, string | undefined>
  readonly problem: Problem
}

/** Undefined when nothing is, or nothing more than `before`, which the plan has regard to. */
export function withheldFrom(
  plan: DevicePlan,
  { tree, disk }: { readonly tree: TreeValue; readonly disk: Disk },
  world: World,
  before?: Withheld,
): Withheld | undefined {
  const { missesGames, doubt } = doubtsIn(world, plan.target)
  if (!plan.actions.some((action) => takesAway(action) || (missesGames && action.op === 'move')))
    return undefined
  const kept = keptBack(plan, doubt !== undefined, holderOfLost(plan, { tree, disk }, world))
  const newcomers = missesGames ? newcomersIn(disk, plan, pathsStaying(before)) : NONE
  if (kept.length + newcomers.size === 0) return undefined
  const waiting = new Map([...(before?.waiting ?? []), ...newcomers])
  const taken = [...newcomers.keys()].filter((path) => plan.basis?.state.files.get(path)?.isOurs)
  const staying = new Set([...(before?.staying ?? []), ...kept, ...taken])
  const { why, hint } =
    doubt ?? unread(staying.size === 1 ? 'the file it came from' : 'the files they came from')
  const message = `${plan.target}: ${stays(staying.size)}, because ${why}.${waits([...waiting.keys()])}`
  return {
    staying,
    waiting,
    problem: problem('deletes-withheld', message, hint === undefined ? {} : { hint }),
  }
}

/** Why something may be missing that nobody knows of. Undefined where only what is known may be lost. */
function doubtsIn(world: World, target: string): { missesGames: boolean; doubt: Doubt | undefined } {
  if (missesDats(world) || world.problems.some(({ code }) => code.startsWith('root-')))
    return { missesGames: true, doubt: { why: 'a root or a DAT cannot be used' } }
  const doubt = maybeMissing(world, target)
  // a list of pictures that cannot be read stands among these; one of its pictures among the tree's
  const noArt = world.problems.find(({ code }) => code === 'art-folder-missing' || code === 'art-unreadable')
  return { missesGames: doubt !== undefined, doubt: noArt ? unread(nameOf(noArt)) : doubt }
}

type Asked = (action: Action) => boolean

/** Paths of what would be taken away, and is not. `isBlind`: nothing is, for nobody knows what is lost. */
function keptBack({ actions }: DevicePlan, isBlind: boolean, holdsLost: Asked): readonly string[] {
  // of what stays anyway nobody needs to know, and a zip would have to be opened for it
  const isAsked = (action: Action) => takesAway(action) && !(isBlind && action.op === 'delete')
  const lost = new Set(actions.filter((action) => isAsked(action) && holdsLost(action)))
  const folders = new Set([...lost].map(({ path }) => folderOf(path)))
  // the text of a sheet is no content that anybody could lose
  const namesLost = ({ path }: Action) => isSheet(path) && folders.has(folderOf(path))
  return actions
    .filter((action) => lost.has(action) || (action.op === 'delete' && (isBlind || namesLost(action))))
    .map(({ path }) => path)
}

/** Tells whether what is at an action's path may be the last copy of what cannot be read. */
function holderOfLost(
  { target: name, basis }: DevicePlan,
  { tree, disk }: { readonly tree: TreeValue; readonly disk: Disk },
  { db, config }: World,
): Asked {
  const pictures = lastPictures(db, asTarget(config.targets[name]), tree.problems)
  const held = [...lastHeld(db)]
  const lost = marksOf(held, pictures)
  // the rest of a game stays with what is lost of it, but may be replaced
  const games = held.length === 0 ? lost : marksOf([...held, ...lastGames(db)], pictures)
  // what was kept back before is no output any more, but still claimed
  return ({ op, path }) => {
    const some = op === 'delete' ? games : lost
    return (
      basis !== undefined &&
      (claimsAt(basis.state, path).some((sha1) => some.sha1s.has(sha1)) || zipHolds(disk, path, some.members))
    )
  }
}

const NONE: Withheld['waiting'] = new Map()

/** Of all files that stay where they are. */
export function pathsStaying(withheld: Withheld | undefined): ReadonlySet<string> {
  if (withheld === undefined) return new Set()
  const places = [...withheld.waiting.values()].filter((path) => path !== undefined)
  return new Set([...withheld.staying, ...places])
}

function stays(files: number): string {
  return files === 1
    ? '1 file that is not wanted any more stays'
    : `${count(files)} files that are not wanted any more stay`
}

function waits([first, ...others]: readonly string[]): string {
  if (first === undefined) return ''
  const places = others.length === 0 ? first : `${first} and ${plural(others.length, 'other place')}`
  return ` What should come to ${places} waits.`
}

function unread(what: string): Doubt {
  return { why: `${what} cannot be read` }
}

/** @param pictures SHA-1s of those that are lost: they never lie in zips */
function marksOf(
  contents: readonly (readonly [sha1: string, member: string])[],
  pictures: readonly string[],
) {
  return {
    sha1s: new Set([...contents.map(([sha1]) => sha1), ...pictures]),
    members: new Set(contents.map(([, member]) => member)),
  }
}

/** Whether a zip on the device has a member that is lost: what was packed into it, nobody may know any more. */
function zipHolds(disk: Disk, path: string, members: ReadonlySet<string>): boolean {
  if (members.size === 0 || !path.endsWith('.zip') || !disk.stat(path)) return false
  const file = openSync(disk.where(path), 'r')
  try {
    const { members: found } = readZipDirectory(fileReader(file, fstatSync(file).size))
    return found.some((member) => members.has(memberMark(member)))
  } finally {
    closeSync(file)
  }
}

function nameOf({ code }: Problem): string {
  return code === 'art-unreadable' ? 'a list of pictures' : 'a folder of pictures'
}
