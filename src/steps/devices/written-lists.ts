/** Lists that a device wrote to: what is said there of games goes along with them, also where curator itself says nothing new. */
import type { Disk } from '../../disk/disk.ts'
import { folderOf } from '../../disk/path.ts'
import { errno } from '../../errors.ts'
import { readState } from '../../targets/device/notes/state.ts'
import type { TreeSection } from './sections.ts'

/** Of these sections those in whose folders such a list is. */
export function withWrittenLists(disk: Disk, sections: readonly TreeSection[]): ReadonlySet<TreeSection> {
  const lists = sections.filter(({ kind }) => kind === 'listing' || kind === 'lists')
  if (lists.length === 0) return new Set()
  const ids = new Set(lists.map(({ id }) => id))
  const written = foldersWritten(disk, ids)
  if (written.size === 0) return new Set()
  return new Set(lists.filter(({ folders }) => folders.some(([folder]) => written.has(folder))))
}

function foldersWritten(disk: Disk, ids: ReadonlySet<string>): ReadonlySet<string> {
  try {
    const { files } = readState(disk, ({ id }) => ids.has(id))
    return new Set([...files].flatMap(([path, { isOurs }]) => (isOurs ? [] : [folderOf(path)])))
  } catch (error) {
    if (errno(error) === undefined) throw error
    return new Set() // the plan, which reads the same notes, tells of it
  }
}
