/** Brings the file names of the search index up to date. */
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { plainTitle } from '../identify/titles/title-key.ts'

const MARK = 'search-files'

/**
 * Rows of files are never deleted and never move to another path (but by `curator library`, which has all names read
 * again), so only newer rows have to be read. Whether a file is still there is asked when it was found.
 */
export function indexFiles(db: Db): void {
  const known = Number(recall(db, MARK) ?? 0)
  const newest = Number(prepareOnce(db, 'select coalesce(max(id), 0) from file_instance').pluck().get())
  if (newest <= known) return
  db.transaction(() => {
    const insert = prepareOnce(db, 'insert into search_file (rowid, name) values (?, ?)')
    const newer = prepareOnce(
      db,
      'select id, path from file_instance where id > ? order by id limit 10000',
    ).raw()
    let last = known
    while (last < newest) {
      for (const [id, path] of newer.all(last) as [number, string][]) {
        insert.run(id, plainTitle(path.slice(path.lastIndexOf('/') + 1)))
        last = id
      }
    }
    remember(db, MARK, String(newest))
  })()
}
