/**
 * Brings the table of what waits for a decision up to date: part by part, and only those that rest on something else
 * than when they were read last. A build does not do this; who wants to know, does.
 */
import { hash } from 'node:crypto'
import { namesakeItems } from '../catalog/schema/namesakes.sql.ts'
import { portItems } from '../catalog/schema/ports.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import {
  TODO_DATS,
  todoClones,
  todoContents,
  todoExtensions,
  todoNumbers,
  todoTwoGames,
} from '../catalog/schema/todo-items.sql.ts'
import { filesStamp, refreshUnlisted } from '../identify/unlisted.ts'
import { renewingPorts } from './ports.ts'

/**
 * Returns what the table rests on now: the same text, the same items.
 * @param now milliseconds since the epoch: what is there for the first time is there since then
 */
export function refreshQueue(db: Db, now: number): string {
  const pieces = refreshingQueue(db, now)
  for (;;) {
    const { done, value } = pieces.next()
    if (done === true) return value
  }
}

/**
 * The same in pieces, for whoever shows how far it is: the first time in a catalog of a million entries it takes seconds.
 * Yields how many platforms have not been compared with others yet. What is done is kept, also when it is stopped in between.
 */
export function* refreshingQueue(db: Db, now: number): Generator<number, string> {
  const parts = partsOf(db, yield* renewingPorts(db))
  const seen = new Map(
    prepareOnce(db, 'select part, stamp from curation_part').raw().all() as [string, string][],
  )
  const due = parts.filter(({ name, stamp }) => seen.get(name) !== stamp)
  const names = new Set(parts.map(({ name }) => name))
  const gone = [...seen.keys()].filter((name) => !names.has(name))
  const stamp = parts.map((part) => `${part.name} ${part.stamp}`).join('\n')
  if (due.length === 0 && gone.length === 0) return stamp
  db.transaction(() => {
    for (const part of due) read(db, part, seen.get(part.name), now)
    prepareOnce(db, 'delete from curation_due').run()
    for (const name of gone) {
      prepareOnce(db, 'delete from curation_item where part = ?').run(name)
      prepareOnce(db, 'delete from curation_part where part = ?').run(name)
    }
  })()
  return stamp
}

interface Part {
  readonly name: string
  /** What it rests on. */
  readonly stamp: string
  readonly view: keyof typeof READ
  /** Where the stamp begins with this as it did, only items of contents that are due have to be read. */
  readonly base?: string
}

const COLUMNS = 'kind, platform, subject, key, settles, detail, names'

const OF = (table: string): string => `${table}.platform_id = (select id from platform where slug = @of)`

const READ = {
  contents: todoContents('unlisted_file'),
  extensions: todoExtensions(
    "select settles as files, subject as example from curation_item where part = 'file' and kind in ('candidate', 'unmatched')",
  ),
  twoGames: todoTwoGames('all'),
  dats: TODO_DATS,
  clones: `select * from (${todoClones(OF('g'))}) union all select * from (${todoNumbers(OF('x'))})`,
  company: 'select * from v_todo_company',
  port: portItems('select * from port_found'),
  namesakes: namesakeItems('select * from namesake_release'),
  metadata: 'select * from v_metadata_todo',
  winner: 'select * from v_todo_winner where part = @part',
} as const

/** The same of contents that are due. */
const READ_DUE: Readonly<Partial<Record<keyof typeof READ, string>>> = {
  contents: todoContents('due'),
  twoGames: todoTwoGames('due'),
}

/** Which name is which company, and which of these have to do with each other. */
const SPELLINGS = `
  select group_concat(said, char(10)) from (
    select * from (select name || char(9) || group_id as said from company_alias order by name)
    union all
    select * from (select company_id || char(9) || other_id from company_link order by company_id, other_id))`

/** Which companies may be one. */
const SUGGESTED = `
  select group_concat(said, char(10)) from (
    select company_id || char(9) || other_id as said from company_suggestion order by company_id, other_id)`

/** @param ports how often others were found */
function partsOf(db: Db, ports: number): readonly Part[] {
  const { made, renewed } = refreshUnlisted(db)
  const text = (sql: string): string => (prepareOnce(db, sql).pluck().get() as string | null) ?? ''
  const rows = (sql: string): [string, string][] => prepareOnce(db, sql).raw().all() as [string, string][]
  const games = text('select sum(games) from platform')
  const dats = text(
    `select count(*) || ' ' || total(size) || ' ' || total(mtime) from dat_file
     where problem like '["dat-unknown-platform"%'`,
  )
  const spellings = hash('sha1', text(SPELLINGS))
  const companies = `${spellings} ${hash('sha1', text(SUGGESTED))}`
  const suggestions = text(
    "select group_concat(hash, ' ' order by key) from node where key >= 'metadata:' and key < 'metadata;'",
  )
  // what they were chosen from, and what is owned of it
  const selections = rows(
    `select n.key, n.hash || ' ' || p.holdings from node n
       join platform p on p.slug = substr(n.key, length(rtrim(n.key, replace(n.key, '/', ''))) + 1)
     where n.key >= 'select:' and n.key < 'select;' order by n.key`,
  )
  const platforms = rows(
    `select p.slug, p.games || ' ' || coalesce(n.hash, '') from platform p left join node n on n.key = 'metadata:' || p.slug
     where p.games > 0 order by p.slug`,
  )
  const base = `${games}/${made}/`
  return [
    { name: 'file', stamp: `${made}/${renewed}`, view: 'contents', base: `${made}/` },
    // after the files: it is made of their items
    { name: 'extension', stamp: `${made}/${renewed}`, view: 'extensions' },
    { name: 'two-games', stamp: `${base}${renewed}`, view: 'twoGames', base },
    { name: 'dat', stamp: dats, view: 'dats' },
    { name: 'company', stamp: companies, view: 'company' },
    { name: 'metadata', stamp: `${filesStamp(db)} ${suggestions}`, view: 'metadata' },
    { name: 'port', stamp: `${ports} ${companies}`, view: 'port' },
    { name: 'namesakes', stamp: `${games} ${suggestions} ${spellings}`, view: 'namesakes' },
    ...platforms.map(([slug, stamp]): Part => ({
      name: `clones:${slug}`,
      stamp,
      view: 'clones',
    })),
    ...selections.map(([name, stamp]): Part => ({ name, stamp, view: 'winner' })),
  ]
}

/**
 * Items that were there keep the time since when; those that are not there any more go. Nearly all are as they were, and
 * what is as it was is not written.
 */
function read(db: Db, { name, stamp, view, base }: Part, seen: string | undefined, now: number): void {
  const of = { part: name, of: name.slice(name.indexOf(':') + 1) }
  const few = base !== undefined && seen?.startsWith(base) === true ? READ_DUE[view] : undefined
  db.exec(NEWLY)
  prepareOnce(
    db,
    `insert or replace into newly_read (${COLUMNS}) select ${COLUMNS} from (${few ?? READ[view]})
     where subject is not null and key is not null`,
  ).run(of)
  prepareOnce(db, few === undefined ? GONE : `${GONE} and ${OF_DUE}`).run(of)
  prepareOnce(db, CHANGED).run({ ...of, now })
  db.exec('delete from newly_read')
  prepareOnce(db, 'insert or replace into curation_part (part, stamp) values (?, ?)').run(name, stamp)
}

const OF_DUE = `kind in ('candidate', 'unmatched', 'conflict', 'two-games')
  and key in (select lower(hex(c.sha1)) from curation_due d join rom_file c on c.id = d.content)`

const NEWLY = `
  create temp table if not exists newly_read (
    kind text not null, platform text, subject text not null, key text not null, settles integer not null, detail text,
    names text not null, primary key (kind, key)
  ) strict, without rowid`

const GONE = `
  delete from curation_item where part = @part
    and not exists (select 1 from newly_read n where n.kind = curation_item.kind and n.key = curation_item.key)`

const CHANGED = `
  insert into curation_item (part, ${COLUMNS}, since)
  select @part, ${COLUMNS}, @now from newly_read n where not exists (
    select 1 from curation_item i where i.part = @part and i.kind = n.kind and i.key = n.key
      and i.platform is n.platform and i.subject = n.subject and i.settles = n.settles and i.detail is n.detail
      and i.names = n.names)
  on conflict (part, kind, key) do update set platform = excluded.platform, subject = excluded.subject,
    settles = excluded.settles, detail = excluded.detail, names = excluded.names`
