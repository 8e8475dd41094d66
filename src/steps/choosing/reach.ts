/**
 * Which games a change can reach: releases are joined by what they have in common, so a game can only become another
 * where one of its releases has something in common with one that changed, or with one of such a game, and so on.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { Renewal } from '../../dats/releases/place.ts'
import { releaseLoader, type ReleaseRow } from '../../dats/releases/releases.ts'
import { addTo } from '../../groups.ts'
import { nameKey } from '../../select/grouping/cluster.ts'
import type { GroupingDecision } from '../../select/decisions.ts'
import { kindOf } from '../../select/grouping/kinds.ts'

interface Reach {
  /** All releases of the games that may become others. Grouped by themselves, they make the games that all releases do. */
  readonly releases: readonly ReleaseRow[]
  /** How many games they were. */
  readonly games: number
}

/**
 * Without clone lists: by these a release may be told otherwise because of any other. The catalog's releases must be up
 * to date, and its games those of before.
 */
export function reachOf(
  db: Db,
  platform: string,
  { names, games: bereft }: Renewal,
  decisions: readonly GroupingDecision[],
): Reach {
  const load = releaseLoader(db, platform)
  const placeOf = placeFinder(db, platform)
  const membersOf = prepareOnce(db, 'select id from game_release where atomic_id = ?').pluck()
  const keyOf = prepareOnce(db, 'select cluster from atomic_game_unit where id = ?').pluck()
  const gamesOf = gameFinder(db, platform)
  const finders = [
    keyFinder(gamesOf),
    familyFinder(db, platform),
    twinFinder(db, platform),
    decisionFinder(decisions),
  ]
  const releases = new Map<number, ReleaseRow>()
  const games = new Set<number>()
  let found = new Set<number>()
  const reachGame = (game: number): void => {
    if (games.has(game)) return
    games.add(game)
    for (const id of membersOf.all(game) as number[]) found.add(id)
    // another game may be due its name
    for (const other of gamesOf(String(keyOf.get(game)))) reachGame(other)
  }
  const reachRelease = (name: string): void => {
    const place = placeOf(name)
    if (place?.game) reachGame(place.game)
    else if (place) found.add(place.id)
  }
  for (const game of bereft) reachGame(game)
  for (const name of names) reachRelease(name)
  while (found.size > 0) {
    const rows = load({ of: 'releases', ids: [...found] })
    found = new Set()
    for (const row of rows) releases.set(row.id, row)
    for (const row of rows) {
      for (const find of finders) {
        const met = find(row)
        for (const game of met.games ?? []) reachGame(game)
        for (const name of met.names ?? []) reachRelease(name)
      }
    }
    for (const id of found) if (releases.has(id)) found.delete(id)
  }
  return { releases: [...releases.values()], games: games.size }
}

/** What may have something in common with a release: games by their ids, releases by their names. */
type Find = (release: ReleaseRow) => { readonly games?: readonly number[]; readonly names?: Iterable<string> }

/** By the title, or by what stands for it. */
function keyFinder(gamesOf: (key: string) => readonly number[]): Find {
  return (row) => ({ games: gamesOf(nameKey(row, kindOf(row))) })
}

/** Games that are called by a key, or have it beside their name. */
function gameFinder(db: Db, platform: string): (key: string) => readonly number[] {
  const find = prepareOnce(
    db,
    `select u.id from atomic_game_unit u join platform p on p.id = u.platform_id
       where p.slug = $platform and u.cluster = $key and exists (select 1 from game_release where atomic_id = u.id)
     union
     select k.atomic_id from game_key k join platform p on p.id = k.platform_id
       where p.slug = $platform and k.key = $key and exists (select 1 from game_release where atomic_id = k.atomic_id)`,
  ).pluck()
  return (key) => find.all({ platform, key }) as number[]
}

/** Parents, clones, and clones of the same parent, by the names that DATs have for them. */
function familyFinder(db: Db, platform: string): Find {
  const clonesOf = new Map<string, string[]>()
  const parentsOf = new Map<string, string[]>()
  const calledBy = new Map<string, string[]>()
  const callsOf = new Map<string, string[]>()
  const rows = prepareOnce(
    db,
    `select name, release_name, clone_of from dat_game
     where platform_id = (select id from platform where slug = ?) and (clone_of is not null or name <> release_name)`,
  ).raw()
  for (const row of rows.iterate(platform)) {
    const [name, release, parent] = row as [string, string, string | null]
    if (parent !== null) {
      addTo(clonesOf, parent, release)
      addTo(parentsOf, release, parent)
    }
    if (name === release) continue
    addTo(calledBy, name, release)
    addTo(callsOf, release, name)
  }
  return ({ name, cloneOf }) => {
    const met = new Set<string>()
    const meet = (names: readonly string[] = []) => {
      for (const other of names) met.add(other)
    }
    for (const parent of [...cloneOf, ...(parentsOf.get(name) ?? [])]) {
      meet([parent])
      meet(calledBy.get(parent))
      meet(clonesOf.get(parent))
    }
    for (const own of [name, ...(callsOf.get(name) ?? [])]) meet(clonesOf.get(own))
    return { names: met }
  }
}

/** Releases that are the same bytes, once for each. */
function twinFinder(db: Db, platform: string): Find {
  const find = prepareOnce(
    db,
    `select name from game_release
     where content = ? and platform_id = (select id from platform where slug = ?)`,
  ).pluck()
  const found = new Set<string>()
  return ({ content }) => {
    if (content === undefined || found.has(content)) return {}
    found.add(content)
    return { names: find.all(content, platform) as string[] }
  }
}

/** Releases that the user decided something about together. */
function decisionFinder(decisions: readonly GroupingDecision[]): Find {
  const decided = new Map<string, (readonly string[])[]>()
  for (const { releases } of decisions) for (const name of releases) addTo(decided, name, releases)
  return ({ name }) => ({ names: (decided.get(name) ?? []).flat() })
}

interface Place {
  readonly id: number
  readonly game: number | null
}

function placeFinder(db: Db, platform: string): (release: string) => Place | undefined {
  const find = prepareOnce(
    db,
    `select id, atomic_id as game from game_release
     where platform_id = (select id from platform where slug = ?) and name = ?`,
  )
  return (release) => find.get(platform, release) as Place | undefined
}
