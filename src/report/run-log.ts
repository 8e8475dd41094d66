/** What was imported, scanned and verified, and how it ended: the rows of `import_log` for people. */
import type { Db } from '../catalog/sqlite.ts'
import { INGESTION, matchesOf } from '../inventory/ingestion-log.ts'
import { isObject } from '../metadata/json.ts'
import { troublesInWords } from './files/contents.ts'

/** A run: the import of a DAT, the scan of a root, or a verification. */
export interface LoggedRun {
  readonly run: number
  /** `file_ingestion` for scans, `verification`, and for DATs how they were read. */
  readonly source: string
  /** The root, or the DAT file. */
  readonly name: string
  readonly status: 'running' | 'completed' | 'failed' | 'cancelled'
  /** ISO 8601, UTC. */
  readonly started: string
  readonly finished: string | null
  /** Entries of a DAT, files that were read. */
  readonly records: number
  /** Counts, by what the source counts; a sentence where it left one. */
  readonly summary: Readonly<Record<string, unknown>> | string | null
}

export interface LoggedRunDetails extends LoggedRun {
  /** Files it was the last to say something of, and that is still so. */
  readonly files: readonly LoggedFile[]
}

interface LoggedFile {
  readonly path: string
  readonly status: string
  /** What is wrong with it, or what a verification found. */
  readonly problem: string | null
}

interface Row extends Omit<LoggedRun, 'started' | 'finished' | 'summary'> {
  readonly started: number
  readonly finished: number | null
  readonly notes: string | null
}

/** Newest first. */
export function loggedRuns(db: Db, limit: number): readonly LoggedRun[] {
  return db
    .prepare<[number], Row>(`${RUN} order by id desc limit ?`)
    .all(limit)
    .map((row) => toRun(db, row))
}

/** One run with the files that it found missing or something wrong with; undefined when there is none with this id. */
export function loggedRun(db: Db, id: number): LoggedRunDetails | undefined {
  const row = db.prepare<[number], Row>(`${RUN} where id = ?`).get(id)
  if (!row) return undefined
  const files = db.prepare<{ id: number }, LoggedFile>(FILES).all({ id })
  return {
    ...toRun(db, row),
    files: files.map(({ path, status, problem }) => ({
      path,
      status,
      problem: problem?.startsWith('[') ? troublesInWords(problem) : problem,
    })),
  }
}

function toRun(db: Db, { notes, started, finished, ...row }: Row): LoggedRun {
  const summary = notes === null ? null : parsed(notes)
  // identification may not have come so far; until it has, the numbers are those of now
  const isUncounted = row.source === INGESTION && isObject(summary) && summary['matched'] === null
  const counted = isUncounted ? { ...summary, ...matchesOf(db, row.run) } : summary
  const times = {
    started: new Date(started).toISOString(),
    finished: finished === null ? null : new Date(finished).toISOString(),
  }
  // whoever reads this has the catalog to himself: it was killed, and the next one of its kind will write that down
  if (row.status === 'running' && KILLED.has(row.source))
    return {
      ...row,
      ...times,
      status: 'failed',
      summary: { ...(isObject(counted) && counted), cutOff: true },
    }
  return { ...row, ...times, summary: counted }
}

/** A run of a library that was cut off is still open: it goes on. */
const KILLED: ReadonlySet<string> = new Set([INGESTION, 'verification'])

/** Imports of DATs leave sentences, scans leave JSON. */
function parsed(notes: string): LoggedRun['summary'] {
  try {
    const value: unknown = JSON.parse(notes)
    return isObject(value) ? value : notes
  } catch {
    return notes
  }
}

const RUN = `select id as run, source, coalesce(file_name, '') as name, status, started_at as started,
    finished_at as finished, records, notes
  from import_log`

const FILES = `
  select f.path, f.status, f.problem from file_instance f
  where f.log_id = @id and (f.status <> 'present' or f.problem is not null)
    and not exists (select 1 from verification v where v.file_id = f.id and v.log_id = @id)
  union all
  select f.path, v.verdict, v.detail from verification v join file_instance f on f.id = v.file_id where v.log_id = @id
  order by 1`
