/** Rows of files that curator itself moved: where they are, and the log of it. Nothing of them has to be read again. */
import { beginLog } from './imports.ts'
import { remember } from './meta.ts'
import { prepareOnce, type Db } from './sqlite.ts'

/** A place in a root, by the root's name. */
export interface FilePlace {
  readonly root: string
  readonly path: string
}

/** What the system says of a file where it is now (see `FileIdentity`). */
export interface PlacedIdentity {
  readonly mtime: number
  readonly ctime: number
  readonly ino: number
  readonly born: number
}

/** `to` is absent for a file that is out of the inventory now, and `from` for one that is back in it. */
export interface FileMove {
  readonly from?: FilePlace
  readonly to?: FilePlace
  readonly now?: PlacedIdentity
}

/**
 * Makes rows follow their files, all at once: two files may have changed places. A row of a file that is gone makes
 * room for one that came. What a scan has entered already stays as the scan saw it.
 */
export function moveFileRows(db: Db, moves: readonly FileMove[]): void {
  db.transaction(() => {
    const leaving = new Set(moves.flatMap(({ from }) => (from ? [keyOf(from)] : [])))
    const isEntered = (to: FilePlace) => !leaving.has(keyOf(to)) && idAt(db, to, 'present') !== undefined
    const lifted: { id: number; to: FilePlace; now: PlacedIdentity | undefined }[] = []
    for (const { from, to, now } of moves) {
      const id = from ? idAt(db, from, 'present') : to && idAt(db, to, 'quarantined')
      if (id === undefined) continue
      if (!to) setStatus(db, id, 'quarantined')
      else if (!from) setStatus(db, id, 'present', now)
      else if (!isEntered(to)) {
        prepareOnce(db, 'update file_instance set path = ? where id = ?').run(`\0${id}`, id)
        lifted.push({ id, to, now })
      }
    }
    for (const { id, to, now } of lifted) {
      const gone = idAt(db, to)
      if (gone !== undefined) prepareOnce(db, 'delete from file_instance where id = ?').run(gone)
      prepareOnce(db, PLACE).run({ id, ...to, ...(now ?? NOWHERE) })
    }
    if (lifted.length > 0) forgetFileNames(db)
  })()
}

/** A file that only its system's facts changed of, such as one that got a second name. */
export function refreshIdentity(db: Db, { root, path }: FilePlace, now: PlacedIdentity): void {
  prepareOnce(
    db,
    `update file_instance set ctime = @ctime
     where root_id = (select id from library_root where name = @root) and path = @path and status = 'present'
       and ino = @ino and mtime = @mtime`,
  ).run({ root, path, ctime: now.ctime, ino: now.ino, mtime: now.mtime })
}

export interface LoggedStep {
  readonly operation: 'move' | 'copy' | 'link' | 'quarantine' | 'restore'
  readonly source: string
  readonly destination: string
  readonly sha1: string
  readonly status: 'pending' | 'completed' | 'failed'
  readonly message: string
}

/** Opens the record of a run, or goes on with one that was cut off. Steps are entered before they are done. */
export function openFileLog(db: Db, name: string, steps: readonly LoggedStep[], at: number): number {
  return db.transaction(() => {
    const open = prepareOnce(
      db,
      `select id from import_log where source = 'library' and file_name = ? and status in ('running', 'cancelled')
       order by id desc limit 1`,
    )
      .pluck()
      .get(name) as number | undefined
    if (open !== undefined) return open
    const log = beginLog(db, 'library', name, { at })
    const insert = prepareOnce(
      db,
      `insert into file_operation_log (log_id, step, rom_file_id, operation, source, destination, status, message)
       values (?, ?, (select id from rom_file where sha1 = ?), ?, ?, ?, ?, ?)`,
    )
    for (const [n, { operation, source, destination, sha1, status, message }] of steps.entries())
      insert.run(log, n, Buffer.from(sha1, 'hex'), operation, source, destination, status, message)
    return log
  })()
}

/** Ends it. `failed`: the steps that could not be done; `isDone`: whether the run came to its end. */
export function closeFileLog(
  db: Db,
  log: number,
  {
    failed,
    isDone,
    at,
  }: { readonly failed: ReadonlySet<number>; readonly isDone: boolean; readonly at: number },
): void {
  db.transaction(() => {
    const set = prepareOnce(db, 'update file_operation_log set status = ? where log_id = ? and step = ?')
    if (isDone)
      prepareOnce(db, `update file_operation_log set status = 'completed' where log_id = ?`).run(log)
    for (const step of failed) set.run('failed', log, step)
    prepareOnce(
      db,
      `update import_log set status = ?, finished_at = ?,
         records = (select count(*) from file_operation_log where log_id = @log and status = 'completed') where id = @log`,
    ).run(isDone ? 'completed' : 'cancelled', at, { log })
  })()
}

const NOWHERE: PlacedIdentity = { mtime: 0, ctime: 0, ino: 0, born: 0 }

const PLACE = `
  update file_instance set root_id = (select id from library_root where name = @root), path = @path,
    mtime = case when @ino = 0 then mtime else @mtime end, ctime = @ctime, ino = @ino, born = @born
  where id = @id`

function idAt(db: Db, { root, path }: FilePlace, status?: string): number | undefined {
  const row = prepareOnce(
    db,
    'select id, status from file_instance where root_id = (select id from library_root where name = ?) and path = ?',
  ).get(root, path) as { id: number; status: string } | undefined
  return row && (status === undefined || row.status === status) ? row.id : undefined
}

/** What it held may be held by nobody now, or again: identification looks at it once more. */
function setStatus(db: Db, id: number, status: 'present' | 'quarantined', now?: PlacedIdentity): void {
  prepareOnce(db, 'update file_instance set status = ?, missing_since = null where id = ?').run(status, id)
  if (now)
    prepareOnce(db, 'update file_instance set ctime = ?, ino = ?, born = ? where id = ?').run(
      now.ctime,
      now.ino,
      now.born,
      id,
    )
  prepareOnce(
    db,
    `insert or ignore into content_changed
     select rom_file_id from file_instance where id = ? and rom_file_id is not null`,
  ).run(id)
}

function keyOf({ root, path }: FilePlace): string {
  return `${root}/${path}`
}

/** The search index has names by row: it is made anew when it is asked next. */
function forgetFileNames(db: Db): void {
  db.exec(`insert into search_file (search_file) values ('delete-all')`)
  remember(db, 'search-files', '0')
}
