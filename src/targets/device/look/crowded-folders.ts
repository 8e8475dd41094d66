/** A tree is made to fit the device's limits; what else lies in its folders may be too much for them all the same. */
import type { Disk } from '../../../disk/disk.ts'
import { foldersAbove, folderOf, join, nameOf } from '../../../disk/path.ts'
import { fold } from '../../../disk/spelling.ts'
import { errno, problem, type Problem } from '../../../errors.ts'
import { groupBy } from '../../../groups.ts'
import { byCodeUnit } from '../../../order.ts'
import { count } from '../../../wording.ts'
import { spreadHint } from '../../layout.ts'
import { deviceName } from '../../parts/problems.ts'
import type { Action } from '../../plan-types.ts'
import type { Target } from '../../preset.ts'

/** Of these folders of a card, and of those that the actions write to, as they are going to be when that is done. */
export function crowdedFolders(
  disk: Disk,
  target: Target,
  actions: readonly Action[],
  folders: readonly string[] = [],
): readonly Problem[] {
  const { entriesPerFolder: most } = target.device.limits
  if (most === undefined) return []
  try {
    return crowded(disk, actions, folders, most).map(([folder, entries]) => {
      const path = disk.where(folder)
      const message = `${path} comes to ${count(entries)} files and folders, with those that are not curator's: ${deviceName(target)} takes ${count(most)}.`
      const hint = `Move some of yours elsewhere. ${spreadHint(target.device.layout)}`
      return problem('folder-crowded', message, { path, hint })
    })
  } catch (error) {
    // what cannot be read is told by whoever needs it
    if (errno(error) === undefined) throw error
    return []
  }
}

function crowded(
  disk: Disk,
  actions: readonly Action[],
  folders: readonly string[],
  most: number,
): readonly (readonly [folder: string, entries: number])[] {
  const written = actions.flatMap(({ op, path }) => (op === 'put' || op === 'move' ? [path] : []))
  const made = [...new Set(written.flatMap((path) => [path, ...foldersAbove(path)]))]
  const isMade = new Set(made.map(fold))
  const goes = new Set(
    actions.flatMap((action) =>
      action.op === 'delete' ? [fold(action.path)] : action.op === 'move' ? [fold(action.from)] : [],
    ),
  )
  /** A folder goes with the last file in it. */
  const stays = (path: string, kind: string): boolean =>
    isMade.has(fold(path)) || (kind === 'folder' ? !isEmptied(path) : !goes.has(fold(path)))
  const isEmptied = (folder: string): boolean => {
    const entries = disk.list(folder) ?? []
    return entries.length > 0 && !entries.some(({ name, kind }) => stays(join(folder, name), kind))
  }
  const newIn = groupBy(made, folderOf)
  return [...new Set([...newIn.keys(), ...folders])].sort(byCodeUnit).flatMap((folder) => {
    // carts hide what begins with a dot
    const there = (disk.list(folder) ?? []).filter(({ name }) => !name.startsWith('.'))
    const known = new Set(there.map(({ name }) => fold(name)))
    const added = (newIn.get(folder) ?? []).filter((path) => !known.has(fold(nameOf(path)))).length
    if (there.length + added <= most) return []
    const left = there.filter(({ name, kind }) => stays(join(folder, name), kind)).length
    return left + added > most ? [[folder, left + added] as const] : []
  })
}
