/**
 * Sheets of tracks and lists of discs have another text under another name, because they say what their files are called. So
 * they are known by those files: what these become tells what becomes of them. A disc that was alone becomes the list that it is
 * in, and a list of which one disc is left becomes that.
 */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join } from '../../../disk/path.ts'
import { extensionOf } from '../../../file-name.ts'
import { groupBy } from '../../../groups.ts'
import { canRename } from '../../../inventory/discs/rename-tracks.ts'
import { sheetKindOf } from '../../../inventory/discs/sheet.ts'
import type { TreeFile } from '../../tree.ts'

type Ways = ReadonlyMap<string, string>

/** Whether a file is a sheet or a list that names others. */
export function namesOthers(path: string): boolean {
  return isList(path) || isSheet(path)
}

/** A sheet or list that will be there. Without an origin, what is there stays as it is. */
type Made = Pick<TreeFile, 'path'> & Partial<Pick<TreeFile, 'origin'>>

/**
 * Old place → new place. `ways`: the same of files that are named. `gone`: sheets and lists that are on the disk, and may be of
 * other games then; `made`: those that will be there.
 */
export function followersOf(disk: Disk, gone: readonly string[], made: readonly Made[], ways: Ways): Ways {
  if (gone.length + made.length === 0) return NONE
  const paths = made.map(({ path }) => path)
  const sheets = sheetsOf(gone.filter(isSheet), paths.filter(isSheet), ways)
  return new Map([...sheets, ...listsOf(disk, gone.filter(isList), made, new Map([...ways, ...sheets]))])
}

const NONE: Ways = new Map()

function isSheet(path: string): boolean {
  return canRename(sheetKindOf(path))
}

export function isList(path: string): boolean {
  return path.endsWith('.m3u')
}

function sheetsOf(gone: readonly string[], made: readonly string[], ways: Ways): Ways {
  const named = byName(gone, made, ways)
  const taken = new Set(named.values())
  const others = byFolder(
    gone.filter((path) => !named.has(path)),
    made.filter((path) => !taken.has(path)),
    ways,
  )
  return new Map([...named, ...others])
}

/** Called like its tracks, before and after: `Old.cue` with `Old.bin`, or `Old (Track 1).bin`. */
function byName(gone: readonly string[], made: readonly string[], ways: Ways): Ways {
  const there = new Set(made)
  const inFolder = groupBy([...ways], ([from]) => folderOf(from))
  return new Map(
    gone.flatMap((from) => {
      const extension = `.${extensionOf(from)}`
      const stem = from.slice(0, -extension.length)
      const paths = (inFolder.get(folderOf(from)) ?? []).flatMap(([track, now]) => {
        const rest = track.startsWith(stem) ? track.slice(stem.length) : ''
        return /^(?:\.| \()/.test(rest) && now.endsWith(rest) ? [now.slice(0, -rest.length) + extension] : []
      })
      const path = paths.find((one) => there.has(one))
      return path === undefined || path === from ? [] : [[from, path] as const]
    }),
  )
}

/** Called otherwise, and alone in a folder with its tracks. Two that go are left alone: nobody knows which becomes which. */
function byFolder(gone: readonly string[], made: readonly string[], ways: Ways): Ways {
  const folders = new Map([...ways].map(([from, path]) => [folderOf(from), folderOf(path)]))
  const keyOf = (path: string): string => `${folderOf(path)}\0${extensionOf(path)}`
  const [before, after] = [groupBy(gone, keyOf), groupBy(made, keyOf)]
  return new Map(
    [...before.values()].flatMap(([from = '', ...others]) => {
      const now = folders.get(folderOf(from))
      const [path, ...more] =
        now === undefined || now === folderOf(from) ? [] : (after.get(`${now}\0${extensionOf(from)}`) ?? [])
      return path === undefined || others.length + more.length > 0 ? [] : [[from, path] as const]
    }),
  )
}

function listsOf(disk: Disk, gone: readonly string[], made: readonly Made[], ways: Ways): Ways {
  if (gone.every((path) => !isList(path)) && made.every(({ path }) => !isList(path))) return NONE
  const places = new Set(ways.values())
  const before = gone.map((path) => ({ path, discs: discsOf(disk, { path }) }))
  const lists = made.filter(({ path }) => isList(path))
  const after = lists.map((list) => ({ path: list.path, discs: discsOf(disk, list) }))
  // no disc is in two lists
  const listed = new Map(after.flatMap(({ path, discs }) => discs.map((disc) => [disc, path] as const)))
  const found = new Map(
    before.flatMap(({ path: from, discs }) => {
      const now = discs.map((disc) => ways.get(disc) ?? disc)
      const path = now.map((disc) => listed.get(disc)).find((one) => one !== undefined)
      const next = path ?? now.find((disc) => places.has(disc))
      return next === undefined ? [] : [[from, next] as const]
    }),
  )
  const known = new Set([...found.values(), ...gone])
  const were = new Map([...ways].map(([from, path]) => [path, from] as const))
  const fresh = after.flatMap(({ path, discs }) => {
    const from = known.has(path)
      ? undefined
      : discs.map((disc) => were.get(disc)).find((one) => one !== undefined)
    return from === undefined ? [] : [[from, path] as const]
  })
  return new Map([...found, ...fresh].filter(([from, path]) => from !== path))
}

const LONGEST_LIST = 65_536

/** The files that a list names, from the top of the target. What is not below it is of a playlist. */
export function discsOf(disk: Disk, list: Made): readonly string[] {
  return textOf(disk, list)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('../'))
    .map((line) => join(folderOf(list.path), line))
}

function textOf(disk: Disk, { path, origin }: Made): string {
  if (origin === undefined) return Buffer.from(disk.read(path, LONGEST_LIST) ?? []).toString()
  return 'text' in origin ? origin.text : ''
}
