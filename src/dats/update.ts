/** The part of `syncDats` that works: reads what changed, drops what is gone. Loaded only when there is something. */
import { statSync } from 'node:fs'
import { dropRomIndexes, ensureRomIndexes } from '../catalog/schema/rom-indexes.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { listedBefore, noteEmpty } from './empty.ts'
import { importDatFile } from './import.ts'
import { noteRenamedEditions } from './renamed-editions.ts'
import { failInterruptedLogs, removeDatFile, type DatFileRow } from './store.ts'
import type { OnDatFile, SyncPlan } from './sync.ts'

/** New files first: a renamed one finds its entries under the old name and keeps them. */
export async function bringUpToDate(db: Db, plan: SyncPlan, onFile?: OnDatFile): Promise<void> {
  const { stale, gone, acceptEmpty } = plan
  const before = listedBefore(plan.before, gone)
  failInterruptedLogs(db)
  dropRomIndexes(db, { coming: romsIn(stale.map(({ file }) => file)) })
  const came: Pick<DatFileRow, 'dat' | 'path'>[] = []
  for (const [index, request] of stale.entries()) {
    onFile?.(request.file, index, stale.length)
    const results = await importDatFile(db, request, (path) =>
      noteEmpty(db, { dat: request.dat, path }, { before, acceptEmpty }),
    )
    removeLostMembers(db, request.dat, request.file, new Set(results.map(({ path }) => path)))
    came.push(...results.map(({ path }) => ({ dat: request.dat, path })))
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
