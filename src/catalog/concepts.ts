/**
 * Games above platforms: which games of the catalog, each on its own platform, are one. The first of them, by its id,
 * stands for all. A title alone joins nothing: unrelated games share titles.
 */
import { byCodeUnit } from '../order.ts'
import { prepareOnce, type Db } from './sqlite.ts'

/** Games, each by its platform and one of its releases there. */
export type Games = readonly (readonly [platform: string, release: string])[]

/**
 * Joins what the user decided to be ports of one game, and what a source with ids for games on all platforms gives one
 * id, unless the user decided otherwise. Writes only what differs.
 */
export function syncConcepts(db: Db, same: readonly Games[], different: readonly Games[]): void {
  const above = new Map<number, number>()
  const find = (game: number): number => {
    let top = game
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    return top
  }
  const apart = idsOf(db, different).map((games) => new Set(games))
  const isOne = (games: readonly number[]): boolean =>
    !apart.some((others) => games.filter((game) => others.has(game)).length > 1)
  for (const games of [...idsOf(db, same), ...sameIds(db).filter(isOne)]) {
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

function idsOf(db: Db, lists: readonly Games[]): number[][] {
  const find = prepareOnce(
    db,
    `select atomic_id from game_release
     where platform_id = (select id from platform where slug = ?) and name = ? and atomic_id is not null`,
  ).pluck()
  return lists.flatMap((list) => {
    const games = list.flatMap(([platform, release]) => {
      const game: unknown = find.get(platform, release)
      return typeof game === 'number' ? [game] : []
    })
    return games.length < 2 ? [] : [games]
  })
}

/** MobyGames and IGDB number games, whatever they run on; other sources number each version. */
function sameIds(db: Db): number[][] {
  const rows = prepareOnce(
    db,
    `select json_group_array(distinct r.atomic_id) from import_log i
       join metadata_entry e on e.log_id = i.id join metadata_link l on l.entry_id = e.id
       join game_release r on r.id = l.release_id
     where i.status = 'completed' and e.ref is not null and r.atomic_id is not null
       and (i.source like 'metadata:mobygames%' or i.source in ('metadata:fetch:mobygames', 'metadata:fetch:igdb'))
     group by i.source like '%igdb', e.ref having count(distinct r.atomic_id) > 1`,
  )
    .pluck()
    .all() as string[]
  return rows.map((row) => JSON.parse(row) as number[])
}
