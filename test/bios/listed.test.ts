/** A list of system files among the DATs: more that RetroArch's devices look for, and more editions that will do. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mister, onion, retroarch } from '../../presets/index.ts'
import { firmwareWishes } from '../../src/bios/firmware.ts'
import { listedFirmware } from '../../src/bios/listed.ts'
import { SYSTEM_FILES } from '../../src/bios/tables/system-files.ts'
import type { DatRom } from '../../src/dats/dat.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { shelf } from '../identify/support.ts'

const out = { path: 'out', policy: 'all' }

function listed(roms: readonly DatRom[]): ReturnType<typeof listedFirmware> {
  const { db, dat, close } = shelf()
  dat('System', 'system', [{ name: 'System', categories: [], roms }])
  const rows = listedFirmware(db)
  close()
  return rows
}

const rom = (name: string, digit: string, size = 512): DatRom => ({ name, size, md5: digit.repeat(32) })

const LISTED = [
  rom('scph1001.bin', 'a'),
  rom('scph5501.bin', 'b'),
  rom('pcsx2/bios/ps2-0100j.bin', 'c'),
  rom('pcsx2/bios/ps2-0100j.bin', 'd'),
  rom('nobody.bin', 'e'),
]

describe('a list', () => {
  it('knows paths with all their editions, and platforms', () => {
    expect(listed(LISTED)).toEqual([
      ['nobody.bin', 'e'.repeat(32), ''],
      ['pcsx2/bios/ps2-0100j.bin', `${'c'.repeat(32)} ${'d'.repeat(32)}`, 'ps2'],
      ['scph1001.bin', 'a'.repeat(32), 'psx'],
      ['scph5501.bin', 'b'.repeat(32), 'psx'],
    ])
  })

  it.each([
    '../up.bin',
    '/top.bin',
    'a//b.bin',
    'a/../b.bin',
    'a\\b.bin',
    'C:x.bin',
    'x.bin ',
    'a./b',
    '',
    'dc/x.zip',
  ])('with %j leads nowhere', (name) => {
    expect(listed([rom(name, 'a')])).toEqual([])
  })

  it('has no file in what is a file itself, and none that is empty', () => {
    expect(listed([rom('SGB1.sfc', 'a'), rom('SGB1.sfc/boot.rom', 'b'), rom('scph1.bin', 'c', 0)])).toEqual([
      ['SGB1.sfc', 'a'.repeat(32), 'snes gb'],
    ])
  })
})

describe('devices', () => {
  it('look for what it lists of their platforms, beside what curator knows, which comes first', async () => {
    const wishes = await firmwareWishes(retroarch({ ...out, platforms: ['psx'] }).device, listed(LISTED))
    expect(wishes.map(({ path }) => path)).toEqual([
      'system/ps1_rom.bin',
      'system/psxonpsp660.bin',
      'system/scph1001.bin',
      'system/scph5500.bin',
      'system/scph5501.bin',
      'system/scph5502.bin',
    ])
    expect(wishes.find(({ path }) => path.endsWith('5501.bin'))?.accepts).toEqual([
      '490f666e1afb15b7362b406ed1cea246',
      'b'.repeat(32),
    ])
    expect(wishes.find(({ path }) => path.endsWith('1001.bin'))).toMatchObject({
      platforms: ['psx'],
      isNeeded: false,
    })
  })

  it('get it where they have the folder, and others get nothing of it', async () => {
    const paths = async (target: { readonly device: Parameters<typeof firmwareWishes>[0] }) =>
      (await firmwareWishes(target.device, listed(LISTED))).map(({ path }) => path)
    expect(await paths(onion(out))).toContain('BIOS/scph1001.bin')
    expect((await paths(mister(out))).filter((path) => path.includes('scph'))).toEqual([])
  })
})

it('knows only platforms that there are', () => {
  const known = new Set(PLATFORMS.map(({ slug }) => slug))
  const named = SYSTEM_FILES.flatMap(([, platforms]) => platforms.split(' '))
  expect(named.filter((slug) => !known.has(slug))).toEqual([])
})

const REAL = new URL('../../../shared/data/dats/system/System.dat', import.meta.url)

describe.skipIf(!existsSync(REAL))("libretro's own list", () => {
  it('is understood: of the files that are no zips, which belong to no platform', () => {
    const text = readFileSync(REAL, 'utf8')
    const roms = [...text.matchAll(/rom \( name (?:"([^"]+)"|(\S+)) size (\d+) .*?md5 ([0-9a-f]{32})/g)].map(
      ([, quoted, plain = '', size, md5 = '']): DatRom => ({
        name: quoted ?? plain,
        size: Number(size),
        md5,
      }),
    )
    const rows = listed(roms)
    const homeless = rows
      .filter(([, , platforms]) => platforms === '')
      .map(([path]) => path.split('/')[0] ?? '')
    expect([roms.length > 500, rows.length > 430]).toEqual([true, true])
    expect([...new Set(homeless)].filter((name) => /scph|sega|gc-|fuse|ps2/.test(name))).toEqual([])
    expect(homeless.length).toBeLessThan(rows.length / 2)
  })
})
