/**
 * The indexes by which a content finds its ROM in the DATs. Keeping them up to date row by row costs a large import
 * more than everything else it does; made afterwards, by sorting, they cost a fraction of that.
 */
import { prepareOnce, type Db } from '../sqlite.ts'

export const ROM_INDEXES = `
create index if not exists dat_rom_sha1 on dat_rom (sha1) where sha1 is not null;
create index if not exists dat_rom_md5 on dat_rom (md5) where md5 is not null and sha1 is null;
create index if not exists dat_rom_sha256 on dat_rom (sha256) where sha256 is not null;
create index if not exists dat_rom_crc on dat_rom (crc32) where crc32 is not null;`

const NAMES = ['dat_rom_sha1', 'dat_rom_md5', 'dat_rom_sha256', 'dat_rom_crc']

/** To be called before anything is looked up by hash: an import that a crash cut off may have left none. */
export function ensureRomIndexes(db: Db): void {
  const made = prepareOnce(
    db,
    'select count(*) from sqlite_schema where name in (select value from json_each(?))',
  )
  if (made.pluck().get(JSON.stringify(NAMES)) === NAMES.length) return
  // hashes are sorted in portions of that size: those that the processor's own cache holds take three quarters of the time
  const size = Number(db.prepare('pragma cache_size').pluck().get())
  db.exec('pragma cache_size = -2048')
  db.exec(ROM_INDEXES)
  db.exec(`pragma cache_size = ${size}`)
}

/** Fewer ROMs than this are not worth the trouble. */
const MANY = 5000

/** Drops the indexes when at least as many ROMs are about to come as there are. `ensureRomIndexes` brings them back. */
export function dropRomIndexes(db: Db, { coming }: { readonly coming: number }): void {
  const many = db.prepare<[number], number>('select 1 from dat_rom limit 1 offset ?').pluck()
  if (coming < MANY || many.get(coming) !== undefined) return
  for (const name of NAMES) db.exec(`drop index if exists ${name}`)
}
