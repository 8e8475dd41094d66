/** Forward-only migrations. `user_version` says how many have run. */
import { hash } from 'node:crypto'
import { allRegions } from '../../names/regions.ts'
import { CATEGORIES, FILE_EXTENSIONS } from '../../platforms/extensions.ts'
import { PLATFORMS } from '../../platforms/table.ts'
import { DISTINCT_ROMSETS } from './distinct-romsets.sql.ts'
import { recall, remember } from '../meta.ts'
import { SCHEMA_1 } from './tables.sql.ts'
import type { Db } from '../sqlite.ts'

const APPLICATION_ID = 0x43_55_52_41 // "CURA"

/** Tables marked (cache) may be dropped by one; what is the user's history never is. */
export type Migration = (db: Db) => void

export const MIGRATIONS: readonly Migration[] = [
  (db) => db.exec(SCHEMA_1),
  (db) => db.exec(DISTINCT_ROMSETS),
  // a .gdi may stand for a .cue now: each is compared again
  (db) =>
    db.exec(`insert or ignore into content_changed
      select rom_file_id from rom_file_metadata where key = 'sheet.kind' and value = 'gdi'`),
  // SMDBs are read otherwise now: the files of a disc are one game, and more of them are known as SMDBs. Their headers say
  // nothing. No stamp and no text is like these, so each is read again; where it says what it said, its rows stay
  (db) =>
    db.exec(`update dat_file set mtime = -1, sha1 = zeroblob(20)
        where log_id is not null and version is null and date is null;
      update dat_file set mtime = -1 where log_id is null and problem like '["dat-not-a-dat"%'`),
  // their files may stand in any order now; and in all lists a size of 0 beside a hash is none
  (db) =>
    db.exec(`update dat_file set mtime = -1, sha1 = zeroblob(20)
      where log_id is not null and (version is null and date is null
        or log_id in (select g.log_id from dat_rom r join dat_game g on g.id = r.game_id where r.size = 0))`),
  // in all lists the hash of no bytes says how large a file is, in SMDBs a game has its music, of which some was left out; and
  // a CRC-32 without a size is compared with contents
  (db) =>
    db.exec(`update dat_file set mtime = -1, sha1 = zeroblob(20)
        where log_id is not null and (version is null and date is null
          or log_id in (select g.log_id from dat_rom r join dat_game g on g.id = r.game_id
            where r.size is null and coalesce(r.crc32, r.md5, r.sha1, r.sha256) is null));
      insert or ignore into content_changed select s.id from dat_rom e join rom_file s on s.crc32 = e.crc32
        where e.size is null and coalesce(e.md5, e.sha1, e.sha256) is null;
      insert or ignore into content_changed select s.rom_file_id from dat_rom e join rom_view s on s.crc32 = e.crc32
        where e.size is null and coalesce(e.md5, e.sha1, e.sha256) is null`),
]

class UnknownSchema extends Error {
  readonly code = 'CURATOR_UNKNOWN_SCHEMA'
}

/** Of the first schema. A catalog that was made from another text is one of no release, and no step fits it. */
const SCHEMA_HASH = hash('sha1', SCHEMA_1)

class UnreleasedSchema extends Error {
  readonly code = 'CURATOR_UNRELEASED_SCHEMA'
}

/** @param migrations for tests: the steps from an empty file, one a version */
export function migrate(db: Db, migrations: readonly Migration[] = MIGRATIONS): void {
  const version = db.prepare('pragma user_version').pluck().get() as number
  if (version > migrations.length) throw new UnknownSchema(`schema ${version} is newer than this curator`)
  if (version > 0 && recall(db, 'schema') !== SCHEMA_HASH)
    throw new UnreleasedSchema('it was made before a release')
  if (version === migrations.length) return enterVocabulary(db)
  db.transaction(() => {
    for (const step of migrations.slice(version)) step(db)
    enterVocabulary(db)
    remember(db, 'schema', SCHEMA_HASH)
    db.exec(`pragma application_id = ${APPLICATION_ID}`)
    db.exec(`pragma user_version = ${migrations.length}`)
  })()
}

/** The tables of platforms and regions only ever grow, and they do so without a new schema. */
function enterVocabulary(db: Db): void {
  const count = (table: string) => db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0
  const regions = allRegions()
  const isWhole = count('platform') >= PLATFORMS.length && count('region') >= regions.length
  if (isWhole && count('file_extension') >= FILE_EXTENSIONS.size) return
  const platform = db.prepare('insert or ignore into platform (slug, name) values (?, ?)')
  for (const { slug, name } of PLATFORMS) platform.run(slug, name)
  const region = db.prepare('insert or ignore into region (name) values (?)')
  for (const name of regions) region.run(name)
  enterExtensions(db)
}

/** What extensions mean, for those who ask the catalog in SQL: curator itself asks its tables. */
function enterExtensions(db: Db): void {
  const category = db.prepare('insert or ignore into file_type_category (name, is_read) values (?, ?)')
  for (const [name, { isRead }] of Object.entries(CATEGORIES)) category.run(name, isRead ? 1 : 0)
  const extension = db.prepare(
    `insert or ignore into file_extension (extension, category_id)
     values (?, (select id from file_type_category where name = ?))`,
  )
  for (const [name, of] of FILE_EXTENSIONS) extension.run(name, of)
  const ofPlatform = db.prepare(
    `insert or ignore into platform_extension (platform_id, extension, is_primary)
     values ((select id from platform where slug = ?), ?, ?)`,
  )
  for (const { slug, extensions } of PLATFORMS)
    for (const [i, name] of extensions.entries()) ofPlatform.run(slug, name, i === 0 ? 1 : 0)
}
