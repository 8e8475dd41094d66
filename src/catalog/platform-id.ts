/** The number that the catalog has for a platform; undefined for a slug it does not know. */
import { prepareOnce, type Db } from './sqlite.ts'

export function platformId(db: Db, slug: string): number | undefined {
  const id: unknown = prepareOnce(db, 'select id from platform where slug = ?').pluck().get(slug)
  return typeof id === 'number' ? id : undefined
}
