/** The rows of `dat_file`: which DAT files are known, and which import brought their entries. */
import { decodeProblem, encodeProblem } from '../../catalog/kept-problem.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { ErrorCode, Problem } from '../../errors.ts'
import type { FileStamp } from '../../inventory/file-stamp.ts'
import type { HashWish } from '../../inventory/hashing/content.ts'
import type { Dialect } from '../../names/dialect.ts'
import { notingChanges } from '../changes.ts'
import { noteUnlisted } from '../releases/unlisted.ts'

export interface DatFileRow extends FileStamp {
  readonly dat: string
  /** `file.zip#member` for a DAT in a zip. */
  readonly path: string
  readonly sha1: Buffer | null
  /** The import that brought its entries; null when there are none because of `problem`. */
  readonly log_id: number | null
  /** `source` of that import. */
  readonly source: string | null
  readonly platform: string | null
  readonly name: string | null
  readonly version: string | null
  readonly date: string | null
  readonly games: number
  readonly digest: string | null
  readonly needs_md5: number
  readonly needs_sha256: number
  readonly problem: string | null
  /** Which convention its names follow. */
  readonly dialect: Dialect
  /** 1: its names begin with numbers that are no part of them. */
  readonly numbered: number
}

const SELECT = `select f.dat, f.path, f.size, f.mtime, f.ctime, f.ino, f.sha1, f.log_id, l.source, p.slug as platform,
    f.name, f.version, f.date, f.games, f.digest, f.needs_md5, f.needs_sha256, f.problem, f.dialect, f.numbered
  from dat_file f left join import_log l on l.id = f.log_id left join platform p on p.id = f.platform_id`

export function datFileRows(db: Db): readonly DatFileRow[] {
  return db.prepare<[], DatFileRow>(`${SELECT} order by f.dat, f.path`).all()
}

export function datFileRow(db: Db, dat: string, path: string): DatFileRow | undefined {
  return prepareOnce(db, `${SELECT} where f.dat = ? and f.path = ?`).get(dat, path) as DatFileRow | undefined
}

/** A file with these very bytes, imported in this way, whose entries can be shared. */
export function rowWithHash(db: Db, source: string, sha1: Buffer): DatFileRow | undefined {
  const row = prepareOnce(db, `${SELECT} where l.source = ? and f.sha1 = ? limit 1`).get(source, sha1)
  return row as DatFileRow | undefined
}

/** Whether a file of this size is known. A DAT in a zip or gzipped is found by its digest, when it has been read. */
export function hasFileOfSize(db: Db, size: number): boolean {
  return prepareOnce(db, 'select 1 from dat_file where size = ? limit 1').get(size) !== undefined
}

/** A file that lists the same games for the same platform, perhaps in another edition. */
export function rowWithDigest(
  db: Db,
  source: string,
  platform: string,
  digest: string,
): DatFileRow | undefined {
  const same = prepareOnce(db, `${SELECT} where l.source = ? and p.slug = ? and f.digest = ? limit 1`)
  return same.get(source, platform, digest) as DatFileRow | undefined
}

/** Writes the row of a file in place of the one it had; entries that then belong to no file are deleted. */
export function putDatFile(db: Db, row: Omit<DatFileRow, 'source'>): void {
  const { dat, path, size, mtime, ctime, ino, sha1, log_id, platform, name, version, date } = row
  const before = logOf(db, dat, path)
  const put = prepareOnce(
    db,
    `insert or replace into dat_file (dat, path, size, mtime, ctime, ino, sha1, log_id, platform_id, name, version, date,
       games, digest, needs_md5, needs_sha256, problem, dialect, numbered)
     values (?, ?, ?, ?, ?, ?, ?, ?, (select id from platform where slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const { games, digest, needs_md5, needs_sha256, problem: bad, dialect, numbered } = row
  const stamp = [size, mtime, ctime, ino]
  const needs = [needs_md5, needs_sha256]
  const header = [log_id, platform, name, version, date]
  notingChanges(db, [before, log_id], () =>
    put.run([dat, path, ...stamp, sha1, ...header, games, digest, ...needs, bad, dialect, numbered]),
  )
  if (before !== null && before !== log_id) dropUnused(db, before)
}

/** The rows of one file, when all DATs in it were read. */
export function stampDatFile(
  db: Db,
  dat: string,
  paths: readonly string[],
  { size, mtime, ctime, ino }: FileStamp,
): void {
  prepareOnce(
    db,
    `update dat_file set size = ?, mtime = ?, ctime = ?, ino = ?
     where dat = ? and path in (select value from json_each(?))`,
  ).run(size, mtime, ctime, ino, dat, JSON.stringify(paths))
}

/** The row of a file that is there, and brings nothing. */
export function withoutEntries(row: DatFileRow, why: Problem): Omit<DatFileRow, 'source'> {
  const none = { log_id: null, platform: null, games: 0, digest: null, needs_md5: 0, needs_sha256: 0 }
  return { ...row, ...none, problem: encodeProblem(why) }
}

export function removeDatFile(db: Db, dat: string, path: string): void {
  const log = logOf(db, dat, path)
  notingChanges(db, [log], () => db.prepare('delete from dat_file where dat = ? and path = ?').run(dat, path))
  if (log !== null) dropUnused(db, log)
}

function logOf(db: Db, dat: string, path: string): number | null {
  const log = prepareOnce(db, 'select log_id from dat_file where dat = ? and path = ?').pluck().get(dat, path)
  return typeof log === 'number' ? log : null
}

/** The log stays as history. Releases, artifacts and matches go with the entries, by the schema's cascades. */
function dropUnused(db: Db, logId: number): void {
  if (db.prepare('select 1 from dat_file where log_id = ? limit 1').get(logId)) return
  noteUnlisted(db, logId)
  db.prepare('delete from dat_game where log_id = ?').run(logId)
  db.prepare(`update import_log set status = 'cancelled' where id = ? and status = 'completed'`).run(logId)
}

/** Imports that a crash cut off: their rows were never committed. */
export function failInterruptedLogs(db: Db): void {
  db.prepare(
    `update import_log set status = 'failed', notes = 'interrupted' where status = 'running' and source like 'dat%'`,
  ).run()
}

/** Whether this is what is wrong with the file. */
export function isTold({ problem: told, path }: Trouble, code: ErrorCode): boolean {
  return told !== null && decodeProblem(told, path).code === code
}

/** Whether a DAT that was in use names a platform now that nobody knows. One that always did lists no games here. */
export function hasLostPlatform(db: Db): boolean {
  const lost = prepareOnce(db, `select problem, path from dat_file where problem is not null and games > 0`)
  return (lost.all() as Trouble[]).some((row) => isTold(row, 'dat-unknown-platform'))
}

type Trouble = Pick<DatFileRow, 'problem' | 'path'>

/** A DAT whose entries are in use. */
interface DatInUse {
  /** The config's name for it. */
  readonly dat: string
  readonly path: string
  /** Name in its header. */
  readonly name: string
  readonly version?: string
  readonly sha1: string
}

/** By the config's name, then path. */
export function datsInUse(db: Db): readonly DatInUse[] {
  const rows = db
    .prepare<[], { dat: string; path: string; name: string | null; version: string | null; sha1: Buffer }>(
      'select dat, path, name, version, sha1 from dat_file where log_id is not null order by dat, path',
    )
    .all()
  return rows.map(({ dat, path, name, version, sha1 }) => ({
    dat,
    path,
    name: name ?? '',
    ...(version === null ? {} : { version }),
    sha1: sha1.toString('hex'),
  }))
}

/** The config's names of the DATs that are in use for a platform. */
export function datsOfPlatform(db: Db, platform: string): readonly string[] {
  return db
    .prepare<[string], string>(
      `select distinct dat from dat_file
       where platform_id = (select id from platform where slug = ?) and log_id is not null order by dat`,
    )
    .pluck()
    .all(platform)
}

/** The hashes without which some entry cannot be recognised: it has nothing better. */
export function hashesWanted(db: Db): Required<HashWish> {
  const wanted = db
    .prepare<[], { md5: number | null; sha256: number | null }>(
      'select max(needs_md5) as md5, max(needs_sha256) as sha256 from dat_file',
    )
    .get()
  return { md5: wanted?.md5 === 1, sha256: wanted?.sha256 === 1 }
}
