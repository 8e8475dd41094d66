/** What is known of a game on one of its platforms: who made it, and when. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import type { Side } from './evidence.ts'
import { releaseFacts, type Fact } from './release-sides.ts'

export function portSide(db: Db, platform: string, release: string): Side {
  const of = { platform, release }
  const told = prepareOnce(db, TOLD).raw().all(of) as [string, string][]
  const facts = releaseFacts(db, platform, release).filter(([name]) => name !== 'ROM')
  return {
    title: release,
    facts: [
      ['on', platformBySlug(platform)?.name ?? platform],
      ...told.map(([name, value]): Fact => [name, value]),
      ...facts.filter(([name]) => name !== 'platform'),
    ],
  }
}

/** What is known of a release by itself, beside another of the same title. */
export function namesakeSide(db: Db, platform: string, release: string): Side {
  const told = prepareOnce(db, TOLD_OF_RELEASE).raw().all({ platform, release }) as [string, string][]
  const facts = releaseFacts(db, platform, release)
  return { title: release, facts: [...told.map(([name, value]): Fact => [name, value]), ...facts] }
}

const RELEASE = `(select r.id from game_release r join platform p on p.id = r.platform_id
  where p.slug = @platform and r.name = @release)`

const TOLD_OF_RELEASE = `
  select 'made by', group_concat(canonical, ', ' order by canonical) from (
    select distinct n.canonical from release_developer x join v_company_canonical n on n.name = x.alias
    where x.release_id = ${RELEASE}) having count(*) > 0
  union all
  select 'published', group_concat('by ' || canonical, ', ' order by canonical) from (
    select distinct n.canonical from release_publisher x join v_company_canonical n on n.name = x.alias
    where x.release_id = ${RELEASE}) having count(*) > 0
  union all
  select distinct 'came out', json_extract(e.fields, '$.released')
  from metadata_link l join metadata_entry e on e.id = l.entry_id
  where l.release_id = ${RELEASE} and json_extract(e.fields, '$.released') is not null`

const GAME = `(select r.atomic_id from game_release r join platform p on p.id = r.platform_id
  where p.slug = @platform and r.name = @release)`

const TOLD = `
  select 'made by', group_concat(canonical, ', ' order by canonical) from (
    select distinct n.canonical from game_release r join release_developer x on x.release_id = r.id
      join v_company_canonical n on n.name = x.alias where r.atomic_id = ${GAME}) having count(*) > 0
  union all
  select 'published', group_concat('by ' || canonical, ', ' order by canonical) from (
    select distinct n.canonical from game_release r join release_publisher x on x.release_id = r.id
      join v_company_canonical n on n.name = x.alias where r.atomic_id = ${GAME}) having count(*) > 0
  union all
  select 'came out', released from atomic_core_metadata where atomic_id = ${GAME} and released is not null`
