/** What a scan reads from and writes to the catalog: one root's folders, files and their contents. */
import { recall, remember } from '../catalog/meta.ts'
import { rowWriter } from '../catalog/insert-rows.ts'
import { columnsOf } from '../catalog/pack-rows.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { MemberFacts } from './archives/facts.ts'
import type { Readers } from './archives/readers.ts'
import { extensionOf } from '../file-name.ts'
import { HELD } from './content-roles.ts'
import type { ArchiveFormat } from './hashing/content.ts'
import { contentStore, preparer, type ContentStore } from './content-store.ts'
import { decodeFolder, encodeNames, encodeStats, STATS_PER_FILE, type Folder } from './scan/walking/folder.ts'
import type { FileIdentity } from './scan/walking/identity.ts'
import { lazy } from '../lazy.ts'
import type { KnownFolders } from './scan/walking/long-folder.ts'
import type { LookVersions } from './hashing/looks.ts'
import type { ContentRole } from '../platforms/extensions.ts'
import type { FileRole } from './roles.ts'
import { walkedFolders, type Walked } from './scan/walking/walked.ts'

/** A file as the catalog knows it. */
export interface Instance extends FileIdentity {
  /** 0 while nobody asked. */
  readonly born: number
  /** Whether its identity can be trusted to show a change. */
  readonly settled: boolean
  /** Its content; null while unknown, and for auxiliary files. */
  readonly romFileId: number | null
  readonly role: FileRole
  readonly status: 'present' | 'missing' | 'quarantined'
  /** Of an archive: only its own list of members was read. */
  readonly listed: boolean
  /** Encoded troubles. */
  readonly problem: string | null
  /** What it held when it last had no troubles; null while it has none. */
  readonly soundId: number | null
  /** When it was last read, or first listed. (A file that is present was seen by the last scan of its root.) */
  readonly lastSeen: number
  /** When all its bytes were last read and were what they should be; null: never. */
  readonly verifiedAt: number | null
  /** How often in a row the disk failed to give it, and when it is tried again. */
  readonly failures: number
  readonly retryAt: number | null
}

/** Where a file stands, and what is known of it. */
export interface KnownFile {
  readonly path: string
  readonly instance: Instance
}

export interface SavedRules {
  readonly text: string
  /** Whether every content was hashed with MD5, and with SHA-256. */
  readonly md5: boolean
  readonly sha256?: boolean
  /** See `archiveRules`. */
  readonly archives: string
  /** What names mean: the text of the `Classifier`. */
  readonly names: string
  /** What archives were read by, and how well contents were looked at. */
  readonly readers?: Readers
  readonly looks?: LookVersions
  /** See `unread-folders.ts`. */
  readonly unread?: readonly string[]
}

export interface RootStore extends ContentStore {
  /** The rules that the saved folders were made under. */
  rules(): SavedRules | undefined
  saveRules(rules: SavedRules): void
  /** As the last walk saw them. */
  folders(): KnownFolders
  /** How many files each known folder holds. */
  folderCounts(): ReadonlyMap<string, number>
  /** Where a walk puts what changed, until it is sorted out. */
  walked(): Walked
  /** Whether any file of it, or of a folder in it, was there at the last scan. */
  holdsFiles(folder?: string): boolean
  saveFolder(folder: Folder): void
  dropFolder(path: string): void
  instance(path: string): Instance | undefined
  /** `log`: the run that has this to say of it. */
  putInstance(path: string, instance: Instance, log?: number): void
  /** The same of a file that has no row yet. */
  addInstance(path: string, instance: Instance, log?: number): void
  /** What an archive that is only listed says that it holds; empty: it was read. */
  putListed(path: string, members: readonly MemberFacts[]): void
  /** A file is not there any more. Its row stays. */
  miss(path: string, at: number, log?: number): void
  /** Whether any of its files is missing. */
  misses(): boolean
  /** Names may mean something else than they did: the roles of all contents of the root are looked at anew. */
  markNamesChanged(): void
  /** Whether an archive may be of these formats, or hold one that is: one without members may be of any. */
  mayBeOf(archive: number, formats: ReadonlySet<ArchiveFormat>): boolean
  /** Whether an archive holds a member with one of these extensions, however deep. */
  holdsCalled(archive: number, extensions: ReadonlySet<string>): boolean
  /** Files that are missing and had this inode. */
  missingWithInode(ino: number): readonly KnownFile[]
}

/** Opens the catalog's part for a root, which is entered when it is new. */
export function rootStore(
  db: Db,
  root: { readonly name: string; readonly path: string },
  roleOf: (path: string) => ContentRole = () => 'rom',
): RootStore {
  const rootId = rootIdOf(db, root)
  const sql = preparer(db)
  const contents = contentStore(db, sql, roleOf)
  // a root that is scanned for the first time is spared a million questions
  const isNew = lazy(() => sql(HAS_FILES).get(rootId) === undefined)
  const folderRow = (path: string, part: number): Folder | undefined => {
    const row = sql(FOLDER).get(rootId, path, part) as FolderRow | undefined
    return row && decodeFolder(path, part, row.names, row.stats)
  }
  const added = lazy(() => rowWriter(db, 'file_instance', INSTANCE_COLUMNS, contents.contents()))
  return {
    ...contents,
    flush() {
      added.made()?.flush()
      contents.flush()
      contents.renewRoles()
    },
    rules() {
      const saved = recall(db, rulesKey(root.name))
      return saved === undefined ? undefined : (JSON.parse(saved) as SavedRules)
    },
    saveRules(rules) {
      remember(db, rulesKey(root.name), JSON.stringify(rules))
    },
    folders: () => ({
      get: (path) => folderRow(path, 0),
      part: folderRow,
      keys: () =>
        sql('select path from directory where root_id = ? and part < 2').pluck().all(rootId) as string[],
    }),
    folderCounts: () => new Map(sql(FOLDER_COUNTS).raw().all(rootId) as [string, number][]),
    walked: () => walkedFolders(db, sql),
    holdsFiles: (folder) =>
      (folder === undefined
        ? sql(HOLDS_FILES).get(rootId)
        : sql(HOLDS_FILES_BELOW).get(rootId, `${folder}/`, `${folder}0`)) !== undefined,
    saveFolder({ part = 0, ...folder }) {
      if (part > 0) sql(`${DROP_FOLDER} and part = 0`).run(rootId, folder.path)
      sql(SAVE_FOLDER).run(rootId, folder.path, part, encodeNames(folder), encodeStats(folder))
    },
    dropFolder(path) {
      sql(DROP_FOLDER).run(rootId, path)
    },
    instance(path) {
      if (isNew()) return undefined
      const row = sql(INSTANCE).get(rootId, path) as InstanceRow | undefined
      return row && instanceOf(row)
    },
    addInstance(path, instance, log) {
      const { size, mtime, ctime, ino, born, settled, romFileId, role, status, lastSeen } = instance
      const { verifiedAt, problem, failures, retryAt, listed, soundId } = instance
      // oxfmt-ignore
      added().add([
        rootId, path, size, mtime, ctime, ino, born, settled ? 1 : 0, romFileId, role, status, lastSeen, lastSeen,
        verifiedAt, log ?? null, problem, failures, retryAt, listed ? 1 : 0, soundId,
      ])
    },
    putInstance(path, instance, log) {
      contents.flush()
      const flags = { settled: instance.settled ? 1 : 0, listed: instance.listed ? 1 : 0 }
      sql(PUT_INSTANCE).run({ ...instance, ...flags, rootId, path, log: log ?? null })
    },
    putListed(path, members) {
      added.made()?.flush()
      const id = sql('select id from file_instance where root_id = ? and path = ?').pluck().get(rootId, path)
      sql('delete from listed_member where file_id = ?').run(id)
      members.forEach(({ path: name, place: { size, crc32 } }, ordinal) =>
        sql(PUT_LISTED).run(id, ordinal, name, size, crc32),
      )
    },
    miss(path, at, log) {
      sql(MISS).run(at, log ?? null, rootId, path)
    },
    misses: () => sql(HAS_MISSING).get(rootId) !== undefined,
    markNamesChanged() {
      for (const id of sql(HELD).pluck().iterate(rootId) as Iterable<number>) contents.markRenamed(id)
    },
    mayBeOf: (archive, formats) =>
      sql(MAY_BE_OF)
        .pluck()
        .get(archive, archive, JSON.stringify([...formats])) === 1,
    holdsCalled(archive, extensions) {
      const paths = sql(MEMBER_PATHS).pluck().all(archive) as string[]
      return paths.some((path) => extensions.has(extensionOf(path)))
    },
    missingWithInode(ino) {
      const rows = sql(MISSING).all(rootId, ino) as readonly (InstanceRow & { readonly path: string })[]
      return rows.map(({ path, ...row }) => ({ path, instance: instanceOf(row) }))
    },
  }
}

/** The last five say that nothing is wrong with a file, which is so with nearly all of them. */
const INSTANCE_COLUMNS = [
  ...columnsOf(`root_id path size mtime ctime ino born settled rom_file_id role status
    first_seen last_seen verified_at log_id`),
  { name: 'problem', usually: null },
  { name: 'failures', usually: 0 as const },
  { name: 'retry_at', usually: null },
  { name: 'listed', usually: 0 as const },
  { name: 'sound_id', usually: null },
]

interface FolderRow {
  readonly names: string
  readonly stats: Buffer
}

const FOLDER = 'select names, stats from directory where root_id = ? and path = ? and part = ?'

const DROP_FOLDER = 'delete from directory where root_id = ? and path = ?'

// their lengths are known without reading them
const FOLDER_COUNTS = `
  select path, sum(length(stats)) / ${STATS_PER_FILE * 8} from directory where root_id = ? group by path`

interface InstanceRow extends Omit<Instance, 'listed' | 'settled'> {
  readonly settled: number
  readonly listed: number
}

function instanceOf(row: InstanceRow): Instance {
  return { ...row, settled: row.settled === 1, listed: row.listed === 1 }
}

const HAS_FILES = 'select 1 from file_instance where root_id = ? limit 1'

const HAS_MISSING = `
  select 1 from file_instance indexed by file_instance_missing where root_id = ? and status = 'missing' limit 1`

const HOLDS_FILES = `select 1 from file_instance where root_id = ? and status = 'present' limit 1`

/** What begins with a folder and `/` is what sorts from that on, and before the same with `0`. */
const HOLDS_FILES_BELOW = `
  select 1 from file_instance where root_id = ? and path >= ? and path < ? and status = 'present' limit 1`

const SAVE_FOLDER = `
  insert into directory (root_id, path, part, names, stats) values (?, ?, ?, ?, ?)
  on conflict do update set names = excluded.names, stats = excluded.stats`

const COLUMNS = `size, mtime, ctime, ino, born, settled, rom_file_id as romFileId, role, status, problem,
  sound_id as soundId, last_seen as lastSeen, verified_at as verifiedAt, failures, retry_at as retryAt, listed`

const INSTANCE = `select ${COLUMNS} from file_instance where root_id = ? and path = ?`

const MISSING = `
  select path, ${COLUMNS} from file_instance indexed by file_instance_missing
  where root_id = ? and ino = ? and status = 'missing' order by path`

const MAY_BE_OF = `
  select not exists (select 1 from archive_member where archive_id = ?) or exists (
    select 1 from archive_member where archive_id = ? and format in (select value from json_each(?)))`

const MEMBER_PATHS = 'select path from archive_member where archive_id = ?'

const MISS = `
  update file_instance set status = 'missing', missing_since = ?, log_id = ? where root_id = ? and path = ?`

const PUT_LISTED = 'insert into listed_member (file_id, ordinal, path, size, crc32) values (?, ?, ?, ?, ?)'

const PUT_INSTANCE = `
  insert into file_instance
    (root_id, path, size, mtime, ctime, ino, born, settled, rom_file_id, role, status, first_seen, last_seen,
     verified_at, problem, failures, retry_at, listed, sound_id, log_id)
  values (@rootId, @path, @size, @mtime, @ctime, @ino, @born, @settled, @romFileId, @role, @status, @lastSeen,
    @lastSeen, @verifiedAt, @problem, @failures, @retryAt, @listed, @soundId, @log)
  on conflict (root_id, path) do update set
    size = excluded.size, mtime = excluded.mtime, ctime = excluded.ctime, ino = excluded.ino,
    born = excluded.born, settled = excluded.settled, rom_file_id = excluded.rom_file_id, role = excluded.role,
    status = excluded.status, last_seen = excluded.last_seen, missing_since = null,
    verified_at = excluded.verified_at, problem = excluded.problem, failures = excluded.failures,
    retry_at = excluded.retry_at, listed = excluded.listed, sound_id = excluded.sound_id, log_id = excluded.log_id`

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
