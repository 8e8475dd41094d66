/**
 * Brings the table of what waits for a decision up to date: part by part, and only those that rest on something else
 * than when they were read last. A build does not do this; who wants to know, does.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'

/** @param now milliseconds since the epoch: what is there for the first time is there since then */
export function refreshQueue(db: Db, now: number): void {
  const seen = new Map(
    prepareOnce(db, 'select part, stamp from curation_part').raw().all() as [string, string][],
  )
  const parts = partsOf(db)
  const due = parts.filter(({ name, stamp }) => seen.get(name) !== stamp)
  const names = new Set(parts.map(({ name }) => name))
  const gone = [...seen.keys()].filter((name) => !names.has(name))
  if (due.length === 0 && gone.length === 0) return
  db.transaction(() => {
    for (const part of due) read(db, part, now)
    for (const name of gone) {
      prepareOnce(db, 'delete from curation_item where part = ?').run(name)
      prepareOnce(db, 'delete from curation_part where part = ?').run(name)
    }
  })()
}

interface Part {
  readonly name: string
  /** What it rests on. */
  readonly stamp: string
  readonly view: keyof typeof READ
}

const COLUMNS = 'kind, platform, subject, key, settles, detail, names'

const READ = {
  file: `select ${COLUMNS} from v_todo_file`,
  dat: `select ${COLUMNS} from v_todo_dat`,
  company: `select ${COLUMNS} from v_todo_company`,
  metadata: "select kind, platform, subject, key, settles, detail, '[]' as names from v_metadata_todo",
  winner: `select ${COLUMNS} from v_todo_winner where part = @part`,
} as const

/** Everything that was scanned, imported or linked by name has a row in the log, with a number that grows. */
function partsOf(db: Db): readonly Part[] {
  const [log, games, holdings] = prepareOnce(
    db,
    `select (select coalesce(max(id), 0) from import_log), (select sum(games) from platform),
       (select sum(holdings) from platform)`,
  )
    .raw()
    .get() as [number, number, number]
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
  const selections = prepareOnce(
    db,
    "select key, hash from node where key >= 'select:' and key < 'select;' order by key",
  )
    .raw()
    .all() as [string, string][]
  return [
    { name: 'file', stamp: `${log} ${games} ${holdings}`, view: 'file' },
    { name: 'dat', stamp: `${log} ${games}`, view: 'dat' },
    { name: 'company', stamp: companies, view: 'company' },
    { name: 'metadata', stamp: `${log} ${games} ${suggestions ?? ''}`, view: 'metadata' },
    ...selections.map(([name, stamp]): Part => ({ name, stamp, view: 'winner' })),
  ]
}

/** Items that were there keep the time since when; those that are not there any more go. */
function read(db: Db, { name, stamp, view }: Part, now: number): void {
  prepareOnce(db, 'update curation_item set fresh = 0 where part = ?').run(name)
  prepareOnce(
    db,
    `insert into curation_item (part, kind, platform, subject, key, settles, detail, names, since, fresh)
     select @part, ${COLUMNS}, @now, 1 from (${READ[view]}) where subject is not null and key is not null
     on conflict (part, kind, key) do update set platform = excluded.platform,
       subject = excluded.subject, settles = excluded.settles, detail = excluded.detail, names = excluded.names, fresh = 1`,
  ).run({ part: name, now })
  prepareOnce(db, 'delete from curation_item where part = ? and fresh = 0').run(name)
  prepareOnce(db, 'insert or replace into curation_part (part, stamp) values (?, ?)').run(name, stamp)
}
