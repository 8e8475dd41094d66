/** Games above releases: which releases are the same game, and for which regions each release is. */
import type { Db } from './sqlite.ts'

export interface Game {
  /** What the grouping calls it; unique on its platform. */
  readonly cluster: string
  /** What people call it. Not unique. */
  readonly title: string
  readonly releases: readonly GameMember[]
}

interface GameMember {
  /** Of `game_release`. */
  readonly id: number
  /** Regions by their canonical name, in the order of the release's name. Unknown ones are passed over. */
  readonly regions: readonly string[]
}

/**
 * Makes the games of a platform those given, and writes only what differs. A game that is the same cluster as before
 * keeps its id. One that has no release any more stays: what was once selected or listed still names it.
 */
export function putGames(db: Db, platform: string, games: readonly Game[]): void {
  db.transaction(() => {
    const platformId = db
      .prepare<[string], number>('select id from platform where slug = ?')
      .pluck()
      .get(platform)
    if (platformId === undefined) return
    const gameId = gameWriter(db, platformId)
    const putMember = memberWriter(db, platformId)
    for (const game of games) {
      const id = gameId(game)
      for (const member of game.releases) putMember(member, id)
    }
  })()
}

/** Returns the id of a game, entered or renamed where needed. */
function gameWriter(db: Db, platformId: number): (game: Game) => number {
  const rows = db
    .prepare<[number], [number, string, string]>(
      'select id, cluster, title from atomic_game_unit where platform_id = ?',
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, cluster, title]) => [cluster, { id, title }]))
  const insert = db.prepare('insert into atomic_game_unit (title, platform_id, cluster) values (?, ?, ?)')
  const rename = db.prepare('update atomic_game_unit set title = ? where id = ?')
  return ({ cluster, title }) => {
    const before = known.get(cluster)
    if (before === undefined) return Number(insert.run(title, platformId, cluster).lastInsertRowid)
    if (before.title !== title) rename.run(title, before.id)
    return before.id
  }
}

function memberWriter(db: Db, platformId: number): (member: GameMember, game: number) => void {
  const regionIds = new Map(db.prepare<[], [string, number]>('select name, id from region').raw().all())
  const rows = db
    .prepare<[number], [number, number | null, string | null]>(
      `select r.id, r.atomic_id, group_concat(g.region_id order by g.position)
       from game_release r left join release_region g on g.release_id = r.id where r.platform_id = ? group by r.id`,
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, game, regions]) => [id, { game, regions: regions ?? '' }]))
  const join = db.prepare('update game_release set atomic_id = ? where id = ?')
  const forget = db.prepare('delete from release_region where release_id = ?')
  const insert = db.prepare('insert into release_region (release_id, position, region_id) values (?, ?, ?)')
  return ({ id, regions }, game) => {
    const before = known.get(id)
    if (before?.game !== game) join.run(game, id)
    const ids = regions.flatMap((name) => regionIds.get(name) ?? [])
    if (before?.regions === ids.join()) return
    if (before?.regions) forget.run(id)
    for (const [position, region] of ids.entries()) insert.run(id, position, region)
  }
}
