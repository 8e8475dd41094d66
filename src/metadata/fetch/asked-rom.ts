/** By which file, and which of its shapes, providers are asked for a release. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { hexCrc } from '../../wording.ts'
import type { HashSet } from '../provider.ts'

export interface AskedRom {
  /** As the DAT has it. */
  readonly fileName: string
  readonly hashes: HashSet
  readonly size?: number
  readonly serial?: string
}

type Row = readonly [
  fileName: string,
  size: number | null,
  crc32: number | null,
  md5: string,
  sha1: string,
  sha256: string,
  serial: string | null,
]

/**
 * Of several ROMs the largest tells the game: the data track of a disc. Where a DAT lists it with a console's header and
 * without, the one without: of headers there are many, and databases, RetroAchievements for one, leave them out.
 */
const ASKED_ROM = `
  with rom as (
    select a.variant, e.*, row_number() over (partition by a.variant order by e.size desc, e.part) as place
    from game_release r join platform p on p.id = r.platform_id join release_block a on a.release_id = r.id
      join dat_rom e on e.game_id = a.dat_game_id
    where p.slug = ? and r.name = ? and e.size is not 0)
  select (select name from rom where place = 1 order by variant limit 1), size, crc32, lower(hex(md5)),
    lower(hex(sha1)), lower(hex(sha256)), serial
  from rom where place = 1 order by size is null, size, variant limit 1`

/** Undefined for a release that no DAT lists. */
export function askedRom(db: Db, platform: string, release: string): AskedRom | undefined {
  const row = prepareOnce(db, ASKED_ROM).raw().get(platform, release) as Row | undefined
  if (!row) return undefined
  const [fileName, size, crc32, md5, sha1, sha256, serial] = row
  return {
    fileName,
    hashes: {
      ...(crc32 === null ? {} : { crc32: hexCrc(crc32) }),
      ...(md5 === '' ? {} : { md5 }),
      ...(sha1 === '' ? {} : { sha1 }),
      ...(sha256 === '' ? {} : { sha256 }),
    },
    ...(size === null ? {} : { size }),
    ...(serial === null ? {} : { serial }),
  }
}
