/** The rows of `import_log`: what was read into the catalog, and how that ended. */
import { prepareOnce, type Db } from './sqlite.ts'

interface Begun {
  /** Absent as long as it is not known: see `noteHash`. */
  readonly sha1?: Buffer
  /** When it began. Default: now. */
  readonly at?: number
}

/** Returns the id of its row. */
export function beginLog(
  db: Db,
  source: string,
  file: string,
  { sha1, at = Date.now() }: Begun = {},
): number {
  const { lastInsertRowid } = prepareOnce(
    db,
    `insert into import_log (source, file_name, file_hash, started_at, status) values (?, ?, ?, ?, 'running')`,
  ).run(source, file, sha1 ?? null, at)
  return Number(lastInsertRowid)
}

export function noteHash(db: Db, logId: number, sha1: Buffer): void {
  prepareOnce(db, 'update import_log set file_hash = ? where id = ?').run(sha1, logId)
}

/** An older completed import of these bytes has lost its entries by now, or there would be no second one. */
export function completeLog(db: Db, logId: number, records: number, notes: string | null): void {
  prepareOnce(
    db,
    `update import_log set status = 'cancelled' where status = 'completed'
       and (source, file_hash) = (select source, file_hash from import_log where id = ?)`,
  ).run(logId)
  prepareOnce(
    db,
    `update import_log set status = 'completed', finished_at = ?, records = ?, notes = ? where id = ?`,
  ).run(Date.now(), records, notes, logId)
}

export function failLog(db: Db, logId: number, notes: string): void {
  db.prepare(`update import_log set status = 'failed', finished_at = ?, notes = ? where id = ?`).run(
    Date.now(),
    notes,
    logId,
  )
}

/** How many were read to their end, also those that something newer has replaced since. */
export function importsDone(db: Db): number {
  return prepareOnce(db, `select count(*) from import_log where status in ('completed', 'cancelled')`)
    .pluck()
    .get() as number
}
