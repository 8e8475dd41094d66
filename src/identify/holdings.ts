/** What is owned of a platform: for every release that is complete, the contents that make it up. */
import type { Db } from '../catalog/sqlite.ts'
import type { ViewKind } from '../inventory/content.ts'
import { nameShows } from '../inventory/views.ts'
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
  const owned = new Map<string, readonly PickedFile[]>()
  for (const variant of variants(db, platform, scope.dats)) {
    const files = completeFiles(variant, contents)
    if (!files) continue
    const release = variant[0]?.release ?? ''
    const best = owned.get(release)
    if (!best || isBetter(files, best)) owned.set(release, files)
  }
  return owned
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
    parts.set(row.rom, file && (!best || isBetter([file], [best])) ? file : best)
  }
  const files = [...parts.values()]
  return files.length > 0 && files.every((file) => file !== undefined) ? files : undefined
}

/**
 * A content that carries a header can give both shapes, so it comes before one without; then the one that is what
 * the DAT describes as it is. Between equals names and hashes decide: never what was found first.
 */
function isBetter(files: readonly PickedFile[], than: readonly PickedFile[]): boolean {
  const [a, b] = [preference(files), preference(than)]
  return a === b ? keyOf(files) < keyOf(than) : a < b
}

function preference(files: readonly PickedFile[]): number {
  return files.reduce((sum, { views, matched }) => sum + (views.length > 0 ? 0 : 2) + (matched ? 1 : 0), 0)
}

function keyOf(files: readonly PickedFile[]): string {
  return files.map(({ name, content, matched = '' }) => `${name}\0${content.sha1}\0${matched}`).join('\0')
}

type ContentReader = (id: number, rom: string, view: ViewKind | '') => PickedFile | undefined

/** Undefined when no present file holds the content, or none under a name that shows the view. */
function contentReader(db: Db, roots: readonly string[] | undefined): ContentReader {
  const inRoots = roots
    ? `and f.root_id in (select id from library_root where name in (${roots.map(() => '?').join(',')}))`
    : ''
  const loose = `from file_instance f where f.rom_file_id = ? and f.status = 'present' ${inRoots}`
  const packed = `from archive_member a join file_instance f on f.rom_file_id = a.archive_id
    where a.rom_file_id = ? and f.status = 'present' and f.role = 'archive' ${inRoots}`
  const names = (text: string) => db.prepare<unknown[], string | null>(text).pluck()
  const first = [names(`select min(f.path) ${loose}`), names(`select min(a.path) ${packed}`)]
  const all = [names(`select f.path ${loose}`), names(`select a.path ${packed}`)]
  const shape = db.prepare<[number], ShapeRow>('select sha1, size, crc32 from rom_file where id = ?')
  const views = db.prepare<[number], ViewRow>(
    'select kind, sha1, size, crc32, by_name from rom_view where rom_file_id = ? order by kind',
  )
  const isShown = (id: number, kind: ViewKind): boolean =>
    all
      .flatMap((statement) => statement.all(id, ...(roots ?? [])))
      .some((path) => nameShows(kind, extensionOf(path ?? '')))
  return (id, rom, view) => {
    const path = first[0]?.get(id, ...(roots ?? [])) ?? first[1]?.get(id, ...(roots ?? []))
    const content = shape.get(id)
    if (!path || !content) return undefined
    const shown = views.all(id).filter(({ kind, by_name }) => by_name === 0 || isShown(id, kind))
    if (view && !shown.some(({ kind }) => kind === view)) return undefined
    return {
      name: rom,
      content: toShape(content),
      ...(view ? { matched: view } : {}),
      views: shown.map((row) => ({ kind: row.kind, ...toShape(row) })),
      extension: extensionOf(path),
    }
  }
}

interface ViewRow extends ShapeRow {
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

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}
