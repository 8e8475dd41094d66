/** Lists while a DAT or a file cannot be read: its games stay on the device, so lists go on naming them, and nothing is lost. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { codes, settledProject, type Project } from '../support.ts'

const GB = 'Nintendo - Game Boy'
const GBC = 'Nintendo - Game Boy Color'
const BROKEN = `<?xml version="1.0"?>\n<datafile><header><name>${GBC}</name></header><game`
const colour = logiqxDat(GBC, [
  { name: 'Apple (World).gbc', bytes: 'apple' },
  { name: 'Cherry (World).gbc', bytes: 'cherry' },
])

/** A playlist of games of two DATs. */
function projectOf(preset: string, more: Readonly<Record<string, unknown>> = {}): Project {
  const project = settledProject('staying-lists')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    playlists: { all: { policy: 'everything', where: { title: ['*'] } } },
    targets: { card: { preset, path: './card', policy: 'everything', playlists: ['all'], ...more } },
  })
  project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Banana (World).gb', bytes: 'banana' }]))
  project.write('dats/gbc.dat', colour)
  project.write('roms/a.gbc', 'apple')
  project.write('roms/b.gb', 'banana')
  project.write('roms/c.gbc', 'cherry')
  return project
}

function read(project: Project, path: string): string {
  return readFileSync(project.at('card', path), 'utf8')
}

/** What the frontend's user did in a list. */
function edit(project: Project, path: string, from: string, to: string): void {
  const before = read(project, path)
  const text = before.replace(from, () => to)
  expect(text).not.toBe(before)
  project.write(`card/${path}`, text)
}

describe('while a DAT cannot be read', () => {
  it.each<[preset: string, list: string, during: string, more?: Record<string, unknown>]>([
    [
      'folder',
      'playlists/all.m3u',
      '../gb/Banana (World).gb\n../gbc/Apple (World).gbc\n../gbc/Cherry (World).gbc\n',
    ],
    [
      'pegasus',
      'all.metadata.pegasus.txt',
      'collection: all\nfiles:\n  gb/Banana (World).gb\n  gbc/Apple (World).gbc\n  gbc/Cherry (World).gbc\n',
    ],
    [
      'minui',
      'Collections/all.txt',
      [
        '/Roms/Game Boy (GB)/Banana (World).gb\n',
        '/Roms/Game Boy Color (GBC)/Apple (World).gbc\n',
        '/Roms/Game Boy Color (GBC)/Cherry (World).gbc\n',
      ].join(''),
    ],
    [
      'mister',
      'all.sync',
      [
        'name = all\nauthor = curator\n',
        '\n[01 Banana]\nsystem = Gameboy\nmatch = ~^Banana \\(World\\)$\nmatch = ~^Banana \\(\n',
        '\n[01 Apple]\nsystem = GameboyColor\nmatch = ~^Apple \\(World\\)$\nmatch = ~^Apple \\(\n',
        '\n[03 Cherry]\nsystem = GameboyColor\nmatch = ~^Cherry \\(World\\)$\nmatch = ~^Cherry \\(\n',
      ].join(''),
      { playlistsAs: 'launch-sync' },
    ],
  ])('a playlist of %s goes on naming its games', async (preset, list, during, more) => {
    const project = projectOf(preset, more)
    await project.build()
    const before = project.files('card')
    project.write('dats/gbc.dat', BROKEN)
    expect(codes(await project.build({ code: 3 }))).toContain('deletes-withheld')
    expect(read(project, list)).toBe(during)
    await project.build({ code: 3 })
    expect(read(project, list)).toBe(during)
    project.write('dats/gbc.dat', colour)
    expect(codes(await project.build())).toEqual([])
    expect(project.files('card')).toEqual(before)
  })

  it.each([
    ['retroarch', 'playlists/all.lpl', { deviceRoot: '/storage' }],
    ['launchbox', 'Data/Playlists/all.xml', {}],
    ['batocera', 'system/configs/emulationstation/collections/custom-all.cfg', {}],
  ])('a playlist of %s does so, too, until the DAT is taken away', async (preset, list, more) => {
    const project = projectOf(preset, more)
    await project.build()
    project.write('dats/gbc.dat', BROKEN)
    await project.build({ code: 3 })
    const named = (): string[] =>
      ['Apple', 'Banana', 'Cherry'].filter((name) => read(project, list).includes(`${name} (World)`))
    expect(named()).toEqual(['Apple', 'Banana', 'Cherry'])
    rmSync(project.at('dats/gbc.dat'))
    await project.build()
    expect(named()).toEqual(['Banana'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it.each([
    [
      'batocera',
      'roms/gb/gamelist.xml',
      '\t</game>',
      '\t\t<favorite>true</favorite>\n\t</game>',
      '<path>./Berry (World).gb</path>\n\t\t<name>Berry</name>\n\t\t<favorite>true</favorite>',
    ],
    [
      'launchbox',
      'Data/Platforms/Nintendo Game Boy.xml',
      '<Title>',
      '<Favorite>true</Favorite>\n    <Title>',
      'Berry (World).gb</ApplicationPath>',
    ],
    [
      'retroarch',
      `playlists/${GB}.lpl`,
      '"core_path": "DETECT",\n      "core_name": "DETECT"',
      '"core_path": "/cores/x.so",\n      "core_name": "X"',
      'Berry (World).gb',
    ],
  ])(
    'what the user of %s said goes along with a game that another renames',
    async (preset, list, from, to, now) => {
      const project = projectOf(preset)
      await project.build()
      edit(project, list, from, to)
      project.write('dats/gbc.dat', BROKEN)
      project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Berry (World).gb', bytes: 'banana' }], '2'))
      const { targets } = await project.build({ code: 3 })
      expect(targets['card']?.moved).toBe(1)
      expect(read(project, list)).toContain(now)
      expect(read(project, list)).toContain(to)
      expect(read(project, list)).not.toContain('Banana (World).gb')
      project.write('dats/gbc.dat', colour)
      await project.build()
      expect(read(project, list)).toContain(to)
      expect(read(project, list)).not.toContain('Banana (World).gb')
    },
  )
})

it('launchers keep their numbers while others stay', async () => {
  const project = projectOf('mister')
  await project.build()
  const before = project.files('card')
  expect(Object.keys(project.files('card', '_all'))).toEqual([
    '01 Apple.mgl',
    '02 Banana.mgl',
    '03 Cherry.mgl',
  ])
  project.write('dats/gbc.dat', BROKEN)
  for (let i = 0; i < 2; i++) {
    expect((await project.build({ code: 3 })).targets['card']).toMatchObject({ put: 0, moved: 0 })
    expect(project.files('card')).toEqual(before)
  }
  rmSync(project.at('dats/gbc.dat'))
  await project.build()
  expect(Object.keys(project.files('card', '_all'))).toEqual(['01 Banana.mgl'])
})

it('a list names a game as it is called when its DAT can be read again, and another cannot', async () => {
  const project = projectOf('minui')
  await project.build()
  project.write('dats/gb.dat', BROKEN.replace(GBC, GB))
  project.write('dats/gbc.dat', BROKEN)
  await project.build({ code: 3 })
  const renamed = [
    { name: 'Apple (World).gbc', bytes: 'apple' },
    { name: 'Date (World).gbc', bytes: 'cherry' },
  ]
  project.write('dats/gbc.dat', logiqxDat(GBC, renamed, '2'))
  const { targets } = await project.build({ code: 3 })
  expect(targets['card']?.moved).toBe(1)
  const games = read(project, 'Collections/all.txt').replace(/\/Roms\/[^/]*\//g, '')
  expect(games).toBe('Apple (World).gbc\nDate (World).gbc\nBanana (World).gb\n')
})

it('a list of a platform goes on naming a game whose file is damaged', async () => {
  const project = projectOf('pegasus')
  await project.build()
  const before = read(project, 'gbc/metadata.pegasus.txt')
  const zip = Buffer.from('504b0304', 'hex')
  project.write('roms/c.gbc', zip)
  await project.build({ code: 3 })
  expect(read(project, 'gbc/metadata.pegasus.txt')).toBe(before)
})

it.each([
  ['pegasus', 'gb/metadata.pegasus.txt', {}],
  ['batocera', 'roms/gb/gamelist.xml', {}],
  ['launchbox', 'Data/Platforms/Nintendo Game Boy.xml', {}],
  ['retroarch', `playlists/${GB}.lpl`, { deviceRoot: '/storage' }],
])('a list of %s stays with the last of its games, whose file is damaged', async (preset, list, more) => {
  const project = projectOf(preset, more)
  await project.build()
  const before = project.files('card')
  const text = read(project, list)
  project.write('roms/b.gb', Buffer.from('504b0304', 'hex'))
  await project.build({ code: 3 })
  expect(read(project, list)).toBe(text)
  const during = project.files('card')
  await project.build({ code: 3 })
  expect(project.files('card')).toEqual(during)
  project.write('roms/b.gb', 'banana')
  await project.build()
  expect(project.files('card')).toEqual(before)
  rmSync(project.at('roms/b.gb'))
  await project.build()
  expect(Object.keys(project.files('card'))).not.toContain(list)
})

it('games that stay are the last of a playlist of LaunchBox', async () => {
  const project = projectOf('launchbox')
  await project.build()
  project.write('roms/a.gbc', Buffer.from('504b0304', 'hex'))
  await project.build({ code: 3 })
  const orders = read(project, 'Data/Playlists/all.xml').matchAll(/<GameTitle>(\w+).*?<ManualOrder>(\d+)/gs)
  expect([...orders].map(([, title, order]) => [title, order])).toEqual([
    ['Apple', '2'],
    ['Banana', '0'],
    ['Cherry', '1'],
  ])
})

it('a playlist beside games that stay names the others as they are called now', async () => {
  const project = projectOf('folder', { playlistFolder: 'gbc' })
  await project.build()
  project.write('dats/gbc.dat', BROKEN)
  project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Berry (World).gb', bytes: 'banana' }], '2'))
  await project.build({ code: 3 })
  expect(read(project, 'gbc/all.m3u')).toBe('../gb/Berry (World).gb\nApple (World).gbc\nCherry (World).gbc\n')
})
