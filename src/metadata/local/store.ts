/** The rows of files of metadata and of what they said. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { FileStamp } from '../../inventory/file-stamp.ts'
import type { LocalFile, LocalKind } from './entry.ts'

export interface MetadataFileRow extends FileStamp {
  /** Name the config gives the source. */
  readonly source: string
  readonly path: string
  readonly kind: LocalKind
  readonly sha1: Buffer | null
  readonly log_id: number | null
  /** `source` of that import. */
  readonly imported: string | null
  readonly problem: string | null
}

export function metadataFiles(db: Db): readonly MetadataFileRow[] {
  return prepareOnce(
    db,
    `select f.*, l.source as imported from metadata_file f left join import_log l on l.id = f.log_id
     order by f.source, f.path`,
  ).all() as MetadataFileRow[]
}

export function putMetadataFile(db: Db, row: Omit<MetadataFileRow, 'imported'>): void {
  const { source, path, kind, size, mtime, ctime, ino, sha1, log_id, problem } = row
  const before = logOf(db, source, path)
  prepareOnce(
    db,
    `insert or replace into metadata_file (source, path, kind, size, mtime, ctime, ino, sha1, log_id, problem)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(source, path, kind, size, mtime, ctime, ino, sha1, log_id, problem)
  if (before !== undefined && before !== log_id) dropUnused(db, before)
}

export function removeMetadataFile(db: Db, source: string, path: string): void {
  const log = logOf(db, source, path)
  prepareOnce(db, 'delete from metadata_file where source = ? and path = ?').run(source, path)
  if (log !== undefined) dropUnused(db, log)
}

function logOf(db: Db, source: string, path: string): number | undefined {
  const log: unknown = prepareOnce(db, 'select log_id from metadata_file where source = ? and path = ?')
    .pluck()
    .get(source, path)
  return typeof log === 'number' ? log : undefined
}

/** The import stays in the history; what it brought goes, once no file rests on it. */
function dropUnused(db: Db, log: number): void {
  if (prepareOnce(db, 'select 1 from metadata_file where log_id = ? limit 1').get(log)) return
  dropImport(db, log)
}

const PACKED = ['game_performance_cache', 'emulator_compat_cache', 'game_settings_cache'] as const

/** Tables with rows of imports. Links and titles go with their entries; what was made of them, with the next join. */
const BROUGHT = [...PACKED, 'metadata_candidate', 'metadata_entry', 'metadata_part'] as const

/** All that an import brought, and nothing else. Returns how many entries that were. */
export function dropImport(db: Db, log: number): number {
  const counts = new Map<string, number>()
  for (const table of BROUGHT)
    counts.set(table, prepareOnce(db, `delete from ${table} where log_id = ?`).run(log).changes)
  if (PACKED.some((table) => (counts.get(table) ?? 0) > 0)) distrustPacks(db)
  prepareOnce(db, `update import_log set status = 'cancelled' where id = ? and status = 'completed'`).run(log)
  return counts.get('metadata_entry') ?? 0
}

/** What a pack replaced of others comes back when they are read again: by the next build. */
function distrustPacks(db: Db): void {
  prepareOnce(
    db,
    `update import_log set status = 'cancelled'
     where id in (select log_id from metadata_file where kind = 'pack') and status = 'completed'`,
  ).run()
  prepareOnce(db, `update metadata_file set size = -1 where kind = 'pack'`).run()
}

/** Imports that a crash cut off: what they wrote by then goes. */
export function clearInterrupted(db: Db): void {
  const logs = prepareOnce(
    db,
    `select id from import_log where status = 'running' and source like 'metadata:%'`,
  )
    .pluck()
    .all() as number[]
  for (const log of logs) {
    db.transaction(() => {
      dropImport(db, log)
      prepareOnce(db, `update import_log set status = 'failed', notes = 'interrupted' where id = ?`).run(log)
    })()
  }
}

/** A completed import of these bytes, read in this way, of which the rows are still there. */
export function importOf(db: Db, source: string, sha1: Buffer): number | undefined {
  const id: unknown = prepareOnce(
    db,
    `select id from import_log where source = ? and file_hash = ? and status = 'completed'`,
  )
    .pluck()
    .get(source, sha1)
  return typeof id === 'number' ? id : undefined
}

/** What an import of a file says of what is not used of it. */
export function toldOf(db: Db, log: number): string | null {
  return prepareOnce(db, 'select notes from import_log where id = ?').pluck().get(log) as string | null
}

/** An import with a given platform is another one than an import by what the file says. */
export function importName({
  kind,
  platform,
}: Pick<LocalFile, 'platform'> & { readonly kind: LocalKind }): string {
  return platform === undefined ? `metadata:${kind}` : `metadata:${kind}:${platform}`
}

/** @param entries how many an import has, by the id of the platform */
export function putParts(db: Db, log: number, entries: ReadonlyMap<number, number>): void {
  const insert = prepareOnce(
    db,
    'insert or replace into metadata_part (log_id, platform_id, entries) values (?, ?, ?)',
  )
  for (const [platform, count] of entries) insert.run(log, platform, count)
}

/** What is in use, by platform: which source says it, and in which import. */
export interface PartInUse {
  /** Slug. */
  readonly platform: string
  readonly source: string
  readonly kind: string
  readonly log: number
}

/** Of providers that were asked, the import is called after them. */
export const FETCHED = 'metadata:fetch:'

export function partsInUse(db: Db, platform?: string): readonly PartInUse[] {
  const rows = prepareOnce(
    db,
    `select p.slug as platform, f.source, f.kind, x.log_id as log
       from metadata_part x join metadata_file f on f.log_id = x.log_id join platform p on p.id = x.platform_id
       where @platform is null or p.slug = @platform
     union all
     select p.slug, substr(l.source, ${FETCHED.length + 1}), 'fetched', x.log_id
       from metadata_part x join import_log l on l.id = x.log_id join platform p on p.id = x.platform_id
       where l.source like '${FETCHED}%' and l.status = 'completed' and (@platform is null or p.slug = @platform)
     order by 1, 2, 4`,
  ).all({ platform: platform ?? null })
  return rows as PartInUse[]
}

/** Providers whose answers are kept, in the order in which they were asked. */
export function fetchedImports(db: Db): readonly { readonly provider: string; readonly log: number }[] {
  return prepareOnce(
    db,
    `select substr(source, ${FETCHED.length + 1}) as provider, id as log from import_log
     where source like '${FETCHED}%' and status = 'completed' order by id`,
  ).all() as { provider: string; log: number }[]
}

/** How many entries an import has, by slug. */
export function partsOf(
  db: Db,
  log: number,
): readonly { readonly platform: string; readonly entries: number }[] {
  return prepareOnce(
    db,
    `select p.slug as platform, x.entries from metadata_part x join platform p on p.id = x.platform_id
     where x.log_id = ? order by p.slug`,
  ).all(log) as { platform: string; entries: number }[]
}
