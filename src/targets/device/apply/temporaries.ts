/** Where files are written before they get their names. A run that never ended leaves some there. */
import type { Disk } from '../../../disk/disk.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import { tryQuietly } from './run.ts'

export const TEMP_FOLDER = `${STATE_FOLDER}/tmp`

/** Paths of what is left there. */
export function temporaries(disk: Disk): readonly string[] {
  const entries = disk.list(TEMP_FOLDER) ?? []
  return entries.filter(({ kind }) => kind !== 'folder').map(({ name }) => `${TEMP_FOLDER}/${name}`)
}

/** What cannot be removed now is tried again by the next build. */
export function dropTemporaries(disk: Disk): void {
  for (const path of temporaries(disk)) tryQuietly(() => disk.remove(path))
}
