/** A game in another form, as when it goes into a zip, comes out of one, or becomes a CHD: of the same name in the same place. */
import { folderOf, join, nameOf } from '../../../disk/path.ts'
import { groupBy } from '../../../groups.ts'
import { withoutDisc } from '../../discs.ts'
import { splitName } from '../../names/names.ts'
import type { TreeFile } from '../../tree.ts'
import { namesOthers } from './followers.ts'

/** Of `fresh`, what a file becomes. Undefined where nobody can tell. */
export function formFinder(fresh: readonly TreeFile[]): (from: string) => TreeFile | undefined {
  const forms = groupBy(fresh, ({ path }) => keyOf(path))
  return (from) => {
    const [only, ...others] = startersOf(forms.get(keyOf(from)) ?? [])
    return others.length > 0 ? undefined : only
  }
}

/** An old name in the form of a new one, as when a game goes into a zip: that stays where it was. */
export function inForm(from: string, path: string): string {
  return join(folderOf(from), splitName(nameOf(from)).stem + splitName(nameOf(path)).extension)
}

/** Of a sheet and its tracks the sheet. */
function startersOf(files: readonly TreeFile[]): readonly TreeFile[] {
  const sheets = files.filter(({ path }) => namesOthers(path))
  return sheets.length > 0 ? sheets : files
}

/** Without extension, and without a folder of its own. */
function keyOf(path: string): string {
  return join(homeOf(path), splitName(nameOf(path)).stem)
}

/** The folder of a game, without one of its own, or of the discs of its game. */
export function homeOf(path: string): string {
  const { stem } = splitName(nameOf(path))
  const folder = folderOf(path)
  return [stem, withoutDisc(stem)].includes(nameOf(folder)) ? folderOf(folder) : folder
}
