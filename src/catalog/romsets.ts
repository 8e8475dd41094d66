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
  /** Games against another version: new, gone, and kept in other releases. */
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

/** That a policy came to keep a version. */
interface RomsetChange {
  readonly version: number
  /** The version that it kept until then; null for its first. */
  readonly before: number | null
  /** Milliseconds since the epoch. */
  readonly at: number
  /** When it came to keep another one; null while it keeps this. */
  readonly until: number | null
}

/** Of all policies, in the order in which it happened. */
export function romsetChanges(db: Db): RomsetChange[] {
  return db
    .prepare<[], RomsetChange>(
      `select c.version_id as version, lag(c.version_id) over own as before, c.at, lead(c.at) over own as until
       from romset_change c join romset_version v on v.id = c.version_id
       window own as (partition by v.policy_id order by c.id) order by c.id`,
    )
    .all()
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

/** `before`: the version that this one is compared with, made before it; null: nothing was kept before. */
export function romsetCounts(db: Db, version: number, before: number | null): RomsetCounts {
  const counts = db.prepare<[{ readonly version: number; readonly before: number }], RomsetCounts>(
    // a game that has another title now is known by its releases: what is one game in the catalog, which goes by all DATs,
    // may be several by the policy, or the other way round
    `with member as (select platform_id, game, position, release_name, coalesce('#' || atomic_id, game) as concept,
         added_in <= @version and (dropped_in is null or dropped_in > @version) as has,
         added_in <= @before and (dropped_in is null or dropped_in > @before) as had
       from romset_member where policy_id = (select policy_id from romset_version where id = @version)
         and added_in <= @version and (dropped_in is null or dropped_in > @before)),
     touched as (select distinct platform_id, game from (
       select platform_id, game from member where has <> had
       group by platform_id, game, position, release_name having max(has) <> max(had))),
     changed as (select platform_id, min(concept) as concept, max(had) as had, max(has) as has
       from touched cross join member using (platform_id, game) where has or had group by platform_id, game),
     other as (select distinct platform_id, concept from (
       select platform_id, concept from member
       group by platform_id, concept, position, release_name having max(has) <> max(had))),
     -- a game that is only called otherwise is no other
     counted as (select sum(had and has) as stayed, sum(has and not had) as came, sum(had and not has) as went
       from changed join other using (platform_id, concept) group by platform_id, concept)
     select (select count(*) from (select distinct platform_id, game from romset where version_id = @version)) as games,
       (select count(*) from romset where version_id = @version) as releases,
       coalesce(sum(max(came - went, 0)), 0) as added, coalesce(sum(max(went - came, 0)), 0) as dropped,
       coalesce(sum(stayed + min(came, went)), 0) as swapped
     from counted`,
  )
  return (
    counts.get({ version, before: before ?? 0 }) ?? {
      games: 0,
      releases: 0,
      added: 0,
      dropped: 0,
      swapped: 0,
    }
  )
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
