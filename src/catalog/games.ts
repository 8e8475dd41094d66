/** Games above releases: which releases are the same game, and for which regions each release is. */
import { rowWriter } from './insert-rows.ts'
import { columnsOf } from './pack-rows.ts'
import { prepareOnce, type Db } from './sqlite.ts'

export interface Game {
  /** What the grouping calls it; unique on its platform. */
  readonly cluster: string
  /** What people call it. Not unique. */
  readonly title: string
  readonly releases: readonly GameMember[]
  /** What else would join a release with it. */
  readonly keys?: readonly string[]
  /** Something else is said of it than before, whatever its releases are. */
  readonly isChanged?: boolean
}

interface GameMember {
  /** Of `game_release`. */
  readonly id: number
  /** Regions by their canonical name, in the order of the release's name. Unknown ones are passed over. */
  readonly regions: readonly string[]
}

interface PutOptions {
  /** They are all games that there are, or only those in which something may differ: then the others stay as they are. */
  readonly are?: 'all' | 'some'
  /** Ids of games of which a release is gone. */
  readonly bereft?: readonly number[]
}

/**
 * Makes the games of a platform those given, and writes only what differs. A game that is the same cluster as before
 * keeps its id. One that has no release any more stays: what was once selected or listed still names it. The games may
 * come one by one: there can be hundreds of thousands, and none is held for long. Returns how many there were.
 */
export function putGames(
  db: Db,
  platform: string,
  games: Iterable<Game>,
  { are = 'all', bereft = [] }: PutOptions = {},
): number {
  return db.transaction(() => {
    const row = db
      .prepare<[string], { id: number; games: number }>('select id, games from platform where slug = ?')
      .get(platform)
    if (row === undefined) return 0
    const changes = changeWriter(db, row.games + 1)
    const units = unitWriter(db, row.id, changes, are)
    const members = memberWriter(db, row.id, units, changes, are)
    for (const id of bereft) changes.note(id)
    let count = 0
    for (const game of games) {
      const id = units.put(game)
      for (const member of game.releases) members.put(member, id)
      count++
    }
    units.flush()
    members.flush()
    changes.flush()
    db.prepare('update platform set games = games + 1 where id = ?').run(row.id)
    return count
  })()
}

/** How often the games of a platform were written: what `atomic_game_unit.changed` counts in. */
export function gamesWritten(db: Db, platform: string): number {
  const written = db.prepare<[string], number>('select games from platform where slug = ?').pluck()
  return written.get(platform) ?? 0
}

/** The releases of a game with this title, or the release of this name, in order. */
export function releasesCalled(db: Db, platform: string, title: string): readonly string[] {
  const named = prepareOnce(
    db,
    `select r.name from game_release r left join atomic_game_unit u on u.id = r.atomic_id
     where r.platform_id = (select id from platform where slug = ?) and (u.title = ? or r.name = ?)
     order by r.name`,
  ).pluck()
  return named.all(platform, title, title) as string[]
}

interface ChangeWriter {
  /** What `changed` is of games that are new or others than before. */
  readonly number: number
  note(game: number): void
  flush(): void
}

function changeWriter(db: Db, number: number): ChangeWriter {
  const update = db.prepare('update atomic_game_unit set changed = ? where id = ?')
  const noted = new Set<number>()
  return {
    number,
    note: (game) => noted.add(game),
    flush() {
      for (const id of noted) update.run(number, id)
    },
  }
}

interface UnitWriter {
  /** Returns the id of a game, which is entered or renamed where needed. */
  put(game: Game): number
  /** It was not there before. */
  isNew(id: number): boolean
  flush(): void
}

function unitWriter(db: Db, platformId: number, changes: ChangeWriter, are: PutOptions['are']): UnitWriter {
  const find = are === 'all' ? allUnits(db, platformId) : unitFinder(db, platformId)
  const insert = rowWriter(db, 'atomic_game_unit', UNIT_COLUMNS)
  const rename = db.prepare('update atomic_game_unit set title = ? where id = ?')
  const addKey = db.prepare('insert or ignore into game_key (platform_id, key, atomic_id) values (?, ?, ?)')
  const keys: [key: string, game: number][] = []
  let newest = db.prepare<[], number>('select coalesce(max(id), 0) from atomic_game_unit').pluck().get() ?? 0
  const last = newest
  if (are === 'all') db.prepare('delete from game_key where platform_id = ?').run(platformId)
  const enter = ({ cluster, title, isChanged }: Game): number => {
    const before = find(cluster)
    if (before === undefined) {
      insert.add([++newest, title, platformId, cluster, changes.number])
      return newest
    }
    if (before.title !== title) rename.run(title, before.id)
    if (isChanged) changes.note(before.id)
    return before.id
  }
  return {
    put(game) {
      const id = enter(game)
      for (const key of game.keys ?? []) keys.push([key, id])
      return id
    },
    isNew: (id) => id > last,
    flush() {
      insert.flush()
      for (const [key, game] of keys) addKey.run(platformId, key, game)
      keys.length = 0
    },
  }
}

interface UnitRow {
  readonly id: number
  readonly title: string
}

function allUnits(db: Db, platformId: number): (cluster: string) => UnitRow | undefined {
  const rows = db
    .prepare<[number], [number, string, string]>(
      'select id, cluster, title from atomic_game_unit where platform_id = ?',
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, cluster, title]) => [cluster, { id, title }]))
  return (cluster) => known.get(cluster)
}

function unitFinder(db: Db, platformId: number): (cluster: string) => UnitRow | undefined {
  const find = prepareOnce(db, 'select id, title from atomic_game_unit where platform_id = ? and cluster = ?')
  return (cluster) => find.get(platformId, cluster) as UnitRow | undefined
}

function memberWriter(
  db: Db,
  platformId: number,
  units: UnitWriter,
  changes: ChangeWriter,
  are: PutOptions['are'],
) {
  const regionIds = new Map(db.prepare<[], [string, number]>('select name, id from region').raw().all())
  const find = are === 'all' ? allMembers(db, platformId) : memberFinder(db)
  const join = pairWriter(db, units)
  const forget = db.prepare('delete from release_region where release_id = ?')
  const insert = rowWriter(db, 'release_region', REGION_COLUMNS)
  return {
    put({ id, regions }: GameMember, game: number): void {
      const before = find(id)
      if (before?.game !== game) {
        join.add(id, game)
        if (before !== undefined) changes.note(before.game)
        if (!units.isNew(game)) changes.note(game)
      }
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

interface MemberRow {
  readonly game: number
  readonly regions: string
}

const MEMBERS = `select r.id, r.atomic_id, group_concat(g.region_id order by g.position)
  from game_release r left join release_region g on g.release_id = r.id`

function allMembers(db: Db, platformId: number): (release: number) => MemberRow | undefined {
  const rows = db
    .prepare<[number], [number, number, string | null]>(
      `${MEMBERS} where r.platform_id = ? and r.atomic_id is not null group by r.id`,
    )
    .raw()
    .all(platformId)
  const known = new Map(rows.map(([id, game, regions]) => [id, { game, regions: regions ?? '' }]))
  return (release) => known.get(release)
}

function memberFinder(db: Db): (release: number) => MemberRow | undefined {
  const find = prepareOnce(db, `${MEMBERS} where r.id = ? and r.atomic_id is not null group by r.id`).raw()
  return (release) => {
    const row = find.get(release) as [number, number, string | null] | undefined
    return row && { game: row[1], regions: row[2] ?? '' }
  }
}

/** Joins releases with games, many at a time: the games have to be in their table by then. */
function pairWriter(db: Db, units: Pick<UnitWriter, 'flush'>) {
  const update = prepareOnce(
    db,
    `update game_release set atomic_id = p.value ->> 1 from json_each(?) p where game_release.id = p.value ->> 0`,
  )
  const pending: [release: number, game: number][] = []
  const flush = (): void => {
    units.flush()
    if (pending.length > 0) update.run(JSON.stringify(pending))
    pending.length = 0
  }
  return {
    add(release: number, game: number): void {
      pending.push([release, game])
      if (pending.length === 512) flush()
    },
    flush,
  }
}

const UNIT_COLUMNS = columnsOf('id title platform_id cluster changed')
const REGION_COLUMNS = columnsOf('release_id position region_id')
