/** Releases and where DATs list them: made anew for a whole platform, or only where something changed. */
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { twinsNear, type Noted } from './twins-near.ts'
import { twinsOf, type Twins } from './twins.ts'

/**
 * Makes `game_release` and `release_block` of a platform equal to what its DATs list, and returns the number of
 * releases. A release that stays keeps its id. Blocks of several DATs are numbered on as variants, in an order that
 * depends neither on paths nor on when each was read.
 */
export function rebuildReleases(db: Db, platform: string): number {
  return db.transaction(() => {
    const id = platformId(db, platform)
    if (id === undefined) return 0
    const logs = logsOf(db, id)
    db.prepare('update game_release set year = null, log_id = null where platform_id = ?').run(id)
    db.prepare(
      'delete from release_block where release_id in (select id from game_release where platform_id = ?)',
    ).run(id)
    // one import after the other, each in its own order: nothing has to be sorted
    const list = db.prepare(
      `insert into game_release (platform_id, name, year, log_id)
       select platform_id, release_name, year, log_id from dat_game where log_id = ?
       on conflict (platform_id, name) do update set year = min(ifnull(year, excluded.year), ifnull(excluded.year, year)),
         log_id = min(ifnull(log_id, excluded.log_id), excluded.log_id)`,
    )
    for (const log of logs) list.run(log)
    const [first, ...others] = logs
    if (first !== undefined) db.prepare(placing('0')).run(first)
    const more = db.prepare(placing(NEXT_VARIANT))
    for (const log of others) more.run(log)
    db.prepare('delete from game_release where platform_id = ? and log_id is null').run(id)
    putTwins(db, id, twinsOf(db, id, logs))
    db.prepare('delete from release_change where platform_id = ?').run(id)
    return Number(db.prepare('select count(*) from game_release where platform_id = ?').pluck().get(id))
  })()
}

/** Enters which releases are the same bytes; returns the names of those of which something else is entered than before. */
function putTwins(db: Db, platform: number, twins: Twins): readonly string[] {
  const known = prepareOnce(
    db,
    'select name, content from game_release where platform_id = ? and content is not null',
  ).raw()
  const before = new Map(known.all(platform) as [string, string][])
  const changed = [...new Set([...before.keys(), ...twins.keys()])].filter(
    (name) => before.get(name) !== twins.get(name),
  )
  const put = prepareOnce(db, PUT_CONTENT)
  for (const name of changed) put.run(twins.get(name) ?? null, platform, name)
  return changed
}

/** The same where DATs list these releases otherwise than they did: nothing far from them is another one now. */
function renewTwins(db: Db, platform: number, logs: readonly number[], noted: Noted): readonly string[] {
  if (noted.names.length === 0) return []
  const near = twinsNear(db, platform, logs, noted)
  if (!near) return putTwins(db, platform, twinsOf(db, platform, logs))
  const known = prepareOnce(db, 'select content from game_release where platform_id = ? and name = ?').pluck()
  const put = prepareOnce(db, PUT_CONTENT)
  const changed = [...near].filter(([name, content]) => {
    const before = known.get(platform, name)
    return before !== undefined && before !== content
  })
  for (const [name, content] of changed) put.run(content, platform, name)
  return changed.map(([name]) => name)
}

const PUT_CONTENT = 'update game_release set content = ? where platform_id = ? and name = ?'

/** Where an import lists releases; its variants are counted from `base`. */
function placing(base: string): string {
  return `insert into release_block (release_id, variant, dat_game_id)
    select r.id, g.variant + ${base}, g.id from dat_game g
    join game_release r on r.platform_id = g.platform_id and r.name = g.release_name where g.log_id = ?`
}

const NEXT_VARIANT = '(select ifnull(max(variant) + 1, 0) from release_block where release_id = r.id)'

export interface Renewal {
  /** Names of the releases of which DATs say something else, or of others that are the same; those that are gone included. */
  readonly names: readonly string[]
  /** Ids of the games that they were part of. */
  readonly games: readonly number[]
}

/** The same, for those releases only of which it was noted that their rows changed. Uses up these notes. */
export function renewReleases(db: Db, platform: string): Renewal {
  return db.transaction(() => {
    const id = platformId(db, platform)
    if (id === undefined) return { names: [], games: [] }
    const all = <T>(sql: string) => db.prepare<[number], T>(sql).pluck().all(id)
    const run = (sql: string) => db.prepare(sql).run(id)
    const names = all<string>('select release_name from release_change where platform_id = ? and facts = 1')
    const games = all<number>(
      `select distinct r.atomic_id from ${NOTED} where c.platform_id = ? and c.facts = 1 and r.atomic_id is not null`,
    )
    const noted: Noted = {
      names: all('select release_name from release_change where platform_id = ? and roms = 1'),
      contents: all(
        `select distinct r.content from ${NOTED} where c.platform_id = ? and c.roms = 1 and r.content is not null`,
      ),
    }
    db.exec(PLACES)
    run(STAYING)
    const logs = logsOf(db, id)
    for (const log of logs) if (!isPlaced(db, log)) prepareOnce(db, COMING).run(log)
    run(`delete from release_block where release_id in (select r.id from ${NOTED} where c.platform_id = ?)`)
    run(
      `update game_release set year = null, log_id = null
       where id in (select r.id from ${NOTED} where c.platform_id = ?)`,
    )
    run(
      `insert into game_release (platform_id, name, year, log_id)
       select ?, g.release_name, min(g.year), min(g.log_id) from temp.release_place l
       cross join dat_game g on g.id = l.dat_game_id group by g.release_name order by min(l.rowid)
       on conflict (platform_id, name) do update set year = excluded.year, log_id = excluded.log_id`,
    )
    const put = db.prepare(
      `insert into release_block (release_id, variant, dat_game_id)
       select r.id, g.variant + ${NEXT_VARIANT}, g.id from temp.release_place l
       cross join dat_game g on g.id = l.dat_game_id
       cross join game_release r on r.platform_id = g.platform_id and r.name = g.release_name
       where l.log_id = ? order by l.rowid`,
    )
    const placed = new Set(db.prepare('select distinct log_id from temp.release_place').pluck().all())
    for (const log of logs) if (placed.has(log)) put.run(log)
    run(
      `delete from game_release
       where id in (select r.id from ${NOTED} where c.platform_id = ? and r.log_id is null)`,
    )
    run('delete from release_change where platform_id = ?')
    const others = renewTwins(db, id, logs, noted)
    return { names: [...new Set([...names, ...others])], games }
  })()
}

/** The releases that were noted and that the catalog knows. */
const NOTED = `release_change c
  cross join game_release r on r.platform_id = c.platform_id and r.name = c.release_name`

/** The games in DATs that list the noted releases, one import after the other. */
const PLACES = `
  create temp table if not exists release_place (log_id integer not null, dat_game_id integer not null);
  delete from temp.release_place;`
const STAYING = `
  insert into temp.release_place (log_id, dat_game_id) select g.log_id, g.id from ${NOTED}
  cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
  where c.platform_id = ? order by g.id`
const COMING = `
  insert into temp.release_place (log_id, dat_game_id) select log_id, id from dat_game where log_id = ? order by id`

/** Imports of the platform that are in use, in the order in which their variants are counted. */
function logsOf(db: Db, platform: number): readonly number[] {
  return db
    .prepare<[number], number>(
      `select log_id from dat_file where platform_id = ? and log_id is not null
       group by log_id order by min(dat || char(0) || digest), log_id`,
    )
    .pluck()
    .all(platform)
}

/** Whether its games were placed before. All of them were, or none. */
function isPlaced(db: Db, log: number): boolean {
  const placed = prepareOnce(
    db,
    `select exists (select 1 from release_block where dat_game_id =
       (select id from dat_game where log_id = ? limit 1))`,
  )
  return placed.pluck().get(log) === 1
}
