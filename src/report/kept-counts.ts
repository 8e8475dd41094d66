/**
 * Counts over all files, which take a second in a large library. What each file counts as is kept in a table, and asked for
 * again are those files alone whose contents the database noted a doubt of, and the few that have no sound content.
 */
import { healthOf, STATES } from '../catalog/schema/health.sql.ts'
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import type { Health } from '../identify/health.ts'
import { refreshUnlisted } from '../identify/unlisted.ts'
import { COPIED, type DuplicateSummary } from './files/duplicates.ts'
import { rootVerification, type RootVerification } from './verification.ts'

interface FileCounts {
  readonly health: readonly Health[]
  readonly duplicates: DuplicateSummary
  /** Of every root that the catalog knows. */
  readonly verification: readonly RootVerification[]
}

/** What `libraryHealth`, `COPIED` and `rootVerification` say now. */
export function fileCounts(db: Db): FileCounts {
  refreshCounts(db)
  const roots = prepareOnce(db, 'select name from library_root order by name').pluck().all() as string[]
  return {
    health: prepareOnce(db, COUNTED).all() as Health[],
    duplicates: prepareOnce(db, COPIES).get() as DuplicateSummary,
    verification: roots.map((root) => rootVerification(db, root)),
  }
}

/** How often the rows of `unlisted_file` were made when all were counted. */
const MARK = 'file-counts'

function refreshCounts(db: Db): void {
  const made = String(refreshUnlisted(db).made) // it takes up what the database noted of files that became others
  const isAnew = recall(db, MARK) !== made
  if (!isAnew && prepareOnce(db, 'select 1 from count_due limit 1').get() === undefined) return
  db.transaction(() => {
    for (const sql of isAnew ? MAKE : RENEW) prepareOnce(db, sql).run()
    prepareOnce(db, 'delete from count_due').run()
    if (isAnew) remember(db, MARK, made)
  })()
}

/** The files that are kept. Of the others nothing is noted when they change; they are few, and counted each time: `REST`. */
const SOUND = 'rom_file_id is not null and sound_id is null'

function enter(files: string): string {
  return `insert into counted_file (content, file_id, platform_id, root_id, state)
    select content, file_id, ifnull(platform_id, 0), root_id, ifnull(state, '') from (${healthOf(files)})`
}

const DUE = 'content in (select content from count_due)'

function addUp(count: string, which: string): string {
  return `insert into counted_health (root_id, platform_id, state, files)
    select root_id, platform_id, state, ${count} from counted_file where ${which} group by root_id, platform_id, state
    on conflict do update set files = files + excluded.files`
}

const MAKE = [
  'delete from counted_file',
  enter(`(select * from file_instance where ${SOUND})`),
  'delete from counted_health',
  addUp('count(*)', 'true'),
  'delete from copied_content',
  `insert into copied_content (content, places, size) ${COPIED} select id, places, size from content`,
]

const RENEW = [
  addUp('-count(*)', DUE),
  `delete from counted_file where ${DUE}`,
  enter(
    `(select f.* from count_due d cross join file_instance f on f.rom_file_id = d.content where ${SOUND})`,
  ),
  addUp('count(*)', DUE),
  `delete from copied_content where ${DUE}`,
  `insert into copied_content (content, places, size)
   select id, places, size from (
     select c.id, c.size,
       (select count(*) from file_instance f where f.rom_file_id = c.id and f.status = 'present')
       + (select count(*) from archive_member m cross join file_instance f on f.rom_file_id = m.archive_id
          where m.rom_file_id = c.id and f.status = 'present') as places
     from count_due d cross join rom_file c on c.id = d.content where c.size > 0)
   where places > 1`,
]

const COPIES = `
  select count(*) as contents, coalesce(sum(places - 1), 0) as copies, coalesce(sum((places - 1) * size), 0) as bytes
  from copied_content`

/** The others: not read yet, only listed, gone wrong. Found by indexes: a problem is there wherever 'sound_id' is. */
const REST = `(
  select * from file_instance where id in (
    select id from file_instance indexed by file_instance_counts where rom_file_id is null
    union all
    select id from file_instance where problem is not null and rom_file_id is not null and sound_id is not null))`

/** In the order of `libraryHealth`. */
const COUNTED = `
  select r.name as root, p.slug as platform,
    ${STATES.map((state) => `ifnull(sum(h.files) filter (where h.state = '${state}'), 0) as ${state}`).join(', ')}
  from (
    select root_id, platform_id, state, files from counted_health where files > 0
    union all
    select root_id, ifnull(platform_id, 0), state, 1 from (${healthOf(REST)})) h
  join library_root r on r.id = h.root_id left join platform p on p.id = h.platform_id
  group by r.id, p.id order by r.name, p.slug is null, p.slug`
