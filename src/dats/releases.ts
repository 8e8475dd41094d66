/** Releases: what all DATs of a platform together list, whatever file and variant it stands in. */
import type { Db } from '../catalog/sqlite.ts'

/** A `Release` of `select/`, before its name is parsed. */
export interface ReleaseRow {
  readonly id: number
  readonly name: string
  /** Names of the releases that some DAT calls its parent; the DAT's own word where that lists no such release. */
  readonly cloneOf: readonly string[]
  readonly year?: string
  readonly categories: readonly string[]
}

/** Imports in a fixed order that does not depend on paths or on when each was read. */
const ACTIVE_LOGS = `select log_id, min(dat || char(0) || digest) as rank from dat_file where log_id is not null group by log_id`

/**
 * Makes `game_release` and `release_artifact` of a platform equal to its DAT entries and returns the number of
 * releases. A release that stays keeps its id. Blocks of several DATs are numbered on as variants.
 */
export function rebuildReleases(db: Db, platform: string): number {
  return db.transaction(() => {
    const id = platformId(db, platform)
    if (id === undefined) return 0
    db.prepare(
      `insert into game_release (platform_id, name, year, log_id)
       select platform_id, release_name, min(year), min(log_id) from dat_entry
         where platform_id = ? and log_id in (select log_id from dat_file) group by release_name
       on conflict (platform_id, name) do update set year = excluded.year, log_id = excluded.log_id`,
    ).run(id)
    db.prepare(
      `delete from game_release where platform_id = ? and name not in
         (select release_name from dat_entry where platform_id = ? and log_id in (select log_id from dat_file))`,
    ).run(id, id)
    db.prepare(
      `delete from release_artifact where release_id in (select id from game_release where platform_id = ?)`,
    ).run(id)
    db.prepare(
      `insert into release_artifact (release_id, variant, sequence, dat_entry_id)
       select r.id, e.block - 1, row_number() over (partition by r.id, e.block order by e.part) - 1, e.id
       from (select d.id, d.release_name, d.part,
               dense_rank() over (partition by d.release_name order by l.rank, d.log_id, d.variant) as block
             from dat_entry d join (${ACTIVE_LOGS}) l on l.log_id = d.log_id where d.platform_id = ?) e
       join game_release r on r.platform_id = ? and r.name = e.release_name`,
    ).run(id, id)
    return Number(db.prepare('select count(*) from game_release where platform_id = ?').pluck().get(id))
  })()
}

/** The releases of a platform, sorted by name. With `dats`, only those and only what these DATs say. */
export function loadReleases(
  db: Db,
  platform: string,
  { dats }: { readonly dats?: readonly string[] } = {},
): readonly ReleaseRow[] {
  const rows = db
    .prepare<string[], EntryRow>(
      `select r.id, r.name, e.year, e.categories, e.clone_of, e.log_id
       from dat_entry e
       join platform p on p.id = e.platform_id and p.slug = ?
       join game_release r on r.platform_id = e.platform_id and r.name = e.release_name
       where e.part = 0 and e.log_id in
         (select log_id from dat_file where log_id is not null ${dats ? 'and dat in (select value from json_each(?))' : ''})`,
    )
    .raw()
    .all(platform, ...(dats ? [JSON.stringify(dats)] : []))
  const parents = rows.some((row) => row[4] !== null) ? releasesOfGames(db, platform) : undefined
  const releases = new Map<number, Draft>()
  for (const [id, name, year, categories, cloneOf, logId] of rows) {
    const release = releases.get(id) ?? newDraft(name)
    releases.set(id, release)
    if (year !== null && (release.year === undefined || year < release.year)) release.year = year
    if (categories !== null)
      for (const category of JSON.parse(categories) as string[]) release.categories.add(category)
    if (cloneOf !== null) release.cloneOf.add(parents?.get(gameKey(logId, cloneOf)) ?? cloneOf)
  }
  return [...releases].map(([id, draft]) => finish(id, draft)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

type EntryRow = readonly [
  id: number,
  name: string,
  year: string | null,
  categories: string | null,
  cloneOf: string | null,
  logId: number,
]

interface Draft {
  readonly name: string
  readonly cloneOf: Set<string>
  readonly categories: Set<string>
  year?: string
}

function newDraft(name: string): Draft {
  return { name, cloneOf: new Set(), categories: new Set() }
}

function finish(id: number, { name, cloneOf, categories, year }: Draft): ReleaseRow {
  cloneOf.delete(name)
  const row = { id, name, cloneOf: [...cloneOf].sort(), categories: [...categories].sort() }
  return year === undefined ? row : { ...row, year }
}

/** Parents are named as games of the same DAT; releases may be called otherwise. */
function releasesOfGames(db: Db, platform: string): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[string], [number, string, string]>(
      `select e.log_id, e.game, e.release_name from dat_entry e
       join platform p on p.id = e.platform_id and p.slug = ? where e.part = 0 order by e.id desc`,
    )
    .raw()
    .all(platform)
  return new Map(rows.map(([logId, game, release]) => [gameKey(logId, game), release]))
}

function gameKey(logId: number, game: string): string {
  return `${logId} ${game}`
}

function platformId(db: Db, slug: string): number | undefined {
  const id = db.prepare('select id from platform where slug = ?').pluck().get(slug)
  return typeof id === 'number' ? id : undefined
}
