/** What the catalog knows of contents that no DAT lists by hash: their names, roots and headers. */
import type { Db } from '../../catalog/sqlite.ts'
import { sheetKind } from '../../inventory/discs/sheet.ts'
import { extensionOf } from '../../inventory/roles.ts'
import { byCodeUnit } from '../../order.ts'
import type { PlatformSigns } from './platform-candidates.ts'
import type { NamedContent } from './title-candidates.ts'

export interface UnknownContent extends NamedContent {
  /** Names of the roots that hold it. */
  readonly roots: readonly string[]
  readonly signs: Omit<PlatformSigns, 'roots'>
}

/** Ids of the ROMs and discs that are there and that no DAT lists. In order. */
export function unlistedContents(db: Db): readonly number[] {
  return db.prepare<[], number>(`${UNLISTED} order by c.id`).pluck().all()
}

/** Those of them that changed since identification last ran. */
export function changedUnlisted(db: Db): readonly number[] {
  return db
    .prepare<[], number>(`${UNLISTED} and c.id in (select rom_file_id from content_changed) order by c.id`)
    .pluck()
    .all()
}

/**
 * Undefined for what has no name of its own: sheets, and the tracks that they name.
 * @param decided the platforms that the user decided of single contents
 */
export function contentReader(
  db: Db,
  decided: ReadonlyMap<number, string | null> = new Map(),
): (id: number) => UnknownContent | undefined {
  const places = db.prepare<[number, number], PlaceRow>(PLACES)
  const said = db.prepare<[number], [string, string]>(SAID).raw()
  return (id) => {
    const rows = places.all(id, id)
    const paths = rows.map(({ path }) => path)
    if (rows.length === 0 || paths.some(isPartOfSet)) return undefined
    // an archive around a single game is often named better than the game
    const archives = rows.flatMap(({ archive, beside }) => (archive !== null && beside === 0 ? archive : []))
    const facts = new Map(said.all(id))
    const header = facts.get('header.platform') ?? facts.get('container.platform')
    const titles = ['header.title', 'header.local-title'].flatMap((key) => facts.get(key) ?? [])
    const serial = facts.get('header.serial')
    const platform = decided.get(id)
    return {
      names: distinct([...paths, ...archives].map(stemOf)),
      header: { titles: distinct(titles), ...(serial === undefined ? {} : { serial }) },
      roots: distinct(rows.map(({ root }) => root)),
      signs: {
        extensions: distinct(paths.map(extensionOf)).filter((extension) => extension !== ''),
        ...(header === undefined ? {} : { header }),
        ...(platform === undefined ? {} : { decided: platform }),
      },
    }
  }
}

interface PlaceRow {
  readonly root: string
  readonly path: string
  readonly archive: string | null
  /** 1: that archive holds other contents as well. */
  readonly beside: number
}

const TRACK = /\(track \d+\)/i

function isPartOfSet(path: string): boolean {
  return sheetKind(extensionOf(path)) !== undefined || TRACK.test(path)
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(byCodeUnit)
}

const UNLISTED = `
  select c.id from rom_file c
  where c.content_role in ('rom', 'disc') and c.size > 0
    and not exists (select 1 from content_match m where m.rom_file_id = c.id)
    and (exists (select 1 from file_instance f where f.rom_file_id = c.id and f.status = 'present' and f.role = 'rom')
      or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
                 where a.rom_file_id = c.id and f.status = 'present' and f.role = 'archive'))`

const PLACES = `
  select r.name as root, f.path, null as archive, 0 as beside
  from file_instance f join library_root r on r.id = f.root_id
  where f.rom_file_id = ? and f.status = 'present' and f.role = 'rom'
  union
  select r.name, a.path, f.path,
    exists (select 1 from archive_member o
     where o.archive_id = a.archive_id and o.rom_file_id is not null and o.rom_file_id <> a.rom_file_id)
  from archive_member a join file_instance f on f.rom_file_id = a.archive_id join library_root r on r.id = f.root_id
  where a.rom_file_id = ? and f.status = 'present' and f.role = 'archive'
  order by 1, 2`

const SAID = `
  select key, value from rom_file_metadata
  where rom_file_id = ? and key in ('header.platform', 'header.title', 'header.local-title', 'header.serial',
    'container.platform')`
