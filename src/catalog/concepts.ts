/**
 * Games above platforms: which games of the catalog, each on its own platform, are one. The first of them, by its id,
 * stands for all. A title alone joins nothing: unrelated games share titles.
 */
import { byCodeUnit } from '../order.ts'
import { prepareOnce, type Db } from './sqlite.ts'

/** Platform → a release of the game there. */
export type Port = Readonly<Record<string, string>>

/**
 * Joins what the user decided to be ports of one game, and what a source with ids for games on all platforms gives one
 * id, unless the user decided otherwise. Writes only what differs.
 */
export function syncConcepts(db: Db, ports: readonly Port[], notPorts: readonly Port[] = []): void {
  const above = new Map<number, number>()
  const find = (game: number): number => {
    let top = game
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    return top
  }
  const apart = portGames(db, notPorts).map((games) => new Set(games))
  const isOne = (games: readonly number[]): boolean =>
    !apart.some((others) => games.filter((game) => others.has(game)).length > 1)
  for (const games of [...portGames(db, ports), ...sameIds(db).filter(isOne)]) {
    const tops = games.map(find)
    const first = Math.min(...tops)
    for (const top of tops) if (top !== first) above.set(top, first)
  }
  const wanted = new Map<number, number>()
  for (const game of above.keys()) {
    const first = find(game)
    wanted.set(game, first)
    wanted.set(first, first)
  }
  write(db, wanted)
}

/** Of every release of a game that is on several platforms, or several games of one: the game, by `platform/release`. */
export function releasesOfConcepts(db: Db): Record<string, string> {
  const rows = prepareOnce(
    db,
    `select p.slug || '/' || r.name, f.slug || '/' || c.cluster from atomic_game_unit u
       join game_release r on r.atomic_id = u.id join platform p on p.id = r.platform_id
       join atomic_game_unit c on c.id = u.concept_id join platform f on f.id = c.platform_id
     where u.concept_id is not null`,
  )
    .raw()
    .all() as [string, string][]
  return Object.fromEntries(rows.sort(([a], [b]) => byCodeUnit(a, b)))
}

function write(db: Db, wanted: ReadonlyMap<number, number>): void {
  const before = new Map(
    prepareOnce(db, 'select id, concept_id from atomic_game_unit where concept_id is not null')
      .raw()
      .all() as [number, number][],
  )
  const put = prepareOnce(db, 'update atomic_game_unit set concept_id = ? where id = ?')
  db.transaction(() => {
    for (const [game, first] of wanted) if (before.get(game) !== first) put.run(first, game)
    for (const game of before.keys()) if (!wanted.has(game)) put.run(null, game)
  })()
}

function portGames(db: Db, ports: readonly Port[]): number[][] {
  const find = prepareOnce(
    db,
    `select atomic_id from game_release
     where platform_id = (select id from platform where slug = ?) and name = ? and atomic_id is not null`,
  ).pluck()
  return ports.flatMap((port) => {
    const games = Object.entries(port).flatMap(([platform, release]) => {
      const game: unknown = find.get(platform, release)
      return typeof game === 'number' ? [game] : []
    })
    return games.length < 2 ? [] : [games]
  })
}

/** MobyGames numbers games, whatever they run on; other sources number each version. */
function sameIds(db: Db): number[][] {
  const rows = prepareOnce(
    db,
    `select json_group_array(distinct r.atomic_id) from metadata_file f
       join metadata_entry e on e.log_id = f.log_id join metadata_link l on l.entry_id = e.id
       join game_release r on r.id = l.release_id
     where f.kind = 'mobygames' and e.ref is not null and r.atomic_id is not null
     group by e.ref having count(distinct r.atomic_id) > 1`,
  )
    .pluck()
    .all() as string[]
  return rows.map((row) => JSON.parse(row) as number[])
}
