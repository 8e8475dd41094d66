/**
 * Brings the table of what waits for a decision up to date: part by part, and only those that rest on something else
 * than when they were read last. A build does not do this; who wants to know, does.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { todoFile } from '../catalog/todo.sql.ts'
import { filesStamp, refreshUnlisted } from '../inventory/unlisted.ts'

/**
 * Returns what the table rests on now: the same text, the same items.
 * @param now milliseconds since the epoch: what is there for the first time is there since then
 */
export function refreshQueue(db: Db, now: number): string {
  const seen = new Map(
    prepareOnce(db, 'select part, stamp from curation_part').raw().all() as [string, string][],
  )
  const parts = partsOf(db)
  const due = parts.filter(({ name, stamp }) => seen.get(name) !== stamp)
  const names = new Set(parts.map(({ name }) => name))
  const gone = [...seen.keys()].filter((name) => !names.has(name))
  const stamp = parts.map((part) => `${part.name} ${part.stamp}`).join('\n')
  if (due.length === 0 && gone.length === 0) return stamp
  db.transaction(() => {
    for (const part of due) read(db, part, now)
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
}

const COLUMNS = 'kind, platform, subject, key, settles, detail, names'

const READ = {
  file: `select ${COLUMNS} from (${todoFile('unlisted_file')})`,
  dat: `select ${COLUMNS} from v_todo_dat`,
  company: `select ${COLUMNS} from v_todo_company`,
  port: `select ${COLUMNS} from v_todo_port`,
  metadata: "select kind, platform, subject, key, settles, detail, '[]' as names from v_metadata_todo",
  winner: `select ${COLUMNS} from v_todo_winner where part = @part`,
} as const

function partsOf(db: Db): readonly Part[] {
  const dats = prepareOnce(
    db,
    `select (select sum(games) from platform) || ' ' || count(*) || ' ' || total(size) || ' ' || total(mtime)
     from dat_file where problem like '["dat-unknown-platform"%'`,
  )
    .pluck()
    .get() as string
  const files = filesStamp(db)
  const companies = prepareOnce(
    db,
    `select count(*) || '-' || total(company_id) || '-' || total(other_id) || '-' || (select count(*) from company_alias)
     from company_suggestion`,
  )
    .pluck()
    .get() as string
  const suggestions = prepareOnce(
    db,
    "select group_concat(hash, ' ' order by key) from node where key >= 'metadata:' and key < 'metadata;'",
  )
    .pluck()
    .get() as string | null
  const concepts = prepareOnce(
    db,
    `select count(*) || '-' || total(concept_id) from atomic_game_unit where concept_id is not null`,
  )
    .pluck()
    .get() as string
  const selections = prepareOnce(
    db,
    "select key, hash from node where key >= 'select:' and key < 'select;' order by key",
  )
    .raw()
    .all() as [string, string][]
  return [
    { name: 'file', stamp: files, view: 'file' },
    { name: 'dat', stamp: dats, view: 'dat' },
    { name: 'company', stamp: companies, view: 'company' },
    { name: 'metadata', stamp: `${files} ${suggestions ?? ''}`, view: 'metadata' },
    { name: 'port', stamp: [dats, companies, suggestions ?? '', concepts].join(' '), view: 'port' },
    ...selections.map(([name, stamp]): Part => ({ name, stamp, view: 'winner' })),
  ]
}

/**
 * Items that were there keep the time since when; those that are not there any more go. Nearly all are as they were, and
 * what is as it was is not written.
 */
function read(db: Db, { name, stamp, view }: Part, now: number): void {
  if (view === 'file') refreshUnlisted(db)
  db.exec(NEWLY)
  const part = { part: name }
  prepareOnce(
    db,
    `insert or replace into newly_read (${COLUMNS}) select ${COLUMNS} from (${READ[view]})
     where subject is not null and key is not null`,
  ).run(view === 'winner' ? part : {})
  prepareOnce(db, GONE).run(part)
  prepareOnce(db, CHANGED).run({ ...part, now })
  db.exec('delete from newly_read')
  prepareOnce(db, 'insert or replace into curation_part (part, stamp) values (?, ?)').run(name, stamp)
}

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
