/** Contents in the catalog: distinct bytes, their views, the members of archives, and which of them came or went. */
import { rowWriter, type RowWriter } from '../catalog/insert-rows.ts'
import { columnsOf } from '../catalog/pack-rows.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ContentRole } from '../platforms/extensions.ts'
import type { MemberFacts } from './archives/facts.ts'
import type { Content, HashWish } from './hashing/content.ts'
import { isMoreImportant, renewRoles, SET_ROLE } from './content-roles.ts'
import { putMetadata } from './header-facts/metadata.ts'
import { lazy } from '../lazy.ts'
import { ownContents } from './scan/reading/own-contents.ts'
import { encodeTroubles } from './trouble.ts'

export interface ContentStore {
  /** Saves a content, its views and what it says of itself; returns its id. Whatever is new about it is marked as changed. */
  putContent(content: Content, role?: ContentRole): number
  /**
   * Saves what is in an archive. The same bytes have the same members, so this tells news of one that is known only
   * where a password or a limit let more of it be read. Returns whether it wrote any.
   */
  putMembers(archiveId: number, members: readonly MemberFacts[]): boolean
  /** Whether a hash that is wanted is missing for a content or, in an archive, for one of its members. */
  lacks(romFileId: number, wish: HashWish): boolean
  /** Notes that a content, with its members, came, went or has another name, for identification and for its role. */
  markChanged(romFileId: number): void
  /** Notes that the names of a content, and of its members, may mean something else than they did. */
  markRenamed(romFileId: number): void
  /** How many contents were marked so far. */
  marked(): number
  /** Writes what was put so far. */
  flush(): void
  /** Brings the roles of what was marked up to date. To be called when all names are written. */
  renewRoles(): void
  /** Writes contents: what refers to one that was put is to be written after it. */
  readonly contents: () => RowWriter
}

const statementOf = (db: Db, text: string) => db.prepare(text)
export type Sql = (text: string) => ReturnType<typeof statementOf>

/** Each statement once, and none that is not needed: a scan without changes prepares three. */
export function preparer(db: Db): Sql {
  const prepared = new Map<string, ReturnType<Sql>>()
  return (text) => {
    const statement = prepared.get(text) ?? statementOf(db, text)
    prepared.set(text, statement)
    return statement
  }
}

/**
 * Rows are put together and written many at a time: what was put is in the catalog after `flush`, which is to be called
 * before the transaction ends.
 * @param roleOf what a member is, by its name
 */
export function contentStore(db: Db, sql: Sql, roleOf: (path: string) => ContentRole): ContentStore {
  const contents = lazy(() => rowWriter(db, 'rom_file', CONTENT_COLUMNS))
  const views = lazy(() => rowWriter(db, 'rom_view', VIEW_COLUMNS, contents()))
  const says = lazy(() => rowWriter(db, 'rom_file_metadata', METADATA_COLUMNS, contents()))
  const members = lazy(() => rowWriter(db, 'archive_member', MEMBER_COLUMNS, contents()))
  /** SHA-1 of contents that wait to be written. */
  const fresh = new Set<string>()
  /** Contents to be marked, and those of them whose members are as well. */
  const marks = new Set<number>()
  const withMembers = new Set<number>()
  /** Contents whose names became others, or archives around them. */
  const renamed = new Set<number>()
  /** From this id on contents are our own: they have no name but those that they were put under. */
  let firstNew = Number.MAX_SAFE_INTEGER
  let lastId: number | undefined
  const own = ownContents(() => sql(LAST_CONTENT).pluck().get() as number)
  let marked = 0

  const flush = (): void => {
    for (const writer of [contents, views, says, members]) writer.made()?.flush()
    if (marks.size > 0) sql(MARK).run(JSON.stringify([...marks]))
    if (withMembers.size > 0) sql(MARK_MEMBERS).run(JSON.stringify([...withMembers]))
    marks.clear()
    withMembers.clear()
    fresh.clear()
    own.othersMayPut()
    lastId = undefined
  }
  const mark = (id: number): void => {
    marked++
    marks.add(id)
  }
  const markWithMembers = (id: number): void => {
    mark(id)
    withMembers.add(id)
  }
  const putNew = (content: Content, role: ContentRole): number => {
    const { size, sha1, crc32, md5, sha256, description } = content
    lastId ??= sql(LAST_CONTENT).pluck().get() as number
    const id = ++lastId
    firstNew = Math.min(firstNew, id)
    fresh.add(sha1)
    own.add(id, sha1)
    contents().add([id, crc32, size, role], [sha1, md5, sha256])
    for (const view of content.views)
      views().add(
        [id, view.kind, view.crc32, view.size, view.byName ? 1 : 0],
        [view.sha1, view.md5, view.sha256],
      )
    for (const stated of description?.identities ?? [])
      views().add([id, stated.kind, null, stated.size, 0], [stated.sha1])
    for (const [key, value] of description?.metadata ?? []) says().add([id, key, value])
    return id
  }
  const putKnown = (content: Content, role: ContentRole, known: ContentRow): number => {
    const { md5, sha256, description } = content
    const { id } = known
    let news = 0
    if (isMoreImportant(role, known.role)) sql(SET_ROLE).run(role, id)
    if (known.lacksMd5 === 1 && md5) news += sql(SET_MD5).run(bytes(md5), id).changes
    if (known.lacksSha256 === 1 && sha256) news += sql(SET_SHA256).run(bytes(sha256), id).changes
    for (const view of content.views) {
      const { kind, sha1, crc32, size, byName } = view
      const hashes = [bytes(sha1), crc32, bytes(view.md5), bytes(view.sha256)]
      news += sql(PUT_VIEW).run(id, kind, ...hashes, size, byName ? 1 : 0).changes
    }
    for (const { kind, sha1, size } of description?.identities ?? [])
      news += sql(PUT_VIEW).run(id, kind, bytes(sha1), null, null, null, size, 0).changes
    if (description && putMetadata(db, id, description)) news++
    if (news > 0) mark(id)
    return id
  }
  const putContent = (content: Content, role: ContentRole = 'rom'): number => {
    if (fresh.has(content.sha1)) flush()
    if (own.lack(content.sha1)) return putNew(content, role)
    const known = sql(CONTENT).get(bytes(content.sha1)) as ContentRow | undefined
    return known ? putKnown(content, role, known) : putNew(content, role)
  }
  return {
    putContent,
    putMembers(archiveId, list) {
      const all = flat(list)
      const isNew = lastId === archiveId
      const ids = all.map(({ facts: { content, path } }) =>
        content ? putContent(content, roleOf(path)) : null,
      )
      const read = ids.filter((id) => id !== null).length
      if (!isNew) members.made()?.flush()
      const known = isNew ? NO_MEMBERS : (sql(KNOWN_MEMBERS).get(archiveId) as typeof NO_MEMBERS)
      if (known.total === all.length && known.read >= read) return false
      // what was read once stays known, even where it is read now with fewer passwords
      if (known.read > read) return false
      if (known.total > 0) {
        markWithMembers(archiveId)
        flush()
        sql('delete from archive_member where archive_id = ?').run(archiveId)
      }
      all.forEach(({ facts, parent, depth }, ordinal) => {
        const { path, place, trouble, mtime, primary } = facts
        const { method, offset, compressedSize, size, crc32 } = place
        members().add([
          archiveId,
          ordinal,
          parent,
          depth,
          path,
          place.format ?? 'zip',
          place.ordinal ?? null,
          method,
          offset,
          compressedSize,
          size,
          crc32,
          place.encrypted ? 1 : 0,
          mtime ?? null,
          primary ? 1 : 0,
          ids[ordinal] ?? null,
          encodeTroubles(trouble ? [trouble] : []),
        ])
      })
      return all.length > 0
    },
    lacks: (romFileId, { md5, sha256 }) =>
      (md5 && sql(lacking('md5')).get(romFileId, romFileId) !== undefined) ||
      (sha256 === true && sql(lacking('sha256')).get(romFileId, romFileId) !== undefined),
    markChanged(id) {
      markWithMembers(id)
      renamed.add(id)
      if (marks.size >= MOST_MARKED) flush()
    },
    markRenamed: (id) => void renamed.add(id),
    marked: () => marked,
    flush,
    renewRoles() {
      if (renamed.size === 0) return
      renewRoles(sql, renamed, firstNew, roleOf).forEach(mark)
      renamed.clear()
      flush()
    },
    contents,
  }
}

/** More of them take memory: a folder of a million files may have been renamed. */
const MOST_MARKED = 10_000

const CONTENT_COLUMNS = [
  { name: 'id' },
  { name: 'sha1', bytes: 20 },
  { name: 'crc32' },
  { name: 'md5', bytes: 16, usually: null },
  { name: 'sha256', bytes: 32, usually: null },
  { name: 'size' },
  { name: 'content_role' },
]

const VIEW_COLUMNS = [
  { name: 'rom_file_id' },
  { name: 'kind' },
  { name: 'sha1', bytes: 20 },
  { name: 'crc32' },
  { name: 'md5', bytes: 16 },
  { name: 'sha256', bytes: 32, usually: null },
  { name: 'size' },
  { name: 'by_name' },
]

const METADATA_COLUMNS = columnsOf('rom_file_id key value')

const MEMBER_COLUMNS =
  columnsOf(`archive_id ordinal parent depth path format position method offset compressed_size size crc32
  encrypted mtime is_primary rom_file_id problem`)

const NO_MEMBERS = { total: 0, read: 0 }

interface FlatMember {
  readonly facts: MemberFacts
  /** Index of the member it lies in. */
  readonly parent: number | null
  readonly depth: number
}

/** Members of archives within the archive come right after those. */
function flat(members: readonly MemberFacts[]): readonly FlatMember[] {
  const all: FlatMember[] = []
  const add = (list: readonly MemberFacts[], parent: number | null, depth: number): void => {
    for (const facts of list) {
      const at = all.push({ facts, parent, depth }) - 1
      if (facts.members) add(facts.members, at, depth + 1)
    }
  }
  add(members, null, 1)
  return all
}

interface ContentRow {
  readonly id: number
  readonly lacksMd5: number
  readonly lacksSha256: number
  readonly role: ContentRole
}

const CONTENT = `select id, md5 is null as lacksMd5, sha256 is null as lacksSha256, content_role as role
  from rom_file where sha1 = ?`

const LAST_CONTENT = 'select coalesce(max(id), 0) from rom_file'

const SET_MD5 = 'update rom_file set md5 = ? where id = ?'

const SET_SHA256 = 'update rom_file set sha256 = ? where id = ?'

const PUT_VIEW = `
  insert into rom_view (rom_file_id, kind, sha1, crc32, md5, sha256, size, by_name) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict do update set md5 = coalesce(md5, excluded.md5), sha256 = coalesce(sha256, excluded.sha256)
  where (md5 is null and excluded.md5 is not null) or (sha256 is null and excluded.sha256 is not null)`

const KNOWN_MEMBERS =
  'select count(*) as total, count(rom_file_id) as read from archive_member where archive_id = ?'

const lacking = (hash: 'md5' | 'sha256'): string => `
  select 1 from rom_file where id = ? and ${hash} is null
  union all
  select 1 from archive_member m join rom_file f on f.id = m.rom_file_id
  where m.archive_id = ? and f.${hash} is null
  limit 1`

const MARK = 'insert or ignore into content_changed select value from json_each(?)'

const MARK_MEMBERS = `
  insert or ignore into content_changed
  select m.rom_file_id from json_each(?) n cross join archive_member m on m.archive_id = n.value
  where m.rom_file_id is not null`

function bytes(hex: string): Buffer
function bytes(hex: string | undefined): Buffer | null
function bytes(hex: string | undefined): Buffer | null {
  return hex === undefined ? null : Buffer.from(hex, 'hex')
}
