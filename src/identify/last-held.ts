/** What was held by files that cannot be read now, and by no other. */
import { isPresent } from '../catalog/present.sql.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'

/**
 * What files that cannot be read now held when they last could, and no other file holds: as it was, without headers, and
 * in archives. A device may have the last good copy of it. SHA-1 → what the directory of a zip says of such a member.
 */
export function lastHeld(db: Db): ReadonlyMap<string, string> {
  return hashesBy(db, LAST_HELD)
}

/** The same of all that belongs to the games of these, such as the other tracks of a disc. */
export function lastGames(db: Db): ReadonlyMap<string, string> {
  return hashesBy(db, LAST_GAMES)
}

function hashesBy(db: Db, query: string): ReadonlyMap<string, string> {
  const rows = prepareOnce(db, query).all() as readonly LastHeldRow[]
  return new Map(rows.map(({ sha1, ...member }) => [sha1.toString('hex'), memberMark(member)]))
}

/** What tells the member of a zip without unpacking it. */
export function memberMark({
  crc32,
  size,
}: {
  readonly crc32: number | null
  readonly size: number
}): string {
  return `${crc32}:${size}`
}

interface LastHeldRow {
  readonly sha1: Buffer
  readonly crc32: number | null
  readonly size: number
}

const LOST = `
  with held as (select sound_id as id from file_instance where problem is not null and sound_id is not null and status = 'present'),
    all_held as (select id from held union select m.rom_file_id from archive_member m join held h on h.id = m.archive_id),
    contents as (select id from all_held h where not ${isPresent('h.id')})`

const hashesOf = (contents: string): string => `
  select sha1, crc32, size from rom_file where id in ${contents}
  union select sha1, crc32, size from rom_view where rom_file_id in ${contents}`

const LAST_HELD = `${LOST} ${hashesOf('contents')}`

// DATs still say which game a content is of that nobody can read
const LAST_GAMES = `${LOST}, game as (
    select e.game_id as id from contents c join content_match m on m.rom_file_id = c.id join dat_rom e on e.id = m.dat_entry_id
    union select s.game_id from contents c join fitting_sheet s on s.rom_file_id = c.id), around as (
    select o.rom_file_id as id from game g join dat_rom r on r.game_id = g.id
      join content_match o on o.dat_entry_id = r.id
    union select s.rom_file_id from game g join fitting_sheet s on s.game_id = g.id)
  ${hashesOf('around')}`
