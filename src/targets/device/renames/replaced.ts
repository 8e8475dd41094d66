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
import type { PutAction } from '../../plan-types.ts'
import type { TreeFile } from '../../tree.ts'
import { formFinder } from './forms.ts'
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

export function replacedIn(disk: Disk, { actions, basis }: DevicePlan): readonly Replaced[] {
  const gone = actions.flatMap(({ op, path }) => (op === 'delete' ? [path] : []))
  if (gone.length === 0) return []
  const puts = actions.filter((action): action is PutAction => action.op === 'put' && isGame(action.file))
  const fresh = puts.filter(({ reason }) => reason === 'new')
  return successorsOf(
    disk,
    gone,
    { made: puts.map(({ file }) => file), fresh: fresh.map(({ file }) => file) },
    (path) => basis?.state.files.get(path)?.sha1,
  )
}

/** Games that are written, and those where nothing was. */
interface Games {
  readonly made: readonly TreeFile[]
  readonly fresh: readonly TreeFile[]
}

/** `gone`: paths of files that will not be there any more; `sha1Of`: of what is there. */
export function successorsOf(
  disk: Disk,
  gone: readonly string[],
  games: Games,
  sha1Of: (path: string) => string | undefined,
): readonly Replaced[] {
  if (games.made.length === 0) return []
  const nextOf = finderOf(disk, gone, games, sha1Of)
  return gone.flatMap((from): Replaced[] => {
    const next = nextOf(from)
    if (!next) return []
    const { game, fits } = next
    return [{ from, path: game.path, sha1: gameIn(game), fits }]
  })
}

type Next = (old: string) => { readonly game: TreeFile; readonly fits: boolean } | undefined

function finderOf(
  disk: Disk,
  gone: readonly string[],
  { made, fresh }: Games,
  sha1Of: (path: string) => string | undefined,
): Next {
  const parse = releaseNameParser()
  const asRevision = (path: string): string => keyOf(path, withoutRevision, parse)
  const asGame = (path: string): string => keyOf(splitName(path).stem, ({ shortName }) => shortName, parse)
  // what is in a zip tells more than a name: it is known also where another game's zip was
  const zippable = made.filter((game) => isPacked(game) || game.crc32 !== undefined)
  const zipped = unique(zippable, packedKey)
  // where folders are of letters, another name is in another one
  const anywhere = unique(zippable, (game) => nameOf(packedKey(game)))
  const packed = unique(made.filter(isPacked), gameIn)
  const before = unique(gone, asRevision)
  const revisions = unique(fresh, ({ path }) => asRevision(path))
  const games = unique(fresh, ({ path }) => asGame(path))
  const nearFinderOf = (of: (facts: ReleaseFacts) => string) =>
    nearFinder(gone, fresh, (path) => nameKey(splitName(path).stem, of, parse))
  const nearRevision = nearFinderOf(withoutRevision)
  const nearGame = nearFinderOf(({ shortName }) => shortName)
  const formOf = formFinder(fresh)
  return (old) => {
    const same = zipped.size > 0 ? sameIn(old) : undefined
    const key = asRevision(old)
    const revision = before.get(key) === undefined ? undefined : revisions.get(key)
    const next = same ?? revision ?? formOf(old) ?? nearRevision(old)
    const game = next ?? games.get(asGame(old)) ?? nearGame(old)
    return game && { game, fits: next !== undefined }
  }

  function sameIn(old: string): TreeFile | undefined {
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
    const folders = [folderOf(old), folderOf(game.path)] as const
    return isWithin(...folders) || isWithin(folders[1], folders[0]) ? game : undefined
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
