/** What a target was built from when it was right last: the catalog remembers it, so one that is new knows nothing. */
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'

export function builtFrom(db: Db, target: string): string | undefined {
  return recall(db, keyOf(target))
}

export function noteBuiltFrom(db: Db, target: string, now: string): void {
  remember(db, keyOf(target), now)
}

function keyOf(target: string): string {
  return `dats-of-target:${target}`
}
