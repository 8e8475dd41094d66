/** Games above releases: which releases are the same game, and for which regions each release is. */
import { rowWriter } from './insert-rows.ts'
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
 * keeps its id. One that has no release any more stays: what was once selected or listed still names it. The games may
 * come one by one: there can be hundreds of thousands, and none is held for long. Returns how many there were.
 */
export function putGames(db: Db, platform: string, games: Iterable<Game>): number {
  return db.transaction(() => {
    const platformId = db
      .prepare<[string], number>('select id from platform where slug = ?')
      .pluck()
      .get(platform)
    if (platformId === undefined) return 0
    const units = unitWriter(db, platformId)
    const members = memberWriter(db, platformId, units)
    let count = 0
    for (const game of games) {
      const id = units.put(game)
      for (const member of game.releases) members.put(member, id)
      count++
    }
    units.flush()
    members.flush()
    db.prepare('update platform set games = games + 1 where id = ?').run(platformId)
    return count
  })()
}

interface UnitWriter {
  /** Returns the id of a game, which is entered or renamed where needed. */
  put(game: Game): number
  flush(): void
}

function unitWriter(db: Db, platformId: number): UnitWriter {
  const rows = db
    .prepare<[number], [number, string, string]>(
      'select id, cluster, title from atomic_game_unit where platform_id = ?',
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, cluster, title]) => [cluster, { id, title }]))
  const insert = rowWriter(db, 'atomic_game_unit', UNIT_COLUMNS)
  const rename = db.prepare('update atomic_game_unit set title = ? where id = ?')
  let newest = db.prepare<[], number>('select coalesce(max(id), 0) from atomic_game_unit').pluck().get() ?? 0
  return {
    put({ cluster, title }) {
      const before = known.get(cluster)
      if (before === undefined) {
        insert.add([++newest, title, platformId, cluster])
        return newest
      }
      if (before.title !== title) rename.run(title, before.id)
      return before.id
    },
    flush: insert.flush,
  }
}

function memberWriter(db: Db, platformId: number, units: UnitWriter) {
  const regionIds = new Map(db.prepare<[], [string, number]>('select name, id from region').raw().all())
  const rows = db
    .prepare<[number], [number, number, string | null]>(
      `select r.id, r.atomic_id, group_concat(g.region_id order by g.position)
       from game_release r left join release_region g on g.release_id = r.id
       where r.platform_id = ? and r.atomic_id is not null group by r.id`,
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, game, regions]) => [id, { game, regions: regions ?? '' }]))
  const join = pairWriter(db, units)
  const forget = db.prepare('delete from release_region where release_id = ?')
  const insert = rowWriter(db, 'release_region', REGION_COLUMNS)
  return {
    put({ id, regions }: GameMember, game: number): void {
      const before = known.get(id)
      if (before?.game !== game) join.add(id, game)
      const now = regions.flatMap((name) => regionIds.get(name) ?? [])
      if (before?.regions === now.join()) return
      if (before?.regions) forget.run(id)
      for (const [position, region] of now.entries()) insert.add([id, position, region])
    },
    flush(): void {
      join.flush()
      insert.flush()
    },
  }
}

/** Joins releases with games, many at a time: the games have to be in their table by then. */
function pairWriter(db: Db, units: UnitWriter) {
  const update = db.prepare('update game_release set atomic_id = ? where id = ?')
  const pending: number[] = []
  const flush = (): void => {
    units.flush()
    for (let i = 0; i < pending.length; i += 2) update.run(pending[i + 1], pending[i])
    pending.length = 0
  }
  return {
    add(release: number, game: number): void {
      pending.push(release, game)
      if (pending.length === 1024) flush()
    },
    flush,
  }
}

const UNIT_COLUMNS = ['id', 'title', 'platform_id', 'cluster'].map((name) => ({ name }))
const REGION_COLUMNS = ['release_id', 'position', 'region_id'].map((name) => ({ name }))
