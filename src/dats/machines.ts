/** Lists of machines in the catalog: arcade games, which are found by short names and share their ROMs. */
import type { Db } from '../catalog/sqlite.ts'
import type { DatGame, DatRom } from './dat.ts'

/** Whose sets: MAME and the emulators that share them, or its fork for hacks and homebrew, with zips of the same names. */
export type Arcade = 'mame' | 'hbmame'

/**
 * Which imports list machines of a platform, in an order that depends neither on paths nor on when each was read. Names
 * of machines are single words (`pacman`), and those of all other DATs are titles. HBMAME's say so in their name, or
 * the user's: its `-listxml` calls itself MAME.
 */
export function machineLists(
  db: Db,
  platform: string,
  dats?: readonly string[],
  arcade?: Arcade,
): readonly number[] {
  const declared = dats ? 'and f.dat in (select value from json_each(?))' : ''
  const isHomebrew = `f.dat || ' ' || f.path || ' ' || coalesce(f.name, '') like '%hbmame%'`
  const only = `${declared} ${arcade ? `and ${arcade === 'mame' ? 'not ' : ''}(${isHomebrew})` : ''}`
  return db
    .prepare<unknown[], number>(
      `select f.log_id from dat_file f
       where f.platform_id = (select id from platform where slug = ?) and f.log_id is not null ${only}
         and exists (select 1 from dat_game g where g.log_id = f.log_id)
         and not exists (select 1 from dat_game g where g.log_id = f.log_id and g.name like '% %')
       group by f.log_id order by min(f.dat || char(0) || f.digest), f.log_id`,
    )
    .pluck()
    .all(platform, ...(dats ? [JSON.stringify(dats)] : []))
}

/** The machines of an import, as the list has them. Those without any ROM are not kept. */
export function loadMachines(db: Db, list: number): readonly DatGame[] {
  const roms = db.prepare<[number], RomRow>(ROMS).iterate(list)
  let next = roms.next()
  return db
    .prepare<[number], GameRow>(GAMES)
    .all(list)
    .map((row) => {
      const own: DatRom[] = []
      for (; next.done !== true && next.value.game === row.id; next = roms.next())
        own.push(readRom(next.value))
      return readGame(row, own)
    })
}

interface GameRow {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly cloneOf: string | null
  readonly romOf: string | null
  readonly sampleOf: string | null
  readonly isBios: number | null
  readonly isDevice: number | null
  readonly devices: string | null
  readonly samples: string | null
}

interface RomRow {
  readonly game: number
  readonly name: string
  readonly size: number | null
  readonly crc32: number | null
  readonly sha1: Buffer | null
  readonly status: string | null
  readonly merge: string | null
  readonly optional: number
}

const GAMES = `
  select g.id, g.name, g.description, g.clone_of as cloneOf, m.rom_of as romOf, m.sample_of as sampleOf,
    m.is_bios as isBios, m.is_device as isDevice, m.devices, m.samples
  from dat_game g left join dat_machine m on m.game_id = g.id where g.log_id = ? order by g.id`

const ROMS = `
  select r.game_id as game, r.name, r.size, r.crc32, r.sha1, r.status, r.merge, r.optional
  from dat_game g cross join dat_rom r on r.game_id = g.id where g.log_id = ? order by g.id, r.part`

function readGame(row: GameRow, roms: readonly DatRom[]): DatGame {
  const { name, description, cloneOf, romOf, sampleOf, isBios, isDevice, devices, samples } = row
  return {
    name,
    ...(description === null ? {} : { description }),
    ...(cloneOf === null ? {} : { cloneOf }),
    ...(romOf === null ? {} : { romOf }),
    ...(sampleOf === null ? {} : { sampleOf }),
    ...(isBios === 1 ? { isBios: true } : {}),
    ...(isDevice === 1 ? { isDevice: true } : {}),
    ...(devices === null ? {} : { devices: names(devices) }),
    ...(samples === null ? {} : { samples: names(samples) }),
    categories: [],
    roms,
  }
}

function readRom({ name, size, crc32, sha1, status, merge, optional }: RomRow): DatRom {
  return {
    name,
    ...(size === null ? {} : { size }),
    ...(crc32 === null ? {} : { crc32 }),
    ...(sha1 === null ? {} : { sha1: sha1.toString('hex') }),
    ...(status === 'nodump' || status === 'baddump' ? { status } : {}),
    ...(merge === null ? {} : { merge }),
    ...(optional === 1 ? { isOptional: true } : {}),
    // the only files that a list gives neither size nor CRC-32 of
    ...(size === null && crc32 === null && name.endsWith('.chd') ? { isDisk: true } : {}),
  }
}

/** As `entry-rows.ts` writes them. */
function names(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[]
}
