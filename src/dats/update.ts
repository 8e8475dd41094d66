/** The part of `syncDats` that works: reads what changed, drops what is gone. Loaded only when there is something. */
import type { Db } from '../catalog/sqlite.ts'
import { importDatFile } from './import.ts'
import { datFileRows, failInterruptedLogs, removeDatFile } from './store.ts'
import type { OnDatFile, SyncPlan } from './sync.ts'

/** New files first: a renamed one finds its entries under the old name and keeps them. */
export async function bringUpToDate(db: Db, { stale, gone }: SyncPlan, onFile?: OnDatFile): Promise<void> {
  failInterruptedLogs(db)
  for (const [index, request] of stale.entries()) {
    onFile?.(request.file, index, stale.length)
    const results = await importDatFile(db, request)
    removeLostMembers(db, request.dat, request.file, new Set(results.map(({ path }) => path)))
  }
  db.transaction(() => {
    for (const { dat, path } of gone) removeDatFile(db, dat, path)
  })()
}

/** DATs that a zip held before, or the row of a file that has become a zip. */
function removeLostMembers(db: Db, dat: string, file: string, found: ReadonlySet<string>): void {
  for (const { path } of datFileRows(db).filter((row) => row.dat === dat)) {
    const isOfFile = path === file || path.startsWith(`${file}#`)
    if (isOfFile && !found.has(path)) removeDatFile(db, dat, path)
  }
}
