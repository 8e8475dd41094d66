/** Which games hold releases that nobody made or published both of: of those alone it is asked whether they are one. */
import { datedReleases, YEARS_APART } from '../catalog/schema/namesakes.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { pairs } from '../groups.ts'

interface Which {
  /** A condition on `game_id` that all games which are looked at fulfil; it takes `value`. */
  readonly whose: string
  readonly value: string | number
}

/**
 * Which company a name is may be decided otherwise at any time, so names are compared here, and companies when it is asked.
 * To be called in a transaction.
 * @param makers by game, by release: names of companies
 */
export function renewNamesakes(
  db: Db,
  { whose, value }: Which,
  makers: ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<string>>>,
): void {
  prepareOnce(db, `delete from namesake_release where ${whose}`).run(value)
  const games = [...makers].filter(([, releases]) => hasStrangers(releases)).map(([game]) => game)
  if (games.length > 0) prepareOnce(db, ENTER).run({ games: JSON.stringify(games) })
}

/** Of most games all releases have the same makers. */
function hasStrangers(releases: ReadonlyMap<number, ReadonlySet<string>>): boolean {
  if (releases.size < 2) return false
  const different = new Map(Array.from(releases.values(), (names) => [[...names].join('\n'), names]))
  const all = [...different.values()]
  return pairs(all).some(([a, b]) => ![...a].some((name) => b.has(name)))
}

// a release that came from another game may still be noted there, if that is looked at later
const ENTER = `
  insert or replace into namesake_release (release_id, game_id, first, last)
  with dated as materialized (
    ${datedReleases('r.atomic_id in (select value from json_each(@games))')}),
  wide as (select game_id from dated group by game_id having max(first) - min(last) >= ${YEARS_APART})
  select release_id, game_id, first, last from dated where game_id in (select game_id from wide)`
