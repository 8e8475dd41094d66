/** The part of `syncDats` that works: reads what changed, drops what is gone. Loaded only when there is something. */
import { statSync } from 'node:fs'
import { dropRomIndexes, ensureRomIndexes } from '../../catalog/schema/rom-indexes.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { breather } from '../../inventory/scan/breather.ts'
import { listedBefore, noteEmpty } from '../empty.ts'
import { importDatFile } from './import.ts'
import { throwIfTold, type Meanwhile } from './long-import.ts'
import { noteRenamedEditions } from '../releases/renamed-editions.ts'
import { failInterruptedLogs, removeDatFile, type DatFileRow } from './store.ts'
import type { SyncPlan } from './sync.ts'

/** New files first: a renamed one finds its entries under the old name and keeps them. Throws `interrupted`. */
export async function bringUpToDate(db: Db, plan: SyncPlan, meanwhile?: Meanwhile): Promise<void> {
  const { stale, gone, acceptEmpty } = plan
  const before = listedBefore(plan.before, gone)
  failInterruptedLogs(db)
  dropRomIndexes(db, { coming: romsIn(stale.map(({ file }) => file)) })
  const came: Pick<DatFileRow, 'dat' | 'path'>[] = []
  const breathe = breather(undefined, () => meanwhile && throwIfTold(meanwhile.signal))
  try {
    for (const request of stale) {
      await breathe()
      const onPut = (path: string): void => noteEmpty(db, { dat: request.dat, path }, { before, acceptEmpty })
      const results = await importDatFile(db, request, { onPut, meanwhile })
      removeLostMembers(db, request.dat, request.file, new Set(results.map(({ path }) => path)))
      came.push(...results.map(({ path }) => ({ dat: request.dat, path })))
    }
  } catch (error) {
    // the next run does not read them again, and would not learn of it
    if (meanwhile?.signal.aborted) db.transaction(() => noteRenamedEditions(db, came, plan))()
    throw error
  }
  db.transaction(() => {
    for (const { dat, path } of gone) removeDatFile(db, dat, path)
    noteRenamedEditions(db, came, plan)
  })()
  ensureRomIndexes(db)
}

/** About how many ROMs these files list, judged by their size. Packed ones list more. */
function romsIn(files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  return Math.round(bytes / BYTES_A_ROM)
}

const BYTES_A_ROM = 200

/** DATs that a zip held before, or the row of a file that has become a zip. `$` follows `#`. */
function removeLostMembers(db: Db, dat: string, file: string, found: ReadonlySet<string>): void {
  const paths = prepareOnce(
    db,
    'select path from dat_file where dat = ? and (path = ? or (path > ? and path < ?))',
  )
    .pluck()
    .all(dat, file, `${file}#`, `${file}$`)
  for (const path of paths) if (typeof path === 'string' && !found.has(path)) removeDatFile(db, dat, path)
}
