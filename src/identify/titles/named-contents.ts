/** What the catalog knows of contents that no DAT lists by hash: their names, roots and headers. */
import type { Db } from '../../catalog/sqlite.ts'
import { groupBy, portions } from '../../groups.ts'
import { isSheet } from '../../inventory/discs/sheet.ts'
import { extensionOf, stemOf } from '../../file-name.ts'
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

/** So many contents are asked for at once: a question each costs more than its answer. */
const AT_ONCE = 500

/**
 * What is known of contents, by their ids, in this order. Leaves out what has no name of its own: sheets, and the tracks
 * that they name.
 * @param decided the platforms that the user decided of single contents
 */
export function* namedContents(
  db: Db,
  ids: Iterable<number>,
  decided: ReadonlyMap<number, string | null> = new Map(),
): Generator<readonly [id: number, content: UnknownContent]> {
  const places = db.prepare<{ readonly ids: string }, PlaceRow>(PLACES).raw()
  const said = db.prepare<{ readonly ids: string }, SaidRow>(SAID).raw()
  const isCrowd = crowds(db)
  for (const some of portions(ids, AT_ONCE)) {
    const asked = { ids: JSON.stringify(some) }
    const placesOf = groupBy(places.all(asked), ([id]) => id)
    const saidOf = groupBy(said.all(asked), ([id]) => id)
    for (const id of some) {
      const content = contentOf(placesOf.get(id) ?? [], saidOf.get(id) ?? [], decided.get(id), isCrowd)
      if (content) yield [id, content]
    }
  }
}

/** Nobody goes through the members of such an archive one by one. */
export const CROWD = 5000

/** Whether an archive holds more contents that no DAT lists than anybody could look at. */
function crowds(db: Db): (archive: number) => boolean {
  const hasMore = db.prepare<[number], number>(IS_CROWD).pluck()
  const known = new Map<number, boolean>()
  return (archive) => {
    const before = known.get(archive)
    if (before !== undefined) return before
    const isCrowd = hasMore.get(archive) !== undefined
    known.set(archive, isCrowd)
    return isCrowd
  }
}

function contentOf(
  rows: readonly PlaceRow[],
  said: readonly SaidRow[],
  platform: string | null | undefined,
  isCrowd: (archive: number) => boolean,
): UnknownContent | undefined {
  if (rows.length === 0 || rows.some(([, , path]) => isPartOfSet(path))) return undefined
  const paths = rows.map(([, , path]) => path)
  // an archive around a single game is often named better than the game
  const archives = rows.flatMap(([, , , archive, beside]) =>
    archive !== null && beside === 0 ? archive : [],
  )
  const facts = new Map(said.map(([, key, value]) => [key, value]))
  const header = facts.get('header.platform') ?? facts.get('container.platform')
  const titles = ['header.title', 'header.local-title'].flatMap((key) => facts.get(key) ?? [])
  const serial = facts.get('header.serial')
  const inCrowd = rows.every(([, , , , , archive]) => archive !== null && isCrowd(archive))
  return {
    names: distinct([...paths, ...archives].map(stemOf)),
    ...(inCrowd ? { inCrowd } : {}),
    header: { titles: distinct(titles), ...(serial === undefined ? {} : { serial }) },
    roots: distinct(rows.map(([, root]) => root)),
    signs: {
      extensions: distinct(paths.map(extensionOf)).filter((extension) => extension !== ''),
      ...(header === undefined ? {} : { header }),
      ...(platform === undefined ? {} : { decided: platform }),
    },
  }
}

/** Where a content is. `archive`: the path of what it is in; `beside` is 1 when that holds other contents as well. */
type PlaceRow = readonly [
  id: number,
  root: string,
  path: string,
  archive: string | null,
  beside: number,
  archiveId: number | null,
]

type SaidRow = readonly [id: number, key: string, value: string]

const TRACK = /\(track \d+\)/i

function isPartOfSet(path: string): boolean {
  return isSheet(path) || TRACK.test(path)
}

function distinct(texts: readonly string[]): string[] {
  return texts.length < 2 ? [...texts] : [...new Set(texts)].sort(byCodeUnit)
}

/** Of a column `problem`: a damaged CHD is no disc, whatever it is called. */
const isSound = (column: string): string => `instr(coalesce(${column}, ''), '"disc-damaged"') = 0`

const UNLISTED = `
  select c.id from rom_file c
  where c.content_role in ('rom', 'disc') and c.size > 0
    and not exists (select 1 from content_match m where m.rom_file_id = c.id)
    and (exists (select 1 from file_instance f where f.rom_file_id = c.id and f.status = 'present' and f.role = 'rom'
        and ${isSound('f.problem')})
      or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
                 where a.rom_file_id = c.id and f.status = 'present' and f.role = 'archive' and ${isSound('a.problem')}))`

const ASKED = `(select value from json_each(@ids))`

const PLACES = `
  select f.rom_file_id, r.name, f.path, null, 0, null
  from file_instance f join library_root r on r.id = f.root_id
  where f.rom_file_id in ${ASKED} and f.status = 'present' and f.role = 'rom'
  union all
  select a.rom_file_id, r.name, a.path, f.path,
    exists (select 1 from archive_member o
     where o.archive_id = a.archive_id and o.rom_file_id is not null and o.rom_file_id <> a.rom_file_id),
    a.archive_id
  from archive_member a join file_instance f on f.rom_file_id = a.archive_id join library_root r on r.id = f.root_id
  where a.rom_file_id in ${ASKED} and f.status = 'present' and f.role = 'archive'`

const IS_CROWD = `
  select 1 from archive_member a
  where a.archive_id = ? and a.rom_file_id is not null
    and not exists (select 1 from content_match m where m.rom_file_id = a.rom_file_id)
  limit 1 offset ${CROWD}`

const SAID = `
  select rom_file_id, key, value from rom_file_metadata
  where rom_file_id in ${ASKED} and key in ('header.platform', 'header.title', 'header.local-title', 'header.serial',
    'container.platform')`
