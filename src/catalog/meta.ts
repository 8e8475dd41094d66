/** Small marks that outlive a run: what was seen, done or written last, by key. All keys are told in docs/catalog.md. */
import type { Db } from './sqlite.ts'

export function recall(db: Db, key: string): string | undefined {
  return db.prepare<[string], string>('select value from meta where key = ?').pluck().get(key)
}

export function remember(db: Db, key: string, value: string): void {
  db.prepare('insert or replace into meta (key, value) values (?, ?)').run(key, value)
}
