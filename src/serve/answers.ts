/** What is answered from the catalog: the library, a search, the runs. */
import { basename } from 'node:path'
import { fileCounts } from '../report/kept-counts.ts'
import { healthInAll } from '../identify/health.ts'
import { rootSummary } from '../inventory/roots.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { loggedRun, loggedRuns } from '../report/run-log.ts'
import { storedCounts } from '../report/stored.ts'
import { parseQuery } from '../search/query.ts'
import { search } from '../search/search.ts'
import type { LibraryAnswer, RunAnswer, RunDetailAnswer, SearchAnswer } from './api.ts'
import type { Opened } from './desk.ts'
import type { Indexer } from './indexer.ts'

/** As the last build left it: nothing is scanned. */
export function libraryAnswer({ project, db }: Opened, canWrite: boolean): LibraryAnswer {
  const { config, dir } = project
  const targets = Object.entries(config.targets)
  const policies = new Set(targets.map(([, { policy }]) => policy))
  return {
    name: basename(dir),
    canWrite,
    roots: rootSummary(db)
      .filter(({ name }) => Object.hasOwn(config.roots, name))
      .map(({ name, path, files, bytes }) => ({ name, path, files, bytes })),
    platforms: storedCounts(db, policies).map(({ platform, ...counts }) => ({
      slug: platform,
      name: platformBySlug(platform)?.name ?? platform,
      ...counts,
    })),
    targets: targets.map(([name, { preset, path, policy }]) => ({ name, preset, path, policy })),
    health: healthInAll(fileCounts(db).health),
  }
}

const MOST_RESULTS = 200

/**
 * No text finds nothing, and brings the index up to date: the page asks that before somebody types. Throws `cli-usage`
 * for filters that mean nothing.
 */
export function searchAnswer({ db }: Opened, indexer: Indexer, typed: string, limit: number): SearchAnswer {
  const query = parseQuery(typed)
  const indexing = indexer.work(db)
  if (query.text === '' && query.filters.size === 0)
    return { results: [], more: false, isCorrected: false, indexing }
  const { results, more } = search(db, query, Math.min(limit, MOST_RESULTS))
  const isCorrected =
    results.length > 0 && results.every((result) => result.kind === 'game' && result.fit === 'slip')
  return { results, more, isCorrected, indexing }
}

const SHOWN_RUNS = 100
const SHOWN_FILES = 500

export function runsAnswer({ db }: Opened): readonly RunAnswer[] {
  return loggedRuns(db, SHOWN_RUNS)
}

export function runAnswer({ db }: Opened, id: number): RunDetailAnswer | undefined {
  const run = loggedRun(db, id)
  return run && { ...run, files: run.files.slice(0, SHOWN_FILES) }
}
