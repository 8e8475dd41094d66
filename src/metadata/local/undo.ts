/** Takes out of the catalog what an import of metadata brought, all of it and nothing else. */
import { encodeProblem } from '../../catalog/kept-problem.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { undoneProblem } from './import.ts'
import { dropImport, FETCHED, metadataFiles, putMetadataFile, type MetadataFileRow } from './store.ts'

interface MetadataImport {
  readonly import: number
  /** How it was read; for answers of a provider, `fetch:` and its name. */
  readonly kind: string
  /** Files that rest on it. */
  readonly files: readonly MetadataFileRow[]
  readonly entries: number
}

/** Undefined when it is none, or nothing of it is there any more. */
export function metadataImport(db: Db, id: number): MetadataImport | undefined {
  const log = prepareOnce(
    db,
    `select source, records from import_log where id = ? and status = 'completed' and source like 'metadata:%'`,
  ).get(id) as { source: string; records: number } | undefined
  if (!log || log.source === 'metadata:decisions') return undefined
  const files = metadataFiles(db).filter(({ log_id }) => log_id === id)
  if (files.length === 0 && !log.source.startsWith(FETCHED)) return undefined
  return { import: id, kind: log.source.slice('metadata:'.length), files, entries: log.records }
}

/** Its files are there, and say nothing. */
export function dropMetadata(db: Db, { import: id, files }: MetadataImport): void {
  db.transaction(() => {
    dropImport(db, id)
    prepareOnce(db, `update import_log set notes = 'undone' where id = ?`).run(id)
    for (const { imported: _, ...row } of files)
      putMetadataFile(db, { ...row, log_id: null, problem: encodeProblem(undoneProblem(row.path)) })
  })()
}
