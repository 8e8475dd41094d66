/** The tables of what waits follow the catalog: whatever changed, they say what the views say. */
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { groupBy } from '../../src/groups.ts'
import { libraryHealth } from '../../src/identify/health.ts'
import { refreshUnlisted } from '../../src/identify/unlisted.ts'
import type { DuplicateSummary } from '../../src/report/files/duplicates.ts'
import { fileCounts } from '../../src/report/kept-counts.ts'
import { refreshQueue } from '../../src/review/refresh.ts'
import { memoryCatalog } from '../support/catalog.ts'

/** Contents 1 to 6, of 10 bytes each; 5 and 6 are archives. ROMs 1 to 4 of two games each of which has two releases. */
const CATALOG = `
  insert into library_root (id, name, path) values (1, 'roms', '/roms'), (2, 'more', '/more');
  insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed');
  insert into dat_game (id, log_id, platform_id, name, release_name, variant)
    select value, 1, 1, 'R' || value, 'R' || value, 0 from json_each('[1,2,3,4]');
  insert into dat_rom (id, game_id, part, name, size, crc32)
    select value, value, 0, 'r' || value || '.bin', 10, value from json_each('[1,2,3,4]');
  insert into atomic_game_unit (id, title, platform_id, cluster) values (1, 'One', 1, 'game||1'), (2, 'Two', 1, 'game||2');
  insert into game_release (id, platform_id, name, atomic_id)
    select value, 1, 'R' || value, 1 + value % 2 from json_each('[1,2,3,4]');
  insert into release_block (release_id, variant, dat_game_id) select value, 0, value from json_each('[1,2,3,4]');
  insert into rom_file (id, sha1, crc32, size, content_role)
    select value, cast(printf('%020d', value) as blob), value, 10, iif(value > 4, 'archive', 'rom') from json_each('[1,2,3,4,5,6]');
  insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
    values (5, 0, 'a.one', 0, 0, 1, 10, 1, 1), (5, 1, 'b.two', 0, 0, 1, 10, 2, 2), (6, 0, 'c.three', 0, 0, 1, 10, 3, 3);
  update platform set games = 1 where id = 1`

const SIZE = 10
const CONTENT = fc.integer({ min: 1, max: 6 })
const ROM = fc.integer({ min: 1, max: 4 })
const FILE = fc.integer({ min: 1, max: 5 })
const quoted = (text: string): string => `'${text}'`

/** What builds, scans and people do to the tables that items rest on. */
const CHANGE = fc.oneof(
  fc
    .record({
      file: FILE,
      content: fc.oneof(CONTENT.map(String), fc.constant('null')),
      status: fc.constantFrom('present', 'present', 'missing', 'quarantined').map(quoted),
      problem: fc.constantFrom('null', 'null', "'[]'"),
      sound: fc.oneof(CONTENT.map(String), fc.constant('null')),
      role: fc.constantFrom('rom', 'archive', 'auxiliary').map(quoted),
      path: fc.constantFrom('x.odd', 'y.nes', 'in/z.other'),
      listed: fc.constantFrom(0, 0, 1),
    })
    .map(
      ({ file, content, status, problem, sound, role, path, listed }) =>
        `insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, problem,
           sound_id, listed, first_seen, last_seen)
         values (${file}, ${1 + (file % 2)}, '${file}/${path}', 1, 0, 0, 0, 1, ${content}, ${role}, ${status}, ${problem},
           ${problem === 'null' ? 'null' : sound}, ${listed}, 0, 0)
         on conflict do update set path = excluded.path, rom_file_id = excluded.rom_file_id, role = excluded.role,
           status = excluded.status, problem = excluded.problem, sound_id = excluded.sound_id, listed = excluded.listed`,
    ),
  FILE.map((file) => `delete from file_instance where id = ${file}`),
  fc.tuple(CONTENT, ROM).map(
    ([content, rom]) =>
      `insert or ignore into content_match (rom_file_id, dat_entry_id, match_by)
         select ${content}, id, 'sha1' from dat_rom where id = ${rom}`,
  ),
  CONTENT.map((content) => `delete from content_match where rom_file_id = ${content}`),
  ROM.map((rom) => `delete from dat_rom where id = ${rom}`),
  fc
    .tuple(CONTENT, ROM)
    .map(
      ([content, rom]) =>
        `insert or ignore into match_conflict (rom_file_id, dat_entry_id, detail) select ${content}, id, 'no' from dat_rom where id = ${rom}`,
    ),
  CONTENT.map((content) => `delete from match_conflict where rom_file_id = ${content}`),
  fc
    .tuple(CONTENT, fc.constantFrom('decision', 'title'))
    .map(
      ([content, type]) =>
        `insert or ignore into title_link values (${content}, 1, 'R1', '${type}', 1, '{}', 0, 1)`,
    ),
  CONTENT.map((content) => `delete from title_link where rom_file_id = ${content}`),
  fc
    .tuple(CONTENT, ROM)
    .map(
      ([content, rom]) =>
        `insert or ignore into ingestion_candidate values (${content}, ${rom}, 1, 'R${rom}', 'One', 0.5, '{}', 1)`,
    ),
  CONTENT.map((content) => `delete from ingestion_candidate where rom_file_id = ${content}`),
  fc
    .tuple(CONTENT, fc.constantFrom('rom', 'archive', 'auxiliary'))
    .map(([content, role]) => `update rom_file set content_role = '${role}' where id = ${content}`),
  fc.tuple(fc.constantFrom(5, 6), CONTENT).map(([archive, content]) =>
    [
      `delete from archive_member where archive_id = ${archive}`,
      `insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
           values (${archive}, 0, 'n.new', 0, 0, 1, 10, 1, ${content})`,
      `update file_instance set role = role where rom_file_id = ${archive}`,
    ].join(';'),
  ),
  ROM.map(
    (game) =>
      `update game_release set atomic_id = 3 - atomic_id where id = ${game}; update platform set games = games + 1 where id = 1`,
  ),
)

function freshDb(): Db {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec(CATALOG)
  return db
}

const rows = (db: Db, sql: string): readonly unknown[] => db.prepare(sql).raw().all()
const COLUMNS = 'kind, platform, subject, key, settles, detail, names'

/** Counted one by one: each content that files and members of archives hold more than once. */
function duplicatesIn(db: Db): DuplicateSummary {
  const present = "(select rom_file_id as content from file_instance where status = 'present')"
  const held = rows(
    db,
    `select content from ${present} where content is not null
     union all select m.rom_file_id from archive_member m join ${present} on content = m.archive_id`,
  ) as [number][]
  const copied = [...groupBy(held, ([content]) => content).values()].filter(({ length }) => length > 1)
  const copies = copied.reduce((sum, { length }) => sum + length - 1, 0)
  return { contents: copied.length, copies, bytes: copies * SIZE }
}

const items = (db: Db, table = 'curation_item') =>
  rows(db, `select ${COLUMNS} from ${table} order by kind, key, platform`)
const unlisted = (db: Db, table = 'unlisted_file') =>
  rows(db, `select file_id, root_id, content, role from ${table} order by 1`)

function expectCurrent(db: Db): void {
  expect(items(db)).toEqual(items(db, 'v_todo_file'))
  expect(fileCounts(db)).toMatchObject({ health: libraryHealth(db), duplicates: duplicatesIn(db) })
  expect(unlisted(db)).toEqual(unlisted(db, 'v_unlisted_file'))
}

it('is what a first reading would be, after any changes', () => {
  const db = freshDb()
  fc.assert(
    fc.property(fc.array(fc.array(CHANGE, { maxLength: 4 }), { maxLength: 8 }), (batches) => {
      db.exec('savepoint beginning')
      try {
        for (const [at, batch] of batches.entries()) {
          for (const change of batch) db.exec(change)
          db.exec(`insert into import_log (source, started_at, status) values ('scan', ${at}, 'completed')`)
          if (at % 3 === 2) refreshUnlisted(db) // as a status does, without a review
          else {
            refreshQueue(db, at)
            expectCurrent(db)
          }
        }
        refreshQueue(db, 100)
        expectCurrent(db)
      } finally {
        db.exec('rollback to beginning; release beginning')
      }
    }),
    { numRuns: process.env['CURATOR_DEEP'] ? 3000 : 60 },
  )
})

/** A file of each content, where 1 is in a DAT by its name, 2 by its hash, and 3 by two hashes that contradict each other. */
const FILES = `
  insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen, last_seen)
    select value, 1, value || '.odd', 1, 0, 0, 0, 1, value, iif(value > 4, 'archive', 'rom'), 'present', 0, 0
    from json_each('[1,2,3,4,5,6]');
  insert into ingestion_candidate values (1, 1, 1, 'R1', 'One', 0.5, '{}', 1);
  insert into content_match (rom_file_id, dat_entry_id, match_by) values (2, 2, 'sha1');
  insert into match_conflict (rom_file_id, dat_entry_id, detail) values (3, 3, 'no');
  insert into title_link values (4, 1, 'R1', 'decision', 1, '{}', 0, 1);
  insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
    values (6, 1, 'd.one', 0, 0, 1, 10, 1, 1)`

it.each([
  "insert into content_match (rom_file_id, dat_entry_id, match_by) values (1, 1, 'sha1')",
  'delete from content_match where rom_file_id = 2',
  "insert into match_conflict (rom_file_id, dat_entry_id, detail) values (1, 1, 'no')",
  'delete from match_conflict where rom_file_id = 3',
  "insert into title_link values (1, 1, 'R1', 'decision', 1, '{}', 0, 1)",
  'delete from title_link where rom_file_id = 4',
  "insert into ingestion_candidate values (1, 0, 1, 'R2', 'Two', 0.9, '{}', 1)",
  'delete from ingestion_candidate where rom_file_id = 1',
  'delete from file_instance where id = 1',
  "update file_instance set status = 'missing' where id = 1",
  "update file_instance set path = 'other.odd' where id = 1",
  "update rom_file set content_role = 'patch' where id = 1",
  'delete from archive_member where archive_id = 5 and rom_file_id = 2',
  'delete from archive_member where archive_id = 6 and rom_file_id = 1',
])('follows one change by itself: %s', (change) => {
  const db = freshDb()
  db.exec(FILES)
  refreshQueue(db, 1)
  const before = [items(db), unlisted(db)]
  db.exec(change)
  db.exec("insert into import_log (source, started_at, status) values ('scan', 0, 'completed')")
  refreshQueue(db, 2)
  expectCurrent(db)
  expect([items(db), unlisted(db)]).not.toEqual(before)
})

it('asks again for what changed alone, and for nothing when nothing did', () => {
  const db = freshDb()
  const file = (id: number, content: number) =>
    db.exec(
      `insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen,
         last_seen) values (${id}, 1, '${id}.bin', 1, 0, 0, 0, 1, ${content}, 'rom', 'present', 0, 0)`,
    )
  for (const id of [1, 2, 3]) file(id, id)
  const stamp = refreshQueue(db, 1)
  expect(refreshUnlisted(db)).toEqual({ made: 1, renewed: 0 })
  db.exec("insert into import_log (source, started_at, status) values ('scan', 0, 'completed')")
  expect(refreshUnlisted(db)).toEqual({ made: 1, renewed: 0 })
  // what nothing has changed is not read: a row that is wrong stays so
  db.exec("update curation_item set detail = 'wrong' where subject = 'roms/1.bin'")
  file(4, 4)
  db.exec("insert into content_match (rom_file_id, dat_entry_id, match_by) values (3, 3, 'sha1')")
  expect(refreshQueue(db, 2)).not.toBe(stamp)
  expect(refreshUnlisted(db)).toEqual({ made: 1, renewed: 1 })
  expect(
    rows(db, "select subject, detail, since from curation_item where kind = 'unmatched' order by 1"),
  ).toEqual([
    ['roms/1.bin', 'wrong', 1],
    ['roms/2.bin', null, 1],
    ['roms/4.bin', null, 2],
  ])
})

it('counts of files are kept until something is known otherwise', () => {
  const db = freshDb()
  const nothing = { contents: 0, copies: 0, bytes: 0 }
  const file = (id: number) =>
    db.exec(
      `insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen,
         last_seen) values (${id}, 1, '${id}.bin', 10, 0, 0, 0, 1, 1, 'rom', 'present', 0, 0)`,
    )
  expect(fileCounts(db)).toMatchObject({
    health: [],
    duplicates: nothing,
    verification: [{ root: 'more' }, { root: 'roms' }],
  })
  file(1)
  file(2)
  const two = { health: [{ root: 'roms', unmatched: 2 }], duplicates: { contents: 1, copies: 1, bytes: 10 } }
  expect(fileCounts(db)).toMatchObject(two)
  // what nothing has changed is not counted again: what is wrong stays so
  db.exec('update copied_content set places = 8; update counted_health set files = 5')
  db.exec("insert into import_log (source, started_at, status) values ('scan', 0, 'completed')")
  expect(fileCounts(db)).toMatchObject({
    health: [{ root: 'roms', unmatched: 5 }],
    duplicates: { copies: 7 },
  })
  file(3)
  expect(fileCounts(db)).toMatchObject({
    health: [{ root: 'roms', unmatched: 6 }],
    duplicates: { contents: 1, copies: 2, bytes: 20 },
  })
})
