/** The tables of firmware are data: these are the rules they keep; and what is said of what a folder holds. */
import { describe, expect, it } from 'vitest'
import {
  batocera,
  everdrive,
  folder,
  minui,
  mister,
  muos,
  onion,
  pocket,
  recalbox,
  retroarch,
  romm,
} from '../../presets/index.ts'
import { firmwareWishes, type FirmwareRow } from '../../src/bios/firmware.ts'
import type { FirmwareFile } from '../../src/bios/holdings.ts'
import { EVERDRIVE_FIRMWARE } from '../../src/bios/tables/everdrive.ts'
import { MINUI_FIRMWARE } from '../../src/bios/tables/minui.ts'
import { MISTER_FIRMWARE } from '../../src/bios/tables/mister.ts'
import { POCKET_FIRMWARE } from '../../src/bios/tables/pocket.ts'
import { RETROARCH_FIRMWARE } from '../../src/bios/tables/retroarch.ts'
import { verdictsOn } from '../../src/bios/verdicts.ts'
import { REGIONS } from '../../src/names/tables/regions.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'

const TABLES: Readonly<Record<string, readonly FirmwareRow[]>> = {
  mister: MISTER_FIRMWARE,
  pocket: POCKET_FIRMWARE,
  everdrive: EVERDRIVE_FIRMWARE,
  minui: MINUI_FIRMWARE,
  retroarch: RETROARCH_FIRMWARE,
}
const SLUGS = new Set(PLATFORMS.map(({ slug }) => slug))
const out = { path: 'out', policy: 'all' }

describe.each(Object.entries(TABLES))('the table of %s', (_name, rows) => {
  it('has MD5s, platforms that there are, and paths that stay inside', () => {
    for (const [path, md5, platforms, needed = ''] of rows) {
      expect(path).toMatch(/^(?!\/)(?!.*\.\.)[^\\:*?"<>|]+$/)
      for (const one of md5.split(' ')) expect(one).toMatch(/^[0-9a-f]{32}$/)
      const slugs = platforms.split(' ')
      expect(slugs.filter((slug) => !SLUGS.has(slug))).toEqual([])
      expect(needed.split(' ').filter((slug) => slug !== '' && !slugs.includes(slug))).toEqual([])
    }
  })

  it('names no place twice for one platform', () => {
    const places = rows.flatMap(([path, , platforms]) =>
      platforms.split(' ').map((slug) => `${slug} ${path}`),
    )
    const twice = places.filter((place, index) => places.indexOf(place) !== index)
    // cores of one platform may disagree about the bytes, and then any of them will do
    expect(twice.length).toBeLessThan(places.length / 20)
  })
})

it('has folders of the regions on MiSTer that `{region}` makes as well, and firmware for both sorts of Game Boy on FXPAK', async () => {
  const regions = MISTER_FIRMWARE.flatMap(
    ([path]) => /^\{folder\}\/(.+)\/cd_bios\.rom$/.exec(path)?.[1] ?? [],
  )
  expect(regions).toEqual(['USA', 'Europe', 'Japan'])
  expect(regions.filter((region) => !REGIONS.some(({ name }) => name === region))).toEqual([])
  for (const slug of ['gb', 'gbc'] as const) {
    const { device } = everdrive({ ...out, model: 'fxpak-pro', platforms: [slug] })
    const wishes = await firmwareWishes(device)
    // by its settings it starts none without those of the second
    expect(wishes.map(({ path, isNeeded }) => [path, isNeeded])).toEqual([
      ['sd2snes/sgb1_boot.bin', false],
      ['sd2snes/sgb1_snes.bin', false],
      ['sd2snes/sgb2_boot.bin', true],
      ['sd2snes/sgb2_snes.bin', true],
    ])
  }
})

it('counts what each device looks for', async () => {
  const devices = {
    mister: mister(out),
    pocket: pocket(out),
    n8: everdrive({ ...out, model: 'n8-pro' }),
    fxpak: everdrive({ ...out, model: 'fxpak-pro' }),
    'gb-x7': everdrive({ ...out, model: 'gb-x7' }),
    minui: minui(out),
    folder: folder(out),
  }
  const counts: Record<string, number> = {}
  for (const [name, { device }] of Object.entries(devices))
    counts[name] = (await firmwareWishes(device)).length
  expect(counts).toEqual({ mister: 59, pocket: 16, n8: 1, fxpak: 5, 'gb-x7': 0, minui: 10, folder: 0 })
})

it.each([
  ['mister', mister(out), 'psx', 'games/PSX/boot.rom'],
  ['mister', mister(out), 'pc-8800-series', 'games/PC8801/boot.rom'],
  ['mister', mister(out), 'game-dot-com', 'games/GameCom/boot.rom'],
  ['mister', mister(out), 'neogeoaes', 'games/NEOGEO/uni-bios.rom'],
  [
    'mister, in a folder that no core knows',
    mister({ ...out, folders: { gamegear: 'GameGear', psx: 'PS1' } }),
    'psx',
    'games/PSX/boot.rom',
  ],
  [
    'mister, in the folder of a variant',
    mister({ ...out, folders: { gbc: 'GBC' } }),
    'gbc',
    'games/GBC/boot1.rom',
  ],
  ['mister, below its folder', mister({ ...out, folders: { psx: 'PSX/USA' } }), 'psx', 'games/PSX/boot.rom'],
  ['mister, at the top', mister({ ...out, layout: '{folder}/{letter}/{file}' }), 'psx', 'PSX/boot.rom'],
  ['retroarch', retroarch(out), 'psx', 'system/scph5501.bin'],
  ['batocera', batocera(out), 'psx', 'bios/scph5501.bin'],
  ['recalbox', recalbox(out), 'psx', 'bios/scph5501.bin'],
  ['onion', onion(out), 'psx', 'BIOS/scph5501.bin'],
  ['muos', muos(out), 'psx', 'MUOS/bios/scph5501.bin'],
  ['romm', romm(out), 'psx', 'bios/psx/scph5501.bin'],
  ['romm, of a core with a folder of its own', romm(out), 'dc', 'bios/dc/dc_boot.bin'],
  [
    'romm, platforms first',
    romm({ ...out, structure: 'platform-first', folders: { psx: 'ps1' } }),
    'psx',
    'ps1/bios/scph5501.bin',
  ],
  ['minui', minui(out), 'psx', 'Bios/PS/psxonpsp660.bin'],
  ['pocket', pocket(out), 'gba', 'Assets/gba/common/gba_bios.bin'],
  ['pocket', pocket(out), 'wonderswan-color', 'Assets/wonderswan/common/color.rom'],
  [
    'pocket, one core of several',
    pocket(out),
    'colecovision',
    'Assets/coleco/Spiritualized.Coleco/coleco.bin',
  ],
  ['n8', everdrive({ ...out, model: 'n8' }), 'fds', 'EDN8/disksys.rom'],
])('%s looks for firmware of its own', async (_case, { device }, platform, path) => {
  const wishes = await firmwareWishes(device)
  const found = wishes.find((wish) => wish.path === path)
  expect(found?.platforms).toContain(platform)
})

it.each([
  ['fds', 'disksys.rom', retroarch({ ...out, platforms: ['fds'] })],
  ['fds', 'disksys.rom', everdrive({ ...out, model: 'n8-pro', platforms: ['fds'] })],
  ['turbografx-cd', 'syscard3.pce', retroarch({ ...out, platforms: ['turbografx-cd'] })],
])('a game for %s cannot be played without %s', async (_platform, name, { device }) => {
  const needed = (await firmwareWishes(device)).filter(({ isNeeded }) => isNeeded)
  expect(needed.map(({ path }) => path.split('/').at(-1))).toEqual([name])
})

it('has one file of those that differ only in case or folder, where a frontend looks into one folder for a platform', async () => {
  const wishes = await firmwareWishes(romm({ ...out, platforms: ['msx'] }).device)
  expect(wishes.filter(({ path }) => /\/msx\.rom$/i.test(path))).toMatchObject([
    { accepts: ['364a1a579fe5cb8dba54519bcfcdac0d', 'aa95aea2563cd5ec0a0919b44cc17d47'], platforms: ['msx'] },
  ])
  const folders = wishes.map(({ path }) => path.split('/').slice(0, -1).join('/'))
  expect(new Set(folders)).toEqual(new Set(['bios/msx']))
})

it('leaves out platforms that were not chosen', async () => {
  const wishes = await firmwareWishes(mister({ ...out, platforms: ['gba'] }).device)
  expect(wishes).toEqual([
    {
      path: 'games/GBA/boot.rom',
      accepts: ['a860e8c0b6d573d191e4ec7db1b1e4f6'],
      platforms: ['gba'],
      isNeeded: false,
    },
  ])
})

describe('a verdict', () => {
  const wish = { path: 'system/scph5501.bin', accepts: ['aa', 'bb'], platforms: ['psx'], isNeeded: true }
  const file = (name: string, md5: string): FirmwareFile => ({ md5, sha1: md5, size: 1, name, path: name })

  it.each([
    ['bytes that will do, whatever their name', [file('x.bin', 'bb')], 'present', 'x.bin'],
    ['the better of two editions', [file('x.bin', 'bb'), file('y.bin', 'aa')], 'present', 'y.bin'],
    ['the name with other bytes', [file('SCPH5501.BIN', 'cc')], 'wrong', 'SCPH5501.BIN'],
    ['nothing of the kind', [file('other.bin', 'cc')], 'missing', undefined],
  ])('knows %s', (_case, held, state, name) => {
    const [verdict] = verdictsOn([wish], held)
    expect([verdict?.state, verdict?.found?.name]).toEqual([state, name])
  })

  it('does not call a file wrong that only has a name which many have', () => {
    const boot = { ...wish, path: 'games/PSX/boot.rom' }
    expect(verdictsOn([boot], [file('boot.rom', 'cc')])[0]?.state).toBe('missing')
  })
})
