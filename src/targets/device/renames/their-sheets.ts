/**
 * Sheets and lists of discs that somebody wrote for files which are curator's now: on a card that was filled by hand. They stay
 * where they are, without what they name; but what was played by them was saved, and is listed, under their names.
 */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, join } from '../../../disk/path.ts'
import { byAnySpelling } from '../../../disk/spelling.ts'
import { namedAt } from '../../lists/named-files.ts'
import type { TreeFile } from '../../tree.ts'
import { claimsAt } from '../notes/manifest.ts'
import type { DeviceState } from '../notes/state.ts'
import { followersOf, isList, namesOthers } from './followers.ts'

/** What is known of the files that are named. */
interface Going {
  /** Old place → new place. */
  readonly ways: ReadonlyMap<string, string>
  /** Sheets and lists that will be there. */
  readonly made: readonly TreeFile[]
  /** The release that a file in its new place is of. */
  readonly labelOf: (path: string) => string | undefined
}

/** Theirs → what takes its place: the sheet of the same game, or the list of its discs. */
export function theirWays(
  disk: Disk,
  state: DeviceState,
  { ways, made, labelOf }: Going,
): ReadonlyMap<string, string> {
  const theirs = theirSheets(disk, state, [...ways.keys()])
  if (theirs.length === 0) return NONE
  const sheets = new Map(made.flatMap(({ path, label }) => (isList(path) ? [] : [[label, path] as const])))
  const spelled = byAnySpelling(ways)
  const sheetFor = (track: string): string | undefined =>
    sheets.get(labelOf(ways.get(spelled(track) ?? '') ?? '') ?? '')
  const found = new Map(
    theirs.flatMap((sheet) => {
      const path = isList(sheet) ? undefined : namedAt(disk, sheet).map(sheetFor).find(Boolean)
      return path === undefined ? [] : [[sheet, path] as const]
    }),
  )
  const lists = followersOf(disk, theirs.filter(isList), made, new Map([...ways, ...found]))
  return new Map([...found, ...[...lists].filter(([from]) => theirs.includes(from))])
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Those of which all goes that they name. `going`: paths of files that are renamed. */
function theirSheets(disk: Disk, state: DeviceState, going: readonly string[]): readonly string[] {
  const isFree = (path: string): boolean => !state.files.has(path) && claimsAt(state, path).length === 0
  const sheetsIn = (folder: string): readonly string[] =>
    (disk.list(folder) ?? [])
      .filter(({ name, kind }) => kind === 'file' && namesOthers(name))
      .map(({ name }) => join(folder, name))
      .filter(isFree)
  const goneWith = (paths: readonly string[], gone: readonly string[]): readonly string[] => {
    const known = byAnySpelling(new Set(gone))
    return paths.filter((path) => {
      const named = namedAt(disk, path)
      return named.length > 0 && named.every((one) => known(one) !== undefined)
    })
  }
  const own = [...new Set(going.map(folderOf))]
  const found = [...new Set([...own, ...own.map(folderOf)])].flatMap(sheetsIn)
  const sheets = goneWith(
    found.filter((path) => !isList(path)),
    going,
  )
  return [...sheets, ...goneWith(found.filter(isList), [...going, ...sheets])]
}
