/** Counts over all files, which take a second in a large library: kept until something of files is known otherwise. */
import { recall, remember } from '../catalog/meta.ts'
import type { Db } from '../catalog/sqlite.ts'
import { libraryHealth, type Health } from '../inventory/health.ts'
import { filesStamp, refreshUnlisted } from '../inventory/unlisted.ts'
import { duplicateSummary, type DuplicateSummary } from './duplicates.ts'
import { rootVerification, type RootVerification } from './verification.ts'

export interface FileCounts {
  readonly health: readonly Health[]
  readonly duplicates: DuplicateSummary
  /** Of every root that the catalog knows. */
  readonly verification: readonly RootVerification[]
}

const MARK = 'file-counts'

/** What `libraryHealth`, `duplicateSummary` and `rootVerification` say now. */
export function fileCounts(db: Db): FileCounts {
  const { made, renewed } = refreshUnlisted(db) // it takes up what the database noted of files that became others
  const stamp = `${made}/${renewed} ${filesStamp(db)}`
  const kept = keptCounts(db)
  if (kept?.stamp === stamp) return kept.counts
  const roots = db.prepare('select name from library_root order by name').pluck().all() as string[]
  const counts: FileCounts = {
    health: libraryHealth(db),
    duplicates: duplicateSummary(db),
    verification: roots.map((root) => rootVerification(db, root)),
  }
  remember(db, MARK, JSON.stringify({ stamp, counts }))
  return counts
}

function keptCounts(db: Db): { readonly stamp: string; readonly counts: FileCounts } | undefined {
  const text = recall(db, MARK)
  return text === undefined
    ? undefined
    : (JSON.parse(text) as { readonly stamp: string; readonly counts: FileCounts }) // written above
}
