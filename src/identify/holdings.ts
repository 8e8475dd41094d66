/** What is owned of a platform: for every release that is complete, the contents that make it up. */
import type { Db } from '../catalog/sqlite.ts'
import type { ViewKind } from '../inventory/content.ts'
import type { PickedFile, Shape } from '../select/pick.ts'

export interface HoldingsScope {
  /** Names of the DATs that count; absent: all. */
  readonly dats?: readonly string[]
  /** Names of the roots that count; absent: all. */
  readonly roots?: readonly string[]
}

interface EntryRow {
  readonly release: string
  readonly log: number
  readonly variant: number
  readonly rom: string
  readonly optional: number
  readonly content: number | null
  readonly view: ViewKind | ''
}

/**
 * The owned releases of a platform with their files. A release is owned when, in one of its variants, every part
 * that can exist (a part marked `nodump` or without content cannot) was matched by a content that is present.
 */
export function holdings(
  db: Db,
  platform: string,
  scope: HoldingsScope = {},
): Map<string, readonly PickedFile[]> {
  const contents = contentReader(db, scope.roots)
  const owned = new Map<string, { rank: number; files: readonly PickedFile[] }>()
  for (const variant of variants(db, platform, scope.dats)) {
    const files = completeFiles(variant, contents)
    if (!files) continue
    const release = variant[0]?.release ?? ''
    const rank = files.reduce((sum, file) => sum + preference(file), 0)
    const best = owned.get(release)
    if (!best || rank < best.rank) owned.set(release, { rank, files })
  }
  return new Map([...owned].map(([release, { files }]) => [release, files]))
}

/** The rows of one variant of one release in one DAT, one group at a time. */
function* variants(db: Db, platform: string, dats: readonly string[] | undefined): Generator<EntryRow[]> {
  const only = dats
    ? `and e.log_id in (select log_id from dat_file where dat in (${dats.map(() => '?').join(',')}))`
    : ''
  const rows = db
    .prepare<unknown[], EntryRow>(
      `select e.release_name as release, e.log_id as log, e.variant, e.rom,
         (e.size = 0 or e.status = 'nodump') as optional, m.rom_file_id as content, m.view
       from dat_entry e left join content_match m on m.dat_entry_id = e.id
       where e.platform_id = (select id from platform where slug = ?) ${only}
       order by e.release_name, e.log_id, e.variant, e.part, e.id, m.rom_file_id, m.view`,
    )
    .iterate(platform, ...(dats ?? []))
  let group: EntryRow[] = []
  for (const row of rows) {
    const first = group[0]
    if (first && (first.release !== row.release || first.log !== row.log || first.variant !== row.variant)) {
      yield group
      group = []
    }
    group.push(row)
  }
  if (group.length > 0) yield group
}

/** One file a ROM of the variant, or undefined when a part is missing. */
function completeFiles(variant: readonly EntryRow[], contents: ContentReader): PickedFile[] | undefined {
  const parts = new Map<string, PickedFile | undefined>()
  for (const row of variant) {
    const best = parts.get(row.rom)
    const file = row.content === null ? undefined : contents(row.content, row.rom, row.view)
    if (!file && row.optional) continue
    parts.set(row.rom, file && (!best || preference(file) < preference(best)) ? file : best)
  }
  const files = [...parts.values()]
  return files.length > 0 && files.every((file) => file !== undefined) ? files : undefined
}

/**
 * A content that carries a header can give both shapes, so it comes before one without; then the one that is what
 * the DAT describes as it is.
 */
function preference(file: PickedFile): number {
  return (file.views.length > 0 ? 0 : 2) + (file.matched ? 1 : 0)
}

type ContentReader = (id: number, rom: string, view: ViewKind | '') => PickedFile | undefined

/** Reads a content with its views, and undefined when no present file holds it. */
function contentReader(db: Db, roots: readonly string[] | undefined): ContentReader {
  const inRoots = roots
    ? `and f.root_id in (select id from library_root where name in (${roots.map(() => '?').join(',')}))`
    : ''
  const loose = db
    .prepare(
      `select min(f.path) from file_instance f where f.rom_file_id = ? and f.status = 'present' ${inRoots}`,
    )
    .pluck()
  const packed = db
    .prepare(
      `select min(a.path) from archive_member a join file_instance f on f.rom_file_id = a.archive_id
       where a.rom_file_id = ? and f.status = 'present' and f.role = 'archive' ${inRoots}`,
    )
    .pluck()
  const shape = db.prepare<[number], ShapeRow>('select sha1, size, crc32 from rom_file where id = ?')
  const views = db.prepare<[number], ShapeRow & { kind: ViewKind }>(
    'select kind, sha1, size, crc32 from rom_view where rom_file_id = ? order by kind',
  )
  return (id, rom, view) => {
    const path = (loose.get(id, ...(roots ?? [])) ?? packed.get(id, ...(roots ?? []))) as string | null
    const content = shape.get(id)
    if (!path || !content) return undefined
    return {
      name: rom,
      content: toShape(content),
      ...(view ? { matched: view } : {}),
      views: views.all(id).map((row) => ({ kind: row.kind, ...toShape(row) })),
      extension: extensionOf(path),
    }
  }
}

interface ShapeRow {
  readonly sha1: Buffer
  readonly size: number
  readonly crc32: number
}

function toShape(row: ShapeRow): Shape {
  return { sha1: row.sha1.toString('hex'), size: row.size, crc32: row.crc32 }
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
