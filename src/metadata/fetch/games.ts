/** Which games are asked for: those that are owned and of which too little is known, or those that are named. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { tosecYear } from '../../names/dates.ts'
import { hexCrc } from '../../wording.ts'
import type { HashSet } from '../provider.ts'

/** A game as providers are asked for it. */
export interface AskedGame {
  /** Of `atomic_game_unit`. */
  readonly id: number
  readonly platform: string
  readonly title: string
  /** The release that is asked for. */
  readonly release: string
  /** Of its ROM, as the DAT has it. */
  readonly fileName: string
  readonly hashes: HashSet
  readonly size?: number
  readonly serial?: string
  readonly year?: number
}

/** Without these a game is in hardly any playlist. */
export const WANTED = ['genres', 'players', 'released'] as const

/** Whether all that playlists ask for most is known of a game. */
export function isKnown(db: Db, platform: string, release: string): boolean {
  const fields = prepareOnce(
    db,
    `select count(*) from atomic_metadata_extension x join game_release r on r.atomic_id = x.atomic_id
       join platform p on p.id = r.platform_id
     where p.slug = ? and r.name = ? and x.field in (${WANTED.map((field) => `'${field}'`).join()})`,
  ).pluck()
  return fields.get(platform, release) === WANTED.length
}

type Row = readonly [
  id: number,
  title: string,
  year: string | null,
  rom: string,
  size: number | null,
  crc32: number | null,
  md5: string,
  sha1: string,
  serial: string | null,
]

/** Undefined for a release that no DAT lists. Of several ROMs the largest tells the game: the data track of a disc. */
export function askedGame(db: Db, platform: string, release: string): AskedGame | undefined {
  const row = prepareOnce(
    db,
    `select u.id, u.title, r.year, e.name, e.size, e.crc32, lower(hex(e.md5)), lower(hex(e.sha1)), e.serial
     from game_release r join platform p on p.id = r.platform_id join atomic_game_unit u on u.id = r.atomic_id
       join release_artifact a on a.release_id = r.id join dat_rom e on e.game_id = a.dat_game_id
     where p.slug = ? and r.name = ? and e.size is not 0 order by a.variant, e.size desc, e.part limit 1`,
  )
    .raw()
    .get(platform, release) as Row | undefined
  if (!row) return undefined
  const [id, title, year, fileName, size, crc32, md5, sha1, serial] = row
  const read = Number(/^\d{4}/.exec(year ?? tosecYear(release) ?? '')?.[0] ?? Number.NaN)
  return {
    id,
    platform,
    title,
    release,
    fileName,
    hashes: {
      ...(crc32 === null ? {} : { crc32: hexCrc(crc32 >>> 0) }),
      ...(md5 === '' ? {} : { md5 }),
      ...(sha1 === '' ? {} : { sha1 }),
    },
    ...(size === null ? {} : { size }),
    ...(serial === null ? {} : { serial }),
    ...(Number.isNaN(read) ? {} : { year: read }),
  }
}

/** Several releases of a game have the same answer: the first is asked for. */
export function oneEach(games: readonly AskedGame[]): readonly AskedGame[] {
  return [...new Map(games.toReversed().map((game) => [game.id, game])).values()].reverse()
}
