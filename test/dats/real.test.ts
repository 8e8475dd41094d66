/** The DATs collectors really use, where they are at hand. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDatFiles } from '../../src/dats/importing/find.ts'
import { machinesOf } from '../../src/dats/arcade/machines.ts'
import { filesOf, setsOf, type SetLayout } from '../../src/dats/arcade/sets.ts'
import type { DatGame, DatRom } from '../../src/dats/dat.ts'
import { parseDat } from '../../src/dats/parse.ts'
import { openDats } from '../../src/dats/read.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/data/dats')

/** Games and releases, counted by another program. */
const TRUTH: [string, string, number, number][] = [
  ['mame/FBNeo - Arcade Games.dat', 'arcade', 7718, 7718],
  ['mame/MAME 2000 XML.dat', 'arcade', 2241, 2241],
  ['mame/MAME 2016 (split).dat', 'arcade', 9472, 9472],
  ['no-intro-pc/Nintendo - Nintendo 64 (BigEndian) (Private).dat', 'n64', 1132, 1132],
  ['no-intro-pc/Nintendo - Super Nintendo Entertainment System (Private).dat', 'snes', 4088, 4088],
  ['no-intro-pc/Sega - Master System - Mark III.dat', 'sms', 740, 740],
  ['no-intro/Atari - 2600.dat', 'atari2600', 905, 905],
  ['no-intro/NEC - PC Engine - TurboGrafx 16.dat', 'tg16', 495, 495],
  ['no-intro/Nintendo - Nintendo 64.dat', 'n64', 1435, 1257],
  ['no-intro/Nintendo - Nintendo Entertainment System.dat', 'nes', 14132, 7070],
  ['no-intro/Nintendo - Super Nintendo Entertainment System.dat', 'snes', 4268, 4268],
  ['no-intro/Sega - Game Gear.dat', 'gamegear', 915, 915],
  ['no-intro/Sega - Master System - Mark III.dat', 'sms', 1163, 1163],
  ['opengood/Open2600.dat', 'atari2600', 7204, 7204],
  ['opengood/OpenGG.dat', 'gamegear', 1020, 1020],
  ['opengood/OpenJag.dat', 'jaguar', 139, 139],
  ['opengood/OpenN64.N64.dat', 'n64', 5249, 5249],
  ['opengood/OpenPCE.dat', 'tg16', 1565, 1565],
  ['opengood/OpenSMS.dat', 'sms', 1516, 1516],
  ['redump/Sega - Dreamcast.dat', 'dc', 1918, 1488],
  ['redump/Sony - PlayStation.dat', 'psx', 13592, 10270],
  ['system/System.dat', 'system', 1, 1],
  ['tosec/NEC - PC-98.dat', 'pc-9800-series', 5318, 3991],
  ['tosec/Nintendo - Nintendo Entertainment System.dat', 'nes', 10820, 10812],
]

/** ROMs, where there are more than games, counted by another program. */
const ROMS: ReadonlyMap<string, number> = new Map([
  ['mame/MAME 2000 XML.dat', 34222],
  ['no-intro-pc/Nintendo - Nintendo 64 (BigEndian) (Private).dat', 1164],
  ['no-intro-pc/Nintendo - Super Nintendo Entertainment System (Private).dat', 4089],
  ['system/System.dat', 516],
])

async function gamesOf(file: string): Promise<readonly DatGame[]> {
  const games: DatGame[] = []
  for await (const dat of openDats(join(FOLDER, file))) {
    if ('problem' in dat) throw new Error(dat.problem.message)
    parseDat(dat, { header: () => undefined, game: (game) => games.push(game) })
  }
  return games
}

describe.skipIf(!existsSync(FOLDER))('real DATs (skipped where ../shared is absent)', () => {
  it.each(TRUTH)('%s: platform %s, %i games, %i releases', async (file, platform, games, releases) => {
    const db = memoryCatalog()
    const { dats, platforms } = await syncDats(db, [{ name: 'd', files: [join(FOLDER, file)] }])
    expect(dats).toEqual([{ name: 'd', count: 1, games, problems: [] }])
    expect(Object.keys(platforms)).toEqual([platform])
    expect(rebuildReleases(db, platform)).toBe(releases)
    expect(loadReleases(db, platform)).toHaveLength(releases)
    db.close()
  })

  it.each(TRUTH)('%s: every ROM and disk', async (file, _, games) => {
    const read = await gamesOf(file)
    const roms = read.flatMap((game): readonly DatRom[] => game.roms)
    expect([read.length, roms.length]).toEqual([games, ROMS.get(file) ?? games])
    expect(roms.filter(({ isDisk }) => isDisk)).toEqual([])
  })

  it('say which ROMs are missing in action', async () => {
    const mia = async (file: string) =>
      (await gamesOf(file)).flatMap(({ roms }) => roms.filter((rom) => rom.mia)).length
    expect(await mia('no-intro-pc/Nintendo - Nintendo 64 (BigEndian) (Private).dat')).toBe(1)
    expect(await mia('no-intro-pc/Nintendo - Super Nintendo Entertainment System (Private).dat')).toBe(2)
  })

  it('make arcade sets: 34,143 dumped ROMs of 2,241 machines, of which 10,251 are shared', async () => {
    const machines = machinesOf(await gamesOf('mame/MAME 2000 XML.dat'))
    const totals = (layout: SetLayout) => {
      const sets = setsOf(machines, machines.all, { layout })
      return [sets.length, sets.reduce((sum, { roms }) => sum + roms.length, 0)]
    }
    expect(totals('split')).toEqual([2241, 23892])
    expect(totals('full-non-merged')).toEqual([2241, 34143])
    expect(totals('merged')[0]).toBe(1251)
    const files = machines.all.map((machine) => filesOf(machines, machine, { layout: 'split' }))
    expect(files.reduce((sum, { nodumps }) => sum + nodumps, 0)).toBe(79)
    expect(files.reduce((sum, { samples }) => sum + samples.members.length, 0)).toBe(1168)
  })

  it('are all there', async () => {
    const { files } = await findDatFiles({ base: FOLDER, glob: '**/*.dat' })
    expect(files).toHaveLength(TRUTH.length)
  })
})
