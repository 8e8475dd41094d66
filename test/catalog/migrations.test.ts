/** Catalogs of older versions: they go forward, and keep what is the user's. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { recall } from '../../src/catalog/meta.ts'
import { MIGRATIONS, migrate, type Migration } from '../../src/catalog/schema/migrations.ts'
import { connect, type Db } from '../../src/catalog/sqlite.ts'
import { tempDir } from '../support/cli.ts'

/** A later version: another table, and a cache in another form. */
const LATER: readonly Migration[] = [
  ...MIGRATIONS,
  (db) =>
    db.exec(
      'drop table curation_part; create table curation_part (part text primary key, at integer) strict',
    ),
  (db) => db.exec('create table note (id integer primary key, text text not null) strict'),
]

function stored(migrations: readonly Migration[]): string {
  const file = join(tempDir('migrations'), 'catalog.db')
  const db = connect(file)
  migrate(db, migrations)
  db.exec(`insert into run (id, at, argv) values (1, 2, '["build"]');
    insert into selection_policy (id, name, definition) values (1, 'best', '{}');
    insert into romset_version (id, policy_id, parts, created_at) values (1, 1, '{}', 3);
    insert into meta (key, value) values ('reviewed', '5')`)
  db.close()
  return file
}

function reopened(file: string): Db {
  const db = connect(file)
  onTestFinished(() => void db.close())
  return db
}

const shape = (db: Db): unknown =>
  db
    .prepare("select type, name, sql from sqlite_schema where name not like 'sqlite_%' order by type, name")
    .all()

it.each([1, 2, 3, 4, 5, 6, 7, 8])('version %i becomes the newest, with the history in it', (version) => {
  const db = reopened(stored(LATER.slice(0, version)))
  migrate(db, LATER)
  expect(db.prepare('pragma user_version').pluck().get()).toBe(8)
  expect(db.prepare('select count(*) from romset_version').pluck().get()).toBe(1)
  expect(db.prepare("select value from meta where key = 'reviewed'").pluck().get()).toBe('5')
  const fresh = reopened(join(tempDir('fresh'), 'catalog.db'))
  migrate(fresh, LATER)
  expect(shape(db)).toEqual(shape(fresh))
  migrate(db, LATER)
  expect(db.prepare('select count(*) from run').pluck().get()).toBe(1)
})

it('the first step is, to the letter, what catalogs were made from', () => {
  const db = reopened(stored(MIGRATIONS.slice(0, 1)))
  expect(recall(db, 'schema')).toBe('ce852c54d8987756aef62dd92645b93fb5b3f385')
})

it('a step that fails leaves the version before it', () => {
  const file = stored(MIGRATIONS)
  const db = reopened(file)
  const broken: readonly Migration[] = [
    ...MIGRATIONS,
    (one) => one.exec('drop table run'),
    () => {
      throw new Error('no power')
    },
  ]
  expect(() => migrate(db, broken)).toThrow('no power')
  expect(db.prepare('pragma user_version').pluck().get()).toBe(6)
  expect(db.prepare('select count(*) from run').pluck().get()).toBe(1)
})

it('one of a newer version is left alone', () => {
  const db = reopened(stored(LATER))
  expect(() => migrate(db)).toThrow('schema 8 is newer than this curator')
  expect(db.prepare('select count(*) from run').pluck().get()).toBe(1)
})
