/** Brings the file names of the search index up to date. */
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { nameOf } from '../disk/path.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import { endingsOf } from './words.ts'

const MARK = 'search-files'

/**
 * Rows of files are never deleted and never move to another path (but by `curator library`, which has all names read
 * again), so only newer rows have to be read. Whether a file is still there is asked when it was found.
 */
export function* indexFiles(db: Db): Generator<undefined> {
  const newest = Number(prepareOnce(db, 'select coalesce(max(id), 0) from file_instance').pluck().get())
  for (;;) {
    const known = Number(recall(db, MARK) ?? 0)
    if (newest <= known) return
    indexNext(db, known)
    yield
  }
}

/** In one transaction. */
function indexNext(db: Db, known: number): void {
  db.transaction(() => {
    const insert = prepareOnce(db, 'insert into search_file (rowid, name) values (?, ?)')
    const newer = prepareOnce(
      db,
      'select id, path from file_instance where id > ? order by id limit 2000',
    ).raw()
    let last = known
    for (const [id, path] of newer.all(known) as [number, string][]) {
      const name = plainTitle(nameOf(path))
      insert.run(id, [name, ...endingsOf(name.split(' '))].join(' '))
      last = id
    }
    remember(db, MARK, String(last))
  })()
}
