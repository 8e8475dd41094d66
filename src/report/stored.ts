/**
 * Values of nodes as the last build left them. Nodes of what the config no longer declares stay in the catalog, so
 * that it costs nothing to declare it again: readers ask for the names they know.
 */
import type { Db } from '../catalog/sqlite.ts'

/** The value of one node, or undefined when it never ran. */
export function storedValue<V>(db: Db, kind: string, arg: string): V | undefined {
  const text = db.prepare<[string], string>('select value from node_value where key = ?').pluck().get(`${kind}:${arg}`)
  return text === undefined ? undefined : (JSON.parse(text) as V)
}

/** Slugs of the platforms that the DATs of the last build list, sorted. */
export function listedPlatforms(db: Db): readonly string[] {
  return storedValue<readonly string[]>(db, 'platforms', '') ?? []
}
