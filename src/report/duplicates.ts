/** Which contents exist more than once, and where. */
import type { Db } from '../catalog/sqlite.ts'

export interface Duplicate {
  readonly sha1: string
  readonly size: number
  readonly places: readonly Place[]
}

interface Place {
  readonly root: string
  readonly path: string
  /** Path in the archive. */
  readonly member?: string
}

/** The largest first: there is most to gain. Empty contents are left out. `limit`: -1 for all. */
export function duplicates(db: Db, limit = -1): readonly Duplicate[] {
  const places = db.prepare<{ id: number }, { root: string; path: string; member: string | null }>(PLACES)
  return db
    .prepare<[number], { id: number; sha1: string; size: number }>(CONTENTS)
    .all(limit)
    .map(({ id, sha1, size }) => ({
      sha1,
      size,
      places: places
        .all({ id })
        .map(({ member, ...place }) => (member === null ? place : { ...place, member })),
    }))
}

const CONTENTS = `
  with place as (
    select rom_file_id as id from file_instance where status = 'present'
    union all
    select m.rom_file_id from file_instance f join archive_member m on m.archive_id = f.rom_file_id
      where f.status = 'present')
  select c.id, lower(hex(c.sha1)) as sha1, c.size from place join rom_file c using (id)
  where c.size > 0 group by c.id having count(*) > 1 order by c.size desc, c.sha1 limit ?`

const PLACES = `
  select r.name as root, f.path, null as member from file_instance f join library_root r on r.id = f.root_id
    where f.rom_file_id = @id and f.status = 'present'
  union all
  select r.name, f.path, m.path from archive_member m join file_instance f on f.rom_file_id = m.archive_id
    join library_root r on r.id = f.root_id
    where m.rom_file_id = @id and f.status = 'present'
  order by 1, 2, 3`
