/**
 * Sound files of which nothing is in any DAT. To tell them, every file has to be asked for; so they are kept in a table, and
 * asked for again are those alone of which the database noted a doubt (see 'content_doubt').
 */
import { holdsOnlyPacked } from '../catalog/locked.sql.ts'
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { rulesKey } from '../inventory/store.ts'

/**
 * What is known of files rests on no more than this: whatever was scanned, imported or linked by name has a row in the log
 * with a number that grows, and roots that were let go of have no rules.
 */
export function filesStamp(db: Db): string {
  return prepareOnce(db, STAMP)
    .pluck()
    .get({ rules: `${rulesKey('')}*` }) as string
}

const STAMP = `
  select (select coalesce(max(id), 0) from import_log) || ' ' || (select sum(games) from platform) || ' '
    || (select sum(holdings) from platform) || ' ' || (select count(*) from meta where key glob @rules)`

/** Of the table. */
interface UnlistedState {
  /** How often all its rows were made. */
  readonly made: number
  /**
   * How often some of them were looked at again. Their contents are in `curation_due` and `count_due`, from when all were made
   * or when whoever reads these has taken them up.
   */
  readonly renewed: number
}

const UNLISTED = 'unlisted'
/** With more doubts it is quicker to ask for all files. */
const MANY = 5000

/** Brings the table up to date. Nearly always it is. */
export function refreshUnlisted(db: Db): UnlistedState {
  const { made, renewed, stamp } = stateSeen(db)
  const now = filesStamp(db)
  const hasDoubts = exists(db, 'content_doubt')
  // what the list of an archive holds may be listed by a DAT that came, without any word of its file
  const mayBeOther =
    stamp !== now &&
    (exists(db, 'file_instance where listed = 1') || exists(db, 'unlisted_file where content is null'))
  if (made > 0 && !hasDoubts && !mayBeOther) return { made, renewed }
  return db.transaction(() => {
    const isAnew = made === 0 || hasMany(db, 'content_doubt') || reachesMany(db)
    for (const sql of isAnew ? MAKE : RENEW) prepareOnce(db, sql).run()
    const state = isAnew ? { made: made + 1, renewed: 0 } : { made, renewed: renewed + 1 }
    remember(db, UNLISTED, `${state.made} ${state.renewed} ${now}`)
    return state
  })()
}

function stateSeen(db: Db): UnlistedState & { readonly stamp: string } {
  const [, made = '0', renewed = '0', stamp = ''] =
    /^(\d+) (\d+) (.*)$/.exec(recall(db, UNLISTED) ?? '') ?? []
  return { made: Number(made), renewed: Number(renewed), stamp }
}

function exists(db: Db, rows: string): boolean {
  return prepareOnce(db, `select exists (select 1 from ${rows})`).pluck().get() === 1
}

/** Adds what the doubts reach to what is due. */
function reachesMany(db: Db): boolean {
  for (const sql of REACH) prepareOnce(db, sql).run()
  return hasMany(db, 'curation_due')
}

function hasMany(db: Db, table: string): boolean {
  return prepareOnce(db, `select 1 from ${table} limit 1 offset ?`).pluck().get(MANY) !== undefined
}

/** An archive is known by its members, and a member is a stranger only in archives of strangers. */
const REACH = [
  'insert or ignore into curation_due select content from content_doubt',
  `insert or ignore into curation_due
   select a.archive_id from content_doubt d cross join archive_member a on a.rom_file_id = d.content`,
  `insert or ignore into curation_due
   select a.rom_file_id from curation_due d cross join archive_member a on a.archive_id = d.content
   where a.rom_file_id is not null`,
]

const ENTER = `
  insert into unlisted_file (file_id, root_id, content, role)
  select file_id, root_id, content, role from v_unlisted_file`

const MAKE = [
  'delete from unlisted_file',
  ENTER,
  'delete from curation_due',
  'delete from count_due',
  'delete from content_doubt',
]

/** First all rows go: what was only listed, and was read since, has one without a content. */
const RENEW = [
  'delete from unlisted_file where content is null or content in (select content from curation_due)',
  `${ENTER} where content in (select content from curation_due)`,
  `${ENTER} where content is null and file_id in (select id from file_instance where listed = 1)`,
  'insert or ignore into count_due select content from curation_due',
  'delete from content_doubt',
]

interface Unlisted {
  /** Files of a root that are in no DAT. */
  readonly files: number
  /** Those of them whose name, or a decision, says what they are. */
  readonly named: number
  /** The others that curator does not open, or all that may be a game in them. */
  readonly packed: number
}

/** @param root its name */
export function unlistedIn(db: Db, root: string): Unlisted {
  refreshUnlisted(db)
  return prepareOnce(db, COUNTS).get(root) as Unlisted
}

const IS_NAMED = `(exists (select 1 from title_link l where l.rom_file_id = u.content)
    or exists (select 1 from archive_member a join title_link l on l.rom_file_id = a.rom_file_id
               where a.archive_id = u.content))`

const COUNTS = `
  select count(*) as files, coalesce(sum(${IS_NAMED}), 0) as named,
    coalesce(sum(iif(${holdsOnlyPacked('u.content')}, not ${IS_NAMED}, 0)), 0) as packed
  from library_root r join unlisted_file u on u.root_id = r.id where r.name = ?`
