/** Where traces and values live between runs: the tables `node` and `node_value` of the catalog. */
import type { Db } from '../catalog/sqlite.ts'
import type { Why } from './rule.ts'

/** A dependency as it was seen: its key and the hash of its value, in the order it was asked for. */
export type Dependency = readonly [key: string, hash: string]

export interface Trace {
  readonly version: string
  readonly hash: string
  readonly deps: readonly Dependency[]
}

export interface StoredNode extends Trace {
  readonly key: string
  readonly why: Why
  /** Id of the run that computed it, and how long that took. */
  readonly run: number
  readonly ms: number
}

export interface Store {
  trace(key: string): Trace | undefined
  value(key: string): string
  /** Writes the trace, the value and the rule's own rows in one transaction. */
  save(node: StoredNode, value: string, rows: readonly (() => void)[]): void
  /** Everything but the values, for `graph` and `explain`. */
  all(): StoredNode[]
}

interface Row {
  readonly key: string
  readonly version: string
  readonly hash: string
  readonly deps: string
  readonly why: string
  readonly run: number
  readonly ms: number
}

export function sqliteStore(db: Db): Store {
  const trace = db.prepare<[string], Row>('select version, hash, deps from node where key = ?')
  const value = db.prepare<[string], string>('select value from node_value where key = ?').pluck()
  const save = db.prepare(
    'insert or replace into node (key, version, hash, deps, why, run, ms) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const saveValue = db.prepare('insert or replace into node_value (key, value) values (?, ?)')
  const all = db.prepare<[], Row>('select key, version, hash, deps, why, run, ms from node order by key')
  return {
    trace(key) {
      const row = trace.get(key)
      return row && { version: row.version, hash: row.hash, deps: parseDeps(row.deps) }
    },
    value: (key) => value.get(key) ?? 'null',
    save: db.transaction((node: StoredNode, text: string, rows: readonly (() => void)[]) => {
      for (const write of rows) write()
      const { key, version, hash, deps, why, run, ms } = node
      if (trace.get(key)?.hash !== hash) saveValue.run(key, text)
      save.run(key, version, hash, JSON.stringify(deps), JSON.stringify(why), run, ms)
    }),
    all: () =>
      all.all().map((row) => ({ ...row, deps: parseDeps(row.deps), why: JSON.parse(row.why) as Why })),
  }
}

function parseDeps(text: string): Dependency[] {
  return JSON.parse(text) as Dependency[]
}
