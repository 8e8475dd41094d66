/** What is owned of the releases of a game: also of one that is not kept, and of which only a part is there. */
import { isPresent } from '../../catalog/present.sql.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { lackingDevices, type Lack } from '../../identify/devices.ts'
import { holdings, incompleteReleases, type HoldingsScope, type Incomplete } from '../../identify/holdings.ts'

export interface Presence {
  readonly owned: boolean
  /** Set when only a part of its files is there. */
  readonly incomplete?: Incomplete
}

export interface Presences {
  of(release: string): Presence
  /** All of it is owned, and it can run. */
  isWhole(release: string): boolean
  /** Of a machine that cannot run: what is not owned of a device that it is built of. */
  lackOf(release: string): Lack | undefined
}

/** @param kept those of the releases of which all is known to be there */
export function presencesOf(
  db: Db,
  platform: string,
  releases: readonly string[],
  kept: ReadonlySet<string>,
  scope: HoldingsScope,
): Presences {
  const linked = linkedOf(db, platform, releases)
  const named = linked.length === 0 ? NONE : holdings(db, platform, linked, scope)
  const owned = new Set([...ownedOf(db, platform, releases), ...named.keys()])
  const lacking = lackingDevices(db, platform, [...owned], scope)
  const unkept = [...owned].filter((release) => !kept.has(release) && !named.has(release))
  const incomplete = incompleteReleases(db, platform, unkept, scope)
  return {
    of(release) {
      const found = incomplete.get(release)
      return found ? { owned: false, incomplete: found } : { owned: owned.has(release) }
    },
    isWhole: (release) => owned.has(release) && !incomplete.has(release) && !lacking.has(release),
    lackOf: (release) => lacking.get(release),
  }
}

const NONE: ReadonlyMap<string, unknown> = new Map()

/** Which of them a content may stand for by its name, or by decision: it matches none of their files. */
function linkedOf(db: Db, platform: string, releases: readonly string[]): readonly string[] {
  return db.prepare<[string, string], string>(LINKED).pluck().all(JSON.stringify(releases), platform)
}

const LINKED = `
  select distinct l.release_name from json_each(?) n
  cross join title_link l on l.platform_id = (select id from platform where slug = ?) and l.release_name = n.value
  where l.owns = 1 order by 1`

/** Which of these releases any present content matches, complete or not. */
function ownedOf(db: Db, platform: string, releases: readonly string[]): ReadonlySet<string> {
  const owned = db.prepare<[string, string], string>(OWNED).pluck().all(JSON.stringify(releases), platform)
  return new Set(owned)
}

/** From the names to their contents: a page of one game looks at no other. */
const OWNED = `
  select r.name from json_each(?) n
  cross join game_release r on r.platform_id = (select id from platform where slug = ?) and r.name = n.value
  where exists (
    select 1 from release_block a cross join dat_rom e on e.game_id = a.dat_game_id
    cross join content_match m on m.dat_entry_id = e.id
    where a.release_id = r.id and ${isPresent('m.rom_file_id')})`
