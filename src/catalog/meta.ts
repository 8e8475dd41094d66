/** Small marks that outlive a run: what was seen, done or written last, by key. All keys are told in docs/catalog.md. */
import { prepareOnce, type Db } from './sqlite.ts'

export function recall(db: Db, key: string): string | undefined {
  const value: unknown = prepareOnce(db, 'select value from meta where key = ?').pluck().get(key)
  return typeof value === 'string' ? value : undefined
}

/** What is known already is not written again: a build with nothing to do waits for no other writer. */
export function remember(db: Db, key: string, value: string): void {
  if (recall(db, key) === value) return
  prepareOnce(db, 'insert or replace into meta (key, value) values (?, ?)').run(key, value)
}

/** Of the marks whose keys begin with `prefix`, all but those that are wanted. */
export function forgetOthers(db: Db, prefix: string, isWanted: (key: string) => boolean): void {
  const begins = prepareOnce(db, 'select key from meta where substr(key, 1, length(?)) = ?').pluck()
  const keys = begins.all(prefix, prefix) as string[]
  for (const key of keys) if (!isWanted(key)) prepareOnce(db, 'delete from meta where key = ?').run(key)
}
