/** Contents that are present in some root: their shape, their views, and the extension of the user's file. */
import type { Db } from '../catalog/sqlite.ts'
import { extensionOf } from '../file-name.ts'
import { groupBy } from '../groups.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import { nameShows } from '../inventory/hashing/views.ts'
import type { Shape } from '../select/pick.ts'

export interface OwnedContent {
  readonly content: Shape
  /** Sorted by kind; what a CHD states of its data is none, for nobody can write it. A view that only a name shows is one while the content is there under such a name. */
  readonly views: readonly (Shape & { readonly kind: ViewKind })[]
  /** Lower case, without dot. */
  readonly extension: string
}

/** Those of the contents that some present file holds, as it is or in an archive. */
export function readContents(
  db: Db,
  ids: Iterable<number>,
  roots: readonly string[] | undefined,
): ReadonlyMap<number, OwnedContent> {
  const list = JSON.stringify([...ids])
  const names = nameReader(db, roots)
  const viewsOf = groupBy(
    db
      .prepare<[string], ViewRow>(
        `select rom_file_id as id, kind, sha1, size, crc32, by_name from json_each(?) n
         cross join rom_view v on v.rom_file_id = n.value
         where v.kind not in ('chd', 'chd-raw') order by v.rom_file_id, v.kind`,
      )
      .all(list),
    ({ id }) => id,
  )
  const contents = new Map<number, OwnedContent>()
  for (const row of shapesOf(db, list, roots)) {
    const path = row.loose ?? row.packed
    if (path === null) continue
    const views = (viewsOf.get(row.id) ?? []).filter(
      ({ kind, by_name }) =>
        by_name === 0 || names(row.id).some((name) => nameShows(kind, extensionOf(name))),
    )
    contents.set(row.id, {
      content: toShape(row),
      views: views.map((view) => ({ kind: view.kind, ...toShape(view) })),
      extension: extensionOf(path),
    })
  }
  return contents
}

interface ContentRow extends ShapeRow {
  readonly id: number
  /** Its first name as a file, and in an archive that is a file. */
  readonly loose: string | null
  readonly packed: string | null
}

function shapesOf(db: Db, list: string, roots: readonly string[] | undefined): ContentRow[] {
  const where = inRoots(roots)
  return db
    .prepare<unknown[], ContentRow>(
      `select c.id, c.sha1, c.size, c.crc32,
         (select min(f.path) from file_instance f
          where f.rom_file_id = c.id and f.status = 'present' ${where}) as loose,
         (select min(a.path) from archive_member a join file_instance f on f.rom_file_id = a.archive_id
          where a.rom_file_id = c.id and f.status = 'present' and f.role = 'archive' ${where}) as packed
       from json_each(?) n cross join rom_file c on c.id = n.value`,
    )
    .all(...rootArg(roots), ...rootArg(roots), list)
}

/** All names under which a content is present, as a file or in an archive. In order. */
function nameReader(db: Db, roots: readonly string[] | undefined): (id: number) => readonly string[] {
  const where = inRoots(roots)
  const names = db
    .prepare<unknown[], string>(
      `select f.path as name from file_instance f where f.rom_file_id = ? and f.status = 'present' ${where}
       union select a.path from archive_member a join file_instance f on f.rom_file_id = a.archive_id
         where a.rom_file_id = ? and f.status = 'present' and f.role = 'archive' ${where} order by name`,
    )
    .pluck()
  return (id) => names.all(id, ...rootArg(roots), id, ...rootArg(roots))
}

function inRoots(roots: readonly string[] | undefined): string {
  return roots
    ? 'and f.root_id in (select id from library_root where name in (select value from json_each(?)))'
    : ''
}

function rootArg(roots: readonly string[] | undefined): string[] {
  return roots ? [JSON.stringify(roots)] : []
}

interface ViewRow extends ShapeRow {
  readonly id: number
  readonly kind: ViewKind
  readonly by_name: number
}

interface ShapeRow {
  readonly sha1: Buffer
  readonly size: number
  readonly crc32: number
}

function toShape(row: ShapeRow): Shape {
  return { sha1: row.sha1.toString('hex'), size: row.size, crc32: row.crc32 }
}
