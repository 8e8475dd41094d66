/** What the sources say of a platform, as it is joined. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import type { EntryFields } from '../local/entry.ts'
import type { PartInUse } from '../local/store.ts'
import type { Via } from '../provider.ts'

export interface JoinEntry {
  readonly id: number
  readonly log: number
  readonly source: string
  readonly ref: string | undefined
  readonly name: string | undefined
  readonly title: string | undefined
  readonly crc32: number | undefined
  readonly md5: string | undefined
  readonly serial: string | undefined
  readonly path: string | undefined
  /** What was compared where a provider was asked for the release `name`. */
  readonly foundBy: Via | undefined
  /** When its first release was. What else it says is large, and asked for when it is known whose it is. */
  readonly released: string | undefined
}

/** By what people decide on it: its id in the source; where that has none, as in tables of one's own, its title. */
export function refOf({ ref, title }: Pick<JoinEntry, 'ref' | 'title'>): string {
  return ref ?? title ?? ''
}

type Row = readonly [
  id: number,
  ref: string | null,
  name: string | null,
  title: string | null,
  crc32: number | null,
  md5: string | null,
  serial: string | null,
  path: string | null,
  foundBy: Via | null,
  released: string | null,
  isName: number,
]

export interface SourceEntries {
  readonly part: PartInUse
  readonly entries: readonly JoinEntry[]
  /** Name of a release or file → title that it has in this source. */
  readonly named: ReadonlyMap<string, string>
  /** Other titles, by entry. */
  readonly titles: ReadonlyMap<number, readonly string[]>
}

export function entriesOf(db: Db, platform: string, part: PartInUse): SourceEntries {
  const rows = prepareOnce(
    db,
    `select id, ref, name, title, crc32, lower(hex(md5)), serial, path, found_by, json_extract(fields, '$.released'), fields = '{}'
     from metadata_entry
     where log_id = ? and platform_id = (select id from platform where slug = ?) order by id`,
  )
  const entries: JoinEntry[] = []
  const named = new Map<string, string>()
  for (const row of rows.raw().iterate(part.log, platform)) {
    const [id, ref, name, title, crc32, md5, serial, path, foundBy, released, isName] = row as Row
    if (isName === 1) {
      if (name !== null && title !== null) named.set(name, title)
      continue
    }
    entries.push({
      id,
      log: part.log,
      source: part.source,
      ref: ref ?? undefined,
      name: name ?? undefined,
      title: title ?? undefined,
      crc32: crc32 ?? undefined,
      md5: md5 === null || md5 === '' ? undefined : md5,
      serial: serial ?? undefined,
      path: path ?? undefined,
      foundBy: foundBy ?? undefined,
      released: released ?? undefined,
    })
  }
  return { part, entries, named, titles: titlesOf(db, platform, part.log) }
}

/** What entries say, of those that are wanted. Written by `entryWriter`. */
export function fieldsOf(
  db: Db,
  platform: string,
  part: PartInUse,
  wanted: ReadonlySet<number>,
): Map<number, EntryFields> {
  const rows = prepareOnce(
    db,
    'select id, fields from metadata_entry where log_id = ? and platform_id = (select id from platform where slug = ?)',
  )
  const fields = new Map<number, EntryFields>()
  for (const row of rows.raw().iterate(part.log, platform)) {
    const [id, said] = row as [number, string]
    if (wanted.has(id)) fields.set(id, JSON.parse(said) as EntryFields)
  }
  return fields
}

function titlesOf(db: Db, platform: string, log: number): ReadonlyMap<number, readonly string[]> {
  const rows = prepareOnce(
    db,
    `select t.entry_id, t.title from metadata_entry e join metadata_title t on t.entry_id = e.id
     where e.log_id = ? and e.platform_id = (select id from platform where slug = ?) order by t.entry_id, t.title`,
  )
  const titles = new Map<number, string[]>()
  for (const row of rows.raw().iterate(log, platform)) {
    const [id, title] = row as [number, string]
    addTo(titles, id, title)
  }
  return titles
}
