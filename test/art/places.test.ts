/** Where pictures go on each device, and under which names. */
import { expect, it } from 'vitest'
import { PRESETS } from '../../presets/table.ts'
import { slotFinder } from '../../src/targets/pictures/places.ts'
import type { PlacedGame } from '../../src/targets/written-game.ts'

const NES = 'Nintendo - Nintendo Entertainment System'

/** The places of a game, each with its kinds, as PNGs. */
function places(preset: string, options: object, game: Partial<PlacedGame>): readonly string[] {
  const target = PRESETS[preset]?.({ path: './out', policy: 'everything', artwork: true, ...options })
  if (!target) throw new Error(`no preset ${preset}`)
  const placed: PlacedGame = {
    platform: 'nes',
    release: 'Dig (USA)',
    path: 'x/Dig (USA).nes',
    crc32: 0,
    ...game,
  }
  return slotFinder(target)(placed).map(({ kinds, path }) => `${kinds.join(' ')}: ${path('png')}`)
}

it('puts `_` for the characters that RetroArch does not look for, and goes by the label', () => {
  expect(
    places('retroarch', { artwork: { kinds: ['box'] } }, { release: 'a&b*c/d:e`f"g<h>i?j\\k|l (USA)' }),
  ).toEqual([`box: thumbnails/${NES}/Named_Boxarts/a_b_c_d_e_f_g_h_i_j_k_l (USA).png`])
  expect(places('retroarch', { artwork: { kinds: ['snap'] } }, { title: 'Dig: Deeper' })).toEqual([
    `snap: thumbnails/${NES}/Named_Snaps/Dig_ Deeper.png`,
  ])
})

it('makes one `_` of several characters that LaunchBox does not look for', () => {
  const game = { title: 'What\'s Up: Who? "Dig"?!' }
  expect(places('launchbox', { artwork: { kinds: ['box', 'logo'] } }, game)).toEqual([
    'box: Images/Nintendo Entertainment System/Box - Front/What_s Up_ Who_ _Dig_!-01.png',
    'logo: Images/Nintendo Entertainment System/Clear Logo/What_s Up_ Who_ _Dig_!-01.png',
  ])
})

it.each([
  ['in a folder', 'ROMs/nes/D/Dig (USA).nes', 'covers/D/Dig (USA).png'],
  ['in a folder that stands for the file in it', 'ROMs/nes/Dig.m3u/Dig.m3u', 'covers/Dig.png'],
  ['somewhere else', 'Games/nes/Dig (USA).nes', 'covers/Dig (USA).png'],
])('goes as deep on ES-DE as a game that lies %s', (_, path, expected) => {
  expect(places('esDe', { artwork: { kinds: ['box'] } }, { path })).toEqual([
    `box: ES-DE/downloaded_media/nes/${expected}`,
  ])
})

it.each([
  ['a file', 'Roms/Nintendo Entertainment System (FC)/Dig (USA).nes', '.media/Dig (USA).png'],
  ['a file in a folder', 'Roms/Nintendo Entertainment System (FC)/D/Dig (USA).nes', 'D/.media/Dig (USA).png'],
  [
    'a folder with a list of its name',
    'Roms/Nintendo Entertainment System (FC)/Dig/Dig.m3u',
    '.media/Dig.png',
  ],
  [
    'a folder with a sheet of its name',
    'Roms/Nintendo Entertainment System (FC)/D/Dig/Dig.cue',
    'D/.media/Dig.png',
  ],
  [
    'a file in a folder of its name',
    'Roms/Nintendo Entertainment System (FC)/Dig/Dig.nes',
    'Dig/.media/Dig.png',
  ],
])('lies on NextUI beside %s', (_, path, expected) => {
  expect(places('minui', {}, { path })).toEqual([
    `box box-3d snap title logo: Roms/Nintendo Entertainment System (FC)/${expected}`,
  ])
})

it('takes kinds in the order of the wish, where there is one picture a game', () => {
  expect(places('onion', {}, {})).toEqual(['box box-3d snap title logo: Roms/FC/Imgs/Dig (USA).png'])
  expect(places('onion', { artwork: { kinds: ['title', 'box'] } }, {})).toEqual([
    'title box: Roms/FC/Imgs/Dig (USA).png',
  ])
})

it('goes by the catalogue of muOS, which has one folder for the Nintendo 64 and its disks', () => {
  for (const platform of ['n64', '64dd'])
    expect(places('muos', { artwork: { kinds: ['box'] } }, { platform })).toEqual([
      'box: MUOS/info/catalogue/Nintendo N64/box/Dig (USA).png',
    ])
  // a platform that the table does not have
  expect(places('muos', {}, { platform: 'stv' })).toEqual([])
  expect(places('muos', { artwork: { kinds: ['snap'] } }, {})).toEqual([
    'snap: MUOS/info/catalogue/Nintendo NES - Famicom/preview/Dig (USA).png',
  ])
})

it('never leaves its folder, whatever a game is called', () => {
  expect(places('retroarch', { artwork: { kinds: ['box'] } }, { release: '../../x' })).toEqual([
    `box: thumbnails/${NES}/Named_Boxarts/_.._x.png`,
  ])
  expect(places('pegasus', { artwork: { kinds: ['box'] } }, { path: 'nes/...nes' })).toEqual([
    'box: nes/media/_/boxFront.png',
  ])
})

it('has no places where none are wished for', () => {
  expect(places('retroarch', { artwork: false }, {})).toEqual([])
})
