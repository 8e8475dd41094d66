/** How long ago files were last read and were what they should be, and which are not. */
import type { Db } from '../catalog/sqlite.ts'

export interface RootVerification {
  readonly root: string
  /** No file was last read and found right before this, but for those with something wrong; ISO 8601, UTC. Null when there is none. */
  readonly since: string | null
  /** Files with something wrong, as `curator files --failed` lists them. */
  readonly failed: number
  /** Files that were never read in full: those of which a quick scan knows only their own lists. */
  readonly neverRead: number
  /** What `curator verify` found, where nothing has changed since. */
  readonly findings: readonly VerifyFinding[]
}

interface VerifyFinding {
  readonly path: string
  readonly verdict: string
  readonly detail: string
  /** For `curator log`. */
  readonly run: number
}

export function rootVerification(db: Db, root: string): RootVerification {
  const row = db
    .prepare<[string], { since: number | null; failed: number; neverRead: number }>(SUMMARY)
    .get(root)
  return {
    root,
    since: row?.since ? new Date(row.since).toISOString() : null,
    failed: row?.failed ?? 0,
    neverRead: row?.neverRead ?? 0,
    findings: db.prepare<[string], VerifyFinding>(FINDINGS).all(root),
  }
}

const SUMMARY = `
  select cast(min(f.verified_at) filter (where f.problem is null) as integer) as since, count(f.problem) as failed,
    count(*) filter (where f.listed = 1) as neverRead
  from file_instance f join library_root r on r.id = f.root_id
  where r.name = ? and f.status = 'present' and (f.rom_file_id is not null or f.listed = 1 or f.problem is not null)`

/** A file that was read since is as it is now; one that vanished is missing, and counted there. */
const FINDINGS = `
  select f.path, v.verdict, v.detail, v.log_id as run
  from verification v cross join file_instance f on f.id = v.file_id join library_root r on r.id = f.root_id
    join import_log l on l.id = v.log_id
  where r.name = ? and f.status = 'present' and l.started_at >= coalesce(f.verified_at, 0)
    and v.log_id = (select max(log_id) from verification where file_id = f.id)
  order by f.path`
