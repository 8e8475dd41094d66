/** Whether a catalog has anything in it yet: what is not found in one that is new, or was set aside, may well be there. */
import { CuratorError, problem } from '../errors.ts'
import type { Db } from './sqlite.ts'

/** Throws `not-found` when nothing was ever read into the catalog. */
export function checkBuilt(db: Db): void {
  if (db.prepare('select 1 from import_log limit 1').get() !== undefined) return
  throw new CuratorError(
    problem('not-found', 'No build has read anything here yet.', { hint: 'Run `curator build`.' }),
  )
}

/** Whether a build ever came to its end, so that there is something to compare a change with. */
export function wasBuilt(db: Db): boolean {
  return db.prepare('select 1 from run limit 1').get() !== undefined
}
