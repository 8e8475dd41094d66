/**
 * Games that make way for the same game under another name, which is packed anew for that, or for another release of it. The
 * plan knows contents and names of files, and no games: so names tell which release is of the same game. What a revision
 * saved the next one takes, if nothing else about its name differs; of other regions and languages nobody knows.
 */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, nameOf } from '../../../disk/path.ts'
import type { ReleaseFacts, TagKind } from '../../../names/facts.ts'
import { releaseNameParser } from '../../../names/parse.ts'
import { splitName } from '../../names/names.ts'
import { staysThere, type KeptName } from '../../names/kept-name.ts'
import type { MoveAction, PutAction } from '../../plan-types.ts'
import type { TreeFile } from '../../tree.ts'
import { namedAfresh, type Crossed } from './crossed.ts'
import { formFinder, homeOf } from './forms.ts'
import { firstIn, gameIn, isGame, isPacked, isZip, packedKey } from './packed.ts'
import type { DevicePlan } from '../plan/plan.ts'

export interface Replaced {
  readonly from: string
  readonly path: string
  /** Of its bytes; of a zip, which is made anew for any other name, of what is in it. */
  readonly sha1: string
  /** Saves of the one are for the other. */
  readonly fits: boolean
}

/** What else is known of the games of a plan. */
export interface Known {
  /** Those that come to the names of others. */
  readonly crossed: readonly Crossed[]
  /** Those that keep names which are not their own. */
  readonly names: readonly KeptName[]
}

export function replacedIn(disk: Disk, plan: DevicePlan, { crossed, names }: Known): readonly Replaced[] {
  const { actions, basis } = plan
  const moves = actions.filter((action): action is MoveAction => action.op === 'move')
  const puts = actions.filter((action): action is PutAction => action.op === 'put' && isGame(action.file))
  const come = new Set(crossed.map(({ path }) => path))
  const left = new Set([...crossed, ...moves].map(({ from }) => from))
  const fresh = puts.filter(({ path, reason }) => (reason === 'new' || left.has(path)) && !come.has(path))
  const own = new Map(names.flatMap((one) => (staysThere(one) ? [] : [[one.kept, one.path] as const])))
  const games: Games = {
    made: puts.map(({ file }) => file),
    fresh: fresh.map(({ file }) => file),
    sha1Of: (path) => basis?.state.files.get(path)?.sha1,
    ownPath: (path) => own.get(path) ?? path,
  }
  const deleted = actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : []))
  const known = successorsOf(disk, deleted, games)
  // others make way for games that come to their names
  const ousted = namedAfresh(plan, [...crossed, ...moves, ...known])
  const taken = new Set(known.map(({ path }) => path))
  const free = games.fresh.filter(({ path }) => !taken.has(path))
  return [...known, ...successorsOf(disk, ousted, { ...games, fresh: free })]
}

interface Games {
  /** Those that are written. */
  readonly made: readonly TreeFile[]
  /** Of these, those where nothing was, and of which nobody knows that they were elsewhere. */
  readonly fresh: readonly TreeFile[]
  /** Of what is there. */
  sha1Of(path: string): string | undefined
  /** Where it should be: a game may keep another name. */
  ownPath(path: string): string
}

/** `gone`: paths of games that will not be there any more. */
export function successorsOf(disk: Disk, gone: readonly string[], games: Games): readonly Replaced[] {
  const { made, fresh, ownPath } = games
  if (gone.length === 0 || made.length === 0) return []
  // what is in a file tells more than a name: a game that was here under another name succeeds no other
  const sameOf = contentFinder(disk, games)
  const same = new Map(gone.map((from) => [from, sameOf(from)]))
  const known = new Set([...same.values()].map((game) => game?.path))
  const nextOf = nameFinder(
    gone.filter((from) => same.get(from) === undefined).map(ownPath),
    fresh.filter(({ path }) => !known.has(path)),
  )
  return gone.flatMap((from): Replaced[] => {
    const game = same.get(from)
    const next = game ? { game, fits: true } : nextOf(ownPath(from))
    return next ? [{ from, path: next.game.path, sha1: gameIn(next.game), fits: next.fits }] : []
  })
}

/** The same game, in a zip that is packed anew for another name, or in another form: known also where another game's zip was. */
function contentFinder(disk: Disk, { made, fresh, sha1Of }: Games): (old: string) => TreeFile | undefined {
  const zippable = made.filter((game) => isPacked(game) || game.crc32 !== undefined)
  if (zippable.length === 0) return () => undefined
  const zipped = unique(zippable, packedKey)
  // where folders are of letters, another name is in another one
  const anywhere = unique(zippable, (game) => nameOf(packedKey(game)))
  const packed = unique(made.filter(isPacked), gameIn)
  const formOf = formFinder(fresh)
  return (old) => {
    if (isZip(old)) {
      const key = firstIn(disk, old)
      const game = zipped.has(key) ? zipped.get(key) : anywhere.get(nameOf(key))
      // a track stands for its sheet
      return game && (formOf(game.path) ?? game)
    }
    const sha1 = sha1Of(old)
    return sha1 === undefined ? undefined : packed.get(sha1)
  }
}

/** Another release of the game, or another form of it, by what they are called. */
function nameFinder(
  gone: readonly string[],
  fresh: readonly TreeFile[],
): (old: string) => { readonly game: TreeFile; readonly fits: boolean } | undefined {
  const parse = releaseNameParser()
  const asRevision = (path: string): string => keyOf(path, withoutRevision, parse)
  const asGame = (path: string): string => keyOf(splitName(path).stem, ({ shortName }) => shortName, parse)
  const before = unique(gone, asRevision)
  const revisions = unique(fresh, ({ path }) => asRevision(path))
  const games = unique(fresh, ({ path }) => asGame(path))
  const nearFinderOf = (of: (facts: ReleaseFacts) => string) =>
    nearFinder(gone, fresh, (path) => nameKey(splitName(path).stem, of, parse))
  const nearRevision = nearFinderOf(withoutRevision)
  const nearGame = nearFinderOf(({ shortName }) => shortName)
  const formOf = formFinder(fresh)
  return (old) => {
    const key = asRevision(old)
    const revision = before.get(key) === undefined ? undefined : revisions.get(key)
    const next = revision ?? formOf(old) ?? nearRevision(old)
    const game = next ?? games.get(asGame(old)) ?? nearGame(old)
    return game && { game, fits: next !== undefined }
  }
}

/**
 * In another form, or in another folder, if that lies in the old one or around it: as when the games of each letter get a
 * folder.
 */
function nearFinder(
  gone: readonly string[],
  fresh: readonly TreeFile[],
  keyIn: (path: string) => string,
): (old: string) => TreeFile | undefined {
  const before = unique(gone, keyIn)
  const after = unique(fresh, ({ path }) => keyIn(path))
  return (old) => {
    const key = keyIn(old)
    const game = before.get(key) === undefined ? undefined : after.get(key)
    if (!game) return undefined
    const [then, now] = [homeOf(old), homeOf(game.path)]
    return isWithin(then, now) || isWithin(now, then) ? game : undefined
  }
}

function isWithin(folder: string, other: string): boolean {
  return folder === '' || `${other}/`.startsWith(`${folder}/`)
}

/** Undefined where several have one key: nobody can tell which of them it is. */
function unique<T>(items: readonly T[], keyIn: (item: T) => string): ReadonlyMap<string, T | undefined> {
  const found = new Map<string, T | undefined>()
  for (const item of items) {
    const key = keyIn(item)
    found.set(key, found.has(key) ? undefined : item)
  }
  return found
}

/** Of a path: a release in a folder of its own is named by that, too. */
function keyOf(
  path: string,
  of: (facts: ReleaseFacts) => string,
  parse: (name: string) => ReleaseFacts,
): string {
  const folder = folderOf(path)
  const above = folder === '' ? '' : `${folderOf(folder)}/${of(parse(nameOf(folder)))}`
  return `${above}/${nameKey(path, of, parse)}`
}

/** The same without folders. */
function nameKey(
  path: string,
  of: (facts: ReleaseFacts) => string,
  parse: (name: string) => ReleaseFacts,
): string {
  const { stem, extension } = splitName(nameOf(path))
  return `${of(parse(stem))}${extension}`
}

const OF_REVISIONS: ReadonlySet<TagKind> = new Set(['revision', 'version'])

function withoutRevision({ name, tags }: ReleaseFacts): string {
  let text = ''
  let at = 0
  for (const { kind, span } of tags) {
    if (!OF_REVISIONS.has(kind)) continue
    text += name.slice(at, span[0])
    at = span[1]
  }
  return (text + name.slice(at)).replace(/ +/g, ' ').trim()
}
