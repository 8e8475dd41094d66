/** What sheets say on a device: tracks are called there as the DAT, the device or an older save has it. */
import { folderOf } from '../disk/path.ts'
import { renameTracks } from '../inventory/discs/rename-tracks.ts'
import { readSheet } from '../inventory/discs/sheet.ts'
import type { PickedFile } from '../select/pick.ts'
import { relativePath } from './formats/m3u.ts'

/**
 * The text of each sheet of a release that is not right as it is.
 * @param files all of the release, with their places on the device, or in a zip
 */
export function renamedSheets(
  files: readonly { readonly file: PickedFile; readonly path: string }[],
): ReadonlyMap<PickedFile, string> {
  const places = new Map(files.map(({ file, path }) => [file.name, path]))
  const texts = new Map<PickedFile, string>()
  for (const { file, path } of files) {
    if (!file.sheet) continue
    const { kind, text, names = [] } = file.sheet
    const listed = new Map(names)
    const renamed = new Map<string, string>()
    for (const named of readSheet(kind, '', Buffer.from(text)).files) {
      const place = places.get(listed.get(named) ?? named)
      const now = place === undefined ? named : relativePath(folderOf(path), place)
      if (now !== named) renamed.set(named, now)
    }
    if (renamed.size > 0) texts.set(file, renameTracks(kind, text, renamed))
  }
  return texts
}
