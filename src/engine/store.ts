/** Where traces, values and pages live between runs: the tables `node`, `node_value`, `node_page` and `node_note` of the catalog. */
import type { Db } from '../catalog/sqlite.ts'
import type { Why } from './rule.ts'

/** A dependency as it was seen: its key, the hash of its value, or of the one page that was read of it. */
export type Dependency = readonly [key: string, hash: string, page?: string]

export interface Trace {
  readonly version: string
  readonly hash: string
  /** In the order they were asked for. */
  readonly deps: readonly Dependency[]
  /** Hash of each page. */
  readonly pages: Pages
}

export type Pages = Readonly<Record<string, string>>

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
  page(key: string, page: string): string | Uint8Array | undefined
  /** What the node left to its own next run; '' when it left nothing. */
  note(key: string): string
  /** Writes all of a node in one transaction. */
  save(node: StoredNode, value: string, made: Made): void
  /** Lets go of nodes: all that is stored of them, in one transaction. */
  drop(keys: readonly string[]): void
  /** Everything but the values, for `graph` and `explain`. */
  all(): StoredNode[]
}

interface Made {
  /** Those of the node's pages that were made in this run. The others stay as they are. */
  readonly pages: ReadonlyMap<string, string | Uint8Array>
  readonly note: string
}

interface Row {
  readonly key: string
  readonly version: string
  readonly hash: string
  readonly deps: string
  readonly pages: string
  readonly why: string
  readonly run: number
  readonly ms: number
}

export function sqliteStore(db: Db): Store {
  const trace = db.prepare<[string], Row>('select version, hash, deps, pages from node where key = ?')
  const value = db.prepare<[string], string>('select value from node_value where key = ?').pluck()
  const page = db
    .prepare<[string, string], string | Uint8Array>(
      'select content from node_page where key = ? and page = ?',
    )
    .pluck()
  const stored = db.prepare<[string], Pick<Row, 'hash' | 'pages'>>(
    'select hash, pages from node where key = ?',
  )
  const save = db.prepare(
    'insert or replace into node (key, version, hash, deps, pages, why, run, ms) values (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const saveValue = db.prepare('insert or replace into node_value (key, value) values (?, ?)')
  const savePage = db.prepare('insert or replace into node_page (key, page, content) values (?, ?, ?)')
  const dropPage = db.prepare('delete from node_page where key = ? and page = ?')
  const note = db.prepare<[string], string>('select note from node_note where key = ?').pluck()
  const saveNote = db.prepare('insert or replace into node_note (key, note) values (?, ?)')
  const dropNote = db.prepare('delete from node_note where key = ?')
  const all = db.prepare<[], Row>(
    'select key, version, hash, deps, pages, why, run, ms from node order by key',
  )
  return {
    trace(key) {
      const row = trace.get(key)
      return row && traceOf(row)
    },
    value: (key) => value.get(key) ?? 'null',
    page: (key, name) => page.get(key, name),
    note: (key) => note.get(key) ?? '',
    save: db.transaction((node: StoredNode, text: string, { pages: contents, note: left }: Made) => {
      const { key, version, hash, deps, pages, why, run, ms } = node
      const before = stored.get(key)
      if (before?.hash !== hash) saveValue.run(key, text)
      const pagesBefore = before ? pagesOf(before) : {}
      for (const [name, content] of contents) {
        if (pagesBefore[name] !== pages[name]) savePage.run(key, name, content)
      }
      for (const name of Object.keys(pagesBefore)) if (pages[name] === undefined) dropPage.run(key, name)
      if (left !== '') saveNote.run(key, left)
      else if (before) dropNote.run(key)
      save.run(key, version, hash, JSON.stringify(deps), JSON.stringify(pages), JSON.stringify(why), run, ms)
    }),
    drop: db.transaction((keys: readonly string[]) => {
      for (const table of ['node', 'node_value', 'node_page', 'node_note']) {
        const drop = db.prepare(`delete from ${table} where key = ?`)
        for (const key of keys) drop.run(key)
      }
    }),
    all: () => all.all().map((row) => ({ ...row, ...traceOf(row), why: JSON.parse(row.why) as Why })),
  }
}

function traceOf(row: Row): Trace {
  const { version, hash, deps } = row
  return { version, hash, deps: JSON.parse(deps) as Dependency[], pages: pagesOf(row) }
}

function pagesOf({ pages }: Pick<Row, 'pages'>): Pages {
  return pages === NO_PAGES ? {} : (JSON.parse(pages) as Pages)
}

const NO_PAGES = '{}'
