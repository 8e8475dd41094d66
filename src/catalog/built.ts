/** What is not found in a catalog that is new, or was set aside, may well be there: verbs that look say so. */
import { CuratorError, problem } from '../errors.ts'
import type { Db } from './sqlite.ts'

/** Throws `not-found` when nothing was ever read into the catalog. */
export function checkBuilt(db: Db): void {
  if (db.prepare('select 1 from import_log limit 1').get() !== undefined) return
  throw new CuratorError(
    problem('not-found', 'No build has read anything here yet.', { hint: 'Run `curator build`.' }),
  )
}
