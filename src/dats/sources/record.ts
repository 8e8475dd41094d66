/** The rows of `dat_source`: a copy of what the data folder says, so that reports can tell it with SQL. */
import { basename } from 'node:path'
import type { Db } from '../../catalog/sqlite.ts'
import { gamesOf, readState } from './state.ts'

/** Makes the catalog say of these sources what their folders say. A source is called like its folder. */
export function recordSources(db: Db, folders: readonly string[]): void {
  const drop = db.prepare('delete from dat_source where source = ?')
  const add = db.prepare(
    `insert into dat_source (source, part, version, url, etag, last_modified, fetched_at, files, games)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  db.transaction(() => {
    for (const folder of folders) {
      const source = basename(folder)
      drop.run(source)
      for (const [name, part] of Object.entries(readState(folder).parts)) {
        const { version, url, validators, fetchedAt, files } = part
        const { etag = null, lastModified = null } = validators
        const count = Object.keys(files).length
        add.run(source, name, version, url, etag, lastModified, fetchedAt, count, gamesOf(part))
      }
    }
  })()
}
