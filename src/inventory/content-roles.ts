/** What contents are to a game, going by the names that are there now: a name that is gone says nothing any more. */
import { portions } from '../groups.ts'
import { CATEGORIES, type ContentRole } from '../platforms/extensions.ts'
import type { Sql } from './content-store.ts'

/** In the order of importance. */
const ROLES: readonly ContentRole[] = [...new Set(Object.values(CATEGORIES).map(({ role }) => role))]

/** Whichever of a content's names was met first, the most important one decides. */
export function isMoreImportant(role: ContentRole, than: ContentRole): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(than)
}

/**
 * Brings the roles of contents up to date, and of what lies in them if they are archives. Those that are not there at
 * all keep theirs. Names must be written by now. Returns the contents that have another role than before.
 * @param below only contents with a smaller id are looked at
 */
export function renewRoles(
  sql: Sql,
  contents: Iterable<number>,
  below: number,
  roleOf: (path: string) => ContentRole,
): readonly number[] {
  const changed: number[] = []
  for (const some of portions(contents, MOST_AT_ONCE)) changed.push(...renewSome(sql, some, below, roleOf))
  return changed
}

/** All names of so many are held at once: there may be a million. */
const MOST_AT_ONCE = 10_000

function renewSome(
  sql: Sql,
  contents: readonly number[],
  below: number,
  roleOf: (path: string) => ContentRole,
): readonly number[] {
  const found = new Map<number, { readonly before: ContentRole; now: ContentRole }>()
  const asked = { ids: JSON.stringify(contents), below }
  for (const [id, before, path] of sql(NAMES).raw().iterate(asked) as Iterable<NameRow>) {
    const role = roleOf(path)
    const known = found.get(id)
    if (!known) found.set(id, { before, now: role })
    else if (isMoreImportant(role, known.now)) known.now = role
  }
  const others = [...found].filter(([, { before, now }]) => before !== now)
  for (const [id, { now }] of others) sql(SET_ROLE).run(now, id)
  return others.map(([id]) => id)
}

type NameRow = readonly [id: number, role: ContentRole, path: string]

/** Contents that a root holds, by its id. */
export const HELD = `
  select distinct rom_file_id from file_instance
  where root_id = ? and status = 'present' and rom_file_id is not null`

export const SET_ROLE = 'update rom_file set content_role = ? where id = ?'

const NAMES = `
  with due as materialized (
    select value as id from json_each(@ids) where value < @below
    union
    select m.rom_file_id from json_each(@ids) n cross join archive_member m on m.archive_id = n.value
    where m.rom_file_id < @below)
  select c.id, c.content_role, f.path from due d cross join rom_file c on c.id = d.id
    cross join file_instance f on f.rom_file_id = c.id where f.status = 'present'
  union all
  select c.id, c.content_role, m.path from due d cross join rom_file c on c.id = d.id
    cross join archive_member m on m.rom_file_id = c.id
  where exists (
    select 1 from file_instance f where f.rom_file_id = m.archive_id and f.status = 'present' and f.role = 'archive')`
