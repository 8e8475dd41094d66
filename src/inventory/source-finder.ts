/** Where the bytes of contents are now. */
import { join } from 'node:path'
import type { Db } from '../catalog/sqlite.ts'
import type { ArchiveFormat, MemberPlace, Source } from './hashing/content.ts'

/**
 * Tells where the bytes of a content are now: loose files first, then zip members, each by root and path. Contents of
 * which only a view is wanted are asked for by the hash of the whole. Empty when nothing present holds it.
 */
export function sourceFinder(db: Db): (sha1: string) => readonly Source[] {
  const find = sourcesFinder(db)
  return (sha1) => find([sha1])[0] ?? []
}

/** The same of many contents at once, in their order, which takes a quarter of the time. */
export function sourcesFinder(db: Db): (sha1s: readonly string[]) => readonly (readonly Source[])[] {
  const loose = db.prepare<[string], LooseRow>(LOOSE)
  const members = db.prepare<[string], MemberRow>(MEMBERS)
  const outer = db.prepare<[number, number], PlaceRow>(OUTER)
  return (sha1s) => {
    const asked = JSON.stringify(sha1s)
    const found = sha1s.map((): Source[] => [])
    for (const { at, root, path, crc32 } of loose.all(asked))
      found[at]?.push({ file: join(root, path), crc32 })
    for (const { at, root, path, archive, ...row } of members.all(asked)) {
      const member = placeOf(row, (parent) => outer.get(archive, parent))
      found[at]?.push({ file: join(root, path), member })
    }
    return found
  }
}

interface LooseRow {
  /** Place of the content among those that were asked for. */
  readonly at: number
  readonly root: string
  readonly path: string
  readonly crc32: number
}

interface MemberRow extends PlaceRow {
  readonly at: number
  readonly root: string
  readonly path: string
  readonly archive: number
}

interface PlaceRow {
  readonly format: ArchiveFormat
  readonly position: number | null
  readonly offset: number
  readonly method: number
  readonly compressedSize: number
  readonly size: number
  readonly crc32: number
  readonly encrypted: number
  readonly parent: number | null
}

function placeOf(row: PlaceRow, outer: (parent: number) => PlaceRow | undefined): MemberPlace {
  const { format, position, encrypted, parent, offset, method, compressedSize, size, crc32 } = row
  const within = parent === null ? undefined : outer(parent)
  return {
    ...(format !== 'zip' && { format }),
    ...(position !== null && { ordinal: position }),
    offset,
    method,
    compressedSize,
    size,
    crc32,
    ...(encrypted === 1 && { encrypted: true }),
    ...(within && { within: placeOf(within, outer) }),
  }
}

const LOOSE = `
  select asked.key as at, r.path as root, f.path, c.crc32
  from json_each(?) asked cross join rom_file c on c.sha1 = unhex(asked.value)
  join file_instance f on f.rom_file_id = c.id join library_root r on r.id = f.root_id
  where f.status = 'present'
  order by asked.key, r.name, f.path`

const PLACE = `m.format, m.position, m.offset, m.method, m.compressed_size as compressedSize, m.size, m.crc32,
  m.encrypted, m.parent`

const OUTER = `select ${PLACE} from archive_member m where m.archive_id = ? and m.ordinal = ?`

const MEMBERS = `
  select asked.key as at, r.path as root, f.path, m.archive_id as archive, ${PLACE}
  from json_each(?) asked cross join rom_file c on c.sha1 = unhex(asked.value)
  join archive_member m on m.rom_file_id = c.id
  join file_instance f on f.rom_file_id = m.archive_id
  join library_root r on r.id = f.root_id
  where f.status = 'present' and f.role = 'archive'
  order by asked.key, r.name, f.path, m.ordinal`
