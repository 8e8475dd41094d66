/** What games are called beside the names of their releases: what the metadata says that is linked with them. */
import { addTo } from '../groups.ts'
import { prepareOnce, type Db } from './sqlite.ts'

/** By the id of the game, in order. */
export function otherTitles(db: Db, games: readonly number[]): ReadonlyMap<number, readonly string[]> {
  const titles = new Map<number, string[]>()
  const rows = prepareOnce(db, TITLES).raw().all(JSON.stringify(games)) as [number, string][]
  for (const [game, title] of rows) addTo(titles, game, title)
  return titles
}

const TITLES = `
  with wanted as materialized (select value as id from json_each(?))
  select r.atomic_id, t.title from wanted w cross join game_release r on r.atomic_id = w.id
    cross join metadata_link l on l.release_id = r.id cross join metadata_title t on t.entry_id = l.entry_id
  union
  select x.atomic_id, t.value from wanted w
    cross join atomic_metadata_extension x on x.atomic_id = w.id and x.field = 'alternativeTitles'
    cross join json_each(x.value) t
  order by 1, 2`
