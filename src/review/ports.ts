/**
 * Brings what is known of games on several platforms up to date: platform by platform what their titles, years and companies
 * are, and then who shares the titles of which something differs.
 */
import { recall, remember } from '../catalog/meta.ts'
import { PARTS } from '../catalog/schema/ports.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { byCodeUnit } from '../order.ts'
import { remembering } from '../remembering.ts'
import { renewTitles, stalePlatforms } from './port-titles.ts'
import { sharedBy, type SharedTitle, type TitledGame } from './shared-titles.ts'

const PORTS = 'ports'

/**
 * In pieces of some 50 ms, each a transaction: in between it may be stopped, and what is done is kept. Yields how many
 * platforms are left. The same number at its end, the same rows of `port_found`.
 */
export function* renewingPorts(db: Db): Generator<number, number> {
  const platforms = stalePlatforms(db)
  for (const [n, platform] of platforms.entries()) {
    yield platforms.length - n
    db.transaction(() => renewTitles(db, platform))()
  }
  const areOthers = [JOINED, NAMED].some((sql) => prepareOnce(db, sql).get() !== undefined)
  if (areOthers)
    db.transaction(() => {
      // where nobody was compared with others yet, nothing rests on which company a name is
      const isFirst = prepareOnce(db, COMPARED).get() === undefined
      for (const sql of [...JOIN, ...(isFirst ? [] : NOTE_NAMED), NAME]) prepareOnce(db, sql).run()
    })()
  while (renewSome(db)) yield 0
  return Number(recall(db, PORTS) ?? 0)
}

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

const COMPARED = 'select 1 from port_company union all select 1 from port_found limit 1'

const JOIN = [
  `insert or ignore into port_due select plain from port_title where game_id in (${JOINED})`,
  `update port_title set concept_id = (select concept_id from atomic_game_unit where id = game_id) where game_id in (${JOINED})`,
]

const NOTE_NAMED = PARTS.map(
  (part) => `insert or ignore into port_due
    select t.plain from (${NAMED}) n cross join ${part} x on x.alias = n.name
      cross join game_release r on r.id = x.release_id cross join port_title t on t.game_id = r.atomic_id`,
)

const NAME = `insert or replace into port_company (name, company_id)
  select a.name, g.company_id from company_alias a join company_alias_group g on g.id = a.group_id
  where a.name in (${NAMED})`

/** So many titles at a time. */
const PIECE = 2000

/** Looks at some of the titles that are due, and writes what differs. Returns whether there were any. */
function renewSome(db: Db): boolean {
  const due = prepareOnce(db, 'select plain from port_due order by plain limit ?').pluck().all(PIECE)
  if (due.length === 0) return false
  const plains = JSON.stringify(due)
  db.transaction(() => {
    const before = new Map(
      (prepareOnce(db, BEFORE).raw().all(plains) as Row[]).map((row) => [JSON.stringify(row), row]),
    )
    const now = rowsOf(db, plains)
    const fresh = now.filter((row) => !before.delete(JSON.stringify(row)))
    const drop = prepareOnce(db, 'delete from port_found where plain = ? and company_id = ? and spell = ?')
    for (const [plain, company, spell] of before.values()) drop.run(plain, company, spell)
    const insert = prepareOnce(db, `insert into port_found (${FOUND}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    for (const row of fresh) insert.run(...row)
    if (before.size + fresh.length > 0) remember(db, PORTS, String(Number(recall(db, PORTS) ?? 0) + 1))
    prepareOnce(db, 'delete from port_due where plain in (select value from json_each(?))').run(plains)
  })()
  return true
}

const FOUND = 'plain, company_id, spell, key, names, title, games, first, last'

/** In this order. */
type Row = readonly [
  plain: string,
  company: number,
  spell: number,
  key: string,
  names: string,
  title: string,
  games: number,
  first: number,
  last: number,
]

const BEFORE = `select ${FOUND} from port_found where plain in (select value from json_each(?))`

function rowsOf(db: Db, plains: string): readonly Row[] {
  const nameOf = namer(db)
  const rowOf = (plain: string, { company, spell, games, title, first, last }: SharedTitle): Row => {
    const names = games.map(nameOf).sort(byCodeUnit)
    return [plain, company, spell, names.join(' = '), JSON.stringify(names), title, games.length, first, last]
  }
  return titledGames(db, plains).flatMap(([plain, games]) => sharedBy(games).map((one) => rowOf(plain, one)))
}

/** Only of titles that games of several platforms have. */
function titledGames(db: Db, plains: string): readonly (readonly [plain: string, games: TitledGame[]])[] {
  const companiesOf = companyReader(db)
  const all = new Map<string, TitledGame[]>()
  const rows = prepareOnce(db, OF_SEVERAL).raw().all(plains) as (readonly [
    string,
    number,
    string,
    number,
    number | null,
    number,
    number,
    string,
  ])[]
  for (const [plain, game, title, platform, concept, first, last, makers] of rows) {
    const games = all.get(plain) ?? []
    games.push({ game, title, platform, concept, first, last, companies: companiesOf(makers) })
    all.set(plain, games)
  }
  return [...all]
}

const OF_SEVERAL = `
  with several as materialized (
    select d.value as plain from json_each(?) d cross join port_title x on x.plain = d.value
    group by d.value having min(x.platform_id) < max(x.platform_id))
  select t.plain, t.game_id, t.title, t.platform_id, t.concept_id, t.first, t.last, t.makers
  from several s cross join port_title t on t.plain = s.plain`

function companyReader(db: Db): (makers: string) => ReadonlySet<number> {
  const read = prepareOnce(
    db,
    'select g.company_id from company_alias a join company_alias_group g on g.id = a.group_id where a.name = ?',
  ).pluck()
  const companyOf = remembering(Infinity, (name) => (read.get(name) as number | undefined) ?? 0)
  return (makers) => new Set((JSON.parse(makers) as string[]).map(companyOf))
}

/** `snes/Chrono Trigger (USA)`: a game by the first of its releases. */
function namer(db: Db): (game: TitledGame) => string {
  const slugs = new Map(prepareOnce(db, 'select id, slug from platform').raw().all() as [number, string][])
  const first = prepareOnce(db, 'select min(name) from game_release where atomic_id = ?').pluck()
  return ({ game, platform }) => `${slugs.get(platform)}/${first.get(game) as string}`
}
