/**
 * Games that make way for the same game under another name, which is packed anew for that, or for another release of it. The
 * plan knows contents and names of files, and no games: so names tell which release is of the same game. What a revision
 * saved the next one takes, if nothing else about its name differs; of other regions and languages nobody knows.
 */
import type { Disk } from '../../disk/disk.ts'
import { folderOf, nameOf } from '../../disk/path.ts'
import type { ReleaseFacts, TagKind } from '../../names/facts.ts'
import { releaseNameParser } from '../../names/parse.ts'
import { splitName } from '../names.ts'
import type { Action, DeleteAction, PutAction } from '../plan-types.ts'
import { aloneAmong, firstIn, gameIn, isGame, isPacked, isZip, packedKey } from './packed.ts'

export interface Replaced {
  readonly from: string
  readonly path: string
  /** Of its bytes; of a zip, which is made anew for any other name, of what is in it. */
  readonly sha1: string
  /** Saves of the one are for the other. */
  readonly fits: boolean
  /** Its file may be called otherwise: it is alone, so no sheet of tracks names it. */
  readonly isFree: boolean
}

export function replacedIn(disk: Disk, actions: readonly Action[]): readonly Replaced[] {
  const gone = actions.filter((action): action is DeleteAction => action.op === 'delete')
  if (gone.length === 0) return []
  const puts = actions.filter((action): action is PutAction => action.op === 'put' && isGame(action.file))
  if (puts.length === 0) return []
  const nextOf = finderOf(disk, gone, puts)
  const isAlone = aloneAmong(puts)
  return gone.flatMap((old): Replaced[] => {
    const next = nextOf(old)
    if (!next) return []
    const { path, file } = next.put
    return [{ from: old.path, path, sha1: gameIn(file), fits: next.fits, isFree: isAlone(next.put) }]
  })
}

type Next = (old: DeleteAction) => { readonly put: PutAction; readonly fits: boolean } | undefined

function finderOf(disk: Disk, gone: readonly DeleteAction[], puts: readonly PutAction[]): Next {
  const parse = releaseNameParser()
  const asRevision = ({ path }: { readonly path: string }): string =>
    keyOf(path, (facts) => withoutRevision(facts), parse)
  const asGame = ({ path }: { readonly path: string }): string =>
    keyOf(splitName(path).stem, ({ shortName }) => shortName, parse)
  const fresh = puts.filter(({ reason }) => reason === 'new')
  // what is in a zip tells more than a name: it is known also where another game's zip was
  const zipped = unique(puts.filter(isPacked), packedKey)
  const before = unique(gone, asRevision)
  const revisions = unique(fresh, asRevision)
  const games = unique(fresh, asGame)
  return (old) => {
    const same = zipped.size > 0 && isZip(old.path) ? zipped.get(firstIn(disk, old.path)) : undefined
    const next = same ?? (before.get(asRevision(old)) && revisions.get(asRevision(old)))
    const put = next ?? games.get(asGame(old))
    return put && { put, fits: next !== undefined }
  }
}

/** Undefined where several have one key: nobody can tell which of them it is. */
function unique<T>(actions: readonly T[], keyIn: (action: T) => string): ReadonlyMap<string, T | undefined> {
  const found = new Map<string, T | undefined>()
  for (const action of actions) {
    const key = keyIn(action)
    found.set(key, found.has(key) ? undefined : action)
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
  const { stem, extension } = splitName(nameOf(path))
  const above = folder === '' ? '' : `${folderOf(folder)}/${of(parse(nameOf(folder)))}`
  return `${above}/${of(parse(stem))}${extension}`
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
