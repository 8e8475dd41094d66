/** Rows follow their files, whoever's place these take. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { moveFileRows, type FileMove } from '../../src/catalog/file-moves.ts'
import { migrate } from '../../src/catalog/schema/migrations.ts'
import { keepAlive, type Db } from '../../src/catalog/sqlite.ts'

let db: Db
beforeEach(() => {
  db = new Database(':memory:')
  keepAlive(db)
  migrate(db)
  db.exec(`insert into library_root (id, name, path) values (1, 'a', '/a'), (2, 'b', '/b')`)
})
afterEach(() => db.close())

function put(id: number, root: number, path: string, status = 'present'): void {
  db.prepare(
    `insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, role, status, first_seen, last_seen)
     values (?, ?, ?, 1, 5, 5, ?, 1, 'rom', ?, 1, 1)`,
  ).run(id, root, path, 100 + id, status)
}

function rows(): string[] {
  return db
    .prepare<[], string>(
      `select f.id || ' ' || r.name || '/' || f.path || ' ' || f.status || ' ' || cast(f.ctime as integer)
       from file_instance f join library_root r on r.id = f.root_id order by f.id`,
    )
    .pluck()
    .all()
}

const NOW = { mtime: 5, ctime: 9, ino: 7, born: 3 }

function move(from: string, to: string): FileMove {
  const placeOf = (path: string) => ({ root: path.slice(0, 1), path: path.slice(2) })
  return { from: placeOf(from), to: placeOf(to), now: NOW }
}

describe('rows', () => {
  it('go with files that change places, and to another root', () => {
    put(1, 1, 'x')
    put(2, 1, 'y')
    moveFileRows(db, [move('a/x', 'a/y'), move('a/y', 'b/x')])
    expect(rows()).toEqual(['1 a/y present 9', '2 b/x present 9'])
  })

  it('take the place of one of a file that is gone', () => {
    put(1, 1, 'x')
    put(2, 1, 'y', 'missing')
    moveFileRows(db, [move('a/x', 'a/y')])
    expect(rows()).toEqual(['1 a/y present 9'])
  })

  it('stay as a scan saw them that came first', () => {
    put(1, 1, 'x', 'missing')
    put(2, 1, 'y')
    moveFileRows(db, [move('a/x', 'a/y')])
    expect(rows()).toEqual(['1 a/x missing 5', '2 a/y present 5'])
  })

  it('of what leaves stay, and come back with it', () => {
    put(1, 1, 'x')
    moveFileRows(db, [{ from: { root: 'a', path: 'x' } }])
    expect(rows()).toEqual(['1 a/x quarantined 5'])
    moveFileRows(db, [{ to: { root: 'a', path: 'x' }, now: NOW }])
    expect(rows()).toEqual(['1 a/x present 9'])
  })
})
