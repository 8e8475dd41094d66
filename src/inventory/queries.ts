/** What the rest of the house asks the inventory. */
import { isPresent } from '../catalog/present.sql.ts'
import { join } from 'node:path'
import { isLockedOnly, isUnopenedOnly } from '../catalog/locked.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import type { Problem } from '../errors.ts'
import { HELD, renewRoles } from './content-roles.ts'
import { preparer } from './content-store.ts'
import type { ArchiveFormat, MemberPlace, Source } from './hashing/content.ts'
import { classifier, type Classifier } from './roles.ts'
import { rulesKey } from './store.ts'
import { decodeTroubles, toProblem, type Retry } from './trouble.ts'

/** The damaged, locked and unreadable files of a root, by path. From an index that holds only them. */
export function problemsOf(db: Db, rootName: string): readonly Problem[] {
  const rows = db.prepare<[string], ProblemRow>(PROBLEMS).all(rootName)
  return rows.flatMap(({ root, path, problem, ...retry }) => {
    const file = join(root, path)
    return decodeTroubles(problem).map((found) => toProblem(file, found, retry))
  })
}

/** Whether contents came, went or became others since they were last compared with the DATs. */
export function hasUnmatched(db: Db): boolean {
  return db.prepare('select 1 from content_changed limit 1').get() !== undefined
}

/**
 * Tells where the bytes of a content are now: loose files first, then zip members, each by root and path. Contents of
 * which only a view is wanted are asked for by the hash of the whole. Empty when nothing present holds it.
 */
export function sourceFinder(db: Db): (sha1: string) => readonly Source[] {
  const find = sourcesFinder(db)
  return (sha1) => find([sha1])[0] ?? []
}

/** The same of many contents at once, in their order, which takes a quarter of the time. */
export function sourcesFinder(db: Db): (sha1s: readonly string[]) => readonly (readonly Source[])[] {
  const loose = db.prepare<[string], LooseRow>(LOOSE)
  const members = db.prepare<[string], MemberRow>(MEMBERS)
  const outer = db.prepare<[number, number], PlaceRow>(OUTER)
  return (sha1s) => {
    const asked = JSON.stringify(sha1s)
    const found = sha1s.map((): Source[] => [])
    for (const { at, root, path, crc32 } of loose.all(asked))
      found[at]?.push({ file: join(root, path), crc32 })
    for (const { at, root, path, archive, ...row } of members.all(asked)) {
      const member = placeOf(row, (parent) => outer.get(archive, parent))
      found[at]?.push({ file: join(root, path), member })
    }
    return found
  }
}

/**
 * What files that cannot be read now held when they last could, and no other file holds: as it was, without headers, and
 * in archives. A device may have the last good copy of it. SHA-1 → what the directory of a zip says of such a member.
 */
export function lastHeld(db: Db): ReadonlyMap<string, string> {
  return hashesBy(db, LAST_HELD)
}

/** The same of all that belongs to the games of these, such as the other tracks of a disc. */
export function lastGames(db: Db): ReadonlyMap<string, string> {
  return hashesBy(db, LAST_GAMES)
}

function hashesBy(db: Db, query: string): ReadonlyMap<string, string> {
  const rows = prepareOnce(db, query).all() as readonly LastHeldRow[]
  return new Map(rows.map(({ sha1, ...member }) => [sha1.toString('hex'), memberMark(member)]))
}

/** What tells the member of a zip without unpacking it. */
export function memberMark({
  crc32,
  size,
}: {
  readonly crc32: number | null
  readonly size: number
}): string {
  return `${crc32}:${size}`
}

interface LastHeldRow {
  readonly sha1: Buffer
  readonly crc32: number | null
  readonly size: number
}

export interface RootSummary {
  readonly name: string
  readonly path: string
  /** Files that are there. */
  readonly files: number
  readonly roms: number
  readonly archives: number
  readonly auxiliary: number
  readonly bytes: number
  /** Files that were there once. */
  readonly missing: number
  /** Files with something wrong. */
  readonly problems: number
  /** Those of them that want a password and nothing else. */
  readonly locked: number
  /** Those that curator does not open, and nothing else is wrong. */
  readonly unopened: number
  /** Files with nothing wrong that were read, or of which the list of members was. */
  readonly sound: number
}

/** All roots ever scanned, by name, as the last scan left them. */
export function rootSummary(db: Db): readonly RootSummary[] {
  return db.prepare<[], RootSummary>(SUMMARY).all()
}

/**
 * Lets go of the roots that are not in the config any more: their files count as missing until they are
 * configured again. Returns whether any file went.
 * @param roleOf what contents are that are still there under other names, by these
 */
export function retireRoots(
  db: Db,
  configured: readonly string[],
  roleOf: Classifier['roleOf'] = classifier().roleOf,
): boolean {
  const roots = db.prepare<[], { id: number; name: string }>('select id, name from library_root').all()
  // a root let go of before has no rules any more, and is not looked through again
  const scanned = db.prepare('select 1 from meta where key = ?')
  const retired = roots.filter(
    ({ name }) => !configured.includes(name) && scanned.get(rulesKey(name)) !== undefined,
  )
  if (retired.length === 0) return false
  return db.transaction(() => {
    let gone = 0
    const held: number[] = []
    for (const { id, name } of retired) {
      for (const content of db.prepare<[number], number>(HELD).pluck().all(id)) held.push(content)
      for (const mark of [MARK_ROOT_MEMBERS, MARK_ROOT_FILES]) db.prepare(mark).run(id)
      gone += db.prepare(MISS_ROOT_FILES).run(id).changes
      db.prepare('delete from directory where root_id = ?').run(id)
      db.prepare('delete from meta where key = ?').run(rulesKey(name))
    }
    renewRoles(preparer(db), held, Number.MAX_SAFE_INTEGER, roleOf)
    return gone > 0
  })()
}

interface LooseRow {
  /** Place of the content among those that were asked for. */
  readonly at: number
  readonly root: string
  readonly path: string
  readonly crc32: number
}

interface MemberRow extends PlaceRow {
  readonly at: number
  readonly root: string
  readonly path: string
  readonly archive: number
}

interface PlaceRow {
  readonly format: ArchiveFormat
  readonly position: number | null
  readonly offset: number
  readonly method: number
  readonly compressedSize: number
  readonly size: number
  readonly crc32: number
  readonly encrypted: number
  readonly parent: number | null
}

function placeOf(row: PlaceRow, outer: (parent: number) => PlaceRow | undefined): MemberPlace {
  const { format, position, encrypted, parent, offset, method, compressedSize, size, crc32 } = row
  const within = parent === null ? undefined : outer(parent)
  return {
    ...(format !== 'zip' && { format }),
    ...(position !== null && { ordinal: position }),
    offset,
    method,
    compressedSize,
    size,
    crc32,
    ...(encrypted === 1 && { encrypted: true }),
    ...(within && { within: placeOf(within, outer) }),
  }
}

interface ProblemRow extends Retry {
  readonly root: string
  readonly path: string
  readonly problem: string
}

const PROBLEMS = `
  select r.path as root, f.path, f.problem, f.failures, f.retry_at as retryAt
  from library_root r join file_instance f indexed by file_instance_problem on f.root_id = r.id
  where r.name = ? and f.problem is not null and f.status = 'present'
  order by f.path`

const LOST = `
  with held as (select sound_id as id from file_instance where problem is not null and sound_id is not null and status = 'present'),
    all_held as (select id from held union select m.rom_file_id from archive_member m join held h on h.id = m.archive_id),
    contents as (select id from all_held h where not ${isPresent('h.id')})`

const hashesOf = (contents: string): string => `
  select sha1, crc32, size from rom_file where id in ${contents}
  union select sha1, crc32, size from rom_view where rom_file_id in ${contents}`

const LAST_HELD = `${LOST} ${hashesOf('contents')}`

// DATs still say which game a content is of that nobody can read
const LAST_GAMES = `${LOST}, game as (
    select e.game_id as id from contents c join content_match m on m.rom_file_id = c.id join dat_rom e on e.id = m.dat_entry_id
    union select s.game_id from contents c join fitting_sheet s on s.rom_file_id = c.id), around as (
    select o.rom_file_id as id from game g join dat_rom r on r.game_id = g.id
      join content_match o on o.dat_entry_id = r.id
    union select s.rom_file_id from game g join fitting_sheet s on s.game_id = g.id)
  ${hashesOf('around')}`

const LOOSE = `
  select asked.key as at, r.path as root, f.path, c.crc32
  from json_each(?) asked cross join rom_file c on c.sha1 = unhex(asked.value)
  join file_instance f on f.rom_file_id = c.id join library_root r on r.id = f.root_id
  where f.status = 'present'
  order by asked.key, r.name, f.path`

const PLACE = `m.format, m.position, m.offset, m.method, m.compressed_size as compressedSize, m.size, m.crc32,
  m.encrypted, m.parent`

const OUTER = `select ${PLACE} from archive_member m where m.archive_id = ? and m.ordinal = ?`

const MEMBERS = `
  select asked.key as at, r.path as root, f.path, m.archive_id as archive, ${PLACE}
  from json_each(?) asked cross join rom_file c on c.sha1 = unhex(asked.value)
  join archive_member m on m.rom_file_id = c.id
  join file_instance f on f.rom_file_id = m.archive_id
  join library_root r on r.id = f.root_id
  where f.status = 'present' and f.role = 'archive'
  order by asked.key, r.name, f.path, m.ordinal`

/** Files that are there, of those with something wrong. */
const countOf = (condition: string): string =>
  `(select count(*) from file_instance f indexed by file_instance_problem
     where f.root_id = r.id and f.problem is not null and f.status = 'present' and ${condition})`

// the first part is read from an index alone, in its order
const SUMMARY = `
  with part as (
    select root_id, status, role, count(*) as files, sum(size) as bytes, count(problem) as problems
    from file_instance group by root_id, status, role)
  select
    r.name, r.path,
    coalesce(sum(files) filter (where status = 'present'), 0) as files,
    coalesce(sum(files) filter (where status = 'present' and role = 'rom'), 0) as roms,
    coalesce(sum(files) filter (where status = 'present' and role = 'archive'), 0) as archives,
    coalesce(sum(files) filter (where status = 'present' and role = 'auxiliary'), 0) as auxiliary,
    coalesce(cast(sum(bytes) filter (where status = 'present') as integer), 0) as bytes,
    coalesce(sum(files) filter (where status = 'missing'), 0) as missing,
    coalesce(sum(problems) filter (where status = 'present'), 0) as problems,
    ${countOf(isLockedOnly('f.problem'))} as locked,
    ${countOf(`not ${isLockedOnly('f.problem')} and ${isUnopenedOnly('f.problem')}`)} as unopened,
    coalesce(sum(files - problems) filter (where status = 'present' and role <> 'auxiliary'), 0) - (
      select count(*) from file_instance f
      where f.rom_file_id is null and f.root_id = r.id and f.status = 'present' and f.role <> 'auxiliary'
        and f.problem is null and f.listed = 0) as sound
  from library_root r left join part on root_id = r.id
  group by r.id order by r.name`

const MARK_ROOT_FILES = `
  insert or ignore into content_changed
  select rom_file_id from file_instance where root_id = ? and status = 'present' and rom_file_id is not null`

const MARK_ROOT_MEMBERS = `
  insert or ignore into content_changed
  select m.rom_file_id from file_instance f join archive_member m on m.archive_id = f.rom_file_id
  where f.root_id = ? and f.status = 'present' and m.rom_file_id is not null`

const MISS_ROOT_FILES = "update file_instance set status = 'missing' where root_id = ? and status = 'present'"
