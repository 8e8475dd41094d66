/**
 * Shelves: the games of a platform in handfuls. What is large (selections, picks, parts of trees) is kept by shelf,
 * so that one ROM more is worked through with some hundred other games, not with all there are.
 */
import { crc32 } from 'node:zlib'
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { byCodeUnit } from '../../order.ts'
import { byGame } from '../../select/select.ts'
import type { Cluster } from '../../select/selection.ts'

const GAMES_PER_SHELF = 256

/** A power of two: when it doubles, every shelf becomes two, and it doubles seldom. */
export function shelvesFor(games: number): number {
  let shelves = 1
  while (shelves * GAMES_PER_SHELF < games) shelves *= 2
  return shelves
}

/** What is owned of the devices that machines are built of concerns machines on all shelves: it has a stamp of its own. */
export const DEVICES = 'devices'

/** Names of the shelves, in order. */
export function shelfNames(shelves: number): string[] {
  return Array.from({ length: shelves }, (_, shelf) => String(shelf))
}

/**
 * A game's shelf hangs on its own name alone, so nothing that happens to other games moves it. Each disc of a set is a
 * game here, and all stand on one shelf: devices want them in one place.
 */
export function shelfOf(game: string, shelves: number): string {
  return String(crc32(game.replace(/ ?\(disc [^()]*\)/, '')) % shelves)
}

/** The shelves on which releases stand, sorted. */
export function shelvesOf(db: Db, platform: string, releases: readonly string[], shelves: number): string[] {
  const gameOf = gameFinder(db, platform)
  const found = releases.flatMap((release) => {
    const game = gameOf(release)
    return game === undefined ? [] : [shelfOf(game, shelves)]
  })
  return [...new Set(found)].sort(byCodeUnit)
}

/** Which clusters stand on which shelf, in the order of `select`. Shelves may be empty. */
export function shelve(
  db: Db,
  platform: string,
  clusters: Iterable<Cluster>,
  shelves: number,
): Map<string, Cluster[]> {
  const gameOf = gameFinder(db, platform)
  const shelved = new Map(shelfNames(shelves).map((shelf): [string, Cluster[]] => [shelf, []]))
  for (const cluster of clusters) {
    const names = [...cluster.ranked, ...cluster.excluded].map(({ name }) => name)
    const games = names.flatMap((name) => gameOf(name) ?? [])
    const game = games.reduce((a, b) => (a < b ? a : b), games[0] ?? '')
    shelved.get(shelfOf(game, shelves))?.push(cluster)
  }
  for (const games of shelved.values()) games.sort(byGame)
  return shelved
}

/** The catalog's games of a platform by shelf, as ids of `atomic_game_unit`. Shelves may be empty. */
export function gamesOnShelves(db: Db, platform: string, shelves: number): Map<string, number[]> {
  const games = db
    .prepare<[string], [number, string]>(
      'select id, cluster from atomic_game_unit where platform_id = (select id from platform where slug = ?)',
    )
    .raw()
    .iterate(platform)
  const shelved = new Map(shelfNames(shelves).map((shelf): [string, number[]] => [shelf, []]))
  for (const [id, game] of games) shelved.get(shelfOf(game, shelves))?.push(id)
  return shelved
}

/** Looked up one by one: a table of them all would be as large as what is shelved. */
function gameFinder(db: Db, platform: string): (release: string) => string | undefined {
  const find = prepareOnce(
    db,
    `select a.cluster from game_release r join atomic_game_unit a on a.id = r.atomic_id
     where r.platform_id = (select id from platform where slug = ?) and r.name = ?`,
  ).pluck()
  return (release) => {
    const game = find.get(platform, release)
    return typeof game === 'string' ? game : undefined
  }
}

/**
 * For each shelf of a platform the holdings number (see `identify`) at which what is owned of it changed last, with
 * the number of shelves: whoever saw another text of a shelf has to look again. So for the platform's devices, if it has
 * any. Uses up what `identify` noted.
 */
export function stampShelves(
  db: Db,
  platform: string,
  shelves: number,
  holdings: number,
): Map<string, string> {
  return db.transaction(() => {
    const id = platformId(db, platform)
    if (id === undefined) return new Map<string, string>()
    const changed = db
      .prepare<[number], string | null>(
        `select distinct a.cluster from holding_change h
         left join game_release r on r.platform_id = h.platform_id and r.name = h.release_name
         left join atomic_game_unit a on a.id = r.atomic_id where h.platform_id = ?`,
      )
      .pluck()
      .all(id)
    const known = new Map(
      db
        .prepare<[number], [string, number]>(
          'select shelf, holdings from shelf_holdings where platform_id = ? order by cast(shelf as integer)',
        )
        .raw()
        .all(id),
    )
    const hadDevices = known.has(DEVICES)
    const isNew = known.size - (hadDevices ? 1 : 0) !== shelves
    const touched = isNew
      ? shelfNames(shelves)
      : [...new Set(changed.flatMap((game) => (game === null ? [] : [shelfOf(game, shelves)])))]
    if (isNew) {
      db.prepare('delete from shelf_holdings where platform_id = ?').run(id)
      known.clear()
    }
    const put = db.prepare(
      'insert or replace into shelf_holdings (platform_id, shelf, holdings) values (?, ?, ?)',
    )
    for (const shelf of touched) {
      known.set(shelf, holdings)
      put.run(id, shelf, holdings)
    }
    if (hadDevices && !isNew ? hasChangedDevice(db, id) : hasDevices(db, id)) {
      known.set(DEVICES, holdings)
      put.run(id, DEVICES, holdings)
    }
    db.prepare('delete from holding_change where platform_id = ?').run(id)
    return new Map([...known].map(([shelf, number]) => [shelf, `${shelves}:${number}`]))
  })()
}

function hasDevices(db: Db, platform: number): boolean {
  const one = db.prepare<[number]>(
    // most libraries have no machines, and thousands of games
    `select 1 from dat_machine d cross join dat_game g on g.id = d.game_id
     where d.is_device = 1 and g.platform_id = ? limit 1`,
  )
  return one.get(platform) !== undefined
}

function hasChangedDevice(db: Db, platform: number): boolean {
  const one = db.prepare<[number]>(
    `select 1 from holding_change h
     left join game_release r on r.platform_id = h.platform_id and r.name = h.release_name
     left join release_block a on a.release_id = r.id left join dat_machine d on d.game_id = a.dat_game_id
     where h.platform_id = ? and (r.id is null or d.is_device = 1) limit 1`,
  )
  return one.get(platform) !== undefined
}
