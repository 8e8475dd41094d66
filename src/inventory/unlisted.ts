/**
 * Sound files of which nothing is in any DAT. To tell them, every file has to be asked for; so they are kept in a table, and
 * told anew when something was scanned, imported or identified since.
 */
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { rulesKey } from './store.ts'

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

const UNLISTED = 'unlisted'

/** Brings the table up to date. Nearly always it is. */
export function refreshUnlisted(db: Db): void {
  const stamp = filesStamp(db)
  if (recall(db, UNLISTED) === stamp) return
  db.transaction(() => {
    prepareOnce(db, 'delete from unlisted_file').run()
    prepareOnce(
      db,
      'insert into unlisted_file (file_id, root_id, content, role) select file_id, root_id, content, role from v_unlisted_file',
    ).run()
    remember(db, UNLISTED, stamp)
  })()
}

export interface Unlisted {
  /** Files of a root that are in no DAT. */
  readonly files: number
  /** Those of them whose name, or a decision, says what they are. */
  readonly named: number
}

/** @param root its name */
export function unlistedIn(db: Db, root: string): Unlisted {
  refreshUnlisted(db)
  return prepareOnce(db, COUNTS).get(root) as Unlisted
}

const COUNTS = `
  select count(*) as files, coalesce(sum(
    exists (select 1 from title_link l where l.rom_file_id = u.content)
    or exists (select 1 from archive_member a join title_link l on l.rom_file_id = a.rom_file_id
               where a.archive_id = u.content)), 0) as named
  from library_root r join unlisted_file u on u.root_id = r.id where r.name = ?`
