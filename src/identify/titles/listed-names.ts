/** What the DATs in use list: names of releases, the serials that they state, and which of them are CHDs. */
import type { Db } from '../../catalog/sqlite.ts'
import { remembering } from '../../remembering.ts'
import type { ListedNames } from './judging.ts'

const IN_USE = `g.platform_id = (select id from platform where slug = ?)
  and g.log_id in (select log_id from dat_file where log_id is not null)`

const RELEASES = `select distinct g.release_name from dat_game g where ${IN_USE}`

const SERIALS = `
  select g.release_name, r.serial from dat_game g join dat_rom r on r.game_id = g.id
  where ${IN_USE} and r.serial is not null group by g.release_name, r.serial`

const CHDS = `
  select release_name from (
    select g.release_name, exists (
      select 1 from dat_rom r where r.game_id = g.id and r.name like '%.chd' and r.sha1 is not null) as chd
    from dat_game g where ${IN_USE})
  group by release_name having min(chd) = 1`

/** Names and serials are read anew each time that they are asked for. */
export function listedNames(db: Db): ListedNames {
  const releases = db.prepare<[string], string>(RELEASES).pluck()
  const serials = db.prepare<[string], [release: string, serials: string]>(SERIALS).raw()
  const chds = db.prepare<[string], string>(CHDS).pluck()
  return {
    releases: (platform) => releases.iterate(platform),
    serials: (platform) =>
      serials.all(platform).map(([release, text]) => ({ release, serials: text.split(/[,;]\s*/) })),
    chds: remembering(Infinity, (platform) => new Set(chds.all(platform))),
  }
}

/** The releases of a platform, to be looked up by their names. */
export function releaseNames(db: Db): (platform: string) => ReadonlySet<string> {
  const releases = db.prepare<[string], string>(RELEASES).pluck()
  return remembering(Infinity, (platform) => new Set(releases.all(platform)))
}
