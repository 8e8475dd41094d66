/** What the options of the presets do, and what is said when they are wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  batocera,
  everdrive,
  folder,
  mister,
  onion,
  pocket,
  recalbox,
  retroarch,
  romm,
} from '../../presets/index.ts'
import { PRESET_OPTIONS, PRESETS } from '../../presets/table.ts'
import type { JsonObject } from '../../src/config/checking/check.ts'
import { loadConfig } from '../../src/config/reading/load.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import { CuratorError } from '../../src/errors.ts'
import { vocabulary } from '../../src/steps/vocabulary.ts'
import { joinTree } from '../targets/join-tree.ts'
import { checkTarget } from '../../src/targets/check-target.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import { messagesOf } from '../config/support.ts'
import { byPlatform, file, nes, pick } from '../targets/picks.ts'

const out = { path: 'out', policy: 'all' }

function files(target: Target, picks: readonly Pick[], root = '/out'): ReadonlyMap<string, string> {
  const parts = [...byPlatform(picks)].map(([platform, some]) => buildPart(target, platform, some))
  const { tree } = joinTree(target, parts, [{ name: 'p', title: 'List', picks }], root)
  return new Map(tree.files.map(({ path, origin }) => [path, 'text' in origin ? origin.text : '']))
}

/** The path of the first entry of an `.lpl`. */
function pathIn(lpl: string | undefined): string | undefined {
  const read = JSON.parse(lpl ?? '') as { readonly items: readonly { readonly path: string }[] }
  return read.items[0]?.path
}

const gg = pick('gamegear', 'Sonic (World)', [file('Sonic (World).gg')])

describe('mister', () => {
  it('starts a variant of a core when the games lie in its folder', () => {
    const mgl = files(mister({ ...out, folders: { gamegear: 'GameGear' } }), [gg]).get('_List/01 Sonic.mgl')
    expect(mgl).toContain('\t<setname>GameGear</setname>\n')
    expect(mgl).toContain('<file delay="1" type="f" index="2" path="Sonic (World).gg"/>')
  })

  it('finds games below the folder of the core, and beside it', () => {
    const below = files(mister({ ...out, folders: { gamegear: 'SMS/Game Gear' } }), [gg])
    expect(below.get('_List/01 Sonic.mgl')).toContain('path="Game Gear/Sonic (World).gg"')
    const beside = files(mister({ ...out, folders: { gamegear: 'GG' } }), [gg])
    expect(beside.get('_List/01 Sonic.mgl')).toContain('path="../GG/Sonic (World).gg"')
    expect(beside.get('_List/01 Sonic.mgl')).not.toContain('setname')
  })

  it('finds games in the folder of the core at the top of the card, as the core does', () => {
    const layout = '{folder}/{letter}/{file}'
    const top = files(mister({ ...out, layout }), [gg])
    expect(top.get('_List/01 Sonic.mgl')).toContain('path="S/Sonic (World).gg"')
    const variant = files(mister({ ...out, layout, folders: { gamegear: 'GameGear' } }), [gg])
    expect(variant.get('_List/01 Sonic.mgl')).toContain('path="S/Sonic (World).gg"')
  })

  it('starts another core when the games lie in its folder, where their saves are then', () => {
    const tetris = pick('gb', 'Tetris (World)', [file('Tetris (World).gb')])
    const target = mister({ ...out, folders: { gb: 'SGB', snes: 'SGB' } })
    expect(files(target, [tetris]).get('_List/01 Tetris.mgl')).toBe(
      [
        '<mistergamedescription>',
        '\t<rbf>_Console/SGB</rbf>',
        '\t<file delay="1" type="f" index="1" path="Tetris (World).gb"/>',
        '</mistergamedescription>',
        '',
      ].join('\n'),
    )
    expect(target.device.platforms['gb']?.saveFolder).toBe('SGB')
    expect(target.device.platforms['snes']?.saveFolder).toBe('SNES')
  })

  // as the CONF_STR of these cores has them
  it.each([
    ['c64', 'prg', 'f', 1],
    ['c64', 'd64', 's', 0],
    ['zxs', 'dsk', 's', 0],
    ['zxs', 'tap', 'f', 2],
    ['zxs', 'tzx', 'f', 2],
    ['zxs', 'z80', 'f', 4],
    ['zxs', 'vhd', 's', 1],
    ['msx', 'rom', 'f', 2],
    ['msx', 'dsk', 's', 1],
    ['vic-20', 'crt', 'f', 1],
    ['c-plus-4', 'prg', 'f', 1],
    ['acpc', 'cdt', 'f', 4],
    ['apple-iigs', 'woz', 's', 2],
    ['atari8bit', 'car', 'f', 8],
    ['atari8bit', 'cas', 's', 8],
    ['bbcmicro', 'ssd', 's', 1],
    ['trs-80', 'jv1', 's', 0],
    ['trs-80', 'cmd', 'f', 2],
    ['trs-80-color-computer', 'rom', 'f', 1],
    ['trs-80-color-computer', 'dsk', 's', 0],
    ['oric', 'tap', 'f', 1],
    ['zx81', 'o', 'f', 1],
    ['mac', 'dsk', 'f', 1],
    ['mac', 'vhd', 's', 0],
    ['dos', 'vhd', 's', 2],
  ] as const)('takes files to the slot their kind needs: %s .%s', (platform, extension, type, index) => {
    const game = pick(platform, 'Elite (Europe)', [file(`Elite (Europe).${extension}`)])
    expect(files(mister(out), [game]).get('_List/01 Elite.mgl')).toContain(
      `type="${type}" index="${index}" path="Elite (Europe).${extension}"`,
    )
  })

  it('knows that kind by the name in a zip', () => {
    const tape = pick('spectravideo', 'Ace (Europe)', [file('Ace (Europe).CAS')])
    const mgl = files(mister({ ...out, archives: 'zip' }), [tape]).get('_List/01 Ace.mgl')
    expect(mgl).toMatch(/index="2" path="Ace \(Europe\)\.zip\/Ace \(Europe\)\.cas"/i)
  })

  it('puts into zips only what a core loads: not where it mounts some kinds of file', () => {
    const { platforms } = mister({ ...out, archives: 'zip' }).device
    const zipped = (slug: string): boolean => platforms[slug]?.zips === true
    expect(['nes', 'cpet', 'sord-m5'].filter(zipped)).toEqual(['nes', 'cpet', 'sord-m5'])
    expect(['psx', 'zxs', 'mac', 'trs-80-color-computer'].filter(zipped)).toEqual([])
  })

  it('tells games of one title apart, and numbers beyond ninety-nine', () => {
    const many = Array.from({ length: 100 }, (_, n) => `Game (Rev ${n})`).map((name) =>
      pick('nes', name, [nes(name)]),
    )
    const paths = [...files(mister(out), many).keys()]
    expect(paths).toContain('_List/001 Game (Rev 0).mgl')
    expect(paths).toContain('_List/100 Game (Rev 99).mgl')
  })

  it('puts playlists into a folder of the menu, games where the layout says', () => {
    const target = mister({ ...out, playlistFolder: '_Lists', layout: 'games/{folder}/{letter}/{file}' })
    expect([...files(target, [gg]).keys()]).toEqual([
      '_Lists/_List/01 Sonic.mgl',
      'games/SMS/S/Sonic (World).gg',
    ])
    const discs = pick('psx', 'Disc (USA)', [file('Disc (USA).cue'), file('Disc (USA).bin')])
    expect([...files(target, [discs]).keys()]).toContain('games/PSX/D/Disc (USA)/Disc (USA).cue')
  })

  it('does not let a playlist take a folder of the system', () => {
    const part = buildPart(mister(out), 'gamegear', [gg])
    const { tree, problems } = joinTree(
      mister(out),
      [part],
      [{ name: 'a', title: 'Arcade', picks: [gg] }],
      '/out',
    )
    expect(tree.files.length).toBe(1)
    expect(problems.map(({ message }) => message)).toEqual([
      '"Arcade: Sonic (World)" is not written to _Arcade/01 Sonic.mgl: _Arcade belongs to the device.',
    ])
  })
})

describe('everdrive', () => {
  it('can put one platform at the top of the card', () => {
    const target = everdrive({ ...out, model: 'gg-x7', folders: { gamegear: '' }, platforms: ['gamegear'] })
    expect([...files(target, [gg]).keys()]).toEqual(['Sonic (World).gg'])
  })

  it('writes no DOS names on a GG X7', () => {
    const short = pick('gamegear', 'SONIC', [file('SONIC.gg')])
    expect([...files(everdrive({ ...out, model: 'gg-x7' }), [short]).keys()]).toEqual(['GG/SONIC -.gg'])
  })

  it('folds names to what the menu can show', () => {
    const pokemon = pick('gb', 'Pokémon – Rouge (France)', [file('Pokémon – Rouge (France).gb')])
    const at = (model: 'gb-x7' | 'fxpak-pro'): string[] => [
      ...files(everdrive({ ...out, model }), [pokemon]).keys(),
    ]
    expect(at('gb-x7')).toEqual(['GB/Pokemon - Rouge (France).gb'])
    expect(at('fxpak-pro')).toEqual(['GB/Pokémon – Rouge (France).gb'])
  })

  it('gives no folder of an FXPAK a name that its firmware hides', () => {
    const test = pick('gb', 'Sd2snes Test', [file('Sd2snes Test.gb')])
    const at = (model: 'fxpak-pro' | 'sd2snes' | 'gb-x7', gb: string): string[] => [
      ...files(
        everdrive({
          ...out,
          model,
          folders: { gb },
          platforms: ['gb'],
          layout: '{folder}/{title}/{file}',
        }),
        [test],
      ).keys(),
    ]
    expect(at('fxpak-pro', 'My SD2SNES games')).toEqual(['My _D2SNES games/_d2snes Test/_d2snes Test.gb'])
    expect(at('sd2snes', 'GB')).toEqual(['GB/_d2snes Test/_d2snes Test.gb'])
    expect(at('gb-x7', 'GB')).toEqual(['GB/Sd2snes Test/Sd2snes Test.gb'])
  })
})

describe('retroarch', () => {
  const game = pick('nes', 'Alter Ego (World)', [nes('Alter Ego (World)')])
  const list = 'playlists/List.lpl'
  const inside = 'content/Nintendo - Nintendo Entertainment System/Alter Ego (World).nes'

  it('writes paths as the device that runs it spells them', () => {
    const path = (target: Target, root?: string): unknown => pathIn(files(target, [game], root).get(list))
    expect(path(retroarch(out), '/home/me/out')).toBe(`/home/me/out/${inside}`)
    expect(path(retroarch({ ...out, deviceRoot: '/' }))).toBe(`/${inside}`)
    expect(path(retroarch({ ...out, deviceRoot: '/storage/' }))).toBe(`/storage/${inside}`)
    expect(path(retroarch({ ...out, deviceRoot: 'D:\\RetroArch' }))).toBe(
      `D:\\RetroArch\\${inside.replaceAll('/', '\\')}`,
    )
  })

  it('writes playlists a platform unless told not to, and the base of portable ones', () => {
    const plain = [...files(retroarch(out), [game]).keys()]
    expect(plain).toEqual([inside, list, 'playlists/Nintendo - Nintendo Entertainment System.lpl'])
    const only = files(retroarch({ ...out, platformPlaylists: false, baseContentDirectory: '/roms' }), [game])
    expect([...only.keys()]).toEqual([inside, list])
    expect(only.get(list)).toContain('  "default_core_name": "",\n  "base_content_directory": "/roms",\n')
  })

  it.each(['ngc', 'wii', 'ps2'] as const)('has one entry for the discs of a game: %s', (platform) => {
    const discs = [1, 2].map((disc) =>
      pick(platform, `G (USA) (Disc ${disc})`, [file(`G (USA) (Disc ${disc}).iso`)], { disc }),
    )
    const target = retroarch({ ...out, deviceRoot: '/sd', folders: { [platform]: 'x' } })
    expect(pathIn(files(target, discs).get(list))).toBe('/sd/content/x/G (USA).m3u')
  })
})

describe('folder', () => {
  it('takes every platform, in folders of any name', () => {
    const picks = [gg, pick('uzebox', 'Tetris (World)', [file('Tetris (World).uze')])]
    expect([...files(folder({ ...out, folders: { gamegear: 'gg' } }), picks).keys()]).toEqual([
      'gg/Sonic (World).gg',
      'playlists/List.m3u',
      'uzebox/Tetris (World).uze',
    ])
    expect([...files(folder({ ...out, platforms: ['uzebox'] }), picks).keys()]).toEqual([
      'playlists/List.m3u',
      'uzebox/Tetris (World).uze',
    ])
  })
})

describe('pocket', () => {
  it('gives firmware its names and takes buckets', () => {
    const target = pocket({ ...out, buckets: 'letter', platforms: ['gba'] })
    const bios = pick('gba', 'gba_bios', [file('gba_bios.bin')])
    const game = pick('gba', 'Advance (USA)', [file('Advance (USA).bin')])
    expect([...files(target, [bios, game]).keys()]).toEqual([
      'Assets/gba/common/A/Advance (USA).gba',
      'Assets/gba/common/G/gba_bios.gba',
    ])
  })
})

describe('frontends', () => {
  it('take other folders and layouts, and discs follow', () => {
    const discs = [1, 2].map((disc) =>
      pick('psx', `G (USA) (Disc ${disc})`, [file(`G (USA) (Disc ${disc}).chd`)], { disc }),
    )
    const target = batocera({ ...out, folders: { psx: 'ps1' }, layout: 'roms/{folder}/{letter}/{file}' })
    const found = files(target, discs)
    expect([...found.keys()]).toContain('roms/ps1/G/G (USA).m3u')
    expect(found.get('roms/ps1/G/G (USA).m3u')).toBe(
      'G (USA)/G (USA) (Disc 1).chd\nG (USA)/G (USA) (Disc 2).chd\n',
    )
  })

  it.each(['ngc', 'wii'] as const)('show the discs of a game as one on Batocera: %s', (platform) => {
    const discs = [1, 2].map((disc) =>
      pick(platform, `G (USA) (Disc ${disc})`, [file(`G (USA) (Disc ${disc}).rvz`)], { disc }),
    )
    expect([...files(batocera({ ...out, folders: { [platform]: 'x' } }), discs).keys()]).toEqual(
      expect.arrayContaining(['roms/x/G (USA).m3u', 'roms/x/G (USA)/G (USA) (Disc 1).rvz']),
    )
  })

  it('write zips where their emulators open them', () => {
    const picks = [gg, pick('psx', 'P (USA)', [file('P (USA).chd')])]
    expect([...files(onion({ ...out, archives: 'zip' }), picks).keys()]).toEqual([
      'Roms/GG/Sonic (World).zip',
      'Roms/GG/miyoogamelist.xml',
      'Roms/PS/P (USA).chd',
      'Roms/PS/miyoogamelist.xml',
    ])
  })

  it('keep RomM structures apart', () => {
    expect([...files(romm(out), [gg]).keys()]).toEqual(['roms/gamegear/Sonic (World).gg'])
    expect([...files(romm({ ...out, structure: 'platform-first' }), [gg]).keys()]).toEqual([
      'gamegear/roms/Sonic (World).gg',
    ])
  })

  it('leave alone what is theirs', () => {
    const bios = files(recalbox({ ...out, layout: 'bios/{file}' }), [gg])
    expect([...bios.keys()]).toEqual([])
  })
})

/** What the validation of a config with this target says. */
function saidOf(preset: string, options: JsonObject): readonly string[] {
  const config = { roots: { a: './a' }, dats: { d: './d' }, targets: { t: { preset, ...options } } }
  return messagesOf(config, vocabulary())
}

describe('options', () => {
  const right = { path: 'out', policy: 'everything' }

  it.each<[preset: string, options: JsonObject, said: string | RegExp]>([
    ['mister', { playlist: [] }, '`targets.t` has no key `playlist`. Did you mean `playlists`?'],
    ['mister', { folder: {} }, '`targets.t` has no key `folder`. Did you mean `folders`?'],
    ['everdrive', { model: 'n8', playlists: [] }, /^`targets.t` has no key `playlists`. Known keys: path, /],
    ['everdrive', { model: 'n8', arcade: 'split' }, /^`targets.t` has no key `arcade`. /],
    ['recalbox', { playlists: [] }, /^`targets.t` has no key `playlists`. /],
    ['folder', { constructor: 1 }, /^`targets.t` has no key `constructor`. /],
    [
      'everdrive',
      { model: 'n8pro' },
      /^`targets.t.model` must be .* it is 'n8pro'. Did you mean `n8-pro`\?$/,
    ],
    ['everdrive', { model: 'n9' }, /^`targets.t.model` must be one of the known words; it is 'n9'. Did you/],
    ['everdrive', {}, /^`targets.t` needs `model`: one of the known words. Known: n8, n8-pro, /],
    [
      'everdrive',
      { model: 'ed64-x7', platforms: ['nes'] },
      "`targets.t.platforms[0]` must be a platform that it plays; it is 'nes'. Known: n64.",
    ],
    [
      'mister',
      { games: { Pong: {}, 'Quiet Desert': { coer: 'x' } } },
      '`targets.t.games["Quiet Desert"]` has no key `coer`. Did you mean `core`?',
    ],
    [
      'mister',
      { games: { 'Quiet Desert': { rename: '' } } },
      '`targets.t.games["Quiet Desert"].rename` must be a text; it is empty.',
    ],
    ['mister', { games: { Pong: true } }, '`targets.t.games.Pong` must be an object; it is true.'],
    [
      'mister',
      { platforms: 'nes' },
      "`targets.t.platforms` must be a list of platforms, or an object of them; it is 'nes'.",
    ],
    [
      'mister',
      { platforms: ['gb', 'ness'] },
      "`targets.t.platforms[1]` must be a platform that it plays; it is 'ness'. Did you mean `nes`?",
    ],
    [
      'mister',
      { platforms: { ness: {} } },
      "`targets.t.platforms` has the key 'ness', which is not a platform that it plays. Did you mean `nes`?",
    ],
    ['mister', { folders: { nes: 1 } }, '`targets.t.folders.nes` must be a folder; it is 1.'],
    [
      'mister',
      { folders: { ness: 'x' } },
      "`targets.t.folders` has the key 'ness', which is not a platform that it plays. Did you mean `nes`?",
    ],
    ['mister', { archives: 'rar' }, "`targets.t.archives` must be 'extract' or 'zip'; it is 'rar'."],
    ['everdrive', { model: 'n8', archives: 'zip' }, "`targets.t.archives` must be 'extract'; it is 'zip'."],
    [
      'retroarch',
      { platformPlaylists: 'no' },
      "`targets.t.platformPlaylists` must be true or false; it is 'no'.",
    ],
    [
      'folder',
      { entriesPerFolder: 0.5 },
      '`targets.t.entriesPerFolder` must be a whole number from 1 up; it is 0.5.',
    ],
    ['folder', { folders: ['x'] }, '`targets.t.folders` must be an object; it is a list.'],
    ['pegasus', { launch: 'x' }, "`targets.t.launch` must be an object; it is 'x'."],
    [
      'romm',
      { structure: 'x' },
      "`targets.t.structure` must be 'roms-first' or 'platform-first'; it is 'x'.",
    ],
    ['folder', { path: '' }, '`targets.t.path` must be a path; it is empty.'],
  ])('%s says what is wrong with %j', (preset, options, said) => {
    const message = typeof said === 'string' ? said : (expect.stringMatching(said) as string)
    expect(saidOf(preset, { ...right, ...options })).toEqual([message])
  })

  it('are all told of, with what all targets have in common', () => {
    expect(saidOf('everdrive', { path: 'out', policy: 'bst', model: 'n9', layouts: 'x' })).toEqual([
      "`targets.t.policy` names the policy 'bst', which is not declared. Declared policies: everything.",
      "`targets.t.model` must be one of the known words; it is 'n9'. Did you mean `n8`?",
      '`targets.t` has no key `layouts`. Did you mean `layout`?',
    ])
  })

  it('are told at their places in a program, with all else that is wrong there', async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'curator-presets-')), 'curator.config.ts')
    writeFileSync(
      script,
      `import { oneGameOneRom } from 'curator'
import { everdrive, mister } from 'curator/presets'
const card = mister({ path: './card', policy: 'best', folders: 1, playlist: [] })
export default {
  roots: { a: 5 },
  dats: { d: './dats' },
  policies: { best: oneGameOneRom({ regions: ['Usa'], exclude: ['betas'] }) },
  targets: {
    card,
    cart: everdrive({ path: './cart', policy: 'bst', model: 'n9' }),
  },
}
`,
    )
    const found = { file: script, form: 'script' } as const
    const { config } = await loadConfig(found)
    try {
      resolveConfig(config, found, vocabulary())
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof CuratorError)) throw error
      expect(error.problems.map(({ at, path }) => [path, at?.line, at?.column])).toEqual([
        ['targets.card.folders', 3, 64],
        ['targets.card.playlist', 3, 67],
        ['roots.a', 5, 15],
        ['policies.best.regions[0]', 7, 47],
        ['policies.best.exclude[0]', 7, 65],
        ['targets.cart.policy', 10, 47],
        ['targets.cart.model', 10, 61],
      ])
    } finally {
      rmSync(dirname(script), { recursive: true })
    }
  })

  it('that are wrong make of a call what would stand in JSON, and throw nothing', () => {
    const wrong = { path: 'out', policy: 'all', folders: 1 }
    const called = Object.entries(PRESETS).map(([name, make]) => [name, make({ ...wrong, nonsense: 1 })])
    expect(called).toEqual(Object.keys(PRESETS).map((preset) => [preset, { ...wrong, nonsense: 1, preset }]))
    for (const nothing of [null, undefined, './out', ['x']])
      expect(Reflect.apply(everdrive, undefined, [nothing])).toEqual({ preset: 'everdrive' })
  })

  it('are the same by name as by call', () => {
    expect(PRESETS['mister']?.(out)).toEqual(mister(out))
    expect(PRESETS['folder']?.({ ...out, names: 'posix' })).toEqual(folder({ ...out, names: 'posix' }))
    expect(Object.keys(PRESETS)).toEqual(Object.keys(PRESET_OPTIONS))
  })

  it('are checked by the compiler too', () => {
    // @ts-expect-error a platform that MiSTer does not play
    expect(mister({ ...out, platforms: ['switch'] })).not.toHaveProperty('device')
    // @ts-expect-error a model that is not known
    expect(everdrive({ ...out, model: 'x' })).not.toHaveProperty('device')
  })

  it('have layouts that are checked before anything is built', () => {
    expect(checkTarget(folder({ ...out, layout: '../{file}', folders: { nes: '/etc' } }))).toEqual([
      { key: 'device.layout', message: '"../{file}" must not leave the target: no "..".' },
      {
        key: 'device.platforms.nes.folder',
        message: 'The folder "/etc" must be relative to the target\'s path.',
      },
    ])
    expect(checkTarget(mister({ ...out, multiFile: '../{file}' }))).toEqual([
      { key: 'device.multiFileLayout', message: '"../{file}" must not leave the target: no "..".' },
    ])
  })
})
