/** The device tables are data: these are the rules they must keep. */
import { describe, expect, it } from 'vitest'
import { EVERDRIVE_MODELS, type EverdriveFacts } from '../../presets/data/everdrive.ts'
import { MISTER_LAUNCH } from '../../presets/data/mister-launch.ts'
import { MISTER_SYNC_SYSTEMS } from '../../presets/data/mister-sync.ts'
import { MISTER_FIRMWARE_NAMES, MISTER_PLATFORMS } from '../../presets/data/mister.ts'
import { RETROARCH_PLATFORMS } from '../../presets/data/retroarch.ts'
import { BATOCERA_PLATFORMS } from '../../presets/data/batocera.ts'
import { ES_DE_PLATFORMS } from '../../presets/data/es-de.ts'
import type { FrontendPlatform } from '../../presets/data/frontend.ts'
import { MINUI_PLATFORMS } from '../../presets/data/minui.ts'
import { MUOS_PLATFORMS } from '../../presets/data/muos.ts'
import { MUOS_CATALOGUE } from '../../presets/data/pictures.ts'
import { ONION_PLATFORMS } from '../../presets/data/onion.ts'
import { POCKET_PLATFORMS } from '../../presets/data/pocket.ts'
import { RECALBOX_PLATFORMS } from '../../presets/data/recalbox.ts'
import { PLATFORM_IDS as LAUNCHBOX } from '../../src/metadata/providers/launchbox/platform-ids.ts'
import {
  batocera,
  esDe,
  everdrive,
  folder,
  launchbox,
  minui,
  mister,
  muos,
  onion,
  pegasus,
  pocket,
  recalbox,
  retroarch,
  romm,
} from '../../presets/index.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { checkTarget } from '../../src/targets/check-target.ts'
import { safeName } from '../../src/targets/names/names.ts'
import type { FileWishes, PlatformLayout, Target } from '../../src/targets/preset.ts'
import { shapeFile } from '../../src/targets/shape.ts'
import { starterOf } from '../../src/targets/starter.ts'
import { file } from '../targets/picks.ts'

const KNOWN = new Map(PLATFORMS.map((platform) => [platform.slug, platform]))
const models: readonly [string, EverdriveFacts][] = Object.entries(EVERDRIVE_MODELS)
const misters: readonly [string, PlatformLayout][] = Object.entries(MISTER_PLATFORMS)
const retroarchs = Object.entries(RETROARCH_PLATFORMS)

const frontends: readonly [string, Readonly<Record<string, FrontendPlatform>>][] = [
  ['pocket', POCKET_PLATFORMS],
  ['batocera', BATOCERA_PLATFORMS],
  ['es-de', ES_DE_PLATFORMS],
  ['recalbox', RECALBOX_PLATFORMS],
  ['onion', ONION_PLATFORMS],
  ['minui', MINUI_PLATFORMS],
  ['muos', MUOS_PLATFORMS],
]

const rows: readonly (readonly [string, string, FileWishes])[] = [
  ...misters.map(([slug, row]) => ['mister', slug, row] as const),
  ...retroarchs.map(([slug, row]) => ['retroarch', slug, row] as const),
  ...frontends.flatMap(([device, table]) =>
    Object.entries(table).map(([slug, row]) => [device, slug, row] as const),
  ),
  ...models.flatMap(([model, { platforms }]) =>
    Object.entries(platforms).map(([slug, row]) => [model, slug, row] as const),
  ),
]

describe('every row', () => {
  it('is of a platform we know', () => {
    expect(rows.filter(([, slug]) => !KNOWN.has(slug))).toEqual([])
  })

  it('has extensions in lower case, each once, and renames only others', () => {
    const wrong = rows.filter(([, , { extensions, renamed = [] }]) => {
      const all = [...extensions, ...renamed]
      return (
        extensions.length === 0 ||
        new Set(all).size < all.length ||
        all.some((one) => !/^[a-z0-9]+$/.test(one))
      )
    })
    expect(wrong).toEqual([])
  })

  it('opens what the platform is known by', () => {
    const strangers = rows.filter(([, slug, { extensions, renamed = [] }]) => {
      const known = KNOWN.get(slug)?.extensions ?? []
      return ![...extensions, ...renamed].some((one) => known.includes(one))
    })
    // What these cores take is made from other files.
    expect(strangers.map(([device, slug]) => `${device} ${slug}`)).toEqual(['mister g-and-w', 'mister dos'])
  })

  it('wants headers only where there are any', () => {
    const wishes = rows.flatMap(([, slug, { shape }]) => (shape === undefined ? [] : [`${slug} ${shape}`]))
    expect([...new Set(wishes)].sort()).toEqual([
      'gamegear no-copier',
      'gb no-copier',
      'gbc no-copier',
      'genesis linear',
      'n64 z64',
      'nes require-header',
      'satellaview no-smc',
      'sms no-copier',
      'snes no-smc',
      'sufami-turbo no-smc',
      'supergrafx no-pce',
      'tg16 no-pce',
    ])
  })
})

describe('MiSTer', () => {
  it('never needs an extension of more than three letters: the cores see no others', () => {
    expect(misters.filter(([, { extensions }]) => extensions.some((one) => one.length > 3))).toEqual([])
  })

  it.each([
    ['nes', 'NES'],
    ['gb', 'GAMEBOY'],
    ['genesis', 'MegaDrive'],
    ['neogeoaes', 'NEOGEO'],
    ['atari2600', 'ATARI7800'],
    ['turbografx-cd', 'TGFX16-CD'],
    ['lynx', 'AtariLynx'],
    ['gamegear', 'SMS'],
  ] as const)('keeps %s in %s, exactly so', (slug, name) => {
    expect(MISTER_PLATFORMS[slug].folder).toBe(name)
  })

  it('has a launcher for all but these platforms, of which no source tells how to start them', () => {
    const unknown = Object.keys(MISTER_PLATFORMS).filter((slug) => !Object.hasOwn(MISTER_LAUNCH, slug))
    expect(unknown.sort()).toEqual(['acorn-archimedes', 'atari-st', 'game-dot-com'])
    const rbfs = Object.values(MISTER_LAUNCH).map(({ rbf }) => rbf.slice(0, rbf.indexOf('/')))
    expect([...new Set(rbfs)].sort()).toEqual(['_Arcade', '_Computer', '_Console', '_Other'])
  })

  it('knows what LaunchSync calls all but these, which it does not know', () => {
    const unknown = Object.keys(MISTER_PLATFORMS).filter((slug) => !Object.hasOwn(MISTER_SYNC_SYSTEMS, slug))
    expect(unknown.sort()).toEqual([
      '3do',
      'acorn-archimedes',
      'amiga-cd32',
      'apple-iigs',
      'atari-jaguar-cd',
      'atari-st',
      'epoch-super-cassette-vision',
      'game-dot-com',
      'jaguar',
      'msx',
      'neo-geo-pocket',
      'neo-geo-pocket-color',
      'pc-8800-series',
      'philips-cd-i',
      'virtualboy',
    ])
    expect(MISTER_SYNC_SYSTEMS).toMatchObject({ n64: 'Nintendo64', sg1000: 'SG1000', saturn: 'Saturn' })
  })

  it('has launch slots only for extensions it opens', () => {
    const strange = Object.entries(MISTER_LAUNCH).flatMap(([slug, { byExtension = {} }]) => {
      const row = misters.find(([one]) => one === slug)?.[1]
      return Object.keys(byExtension).filter((one) => row?.extensions.includes(one) !== true)
    })
    expect(strange).toEqual([])
  })

  it('lets platforms share a folder only where the core can tell them apart', () => {
    const shared = new Map<string, string[]>()
    for (const [slug, { folder: name, extensions }] of misters) {
      const key = `${name} .${extensions[0]}`
      shared.set(key, [...(shared.get(key) ?? []), slug])
    }
    const same = [...shared.values()].filter((slugs) => slugs.length > 1)
    // The Videopac+ core is the Odyssey² core.
    expect(same).toEqual([['odyssey-2', 'videopac-g7400']])
  })

  it('never names a game boot.rom', () => {
    const { names } = mister({ path: 'out', policy: 'all' }).device
    for (const name of MISTER_FIRMWARE_NAMES) expect(safeName(name, names)).toBe(`_${name}`)
    expect(safeName('BOOT3.ROM', names)).toBe('_BOOT3.ROM')
    expect(safeName('boot.vhd', names)).toBe('_boot.vhd')
  })
})

describe('RetroArch', () => {
  it('uses the names of the libretro databases, one folder and playlist for each', () => {
    for (const [slug, { label }] of retroarchs)
      expect([slug, label]).toEqual([slug, KNOWN.get(slug)?.libretro])
    expect(new Set(retroarchs.map(([, { label }]) => label)).size).toBe(retroarchs.length)
  })
})

describe('frontends', () => {
  it('know how many platforms', () => {
    const counts = frontends.map(([device, table]) => `${device} ${Object.keys(table).length}`)
    expect(counts).toEqual([
      'pocket 40',
      'batocera 107',
      'es-de 105',
      'recalbox 82',
      'onion 50',
      'minui 34',
      'muos 64',
    ])
  })

  it.each([
    ['batocera', 'ngc', 'gamecube'],
    ['es-de', 'ngc', 'gc'],
    ['es-de', 'lynx', 'atarilynx'],
    ['recalbox', 'g-and-w', 'gw'],
    ['onion', 'sega32', 'THIRTYTWOX'],
    ['minui', 'psx', 'Sony PlayStation (PS)'],
    ['muos', 'lynx', 'atarilynx'],
    ['muos', 'acpc', 'cpc'],
    ['muos', 'atari8bit', 'atari800'],
    ['pocket', 'gamegear', 'gg'],
    ['pocket', 'neo-geo-pocket', 'jtngp'],
  ])('%s keeps %s in %s, exactly so', (device, slug, name) => {
    const [, table = {}] = frontends.find(([one]) => one === device) ?? []
    expect(table[slug]?.folder).toBe(name)
  })

  it('have a name for each platform in the catalogue of pictures of muOS', () => {
    expect(Object.keys(MUOS_CATALOGUE).sort()).toEqual(Object.keys(MUOS_PLATFORMS).sort())
  })

  it('never start a disc out of a zip', () => {
    const discs = ['cue', 'chd', 'gdi', 'iso', 'ccd', 'm3u']
    const wrong = frontends.flatMap(([device, table]) =>
      Object.entries(table)
        .filter(([, { zips, extensions }]) => zips === true && extensions.some((one) => discs.includes(one)))
        .map(([slug]) => `${device} ${slug}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['c64', ['bin', 'crt', 'd64', 'd71', 'd81', 'g64', 'nib', 'p00', 'prg', 't64', 'tap']],
    ['vic-20', ['bin', 'crt', 'd64', 'g64', 'p00', 'prg', 't64', 'tap']],
    ['msx2', ['cas', 'dsk', 'rom']],
    ['pc-9800-series', ['2hd', 'd88', 'fdd', 'fdi', 'hdi', 'hdm', 'nhd', 'thd', 'xdf']],
    ['sharp-x68000', ['2hd', 'd88', 'dim', 'hdf', 'hdm', 'img', 'xdf']],
  ] as const)('open disks and tapes of %s, in whatever form DATs list them', (slug, forms) => {
    for (const { extensions } of [RETROARCH_PLATFORMS[slug], ES_DE_PLATFORMS[slug]])
      expect(extensions).toEqual(expect.arrayContaining([...forms]))
  })

  it.each([
    ['pc-9800-series', ['2hd', 'd88', 'fdd', 'fdi', 'hdi', 'hdm', 'nhd', 'thd', 'xdf']],
    ['sharp-x68000', ['2hd', 'd88', 'dim', 'hdf', 'hdm', 'img', 'xdf']],
  ] as const)('that play %s by the same core open the same disks', (slug, forms) => {
    for (const { extensions } of [BATOCERA_PLATFORMS[slug], RECALBOX_PLATFORMS[slug], MUOS_PLATFORMS[slug]])
      expect(extensions).toEqual(expect.arrayContaining([...forms]))
  })

  it.each([
    ['batocera', batocera({ path: 'out', policy: 'all' })],
    ['es-de', esDe({ path: 'out', policy: 'all' })],
  ])(
    'start CDs of the PlayStation 2 on %s by their tracks, for sheets are not shown there',
    (_device, { device }) => {
      const { ps2: wishes } = device.platforms
      const ready = ['A.cue', 'A.bin'].map((name) => ({
        file: file(name),
        shape: shapeFile(file(name), wishes ?? { extensions: [] }),
      }))
      expect(starterOf(ready, wishes ?? { extensions: [] })?.file.name).toBe('A.bin')
    },
  )

  it.each([
    ['batocera', batocera({ path: 'out', policy: 'all' }), 'gb', 'dmg', '.gb'],
    ['batocera', batocera({ path: 'out', policy: 'all' }), 'neo-geo-pocket', 'ngc', '.ngp'],
    ['batocera', batocera({ path: 'out', policy: 'all' }), 'wonderswan', 'wsc', '.ws'],
    ['batocera', batocera({ path: 'out', policy: 'all' }), 'supervision', 'bin', '.sv'],
    ['batocera', batocera({ path: 'out', policy: 'all' }), 'mega-duck-slash-cougar-boy', 'md2', '.bin'],
    ['onion', onion({ path: 'out', policy: 'all' }), 'sufami-turbo', 'st', '.smc'],
    ['onion, as RetroArch', onion({ path: 'out', policy: 'all' }), 'genesis', 'sgd', '.md'],
    ['es-de', esDe({ path: 'out', policy: 'all' }), 'sg1000', 'sc', '.sg'],
    ['muos', muos({ path: 'out', policy: 'all' }), 'sg1000', 'sc', '.sg'],
  ])('show on %s what has another extension there', (_device, { device }, slug, extension, shown) => {
    const wishes = device.platforms[slug]
    expect(wishes && shapeFile(file(`A.${extension}`), wishes)).toMatchObject({ ok: true, extension: shown })
  })

  it('have no zips of WASM-4 games on Batocera, which shows none', () => {
    expect(batocera({ path: 'out', policy: 'all' }).device.platforms['wasm-4']?.zips).toBeUndefined()
  })

  it('have names of LaunchBox for platforms that there are, each once', () => {
    const names = Object.entries(LAUNCHBOX)
    expect(names.filter(([slug]) => !KNOWN.has(slug))).toEqual([])
    expect(new Set(names.map(([, name]) => name)).size).toBe(names.length)
  })
})

describe('EverDrive', () => {
  it.each(models)('%s has a folder for each platform and leaves the firmware its own', (_model, facts) => {
    const folders = Object.values(facts.platforms).map((row) => row.folder.toUpperCase())
    expect(new Set(folders).size).toBe(folders.length)
    expect(facts.reserved.filter((name) => folders.includes(name.toUpperCase()))).toEqual([])
  })

  it.each([
    ['n8-pro', undefined],
    ['fxpak-pro', undefined],
    ['gb-x7', 'as-written'],
    ['gg-x7', 'as-written'],
  ] as const)('%s shows files %s', (model, listing) => {
    expect(everdrive({ path: 'out', policy: 'all', model }).device.listing).toBe(listing)
  })

  it.each([
    ['n8-pro', 1024],
    ['fxpak-pro', 16_000],
    ['gb-x7', undefined],
  ] as const)('%s takes %s entries', (model, count) => {
    const { limits } = everdrive({ path: 'out', policy: 'all', model }).device
    expect(limits.entriesPerFolder).toBe(count)
  })
})

it('makes sound targets of all presets, in plain data', () => {
  const all: readonly Target[] = [
    mister({ path: 'out', policy: 'all' }),
    retroarch({ path: 'out', policy: 'all' }),
    folder({ path: 'out', policy: 'all' }),
    ...[pocket, batocera, esDe, recalbox, onion, minui, muos, pegasus, launchbox, romm].map((preset) =>
      preset({ path: 'out', policy: 'all' }),
    ),
    ...models.map(([model]) => everdrive({ path: 'out', policy: 'all', model: model as 'n8' })),
  ]
  for (const target of all) {
    expect(checkTarget(target)).toEqual([])
    expect(JSON.parse(JSON.stringify(target))).toEqual(target)
  }
})
