/** What the schema itself guarantees: types, references, and the traps that others fell into. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { tempDir } from '../support/cli.ts'

function freshDb(): Db {
  const catalog = openCatalog(tempDir('schema'))
  onTestFinished(() => catalog.close())
  return catalog.db
}

const CORE = [
  'archive_member',
  'atomic_game_unit',
  'dat_entry',
  'device_profile',
  'device_volume',
  'export_run',
  'file_instance',
  'game_release',
  'import_log',
  'library_root',
  'platform',
  'playlist',
  'playlist_item',
  'region',
  'release_block',
  'rom_file',
  'romset_member',
  'romset_version',
  'selection_policy',
  'target_device',
]

function content(db: Db, sha1: string): number {
  const bytes = Buffer.from(sha1.padStart(40, '0'), 'hex')
  return Number(
    db.prepare('insert into rom_file (sha1, crc32, size) values (?, 1, 1)').run(bytes).lastInsertRowid,
  )
}

describe('the schema', () => {
  it('has the core tables', () => {
    const tables = freshDb()
      .prepare("select name from sqlite_schema where type in ('table', 'view') order by name")
      .pluck()
      .all()
    expect(tables).toEqual(expect.arrayContaining(CORE))
  })

  it('is read by a SQLite of 2022: it knows no order within an aggregate, and one such view would shut all of it', () => {
    const views = freshDb()
      .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_schema where type = 'view'")
      .all()
    const sorted = views.filter(({ sql }) =>
      /\b(?:group_concat|json_group_\w+)\((?:[^()]|\([^()]*\))*order by/.test(sql),
    )
    expect(sorted.map(({ name }) => name)).toEqual([])
    expect(views.length).toBeGreaterThan(20)
  })

  it('is strict in every table', () => {
    const loose = freshDb()
      .prepare(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite%'",
      )
      .pluck()
      .all()
    expect(loose).toEqual([])
  })

  it('refuses a value of another type', () => {
    const db = freshDb()
    expect(() => db.exec("insert into rom_file (sha1, crc32, size) values ('hex', 1, 1)")).toThrow(
      'cannot store TEXT value',
    )
  })

  it('enforces references', () => {
    const db = freshDb()
    expect(db.prepare('pragma foreign_keys').pluck().get()).toBe(1)
    expect(() => db.exec("insert into game_release (platform_id, name) values (9999, 'x')")).toThrow(
      'FOREIGN KEY',
    )
  })

  it('has an index behind every reference that a delete has to follow', () => {
    const db = freshDb()
    const references = db
      .prepare<[], { child: string; column: string; parent: string }>(
        `select t.name as child, f."from" as "column", f."table" as parent
         from pragma_table_list t join pragma_foreign_key_list(t.name) f
         where t.schema = 'main' and f.on_delete = 'CASCADE'`,
      )
      .all()
    const first = db
      .prepare<[], string>(
        `select t.name || '.' || c.name from pragma_table_list t join pragma_index_list(t.name) i
         join pragma_index_info(i.name) c where c.seqno = 0
         union select t.name || '.' || c.name from pragma_table_list t join pragma_table_info(t.name) c where c.pk = 1`,
      )
      .pluck()
      .all()
    expect(references.length).toBeGreaterThan(5)
    expect(references.filter(({ child, column }) => !first.includes(`${child}.${column}`))).toEqual([])
  })
})

describe('traps that schemas of this kind have', () => {
  it('T1: an archive may hold one content at two paths, and one path twice', () => {
    const db = freshDb()
    const [archive, member] = [content(db, 'a'), content(db, 'b')]
    const insert = db.prepare(
      `insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
       values (?, ?, ?, 8, 0, 1, 1, 1, ?)`,
    )
    insert.run(archive, 0, 'save.sav', member)
    insert.run(archive, 1, 'copy/save.sav', member)
    insert.run(archive, 2, 'save.sav', member)
    expect(() => insert.run(archive, 2, 'other', member)).toThrow('UNIQUE')
  })

  it('T2: a failed import can be tried again, a completed one blocks a second', () => {
    const db = freshDb()
    const log = db.prepare(
      "insert into import_log (source, file_hash, started_at, status) values ('dat', x'aa', 0, ?)",
    )
    log.run('failed')
    log.run('failed')
    log.run('running')
    log.run('completed')
    expect(() => log.run('completed')).toThrow('UNIQUE')
    log.run('cancelled')
  })

  it('T2: imports that have no file block each other never', () => {
    const db = freshDb()
    const log = db.prepare(
      "insert into import_log (source, started_at, status) values ('scan', 0, 'completed')",
    )
    log.run()
    log.run()
    expect(db.prepare('select count(*) from import_log').pluck().get()).toBe(2)
  })

  it('T4: two games of a platform may have one title', () => {
    const db = freshDb()
    const insert = db.prepare(
      "insert into atomic_game_unit (title, platform_id, cluster) values ('Aladdin', 1, ?)",
    )
    insert.run('aladdin')
    insert.run('aladdin (virgin)')
    expect(() => insert.run('aladdin')).toThrow('UNIQUE')
  })

  it('T5: a game may be kept on two platforms, one winner on each', () => {
    const db = freshDb()
    db.exec("insert into selection_policy (id, name, definition) values (1, 'usa', '{}')")
    db.exec("insert into romset_version (id, policy_id, parts, created_at) values (1, 1, '{}', 0)")
    const member = db.prepare(
      `insert into romset_member (policy_id, platform_id, game, position, added_in, release_name)
       values (1, ?, 'Chrono Trigger', 0, 1, ?)`,
    )
    member.run(1, 'Chrono Trigger (USA)')
    member.run(2, 'Chrono Trigger (Japan)')
    expect(() => member.run(2, 'Chrono Trigger (Europe)')).toThrow('UNIQUE')
  })

  it('T6: a file that changed has one row', () => {
    const db = freshDb()
    const [before, after] = [content(db, 'a'), content(db, 'b')]
    db.exec("insert into library_root (id, name, path) values (1, 'roms', '/roms')")
    const insert = db.prepare(
      `insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen, last_seen)
       values (1, 'a.nes', 1, 1, 1, 1, 1, ?, 'rom', 'present', 0, 0)`,
    )
    insert.run(before)
    expect(() => insert.run(after)).toThrow('UNIQUE')
  })

  it('T7: a file is present, missing or in quarantine', () => {
    const db = freshDb()
    db.exec("insert into library_root (id, name, path) values (1, 'roms', '/roms')")
    const insert = db.prepare(
      `insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, role, status, first_seen, last_seen)
       values (1, ?, 1, 1, 1, 1, 1, 'rom', ?, 0, 0)`,
    )
    for (const status of ['present', 'missing', 'quarantined']) insert.run(status, status)
    expect(() => insert.run('x', 'deleted')).toThrow('CHECK')
  })

  it('T9: a playlist may hold two releases of one game', () => {
    const db = freshDb()
    db.exec(`insert into selection_policy (id, name, definition) values (1, 'usa', '{}');
      insert into atomic_game_unit (id, title, platform_id, cluster) values (1, 'Tetris', 1, 'tetris');
      insert into playlist (id, name, policy_id, title, digest) values (1, 'best', 1, 'Best', '');
      insert into playlist_item (playlist_id, position, platform_id, release_name, atomic_id)
        values (1, 0, 1, 'Tetris (USA)', 1), (1, 1, 1, 'Tetris (Japan)', 1)`)
    expect(db.prepare('select count(*) from playlist_item').pluck().get()).toBe(2)
  })
})

/** The tables and views that the plan of the Atomic Game Database names. */
const PLANNED = (
  'company company_alias_group company_alias genre platform platform_link region atomic_game_unit ' +
  'atomic_core_metadata atomic_metadata_extension game_release release_developer release_publisher ' +
  'release_genre release_region release_artifact rom_file rom_file_metadata metadata_source import_log ' +
  'dat_source dat_entry dat_entry_metadata dat_atomic_link ingestion_candidate library_root ' +
  'file_discovery file_instance archive_member file_operation_log selection_policy romset_version romset_member ' +
  'playlist playlist_item target_device export_profile export_run v_company_canonical v_romset_complete ' +
  'v_library_health v_playlist_export_manifest v_curation_todo'
).split(' ')

describe('the plan', () => {
  const all = () =>
    freshDb()
      .prepare<[], string>("select name from sqlite_schema where type in ('table', 'view') order by name")
      .pluck()
      .all()

  it('is there, under its names', () => {
    const there = all()
    expect(PLANNED.filter((name) => !there.includes(name))).toEqual([])
  })

  it('is told of in docs/catalog.md, with everything else there is', () => {
    const text = readFileSync(new URL('../../docs/catalog.md', import.meta.url), 'utf8')
    const parts = /^(?:sqlite_|search_(?:text|file)_|stat)/ // what FTS5 and SQLite keep for themselves
    const untold = all().filter((name) => !parts.test(name) && !new RegExp(`\\b${name}\\b`).test(text))
    expect(untold).toEqual([])
  })

  it.each([
    'dat_game',
    'metadata_entry',
    'metadata_part',
    'atomic_core_metadata',
    'atomic_metadata_extension',
    'release_developer',
    'release_publisher',
    'release_genre',
  ])('every row of %s names the import that brought it', (table) => {
    const column = freshDb().prepare(`select "notnull" from pragma_table_info(?) where name = 'log_id'`)
    expect(column.pluck().get(table)).toBe(1)
  })

  it('is sound to an older SQLite too, which wants the key of a table without row numbers first', () => {
    const columns = freshDb().prepare('select name from pragma_table_info(?) order by cid limit 3').pluck()
    for (const table of ['release_developer', 'release_publisher', 'release_genre'])
      expect(columns.all(table)).toEqual(['release_id', 'log_id', 'position'])
  })

  it('files and scans are told of by its words', () => {
    const db = freshDb()
    expect(db.prepare('select * from metadata_source').all()).toEqual([])
    db.exec(`insert into import_log (source, file_name, started_at, status)
        values ('file_ingestion', 'roms', 1, 'completed'), ('file_ingestion', 'roms', 2, 'running');
      insert into library_root (id, name, path) values (1, 'roms', '/roms');
      insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, role, status, first_seen, last_seen)
        values (1, 'a.gb', 3, 1700000000000.5, 2, 4, 1, 'rom', 'present', 5, 6)`)
    expect(db.prepare('select * from metadata_source').all()).toEqual([
      { name: 'file_ingestion', importer: 'scan' },
    ])
    expect(
      db.prepare('select first_seen, last_seen, last_modified, status from file_instance').raw().all(),
    ).toEqual([[5, 6, 1700000000000.5, 'present']])
  })

  it('a release consists of ROMs in sequence, and of the contents that are known', () => {
    const db = freshDb()
    const known = content(db, 'ab')
    db.exec(`insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed');
      insert into dat_game (id, log_id, platform_id, name, release_name, variant) values (1, 1, 1, 'Riven', 'Riven', 0);
      insert into dat_rom (id, game_id, part, name) values (7, 1, 1, 'b.bin'), (8, 1, 0, 'a.cue');
      insert into content_match (rom_file_id, dat_entry_id, match_by) values (${known}, 7, 'sha1');
      insert into game_release (id, platform_id, name) values (3, 1, 'Riven');
      insert into release_block (release_id, variant, dat_game_id) values (3, 0, 1)`)
    const rows = db.prepare(
      'select release_id, variant, sequence, dat_entry_id, rom_file_id from release_artifact order by sequence',
    )
    expect(rows.raw().all()).toEqual([
      [3, 0, 1, 8, null],
      [3, 0, 2, 7, known],
    ])
  })

  it('has views that can all be read', () => {
    const db = freshDb()
    const views = db.prepare<[], string>("select name from sqlite_schema where type = 'view'").pluck().all()
    for (const view of views) expect(() => db.prepare(`select * from ${view}`).all()).not.toThrow()
    expect(views.length).toBeGreaterThan(10)
  })
})
