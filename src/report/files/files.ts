/** What is known of each file: the inventory, file by file, as `curator files` prints it. */
import { holdsOnlyPacked, isLockedOnly, isUnopenedOnly } from '../../catalog/locked.sql.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { classifier, type ClassifyOptions } from '../../inventory/roles.ts'
import type { Retry } from '../../inventory/trouble.ts'
import { remembering } from '../../remembering.ts'
import { discPlaces, type DiscPlace } from './disc-places.ts'
import { contentReader, listedReader, troublesInWords, type FileContent } from './contents.ts'

export type { FileContent } from './contents.ts'

export interface FileRecord {
  readonly root: string
  /** Relative to the root. */
  readonly path: string
  readonly status: 'present' | 'missing' | 'quarantined'
  readonly size: number
  /** What it is to a game: `rom`, `disc`, `archive`, `patch`, `playlist`, `save`, `auxiliary`. */
  readonly role: string
  /** The file itself, unless it was only listed, then the members of an archive. Empty when it was never read. */
  readonly contents: readonly FileContent[]
  /** Where it belongs when it is one of the files of a disc, or one of the discs of a game. */
  readonly disc?: DiscPlace
  /** What is wrong with the file as a whole. */
  readonly problem?: string
}

/** All that are given must hold. */
export interface FileFilter {
  readonly root?: string
  /** Slug: a DAT of this platform lists it, or lists a member; or the name of either stands for a game of it. */
  readonly platform?: string
  /** Sound, and nothing tells what it is: no DAT lists it or any member, and no name links them with anything. */
  readonly unmatched?: boolean
  /** Curator does not open it, or something in it: counted as such in `v_library_health`. */
  readonly unopened?: boolean
  /** The same content lies somewhere else as well. */
  readonly duplicates?: boolean
  /** Something is wrong with it. */
  readonly failed?: boolean
  /** It was there once. Without this, files that are there are meant. */
  readonly missing?: boolean
  /** Decides by path, relative to the root, and by the root's name. */
  matches?(path: string, root: string): boolean
}

interface Row extends Omit<FileRecord, 'contents' | 'disc' | 'problem'>, Retry {
  readonly fileRole: string
  readonly contentRole: string | null
  readonly content: number | null
  readonly problem: string | null
  readonly id: number
  readonly listed: number
}

/** By root and path, one after the other: there may be a million. The catalog must not be written meanwhile. */
export function* filesKnown(
  db: Db,
  filter: FileFilter = {},
  /** What its names mean, by root. */
  rules: Readonly<Record<string, ClassifyOptions>> = {},
): Generator<FileRecord> {
  const contentsOf = contentReader(db, { withCopies: filter.duplicates === true })
  const listedOf = listedReader(db)
  const classifiers = new Map(Object.entries(rules).map(([name, root]) => [name, classifier(root)]))
  const shipped = classifier()
  const { root = null, platform = null } = filter
  const discsIn = remembering(Infinity, (inRoot) => discPlaces(db, inRoot))
  const rows = db.prepare<[object], Row>(`${FILES} ${conditions(filter)} order by r.name, f.path`)
  for (const row of rows.iterate({ root, platform })) {
    if (filter.matches?.(row.path, row.root) === false) continue
    const { fileRole, contentRole, content, problem, failures, retryAt, id, listed, ...file } = row
    const role =
      fileRole === 'archive'
        ? 'archive'
        : (contentRole ?? (classifiers.get(row.root) ?? shipped).roleOf(row.path))
    const isThere = row.status === 'present'
    const disc = isThere ? discsIn(row.root).get(row.path) : undefined
    yield {
      ...file,
      role,
      contents: listed === 1 ? listedOf(id) : content === null ? [] : contentsOf(content, id),
      ...(disc && { disc }),
      ...(problem === null
        ? {}
        : { problem: troublesInWords(problem, isThere ? { failures, retryAt } : undefined) }),
    }
  }
}

function conditions(filter: FileFilter): string {
  const all = [filter.missing ? "f.status <> 'present'" : "f.status = 'present'"]
  if (filter.root !== undefined) all.push('r.name = @root')
  if (filter.failed) all.push('f.problem is not null')
  if (filter.platform !== undefined)
    all.push(`exists (${matches('join dat_entry e on e.id = c.dat_entry_id', PLATFORM)}
      union all ${links('l.platform_id = (select id from platform where slug = @platform)')})`)
  if (filter.unmatched) all.push(`${STRANGER} and not ${holdsOnlyPacked('f.rom_file_id')}`)
  if (filter.unopened) all.push(`(${UNOPENED} or (${STRANGER} and ${holdsOnlyPacked('f.rom_file_id')}))`)
  if (filter.duplicates) all.push(`f.rom_file_id is not null and (${DUPLICATE})`)
  return `where ${all.join(' and ')}`
}

/** Matches of file `f`, or of one of its members. */
function matches(join: string, condition: string): string {
  return `select 1 from content_match c ${join} where c.rom_file_id = f.rom_file_id and ${condition}
    union all select 1 from archive_member m join content_match c on c.rom_file_id = m.rom_file_id ${join}
      where m.archive_id = f.rom_file_id and ${condition}
    union all select 1 from listed_member m join dat_entry e on e.crc32 = m.crc32 and e.size = m.size
      where m.file_id = f.id and ${condition}`
}

/** The same of links by name. */
function links(condition: string): string {
  return `select 1 from title_link l where l.rom_file_id = f.rom_file_id and ${condition}
    union all select 1 from archive_member m join title_link l on l.rom_file_id = m.rom_file_id
      where m.archive_id = f.rom_file_id and ${condition}`
}

/** Read, or listed, and nothing wrong with it; and nothing tells what it is. */
const STRANGER = `f.role <> 'auxiliary' and f.problem is null and (f.rom_file_id is not null or f.listed = 1)
  and not exists (${matches('', 'true')} union all ${links('true')})`

const UNOPENED = `(f.problem is not null and not ${isLockedOnly('f.problem')} and ${isUnopenedOnly('f.problem')})`

const FILES = `
  select r.name as root, f.path, f.status, f.size, f.role as fileRole, c.content_role as contentRole, '' as role,
    f.rom_file_id as content, f.problem, f.failures, f.retry_at as retryAt, f.id, f.listed
  from file_instance f join library_root r on r.id = f.root_id left join rom_file c on c.id = f.rom_file_id`

const PLATFORM = `e.platform_id = (select id from platform where slug = @platform)`

/** Another file holds the content of `f`, or of one of its members; empty ones are not worth a word. */
const DUPLICATE = `
  c.size > 0 and (
    exists (select 1 from file_instance o where o.rom_file_id = f.rom_file_id and o.id <> f.id and o.status = 'present')
    or exists (select 1 from archive_member i join file_instance o on o.rom_file_id = i.archive_id
               where i.rom_file_id = f.rom_file_id and o.id <> f.id and o.status = 'present')
    or exists (select 1 from archive_member m join rom_file h on h.id = m.rom_file_id and h.size > 0
               where m.archive_id = f.rom_file_id and (
                 exists (select 1 from file_instance o where o.rom_file_id = m.rom_file_id and o.status = 'present')
                 or exists (select 1 from archive_member i join file_instance o on o.rom_file_id = i.archive_id
                            where i.rom_file_id = m.rom_file_id and o.id <> f.id and o.status = 'present'))))`
