/** Keeps romsets in a catalog as a build does. */
import {
  addRomset,
  changedParts,
  currentRomset,
  keepAgain,
  newestRomset,
  type Members,
} from '../../src/catalog/history.ts'
import type { Db } from '../../src/catalog/sqlite.ts'

/** Platform → game → releases. */
export type Kept = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** Only what differs from the newest is handed over. Returns the id of what is kept now, if it is another one. */
export function keepRomset(db: Db, policy: string, kept: Kept, at = 1000): number | undefined {
  const parts = Object.fromEntries(Object.entries(kept).map(([slug, games]) => [slug, JSON.stringify(games)]))
  if (changedParts(currentRomset(db, policy) ?? {}, parts).length === 0) return undefined
  if (!keepAgain(db, policy, { parts, at })) {
    const platforms = changedParts(newestRomset(db, policy) ?? {}, parts)
    const changed = new Map<string, Members>(
      platforms.map((p) => [p, new Map(Object.entries(kept[p] ?? {}))]),
    )
    addRomset(db, policy, { parts, changed, at })
  }
  return db.prepare<[], number>('select version_id from romset_change order by id desc limit 1').pluck().get()
}
