/** A review of a catalog that is open already. */
import type { Db } from '../../src/catalog/sqlite.ts'
import type { ReadCatalog } from '../../src/review/review.ts'

export function held(db: Db): ReadCatalog {
  return async (body) => body(db)
}
