/** Finds out what a walk did not see any more. */
import { childPath, filesOf, type Folder } from '../walking/folder.ts'
import { isPartFor, ownRow, rowsOf } from '../walking/long-folder.ts'
import type { RootStore } from '../../store.ts'
import type { Walked } from '../walking/walked.ts'

interface Watching {
  /** When the scan began. */
  readonly at: number
  /** The run that this is part of; asked for before anything is written. */
  log(): number
  onMissing(path: string): void
}

/** Marks as missing what was present and is not there; returns how many. */
export function findVanished(
  walked: Walked,
  gone: readonly string[],
  store: RootStore,
  { at, log, onMissing }: Watching,
): number {
  const known = store.folders()
  let missing = 0
  const look = (before: Folder | undefined, isThere: (name: string) => boolean): void => {
    if (!before) return
    for (const name of filesOf(before).keys()) {
      if (isThere(name)) continue
      const path = childPath(before.path, name)
      const instance = store.instance(path)
      if (instance?.status !== 'present') continue
      missing++
      store.miss(path, at, log())
      if (instance.romFileId !== null) store.markChanged(instance.romFileId)
      onMissing(path)
    }
  }
  for (const { folder } of walked.changed()) {
    const before = ownRow(known, folder) ?? known.get(folder.path)
    if (before?.names === folder.names && before.kinds === folder.kinds) continue
    const now = filesOf(folder)
    look(before, (name) => now.has(name) || !isPartFor(folder, name))
  }
  for (const path of gone) for (const row of rowsOf(known, path)) look(row, () => false)
  return missing
}
