/** Reading the history of decisions: which versions a policy had, and what each of them keeps. */
import { addTo } from '../groups.ts'
import type { Members } from './history.ts'
import type { Db } from './sqlite.ts'

/** An immutable version of what a policy keeps. */
export interface RomsetVersion {
  readonly version: number
  readonly policy: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The policy as it was then: canonical JSON. */
  readonly definition: string
}

/** What a version comes to. */
export interface RomsetCounts {
  readonly games: number
  readonly releases: number
  /** Games against the version before it: new, gone, and kept in other releases. */
  readonly added: number
  readonly dropped: number
  readonly swapped: number
}

const VERSIONS = `select v.id as version, p.name as policy, v.created_at as at, v.definition
  from romset_version v join selection_policy p on p.id = v.policy_id`

/** All versions, or those of one policy, oldest first. */
export function romsetVersions(db: Db, policy?: string): RomsetVersion[] {
  return db
    .prepare<[{ readonly policy: string | null }], RomsetVersion>(
      `${VERSIONS} where @policy is null or p.name = @policy order by v.id`,
    )
    .all({ policy: policy ?? null })
}

export function romsetVersion(db: Db, version: number): RomsetVersion | undefined {
  return db.prepare<[number], RomsetVersion>(`${VERSIONS} where v.id = ?`).get(version)
}

/** By platform slug, both platforms and games sorted. Platforms on which nothing is kept are not there. */
export function romsetMembers(db: Db, version: number): ReadonlyMap<string, Members> {
  const rows = db
    .prepare<[number], readonly [platform: string, game: string, release: string]>(
      `select p.slug, r.game, r.release_name from romset r join platform p on p.id = r.platform_id
       where r.version_id = ? order by p.slug, r.game, r.position`,
    )
    .raw()
  const platforms = new Map<string, Map<string, string[]>>()
  for (const [platform, game, release] of rows.iterate(version)) {
    const games = platforms.get(platform) ?? new Map<string, string[]>()
    platforms.set(platform, games)
    addTo(games, game, release)
  }
  return platforms
}

export function romsetCounts(db: Db, version: number): RomsetCounts {
  const counts = db.prepare<[{ readonly version: number }], RomsetCounts>(
    // a game is known by its releases: its title may change with the one that wins
    `with member as (select *, coalesce('#' || atomic_id, game) as title from romset_member),
     now as (select platform_id, game, coalesce('#' || atomic_id, game) as title from romset where version_id = @version),
     policy as (select policy_id as id from romset_version where id = @version),
     came as (select distinct platform_id, title from member
       where policy_id = (select id from policy) and added_in = @version),
     went as (select distinct platform_id, title from member
       where policy_id = (select id from policy) and dropped_in = @version),
     kept as (select distinct platform_id, title from now),
     had as (select distinct m.platform_id, m.title from member m
       where m.policy_id = (select id from policy) and m.added_in < @version
         and (m.dropped_in is null or m.dropped_in >= @version))
     select (select count(*) from (select distinct platform_id, game from now)) as games, (select count(*) from now) as releases,
       (select count(*) from (select * from came except select * from had)) as added,
       (select count(*) from (select * from went except select * from kept)) as dropped,
       (select count(*) from (select * from (select * from came union select * from went)
         intersect select * from had intersect select * from kept)) as swapped`,
  )
  return counts.get({ version }) ?? { games: 0, releases: 0, added: 0, dropped: 0, swapped: 0 }
}

/** How many releases of each version are owned now, by version. */
export function romsetsOwned(db: Db, versions: readonly number[]): ReadonlyMap<number, number> {
  return new Map(
    db
      .prepare<[string], [number, number]>(
        `select version_id, sum(owned) from v_romset_complete
         where version_id in (select value from json_each(?)) group by version_id`,
      )
      .raw()
      .all(JSON.stringify(versions)),
  )
}
