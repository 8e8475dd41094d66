/**
 * Identification by hash: which DAT entry describes which content. SHA-1 if the DAT gives one, else MD5, else
 * CRC-32 with size. Size and CRC-32 must agree where the DAT states them, or it is a conflict and no match.
 */
import { recall, remember } from '../catalog/meta.ts'
import type { Db } from '../catalog/sqlite.ts'

/** A content as it is, and its views: the two tables of shapes that an entry may describe. */
const SHAPES = [
  { table: 'rom_file', id: 'id', view: "''" },
  { table: 'rom_view', id: 'rom_file_id', view: 's.kind' },
] as const
type ShapeTable = (typeof SHAPES)[number]

const AGREES = '(e.size is null or e.size = s.size) and (e.crc32 is null or e.crc32 = s.crc32)'

interface Way {
  readonly by: 'sha1' | 'md5' | 'crc32'
  /** How entry `e` and shape `s` are found for each other. */
  readonly join: string
  /** What else must agree. */
  readonly agree: string
}

/**
 * MD5 is known of a content only where some DAT has nothing better, so beside a SHA-1 it has no say: what matches must
 * not depend on which other DATs there are, or once were.
 */
const WAYS: readonly Way[] = [
  { by: 'sha1', join: 'e.sha1 = s.sha1', agree: AGREES },
  { by: 'md5', join: 'e.sha1 is null and e.md5 = s.md5', agree: AGREES },
  {
    by: 'crc32',
    join: 'e.sha1 is null and e.md5 is null and e.crc32 = s.crc32 and e.size = s.size',
    agree: 'true',
  },
]

/** One hash agrees and a stronger or equal one does not: a wrong DAT, or a chance collision. Never a match. */
const CONFLICTS: readonly { readonly join: string; readonly detail: string }[] = [
  {
    join: `e.sha1 = s.sha1 and not (${AGREES})`,
    detail: 'SHA-1 agrees, but size or CRC-32 does not',
  },
  {
    join: `e.sha1 is null and e.md5 = s.md5 and not (${AGREES})`,
    detail: 'MD5 agrees, but size or CRC-32 does not',
  },
  {
    join: 'e.sha1 is not null and e.crc32 = s.crc32 and e.size = s.size and e.sha1 <> s.sha1',
    detail: 'CRC-32 and size agree, but SHA-1 does not',
  },
  {
    join: 'e.sha1 is null and e.md5 is not null and s.md5 is not null and e.crc32 = s.crc32 and e.size = s.size and e.md5 <> s.md5',
    detail: 'CRC-32 and size agree, but MD5 does not',
  },
]

const MARK = 'identified-log'

/**
 * Matches what changed since the last call: contents that came or went, and DATs imported since. Everything in one
 * transaction, so an interrupted identification is simply done again. Returns each platform's holdings number,
 * which grows whenever something owned of that platform changed.
 */
export function identify(db: Db): Readonly<Record<string, number>> {
  const pending = db.prepare('select exists (select 1 from content_changed)').pluck().get() as number
  const done = Number(recall(db, MARK) ?? 0)
  const newest = db.prepare('select coalesce(max(id), 0) from import_log').pluck().get() as number
  if (pending || newest !== done) db.transaction(() => update(db, done, newest))()
  return holdingsNumbers(db)
}

function update(db: Db, done: number, newest: number): void {
  db.exec('create temp table if not exists touched (platform_id integer primary key)')
  db.exec('delete from temp.touched')
  touch(db)
  for (const shape of SHAPES) {
    for (const from of [changedContents(shape), newEntries(shape, done, newest)]) {
      for (const way of WAYS) {
        db.exec(`insert or ignore into content_match (rom_file_id, dat_entry_id, view, match_by)
          select s.${shape.id}, e.id, ${shape.view}, '${way.by}' ${from(way.join)} and s.size > 0 and ${way.agree}`)
      }
      for (const { join, detail } of CONFLICTS) {
        db.exec(`insert or ignore into match_conflict (rom_file_id, dat_entry_id, detail)
          select s.${shape.id}, e.id, '${detail}' ${from(join)} and s.size > 0`)
      }
    }
  }
  touch(db)
  db.prepare(
    `insert or ignore into temp.touched select distinct platform_id from dat_entry where log_id > ? and log_id <= ?`,
  ).run(done, newest)
  db.exec('update platform set holdings = holdings + 1 where id in (select platform_id from temp.touched)')
  db.exec('delete from content_changed')
  remember(db, MARK, String(newest))
}

// `cross join` keeps SQLite to this order: from the few rows that changed to the many they are compared with
function changedContents(shape: ShapeTable): (join: string) => string {
  return (join) => `from content_changed c cross join ${shape.table} s on s.${shape.id} = c.rom_file_id
    cross join dat_entry e on ${join} where true`
}

function newEntries(shape: ShapeTable, done: number, newest: number): (join: string) => string {
  return (join) => `from dat_entry e cross join ${shape.table} s on ${join}
    where e.log_id > ${done} and e.log_id <= ${newest}`
}

/** Marks the platforms of all entries that a changed content matches. */
function touch(db: Db): void {
  db.exec(`insert or ignore into temp.touched
    select distinct e.platform_id from content_changed c
    join content_match m on m.rom_file_id = c.rom_file_id join dat_entry e on e.id = m.dat_entry_id`)
}

function holdingsNumbers(db: Db): Record<string, number> {
  const rows = db
    .prepare<[], [string, number]>('select slug, holdings from platform where holdings > 0 order by slug')
    .raw()
    .all()
  return Object.fromEntries(rows)
}

export interface HashConflict {
  /** Absolute: the file, or the archive that holds it. */
  readonly path: string
  readonly release: string
  readonly rom: string
  readonly detail: string
}

/**
 * Owned contents that a DAT describes with hashes that contradict each other. A content that matches in some shape, or
 * by some other DAT, is identified: then the rest is no conflict.
 */
export function hashConflicts(db: Db): HashConflict[] {
  return db
    .prepare<[], HashConflict>(
      `select min(r.path || '/' || f.path) as path, e.release_name as release, e.rom, x.detail
       from match_conflict x join dat_entry e on e.id = x.dat_entry_id
       join (select rom_file_id as content, rom_file_id as file from match_conflict
             union select c.rom_file_id, a.archive_id from match_conflict c cross join archive_member a
               on a.rom_file_id = c.rom_file_id) held on held.content = x.rom_file_id
       join file_instance f on f.rom_file_id = held.file and f.status = 'present'
       join library_root r on r.id = f.root_id
       where not exists (select 1 from content_match m where m.rom_file_id = x.rom_file_id)
       group by x.rom_file_id, x.dat_entry_id order by path, release`,
    )
    .all()
}
