/** Values of nodes as the last build left them. */
import type { Db } from '../catalog/sqlite.ts'

export interface StoredValue<V> {
  /** The node's argument, e.g. `usa/nes`. */
  readonly arg: string
  readonly value: V
}

/** The value of one node, or undefined when it never ran. */
export function storedValue<V>(db: Db, kind: string, arg: string): V | undefined {
  const text = db.prepare<[string], string>('select value from node where key = ?').pluck().get(`${kind}:${arg}`)
  return text === undefined ? undefined : (JSON.parse(text) as V)
}

/** The values of a kind's nodes, in code-unit order of their arguments; each is read only when it is reached. */
export function* storedValues<V>(
  db: Db,
  kind: string,
  wanted: (arg: string) => boolean = () => true,
): Generator<StoredValue<V>> {
  const keys = db
    .prepare<[string, string], string>('select key from node where key >= ? and key < ? order by key')
    .pluck()
    .all(`${kind}:`, `${kind};`) // `;` follows `:`
  for (const key of keys) {
    const arg = key.slice(kind.length + 1)
    const value = wanted(arg) ? storedValue<V>(db, kind, arg) : undefined
    if (value !== undefined) yield { arg, value }
  }
}
