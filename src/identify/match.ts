/**
 * Identification by hash: which DAT entry describes which content. SHA-1 if the DAT gives one, else MD5, else CRC-32 with
 * the size, then SHA-256, and a CRC-32 alone where there is nothing else. Size and CRC-32 must agree where the DAT states
 * them, or it is a conflict and no match. A sheet that no DAT lists so is known by the tracks it names: see `sheets/`.
 */
import { recall, remember } from '../catalog/meta.ts'
import { ensureRomIndexes } from '../catalog/schema/rom-indexes.ts'
import type { Db } from '../catalog/sqlite.ts'
import { fitSheets } from './sheets/fitting-sheets.ts'
import type { Touch } from './titles/link-store.ts'

/** A content as it is, and its views: the two tables of shapes that an entry may describe. */
const SHAPES = [
  { table: 'rom_file', id: 'id', view: "''" },
  { table: 'rom_view', id: 'rom_file_id', view: 's.kind' },
] as const
type ShapeTable = (typeof SHAPES)[number]

// what a CHD states of its data has no CRC-32
const AGREES =
  '(e.size is null or e.size = s.size) and (e.crc32 is null or s.crc32 is null or e.crc32 = s.crc32)'

interface Way {
  readonly by: 'sha1' | 'md5' | 'sha256' | 'crc32'
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
    join: 'e.sha1 is null and e.md5 is null and e.crc32 = s.crc32',
    agree: '(e.size = s.size or e.size is null and e.sha256 is null)',
  },
  // an entry has a SHA-256 only where it has nothing else to be found by
  { by: 'sha256', join: 'e.sha256 = s.sha256', agree: AGREES },
]

/** One hash agrees and a stronger or equal one does not: a wrong DAT, or a chance collision. Never a match. */
const CONFLICTS: readonly { readonly by?: Way['by']; readonly join: string; readonly detail: string }[] = [
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
  {
    by: 'sha256',
    join: `e.sha256 = s.sha256 and not (${AGREES})`,
    detail: 'SHA-256 agrees, but size or CRC-32 does not',
  },
]

const MARK = 'identified-log'

/**
 * Matches what changed since the last call: contents that came or went, and DATs imported since. Everything in one
 * transaction, so an interrupted identification is simply done again. Returns each platform's holdings number,
 * which grows whenever something owned of that platform changed.
 * @param byName what links contents that no hash identifies, when there is anything for it to do
 */
export function identify(db: Db, byName?: ByName): Readonly<Record<string, number>> {
  const done = Number(recall(db, MARK) ?? 0)
  const newest = newestLog(db)
  if (hasUnmatched(db) || newest !== done || byName) db.transaction(() => update(db, done, newest, byName))()
  return holdingsNumbers(db)
}

/** Whether contents came, went or became others since they were last compared with the DATs. */
export function hasUnmatched(db: Db): boolean {
  return db.prepare('select 1 from content_changed limit 1').get() !== undefined
}

/** Runs when hashes were compared, while what changed is still known. */
export type ByName = (touch: Touch) => void

function update(db: Db, done: number, newest: number, byName: ByName | undefined): void {
  ensureRomIndexes(db)
  db.exec('create temp table if not exists touched (platform_id integer primary key)')
  db.exec('delete from temp.touched')
  db.prepare(
    'insert into temp.touched select distinct platform_id from dat_game where log_id > ? and log_id <= ?',
  ).run(done, newest)
  touch(db)
  const first = firstNewEntry(db, done, newest)
  for (const shape of SHAPES) {
    compare(db, shape, changedContents(shape))
    if (first !== undefined && hasUnchangedContents(db)) compare(db, shape, newEntries(db, shape, first))
  }
  touch(db)
  const toucher = releaseToucher(db)
  fitSheets(db, first !== undefined, toucher)
  byName?.(toucher)
  db.exec('update platform set holdings = holdings + 1 where id in (select platform_id from temp.touched)')
  db.exec('delete from content_changed')
  noteIdentified(db)
}

/** Whoever links by names leaves a record of that, which is no new DAT. */
export function noteIdentified(db: Db): void {
  remember(db, MARK, String(newestLog(db)))
}

function newestLog(db: Db): number {
  return db.prepare('select coalesce(max(id), 0) from import_log').pluck().get() as number
}

/** What is compared: entries `e` with shapes `s`, found for each other by a join. */
type Pairs = (join: string) => string

function compare(db: Db, shape: ShapeTable, pairs: Pairs): void {
  // nearly always there is none, and a million contents need not be asked
  const hasSha256 = db.prepare('select 1 from dat_rom where sha256 is not null limit 1').get() !== undefined
  const counts = ({ by }: { readonly by?: Way['by'] }) => by !== 'sha256' || hasSha256
  for (const way of WAYS.filter(counts)) {
    db.exec(`insert or ignore into content_match (rom_file_id, dat_entry_id, view, match_by)
      select s.${shape.id}, e.id, ${shape.view}, '${way.by}' ${pairs(way.join)} and s.size > 0 and ${way.agree}`)
  }
  for (const { join, detail } of CONFLICTS.filter(counts)) {
    db.exec(`insert or ignore into match_conflict (rom_file_id, dat_entry_id, detail)
      select s.${shape.id}, e.id, '${detail}' ${pairs(join)} and s.size > 0`)
  }
}

// `cross join` keeps SQLite to this order: from the few rows that changed to the many they are compared with
function changedContents(shape: ShapeTable): Pairs {
  return (join) => `from content_changed c cross join ${shape.table} s on s.${shape.id} = c.rom_file_id
    cross join dat_rom e on ${join} where true`
}

/** All contents with the entries from `first` on, going through those there are fewer of. */
function newEntries(db: Db, { table }: ShapeTable, first: number): Pairs {
  const entries =
    db.prepare<[number], number>('select count(*) from dat_rom where id >= ?').pluck().get(first) ?? 0
  const hasMoreShapes = db
    .prepare<[number], number>(`select 1 from ${table} limit 1 offset ?`)
    .pluck()
    .get(entries)
  const [few, many] = hasMoreShapes === undefined ? [`${table} s`, 'dat_rom e'] : ['dat_rom e', `${table} s`]
  return (join) => `from ${few} cross join ${many} on ${join} where e.id >= ${first}`
}

/** Ids only grow: what was imported since then begins here. Undefined when that is nothing. */
function firstNewEntry(db: Db, done: number, newest: number): number | undefined {
  const game = db
    .prepare<[number, number], number | null>('select min(id) from dat_game where log_id > ? and log_id <= ?')
    .pluck()
    .get(done, newest)
  if (typeof game !== 'number') return undefined
  const rom = db
    .prepare<[number], number | null>('select min(id) from dat_rom where game_id = ?')
    .pluck()
    .get(game)
  return rom ?? undefined
}

/** When all of them changed, as in a first build, every pair was compared already. */
function hasUnchangedContents(db: Db): boolean {
  const found = db.prepare(
    'select 1 from rom_file where id not in (select rom_file_id from content_changed) limit 1',
  )
  return found.get() !== undefined
}

/** Notes the releases that a changed content matches, and their platforms. */
function touch(db: Db): void {
  const matched = `from content_changed c cross join content_match m on m.rom_file_id = c.rom_file_id
    cross join dat_rom r on r.id = m.dat_entry_id cross join dat_game g on g.id = r.game_id`
  db.exec(`insert or ignore into temp.touched select distinct g.platform_id ${matched}`)
  db.exec(`insert or ignore into holding_change (platform_id, release_name)
    select distinct g.platform_id, g.release_name ${matched} where g.platform_id in (${WITH_SHELVES})`)
}

/** Where nothing was picked yet, everything will be. */
const WITH_SHELVES = 'select platform_id from shelf_holdings'

/** Notes one release, and its platform. */
function releaseToucher(db: Db): Touch {
  const platform = db.prepare('insert or ignore into temp.touched select id from platform where slug = ?')
  const note = db.prepare(
    `insert or ignore into holding_change (platform_id, release_name)
     select id, ? from platform where slug = ? and id in (${WITH_SHELVES})`,
  )
  return (slug, release) => {
    platform.run(slug)
    note.run(release, slug)
  }
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
       from match_conflict x cross join dat_entry e on e.id = x.dat_entry_id
       cross join file_instance f indexed by file_instance_content on f.status = 'present' and f.rom_file_id in (
         select x.rom_file_id union all select a.archive_id from archive_member a where a.rom_file_id = x.rom_file_id)
       join library_root r on r.id = f.root_id
       where not exists (select 1 from content_match m where m.rom_file_id = x.rom_file_id)
         and not exists (
           select 1 from title_link l where l.rom_file_id = x.rom_file_id and l.match_type = 'decision')
       group by x.rom_file_id, x.dat_entry_id order by path, release`,
    )
    .all()
}
