/** Files that a sheet of tracks or a list of discs names, as it stands on a device. */
import type { Disk } from '../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../disk/path.ts'
import { LARGEST_SHEET, readSheet, sheetKindOf } from '../../inventory/discs/sheet.ts'

/** Paths from the top of the target, spelled as it spells them; none of what is no sheet. */
export function namedAt(disk: Disk, path: string): readonly string[] {
  const kind = sheetKindOf(path)
  const bytes = kind && disk.read(path, LARGEST_SHEET)
  if (kind === undefined || bytes === undefined) return []
  return readSheet(kind, nameOf(path), bytes).files.map((name) => join(folderOf(path), name))
}
