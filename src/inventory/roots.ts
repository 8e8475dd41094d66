/** What is known of roots: what is in each, and what is wrong with its files. */
import { join } from 'node:path'
import { isLockedOnly, isUnopenedOnly } from '../catalog/locked.sql.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { Problem } from '../errors.ts'
import { decodeTroubles, toProblem, type Retry } from './trouble.ts'

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

/** The damaged, locked and unreadable files of a root, by path. From an index that holds only them. */
export function problemsOf(db: Db, rootName: string): readonly Problem[] {
  const rows = db.prepare<[string], ProblemRow>(PROBLEMS).all(rootName)
  return rows.flatMap(({ root, path, problem, ...retry }) => {
    const file = join(root, path)
    return decodeTroubles(problem).map((found) => toProblem(file, found, retry))
  })
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
