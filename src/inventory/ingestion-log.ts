/**
 * The record of a scan: one row of `import_log`, from its first change to the catalog to its end. A scan that finds
 * nothing to do opens none.
 */
import { beginLog } from '../catalog/imports.ts'
import type { Db } from '../catalog/sqlite.ts'

export const INGESTION = 'file_ingestion'

/** What a scan did, as its row's `notes` keep it. */
export interface IngestionCounts {
  /** Files in the root. */
  readonly files: number
  /** Files that were read, and their bytes. */
  readonly hashed: number
  readonly bytes: number
  /** Archives among them, and what was in those. */
  readonly archives: number
  readonly members: number
  /** Files that were recognised under a new name, without reading them. */
  readonly moved: number
  /** Files that vanished. */
  readonly missing: number
  /** Files that were looked into and have something wrong. */
  readonly failed: number
  /** Archives among those that no password opens. */
  readonly locked: number
}

/** With what identification made of it: null until it ran. */
interface IngestionSummary extends IngestionCounts {
  readonly root: string
  /** Sound files of this scan that some DAT lists; that only their names tell; and those of which nothing is told. */
  readonly matched: number | null
  readonly named: number | null
  readonly pending: number | null
}

interface IngestionLog {
  /** The row's id; opens it when it is not open yet. */
  id(): number
  /** Whether it was opened. */
  isOpen(): boolean
  /** Puts down what was done so far, in case that this is killed. Does nothing when it was never opened. */
  keep(counts: IngestionCounts): void
  /** Ends it. Does nothing when it was never opened. */
  close(status: 'completed' | 'failed' | 'cancelled', counts: IngestionCounts, now: number): void
}

/** The record of one scan of one root that began at `at`. Ends the record of one that was killed. */
export function ingestionLog(db: Db, root: string, at: number): IngestionLog {
  endKilled(db, root, at)
  let id: number | undefined
  const notesOf = (counts: IngestionCounts): string =>
    JSON.stringify({ root, ...counts, matched: null, named: null, pending: null } satisfies IngestionSummary)
  return {
    id() {
      id ??= beginLog(db, INGESTION, root, { at })
      return id
    },
    isOpen: () => id !== undefined,
    keep(counts) {
      if (id !== undefined) db.prepare(KEEP).run(counts.hashed, notesOf(counts), id)
    },
    close(status, counts, now) {
      if (id === undefined) return
      const end = [status, now, counts.hashed, notesOf(counts)]
      if (db.prepare(CLOSE).run(...end, id, INGESTION, root).changes > 0) return
      // the change that opened it was taken back, and its id may be another's by now
      id = beginLog(db, INGESTION, root, { at })
      db.prepare(CLOSE).run(...end, id, INGESTION, root)
    },
  }
}

/** Nobody else holds the catalog: a scan that still counts as running was killed. What it read is kept, and counted. */
function endKilled(db: Db, root: string, now: number): void {
  const killed = db.prepare<[string, string], number>(KILLED).pluck().all(INGESTION, root)
  for (const id of killed) db.prepare(END_KILLED).run(now, root, id)
}

/**
 * Enters into the records of scans how many of their files are in some DAT. To be called after identification. Writes
 * nothing when every record has its numbers.
 */
export function countMatches(db: Db): void {
  for (const { id, notes } of db.prepare<[], { id: number; notes: string }>(UNCOUNTED).all()) {
    const found = matchesOf(db, id)
    db.prepare('update import_log set notes = ? where id = ?').run(
      JSON.stringify({ ...JSON.parse(notes), ...found }),
      id,
    )
  }
}

type MatchCounts = { readonly [K in 'matched' | 'named' | 'pending']: number }

/** Of the sound files that a scan was the last to read: how many are in some DAT, and how many in none. */
export function matchesOf(db: Db, log: number): MatchCounts {
  return db.prepare<[number], MatchCounts>(MATCHES).get(log) ?? { matched: 0, named: 0, pending: 0 }
}

const CLOSE = `
  update import_log set status = ?, finished_at = ?, records = ?, notes = ?
  where id = ? and source = ? and file_name = ? and status = 'running'`

const KILLED = `select id from import_log indexed by import_log_open
  where status = 'running' and source = ? and file_name = ?`

const KEEP = `update import_log set records = ?, notes = ? where id = ? and status = 'running'`

const END_KILLED = `update import_log set status = 'failed', finished_at = ?,
  notes = json_set(coalesce(notes, json_object('root', ?)), '$.cutOff', json('true')) where id = ?`

/** The newest ones: a scan is counted in the run it belongs to, or in the next. */
const UNCOUNTED = `select id, notes from (select * from import_log order by id desc limit 100)
  where source = 'file_ingestion' and status <> 'running' and json_extract(notes, '$.matched') is null`

const MATCHES = `
  with held as (
    select f.id, exists (select 1 from content_match c where c.rom_file_id = f.rom_file_id)
      or exists (select 1 from fitting_sheet s where s.rom_file_id = f.rom_file_id)
      or exists (select 1 from archive_member m join content_match c on c.rom_file_id = m.rom_file_id
                 where m.archive_id = f.rom_file_id) as known,
      exists (select 1 from title_link l where l.rom_file_id = f.rom_file_id)
      or exists (select 1 from archive_member m join title_link l on l.rom_file_id = m.rom_file_id
                 where m.archive_id = f.rom_file_id) as named
    from file_instance f
    where f.log_id = ? and f.status = 'present' and f.role <> 'auxiliary' and f.problem is null
      and f.rom_file_id is not null)
  select count(*) filter (where known) as matched, count(*) filter (where named and not known) as named,
    count(*) filter (where not known and not named) as pending from held`
