/** Which contents exist more than once, and where. Empty contents are left out everywhere. */
import type { Db } from '../../catalog/sqlite.ts'

/** Where a content lies. */
interface Place {
  readonly root: string
  readonly path: string
  /** Path in the archive. */
  readonly member?: string
}

export interface DuplicateSummary {
  /** Contents that lie in more than one place. */
  readonly contents: number
  /** Places beside the first of each, and what lies there, unpacked. */
  readonly copies: number
  readonly bytes: number
}

/** A content's places beside one of them. */
export interface Copies {
  /** How many there are. */
  readonly count: number
  /** The first of them by root and path: a content may lie in a hundred thousand. */
  readonly places: readonly Place[]
}

const SHOWN_PLACES = 20

/**
 * Gives the copies of a content by its id, beside the one in a file: the file itself, or a member by its ordinal.
 * Undefined when there are none.
 */
export function copyFinder(
  db: Db,
): (content: number, file: number, ordinal: number | null) => Copies | undefined {
  const places = db.prepare<[number], PlaceRow>(PLACES)
  // one that lies in many places is asked for as many times
  const many = new Map<number, readonly PlaceRow[]>()
  const placesOf = (content: number): readonly PlaceRow[] => {
    const known = many.get(content)
    if (known) return known
    const rows = places.all(content)
    if (rows.length > SHOWN_PLACES) many.set(content, rows)
    return rows
  }
  return (content, file, ordinal) => {
    const all = placesOf(content)
    if (all.length < 2) return undefined
    const others = all
      .slice(0, SHOWN_PLACES + 1)
      .filter((place) => place.file !== file || place.ordinal !== ordinal)
    return { count: all.length - 1, places: others.slice(0, SHOWN_PLACES).map(toPlace) }
  }
}

interface PlaceRow {
  readonly file: number
  readonly ordinal: number | null
  readonly root: string
  readonly path: string
  readonly member: string | null
}

function toPlace({ root, path, member }: PlaceRow): Place {
  return { root, path, ...(member !== null && { member }) }
}

/** `content`: those that lie in more than one place, and in how many. */
export const COPIED = `
  with place as (
    select rom_file_id as id from file_instance where status = 'present' and rom_file_id is not null
    union all
    select m.rom_file_id from file_instance f join archive_member m on m.archive_id = f.rom_file_id
      where f.status = 'present' and m.rom_file_id is not null),
  content as (
    select c.id, c.sha1, c.size, count(*) as places from place join rom_file c using (id)
    where c.size > 0 group by c.id having count(*) > 1)`

const PLACES = `
  with content as (select ? as id)
  select f.id as file, null as ordinal, r.name as root, f.path, null as member
    from file_instance f join library_root r on r.id = f.root_id
    where f.rom_file_id = (select id from content) and f.status = 'present'
  union all
  select f.id, m.ordinal, r.name, f.path, m.path from archive_member m join file_instance f on f.rom_file_id = m.archive_id
    join library_root r on r.id = f.root_id
    where m.rom_file_id = (select id from content) and f.status = 'present'
  order by 3, 4, 5`
