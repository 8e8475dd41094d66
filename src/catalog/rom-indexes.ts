/**
 * The indexes by which a content finds its ROM in the DATs. Keeping them up to date row by row costs a large import
 * more than everything else it does; made afterwards, by sorting, they cost a fraction of that.
 */
import type { Db } from './sqlite.ts'

/** With nothing to do this takes microseconds. */
export const ROM_INDEXES = `
create index if not exists dat_rom_sha1 on dat_rom (sha1) where sha1 is not null;
create index if not exists dat_rom_md5 on dat_rom (md5) where md5 is not null and sha1 is null;
create index if not exists dat_rom_sha256 on dat_rom (sha256) where sha256 is not null;
create index if not exists dat_rom_crc on dat_rom (crc32) where crc32 is not null;`

/** To be called before anything is looked up by hash: an import that a crash cut off may have left none. */
export function ensureRomIndexes(db: Db): void {
  db.exec(ROM_INDEXES)
}

/** Fewer ROMs than this are not worth the trouble. */
const MANY = 5000

/** Drops the indexes when at least as many ROMs are about to come as there are. `ensureRomIndexes` brings them back. */
export function dropRomIndexes(db: Db, { coming }: { readonly coming: number }): void {
  const many = db.prepare<[number], number>('select 1 from dat_rom limit 1 offset ?').pluck()
  if (coming < MANY || many.get(coming) !== undefined) return
  for (const hash of ['sha1', 'md5', 'sha256', 'crc']) db.exec(`drop index if exists dat_rom_${hash}`)
}
