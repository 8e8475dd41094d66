/**
 * Reads OpenVGDB, a SQLite database with a row for each ROM (`ROMs`) and one or more for what was released with it
 * (`RELEASES`). The file is its owner's, and opening it may write beside it: so a copy is read, and gone afterwards.
 * https://github.com/OpenVGDB/OpenVGDB/releases
 */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { connectToForeign, type Db } from '../../../catalog/sqlite.ts'
import { writeAll } from '../../../disk/raw-files.ts'
import { CuratorError, problem, reason } from '../../../errors.ts'
import { spillFolder } from '../../../inventory/hashing/wish.ts'
import { list } from '../../json.ts'
import type { OpenVgdbSource } from './source.ts'

/** One ROM with one of its releases, as it stands there; anything may be missing. */
export interface OpenVgdbRow {
  readonly rom: unknown
  readonly system: unknown
  readonly crc: unknown
  readonly md5: unknown
  readonly sha1: unknown
  readonly serial: unknown
  readonly name: unknown
  readonly title: unknown
  readonly description: unknown
  readonly developer: unknown
  readonly publisher: unknown
  readonly genre: unknown
  readonly date: unknown
  readonly page: unknown
  readonly region: unknown
}

/** Who reads them sees rows of one ROM one after the other, in the order of its releases. */
const COLUMNS = {
  ROMs: {
    rom: 'romID',
    system: 'systemID',
    crc: 'romHashCRC',
    md5: 'romHashMD5',
    sha1: 'romHashSHA1',
    serial: 'romSerial',
    name: 'romExtensionlessFileName',
  },
  RELEASES: {
    title: 'releaseTitleName',
    description: 'releaseDescription',
    developer: 'releaseDeveloper',
    publisher: 'releasePublisher',
    genre: 'releaseGenre',
    date: 'releaseDate',
    page: 'releaseReferenceURL',
    region: 'TEMPregionLocalizedName',
  },
} as const satisfies Readonly<Record<string, Partial<Record<keyof OpenVgdbRow, string>>>>

/** Without these it is another database. */
const NEEDED: Readonly<Record<Table, readonly string[]>> = {
  ROMs: ['romID', 'systemID'],
  RELEASES: ['releaseID', 'romID', 'releaseTitleName'],
}

type Table = keyof typeof COLUMNS

/** In the header of a database: whether it is written with a log beside it. The copy has none. */
const LOGGED_AT = 18
const NOT_LOGGED = Buffer.from([1, 1])

/**
 * @param stateFolder where the copy lies while it is read
 * Throws a plain error, or SQLite's, for what is no OpenVGDB, and a `CuratorError` where there is no room for the copy.
 */
export async function readOpenVgdb(
  source: OpenVgdbSource,
  stateFolder: string,
  each: (row: OpenVgdbRow) => void,
): Promise<void> {
  const file = join(spillFolder(stateFolder), `curator-openvgdb-${process.pid}.sqlite`)
  orNoRoom(file, () => mkdirSync(dirname(file), { recursive: true }))
  try {
    await copy(source, file)
    const db = connectToForeign(file)
    try {
      readAll(db, each)
    } finally {
      db.close()
    }
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
  }
}

async function copy(source: OpenVgdbSource, file: string): Promise<void> {
  const fd = orNoRoom(file, () => openSync(file, 'w'))
  try {
    let size = 0
    for await (const chunk of source.chunks()) {
      orNoRoom(file, () => writeAll(fd, chunk))
      size += chunk.length
    }
    if (size > LOGGED_AT + NOT_LOGGED.length) writeSync(fd, NOT_LOGGED, 0, NOT_LOGGED.length, LOGGED_AT)
  } finally {
    closeSync(fd)
  }
}

/** What our own folder refuses is no fault of the database. */
function orNoRoom<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const message = `OpenVGDB cannot be unpacked: ${file} cannot be written: ${reason(error)}.`
    throw new CuratorError(problem('no-space', message, { path: file }), { cause: error })
  }
}

function readAll(db: Db, each: (row: OpenVgdbRow) => void): void {
  const has = { ROMs: columnsOf(db, 'ROMs'), RELEASES: columnsOf(db, 'RELEASES') }
  const wanted = (['ROMs', 'RELEASES'] as const).flatMap((table) =>
    Object.entries(COLUMNS[table]).map(([name, column]) =>
      has[table].has(column) ? `${table}.${column} as ${name}` : `null as ${name}`,
    ),
  )
  const rows = db.prepare<[], OpenVgdbRow>(
    `select ${wanted.join()} from ROMs left join RELEASES on RELEASES.romID = ROMs.romID
     order by ROMs.romID, RELEASES.releaseID`,
  )
  for (const row of rows.iterate()) each(row)
}

/** Plain tables only: a view, or a column that is computed, could keep us busy for ever. */
function columnsOf(db: Db, table: Table): ReadonlySet<string> {
  const plain = db
    .prepare(`select 1 from sqlite_schema where name = ? and type = 'table' and sql like 'create table %'`)
    .get(table)
  const columns = plain
    ? list(db.prepare(`select name from pragma_table_xinfo(?) where hidden = 0`).pluck().all(table))
    : []
  const names = new Set(columns.map(String))
  for (const column of NEEDED[table])
    if (!names.has(column)) throw new Error(`it has no table ${table} with ${column}`)
  return names
}
