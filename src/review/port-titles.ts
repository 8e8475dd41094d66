/** What games are called, by whom they are and of which years, platform by platform: only what differs is written. */
import { rowWriter } from '../catalog/insert-rows.ts'
import { PARTS, TITLE } from '../catalog/schema/ports.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { byCodeUnit } from '../order.ts'
import { renewNamesakes } from './namesakes.ts'

interface StalePlatform {
  readonly id: number
  readonly games: number
  readonly metadata: string
  /** What `games` was when it was looked at last; -1: it never was. */
  readonly since: number
  /** 1: sources say something else of it, and all of its games have to be looked at. */
  readonly toldAnew: number
}

/** Platforms of which games, or what sources say of them, may have changed since they were looked at. */
export function stalePlatforms(db: Db): readonly StalePlatform[] {
  return prepareOnce(db, STALE).all() as StalePlatform[]
}

const STALE = `
  select p.id, p.games, coalesce(n.hash, '') as metadata, coalesce(s.games, -1) as since,
    s.metadata is not coalesce(n.hash, '') as toldAnew
  from platform p left join node n on n.key = 'metadata:' || p.slug left join port_platform s on s.platform_id = p.id
  where p.games > 0 and (s.games is not p.games or s.metadata is not coalesce(n.hash, ''))
  order by p.id`

/**
 * Notes the titles of which something differs as due, but for those that no other platform has: it will note them when it
 * does. To be called in a transaction.
 */
export function renewTitles(db: Db, { id, games, metadata, since, toldAnew }: StalePlatform): void {
  const changed = prepareOnce(db, CHANGED).pluck().all(id, since) as number[]
  const of = toldAnew === 1 ? allGames(id) : someGames(changed)
  const before = new Map(
    (prepareOnce(db, of.stored).raw().all(of.value) as Stored[]).map((row) => [keyOf(row), row]),
  )
  const makers = makersOf(db, of)
  renewNamesakes(db, of, makers)
  const now = titlesOf(db, of, makers)
  const fresh = now.filter((row) => {
    const known = before.get(keyOf(row))
    if (!known || !isSame(known, row)) return true
    before.delete(keyOf(row))
    return false
  })
  const note = prepareOnce(db, 'insert or ignore into port_due (plain) values (?)')
  const drop = prepareOnce(db, 'delete from port_title where game_id = ? and plain = ?')
  for (const [game, plain] of before.values()) {
    drop.run(game, plain)
    note.run(plain)
  }
  const rows = rowWriter(db, 'port_title', COLUMNS)
  const concepts = fresh.length === 0 ? undefined : conceptsOf(db, id)
  for (const row of fresh) rows.add([...row, id, concepts?.get(row[0]) ?? null])
  rows.flush()
  // of games that changed the names may be others where the titles are not
  const withOthers = new Set(changed)
  const others = now.filter(([game]) => withOthers.has(game))
  const plains = new Set([...fresh, ...others].map(([, title]) => title))
  if (plains.size > 0) prepareOnce(db, NOTE_SHARED).run(JSON.stringify([...plains]), id)
  prepareOnce(db, 'insert or replace into port_platform (platform_id, games, metadata) values (?, ?, ?)').run(
    id,
    games,
    metadata,
  )
}

const NOTE_SHARED = `
  insert or ignore into port_due select j.value from json_each(?) j
  where exists (select 1 from port_title t where t.plain = j.value and t.platform_id <> ?)`

/** Of games that have ports: few do. */
function conceptsOf(db: Db, platform: number): ReadonlyMap<number, number> {
  const rows = prepareOnce(
    db,
    `select id, concept_id from atomic_game_unit indexed by atomic_game_unit_concept
     where concept_id is not null and platform_id = ?`,
  )
  return new Map(rows.raw().all(platform) as [number, number][])
}

const CHANGED = 'select id from atomic_game_unit where platform_id = ? and changed > ?'

const COLUMNS = ['game_id', 'plain', 'title', 'first', 'last', 'makers', 'platform_id', 'concept_id'].map(
  (name) => ({ name }),
)

/** What rests on the releases of a game, and on what sources say of it. */
type Stored = readonly [
  game: number,
  plain: string,
  title: string,
  first: number,
  last: number,
  makers: string,
]

function keyOf([game, plain]: Stored): string {
  return `${game} ${plain}`
}

function isSame(a: Stored, b: Stored): boolean {
  return a.every((value, i) => value === b[i])
}

/** Of which games, and how they are read; each query takes `value`. */
interface Games {
  readonly value: string | number
  /** A condition on rows that have a `game_id`. */
  readonly whose: string
  readonly stored: string
  /** What to read releases `r` from. */
  readonly releases: string
  readonly core: string
}

function allGames(platform: number): Games {
  return {
    value: platform,
    whose: '(select platform_id from atomic_game_unit where id = game_id) = ?',
    stored: `${STORED} from atomic_game_unit u cross join port_title t on t.game_id = u.id where u.platform_id = ?`,
    releases:
      '(select id from atomic_game_unit where platform_id = ?) u cross join game_release r on r.atomic_id = u.id',
    core: `${RELEASED} from atomic_game_unit u cross join atomic_core_metadata c on c.atomic_id = u.id where u.platform_id = ?`,
  }
}

function someGames(ids: readonly number[]): Games {
  return {
    value: JSON.stringify(ids),
    whose: 'game_id in (select value from json_each(?))',
    stored: `${STORED} from json_each(?) j cross join port_title t on t.game_id = j.value`,
    releases: 'json_each(?) j cross join game_release r on r.atomic_id = j.value',
    core: `${RELEASED} from json_each(?) j cross join atomic_core_metadata c on c.atomic_id = j.value`,
  }
}

const STORED = 'select t.game_id, t.plain, t.title, t.first, t.last, t.makers'
const RELEASED = 'select c.atomic_id, cast(substr(c.released, 1, 4) as integer)'

/** By game, by release: names of who made or published it. Only where there are any. */
function makersOf(db: Db, { value, releases }: Games): Makers {
  const games = new Map<number, Map<number, Set<string>>>()
  const rows = prepareOnce(db, madeBy(releases)).raw().all(value) as [number, number, ...(string | null)[]][]
  for (const [game, release, ...aliases] of rows) {
    const its = games.get(game) ?? new Map<number, Set<string>>()
    games.set(game, its)
    const makers = its.get(release) ?? new Set()
    its.set(release, makers)
    for (const alias of aliases) if (alias !== null) makers.add(alias)
  }
  return games
}

function titlesOf(db: Db, { value, core }: Games, makersOfGames: Makers): readonly Stored[] {
  if (makersOfGames.size === 0) return []
  const games = new Map<number, Draft>()
  for (const [game, releases] of makersOfGames) {
    const makers = new Set(Array.from(releases.values(), (some) => [...some]).flat())
    games.set(game, { makers, titles: new Map(), years: [] })
  }
  const rows = (sql: string): readonly unknown[] => prepareOnce(db, sql).raw().all(value)
  for (const [game, year] of rows(core) as [number, number | null][]) games.get(game)?.years.push(year ?? 0)
  const named = prepareOnce(db, NAMED)
    .raw()
    .all(JSON.stringify([...games.keys()]))
  for (const [game, title, plain, year] of named as [number, string, string, number | null][]) {
    const draft = games.get(game)
    if (!draft) continue
    draft.years.push(year ?? 0)
    const known = draft.titles.get(plain)
    if (known === undefined || title < known) draft.titles.set(plain, title)
  }
  return [...games].flatMap(([game, { makers, titles, years }]) => {
    const known = years.filter((year) => year > 0)
    if (known.length === 0) return []
    const [first, last] = [Math.min(...known), Math.max(...known)]
    const by = JSON.stringify([...makers].sort(byCodeUnit))
    return Array.from(titles, ([plain, title]): Stored => [game, plain, title, first, last, by])
  })
}

/** Both tables in one pass over the releases. */
function madeBy(releases: string): string {
  const aliases = PARTS.map((part) => `${part}.alias`).join(', ')
  const joins = PARTS.map((part) => `left join ${part} on ${part}.release_id = r.id`).join(' ')
  return `select r.atomic_id, r.id, ${aliases} from ${releases} ${joins} where coalesce(${aliases}) is not null`
}

const NAMED = `
  select r.atomic_id, ${TITLE}, lower(${TITLE}), cast(substr(r.year, 1, 4) as integer)
  from json_each(?) j cross join game_release r on r.atomic_id = j.value`

type Makers = ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<string>>>

/** Of a game that somebody is known to have made. */
interface Draft {
  readonly makers: Set<string>
  /** Plain form → the first of those that are written otherwise. */
  readonly titles: Map<string, string>
  readonly years: number[]
}
