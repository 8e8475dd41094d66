/** Catalogs in which each way back to a romset was a version of its own: they go on with one version of each. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { MIGRATIONS, migrate } from '../../src/catalog/schema/migrations.ts'
import { romsetChanges, romsetMembers } from '../../src/catalog/romsets.ts'
import { connect, type Db } from '../../src/catalog/sqlite.ts'
import { byCodeUnit } from '../../src/order.ts'
import { tempDir } from '../support/cli.ts'

/** Game → release. */
type Kept = Readonly<Record<string, string>>

function olderCatalog(): Db {
  const db = connect(join(tempDir('distinct'), 'catalog.db'))
  onTestFinished(() => void db.close())
  migrate(db, MIGRATIONS.slice(0, 1))
  db.exec(`insert into selection_policy (id, name, definition) values (1, 'best', '{}'), (2, 'japan', '{}');
    insert into target_device (id, name, preset, path) values (1, 'card', 'folder', './card')`)
  return db
}

/** What the catalogs of that time held: a version each time that a policy keeps something else than before. */
function writeHistory(db: Db, history: readonly (readonly [policy: number, kept: Kept])[]): Kept[] {
  const last = new Map<number, Kept>()
  const versions: Kept[] = []
  const version = db.prepare('insert into romset_version (policy_id, parts, created_at) values (?, ?, ?)')
  const exported = db.prepare(
    "insert into export_run (target_id, version_id, started_at, outcome, tree) values (1, ?, 0, 'done', '')",
  )
  const drop = db.prepare(
    'update romset_member set dropped_in = ? where policy_id = ? and game = ? and dropped_in is null',
  )
  const add = db.prepare(
    `insert into romset_member (policy_id, platform_id, game, position, added_in, release_name)
     values (?, 1, ?, 0, ?, ?)`,
  )
  for (const [policy, kept] of history) {
    const before = last.get(policy) ?? {}
    const parts = partsOf(kept)
    if (parts === partsOf(before)) continue
    const id = version.run(policy, parts, 1000 + versions.length).lastInsertRowid
    exported.run(id)
    for (const game of Object.keys(before)) if (kept[game] !== before[game]) drop.run(id, policy, game)
    for (const [game, release] of Object.entries(kept))
      if (kept[game] !== before[game]) add.run(policy, game, id, release)
    last.set(policy, kept)
    versions.push(kept)
  }
  return versions
}

function partsOf(kept: Kept): string {
  return JSON.stringify(Object.entries(kept).sort(([a], [b]) => byCodeUnit(a, b)))
}

function keptIn(db: Db, version: number): Kept {
  const [games] = romsetMembers(db, version).values()
  return Object.fromEntries(Array.from(games ?? [], ([game, [release = '']]) => [game, release]))
}

it('the ways back become rows of their own', () => {
  const db = olderCatalog()
  const [first, second, third] = [{ A: 'a1', B: 'b1' }, { A: 'a2' }, { A: 'a1', B: 'b1', C: 'c1' }]
  writeHistory(db, [
    [1, first],
    [1, second],
    [2, first],
    [1, first],
    [1, third],
    [1, second],
  ])
  migrate(db)
  expect(db.prepare('select id from romset_version order by id').pluck().all()).toEqual([1, 2, 3, 5])
  expect([1, 2, 3, 5].map((version) => keptIn(db, version))).toEqual([first, second, first, third])
  expect(romsetChanges(db)).toEqual([
    { version: 1, before: null, at: 1000, until: 1001 },
    { version: 2, before: 1, at: 1001, until: 1003 },
    { version: 3, before: null, at: 1002, until: null },
    { version: 1, before: 2, at: 1003, until: 1004 },
    { version: 5, before: 1, at: 1004, until: 1005 },
    { version: 2, before: 5, at: 1005, until: null },
  ])
  expect(db.prepare('select version_id from export_run order by id').pluck().all()).toEqual([
    1, 2, 3, 1, 5, 2,
  ])
})

it('law: every version of the past is told as it was, under one number for each romset', () => {
  const kept = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('1', '2'), {
    noNullPrototype: true,
  })
  const history = fc.array(fc.tuple(fc.constantFrom(1, 2), kept), { maxLength: 12 })
  fc.assert(
    fc.property(history, (all) => {
      const db = olderCatalog()
      const versions = writeHistory(db, all)
      migrate(db)
      const runs = db.prepare<[], number>('select version_id from export_run order by id').pluck().all()
      expect(runs.map((version) => keptIn(db, version))).toEqual(versions)
      expect(romsetChanges(db).map(({ version, at }) => [version, at])).toEqual(
        runs.map((version, i) => [version, 1000 + i]),
      )
      expect(new Set(runs).size).toBe(
        db
          .prepare('select count(*) from (select distinct policy_id, parts from romset_version)')
          .pluck()
          .get(),
      )
      expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
    }),
    { numRuns: process.env['CURATOR_DEEP'] ? 500 : 15 },
  )
})

it('one that was made from another first schema is left as it is', () => {
  const db = olderCatalog()
  db.exec("update meta set value = 'another' where key = 'schema'")
  expect(() => migrate(db)).toThrow('it was made before a release')
  expect(db.prepare("select name from sqlite_schema where name = 'romset_change'").get()).toBeUndefined()
})
