/** How long reading will take, going by how long it took before. */
import type { Db } from '../../../catalog/sqlite.ts'
import { INGESTION } from '../../ingestion-log.ts'

/** Scans that tell something: shorter ones are mostly start and end. */
const TELLING_MS = 1000
const RECENT = 5

/**
 * Milliseconds to read so many bytes of a root, by its latest scans that read for a second or more; undefined before
 * there was one. Large files and small ones take each their time: it is an estimate.
 */
export function estimateMs(db: Db, root: string, bytes: number): number | undefined {
  const rows = db
    .prepare<[string, string, number, number], { bytes: number; ms: number }>(PAST)
    .all(INGESTION, root, TELLING_MS, RECENT)
  const read = rows.reduce((sum, row) => sum + row.bytes, 0)
  const ms = rows.reduce((sum, row) => sum + row.ms, 0)
  return read === 0 ? undefined : Math.round((bytes / read) * ms)
}

const PAST = `
  select json_extract(notes, '$.bytes') as bytes, finished_at - started_at as ms from import_log
  where source = ? and file_name = ? and status = 'completed' and finished_at - started_at >= ?
    and json_extract(notes, '$.bytes') > 0
  order by id desc limit ?`
