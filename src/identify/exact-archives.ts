/** Finds archives of the user's that are, as they lie there, the zip that a device should get. */
import type { Db } from '../catalog/sqlite.ts'
import type { Shape } from '../select/pick.ts'

/** What has to be in the zip: all of it, under these names, and nothing else. Hashes are lower-case hex. */
interface WantedMember {
  readonly name: string
  readonly content: string
}

/**
 * The sound, present zip with exactly these members. Of several that with the least hash: never the one that was found
 * first.
 */
export function exactArchives(db: Db): (members: readonly WantedMember[]) => Shape | undefined {
  const holding = db.prepare<[Buffer, string], { id: number; sha1: Buffer; size: number; crc32: number }>(
    HOLDING,
  )
  const listing = db.prepare<[number, number], { path: string; sha1: Buffer | null; plain: number }>(LISTING)
  const isExact = (archive: number, wanted: ReadonlyMap<string, string>): boolean => {
    // one more tells that there are more: of a zip with thousands of games each game would read the whole list
    const listed = listing.all(archive, wanted.size + 1)
    if (listed.length !== wanted.size) return false
    const paths = new Set(listed.map(({ path }) => path))
    return (
      paths.size === listed.length &&
      listed.every(
        ({ path, sha1, plain }) => plain === 1 && sha1 !== null && wanted.get(path) === sha1.toString('hex'),
      )
    )
  }
  return (members) => {
    const [first] = members
    if (!first) return undefined
    const wanted = new Map(members.map(({ name, content }) => [name, content]))
    const found = holding
      .all(Buffer.from(first.content, 'hex'), first.name)
      .find(({ id }) => isExact(id, wanted))
    return found && { sha1: found.sha1.toString('hex'), size: found.size, crc32: found.crc32 }
  }
}

const HOLDING = `
  select a.id, a.sha1, a.size, a.crc32 from rom_file c
  join archive_member m on m.rom_file_id = c.id join rom_file a on a.id = m.archive_id
  where c.sha1 = ? and m.path = ? and m.format = 'zip' and m.parent is null
    and exists (select 1 from file_instance f
      where f.rom_file_id = a.id and f.status = 'present' and f.role = 'archive' and f.problem is null)
  order by a.sha1`

/** `plain`: any program can unpack it. */
const LISTING = `
  select m.path, c.sha1,
    m.encrypted = 0 and m.method in (0, 8) and m.problem is null and m.parent is null as plain
  from archive_member m left join rom_file c on c.id = m.rom_file_id where m.archive_id = ? limit ?`
