/** What a scan reads from and writes to the catalog: one root's folders, files and their contents. */
import { recall, remember } from '../catalog/meta.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { Content } from './content.ts'
import { decodeFolder, encodeNames, encodeStats, type Folder } from './folder.ts'
import type { FileIdentity } from './identity.ts'
import type { MemberFacts } from './inspect-zip.ts'
import type { FileRole } from './roles.ts'
import { encodeTroubles } from './trouble.ts'

/** A file as the catalog knows it. */
export interface Instance extends FileIdentity {
  /** Whether its identity can be trusted to show a change. */
  readonly settled: boolean
  /** Its content; null while unknown, and for auxiliary files. */
  readonly romFileId: number | null
  readonly role: FileRole
  readonly status: 'present' | 'missing' | 'quarantined'
  /** Encoded troubles. */
  readonly problem: string | null
  /** What it held when it last had no troubles; null while it has none. */
  readonly soundId: number | null
  /** When it was last read, or first listed. */
  readonly lastSeen: number
}

interface SavedRules {
  readonly text: string
  /** Whether every content was hashed with MD5. */
  readonly md5: boolean
}

export interface RootStore {
  /** The rules that the saved folders were made under. */
  rules(): SavedRules | undefined
  saveRules(rules: SavedRules): void
  folders(): Map<string, Folder>
  /** Whether any file of it was there at the last scan. */
  holdsFiles(): boolean
  saveFolder(folder: Folder): void
  dropFolder(path: string): void
  instance(path: string): Instance | undefined
  putInstance(path: string, instance: Instance): void
  setStatus(path: string, status: Instance['status']): void
  /** Saves a content and its views; returns its id. Whatever is new about it is marked as changed. */
  putContent(content: Content): number
  putMembers(archiveId: number, members: readonly MemberFacts[]): void
  /** Whether MD5 is missing for a content or, in an archive, for one of its members. */
  lacksMd5(romFileId: number): boolean
  /** Notes that a content, with its members, came or went, for identification. */
  markChanged(romFileId: number): void
  /** How many contents were marked so far. */
  marked(): number
}

/** Opens the catalog's part for a root, which is entered when it is new. */
export function rootStore(db: Db, root: { readonly name: string; readonly path: string }): RootStore {
  const rootId = rootIdOf(db, root)
  const sql = preparer(db)
  return {
    ...contentStore(sql),
    rules() {
      const saved = recall(db, rulesKey(root.name))
      return saved === undefined ? undefined : (JSON.parse(saved) as SavedRules)
    },
    saveRules(rules) {
      remember(db, rulesKey(root.name), JSON.stringify(rules))
    },
    folders() {
      const rows = statementOf(db, 'select path, names, stats from directory where root_id = ?')
        .raw()
        .all(rootId)
      const list = rows as readonly (readonly [string, string, Buffer])[]
      return new Map(list.map(([path, names, stats]) => [path, decodeFolder(path, names, stats)]))
    },
    holdsFiles: () => sql(HOLDS_FILES).get(rootId) !== undefined,
    saveFolder(folder) {
      sql(SAVE_FOLDER).run(rootId, folder.path, encodeNames(folder), encodeStats(folder))
    },
    dropFolder(path) {
      sql('delete from directory where root_id = ? and path = ?').run(rootId, path)
    },
    instance(path) {
      const row = sql(INSTANCE).get(rootId, path) as InstanceRow | undefined
      return row && { ...row, settled: row.settled === 1 }
    },
    putInstance(path, instance) {
      const { size, mtime, ctime, ino, settled, romFileId, role, status, problem, soundId, lastSeen } =
        instance
      const rest = [settled ? 1 : 0, romFileId, role, status, problem, soundId, lastSeen, lastSeen]
      sql(PUT_INSTANCE).run(rootId, path, size, mtime, ctime, ino, ...rest)
    },
    setStatus(path, status) {
      sql('update file_instance set status = ? where root_id = ? and path = ?').run(status, rootId, path)
    },
  }
}

const statementOf = (db: Db, text: string) => db.prepare(text)
type Sql = (text: string) => ReturnType<typeof statementOf>

/** Each statement once, and none that is not needed: a scan without changes prepares three. */
function preparer(db: Db): Sql {
  const prepared = new Map<string, ReturnType<Sql>>()
  return (text) => {
    const statement = prepared.get(text) ?? statementOf(db, text)
    prepared.set(text, statement)
    return statement
  }
}

function contentStore(
  sql: Sql,
): Pick<RootStore, 'putContent' | 'putMembers' | 'lacksMd5' | 'markChanged' | 'marked'> {
  let marked = 0
  const mark = (id: number): void => {
    marked++
    sql('insert or ignore into content_changed values (?)').run(id)
  }
  const putContent = (content: Content): number => {
    const { size, crc32, md5, views } = content
    const sha1 = bytes(content.sha1)
    const known = sql('select id, md5 is null as lacks from rom_file where sha1 = ?').get(sha1) as
      | ContentRow
      | undefined
    const id = known?.id ?? Number(sql(INSERT_CONTENT).run(sha1, crc32, bytes(md5), size).lastInsertRowid)
    let news = 0
    if (known?.lacks === 1 && md5)
      news += sql('update rom_file set md5 = ? where id = ?').run(bytes(md5), id).changes
    for (const view of views) {
      const values = [
        id,
        view.kind,
        bytes(view.sha1),
        view.crc32,
        bytes(view.md5),
        view.size,
        view.byName ? 1 : 0,
      ]
      news += sql(PUT_VIEW).run(...values).changes
    }
    if (known && news > 0) mark(id)
    return id
  }
  return {
    putContent,
    putMembers(archiveId, members) {
      const ids = members.map(({ content }) => (content ? putContent(content) : null))
      const known = sql('select count(*) as n from archive_member where archive_id = ?').get(archiveId) as {
        n: number
      }
      // the same bytes have the same members; only an archive that was read as something else before has none
      // yet
      if (known.n === members.length) return
      members.forEach(({ ordinal, path, place, trouble }, i) => {
        const { method, offset, compressedSize, size, crc32 } = place
        const problem = encodeTroubles(trouble ? [trouble] : [])
        const values = [
          archiveId,
          ordinal,
          path,
          method,
          offset,
          compressedSize,
          size,
          crc32,
          ids[i],
          problem,
        ]
        sql(PUT_MEMBER).run(...values)
      })
    },
    lacksMd5: (romFileId) => sql(LACKS_MD5).get(romFileId, romFileId) !== undefined,
    markChanged(romFileId) {
      mark(romFileId)
      sql(MARK_MEMBERS).run(romFileId)
    },
    marked: () => marked,
  }
}

interface ContentRow {
  readonly id: number
  readonly lacks: number
}

interface InstanceRow extends Omit<Instance, 'settled'> {
  readonly settled: number
}

const HOLDS_FILES = `select 1 from file_instance where root_id = ? and status = 'present' limit 1`

const SAVE_FOLDER = `
  insert into directory (root_id, path, names, stats) values (?, ?, ?, ?)
  on conflict do update set names = excluded.names, stats = excluded.stats`

const INSTANCE = `
  select size, mtime, ctime, ino, settled, rom_file_id as romFileId, role, status, problem,
    sound_id as soundId, last_seen as lastSeen
  from file_instance where root_id = ? and path = ?`

const PUT_INSTANCE = `
  insert into file_instance
    (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, problem, sound_id,
     first_seen, last_seen)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (root_id, path) do update set
    size = excluded.size, mtime = excluded.mtime, ctime = excluded.ctime, ino = excluded.ino,
    settled = excluded.settled, rom_file_id = excluded.rom_file_id, role = excluded.role,
    status = excluded.status, problem = excluded.problem,
    sound_id = excluded.sound_id, last_seen = excluded.last_seen`

const INSERT_CONTENT = 'insert into rom_file (sha1, crc32, md5, size) values (?, ?, ?, ?)'

const PUT_VIEW = `
  insert into rom_view (rom_file_id, kind, sha1, crc32, md5, size, by_name) values (?, ?, ?, ?, ?, ?, ?)
  on conflict do update set md5 = excluded.md5 where md5 is null and excluded.md5 is not null`

const PUT_MEMBER = `
  insert or replace into archive_member
    (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id, problem)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const LACKS_MD5 = `
  select 1 from rom_file where id = ? and md5 is null
  union all
  select 1 from archive_member m join rom_file f on f.id = m.rom_file_id
  where m.archive_id = ? and f.md5 is null
  limit 1`

const MARK_MEMBERS = `
  insert or ignore into content_changed
  select rom_file_id from archive_member where archive_id = ? and rom_file_id is not null`

/** Where `meta` keeps a root's rules. */
export function rulesKey(root: string): string {
  return `scan:${root}`
}

function rootIdOf(db: Db, { name, path }: { readonly name: string; readonly path: string }): number {
  const known = db.prepare('select id, path from library_root where name = ?').get(name) as
    | { id: number; path: string }
    | undefined
  if (!known) {
    return Number(
      db.prepare('insert into library_root (name, path) values (?, ?)').run(name, path).lastInsertRowid,
    )
  }
  if (known.path !== path) db.prepare('update library_root set path = ? where id = ?').run(path, known.id)
  return known.id
}

function bytes(hex: string): Buffer
function bytes(hex: string | undefined): Buffer | null
function bytes(hex: string | undefined): Buffer | null {
  return hex === undefined ? null : Buffer.from(hex, 'hex')
}
