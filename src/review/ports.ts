/** Brings what is known of games on several platforms up to date: platform by platform, and of each the games that changed. */
import { recall, remember } from '../catalog/meta.ts'
import { ENTER_TITLES, LEAVE_MADE, LISTED_DUE, PARTS, portsFound } from '../catalog/ports.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'

const PORTS = 'ports'

/** Returns how often it found others: the same number, the same rows of `port_found`. */
export function refreshPorts(db: Db): number {
  const renewed = Number(recall(db, PORTS) ?? 0)
  const platforms = stalePlatforms(db)
  const areOthers = [JOINED, NAMED].some((sql) => prepareOnce(db, sql).get() !== undefined)
  if (platforms.length === 0 && !areOthers) return renewed
  return db.transaction(() => {
    db.exec(SCRATCH)
    for (const platform of platforms) renewPlatform(db, platform)
    for (const sql of DUE) prepareOnce(db, sql).run()
    const isSame = prepareOnce(db, DIFFERENT).get() === undefined
    for (const sql of isSame ? FORGET : ENTER) prepareOnce(db, sql).run()
    if (isSame) return renewed
    remember(db, PORTS, String(renewed + 1))
    return renewed + 1
  })()
}

interface StalePlatform {
  readonly id: number
  readonly games: number
  readonly metadata: string
  /** What `games` was when it was looked at last; null: all of its games have to be. */
  readonly since: number | null
}

function stalePlatforms(db: Db): readonly StalePlatform[] {
  return prepareOnce(db, STALE).all() as StalePlatform[]
}

const STALE = `
  select p.id, p.games, coalesce(n.hash, '') as metadata, iif(s.metadata = coalesce(n.hash, ''), s.games, null) as since
  from platform p left join node n on n.key = 'metadata:' || p.slug left join port_platform s on s.platform_id = p.id
  where p.games > 0 and (s.games is not p.games or s.metadata is not coalesce(n.hash, ''))`

function renewPlatform(db: Db, { id, games, metadata, since }: StalePlatform): void {
  prepareOnce(
    db,
    'insert into port_game select id from atomic_game_unit where platform_id = ? and changed > ?',
  ).run(id, since ?? -1)
  prepareOnce(db, DUE_GAMES).run()
  prepareOnce(db, 'delete from port_title where game_id in (select game_id from port_game)').run()
  prepareOnce(db, LEAVE_MADE).run()
  prepareOnce(db, ENTER_TITLES).run()
  prepareOnce(db, DUE_GAMES).run()
  prepareOnce(db, 'delete from port_game').run()
  prepareOnce(db, 'insert or replace into port_platform (platform_id, games, metadata) values (?, ?, ?)').run(
    id,
    games,
    metadata,
  )
}

const FOUND = 'plain, company_id, spell, key, names, title, games, first, last'

const SCRATCH = `
  create temp table if not exists port_game (game_id integer primary key);
  create temp table if not exists port_due (plain text primary key) without rowid;
  create temp table if not exists port_new as select ${FOUND} from port_found where false`

const DUE_GAMES = `
  insert or ignore into port_due
  select t.plain from port_game g cross join port_title t on t.game_id = g.game_id`

/** Games that are ports of others by now, or are so no more. */
const JOINED = `
  select game_id from port_title t indexed by port_title_concept where concept_id is not null
    and concept_id is not (select concept_id from atomic_game_unit where id = t.game_id)
  union
  select u.id from atomic_game_unit u indexed by atomic_game_unit_concept cross join port_title t on t.game_id = u.id
  where u.concept_id is not null and t.concept_id is not u.concept_id`

/** Names that are of another company by now. */
const NAMED = `
  select a.name from company_alias a cross join company_alias_group g on g.id = a.group_id
    left join port_company k on k.name = a.name
  where k.company_id is not g.company_id`

const DUE = [
  `insert or ignore into port_due select plain from port_title where game_id in (${JOINED})`,
  `update port_title set concept_id = (select concept_id from atomic_game_unit where id = game_id) where game_id in (${JOINED})`,
  ...PARTS.map(
    (part) => `insert or ignore into port_due
      select t.plain from (${NAMED}) n cross join ${part} x on x.alias = n.name
        cross join game_release r on r.id = x.release_id cross join port_title t on t.game_id = r.atomic_id`,
  ),
  `insert or replace into port_company (name, company_id)
   select a.name, g.company_id from company_alias a join company_alias_group g on g.id = a.group_id
   where a.name in (${NAMED})`,
  `insert into port_new select ${FOUND} from (${portsFound(LISTED_DUE)})`,
]

const BEFORE = `select ${FOUND} from port_found where plain in (select plain from port_due)`

const DIFFERENT = `
  select 1 from (select * from (${BEFORE} except select * from port_new)
    union all select * from (select * from port_new except ${BEFORE}))`

const FORGET = ['delete from port_due', 'delete from port_new']

const ENTER = [
  'delete from port_found where plain in (select plain from port_due)',
  `insert into port_found (${FOUND}) select ${FOUND} from port_new`,
  ...FORGET,
]
