/** Lists that frontends write as well: when the last game leaves, when it is back, and when the user makes one. */
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { codes, settledProject, type Project } from '../support.ts'

const GB = 'Nintendo - Game Boy'
const GBC = 'Nintendo - Game Boy Color'

function projectOf(preset: string, more: Readonly<Record<string, unknown>> = {}): Project {
  const project = settledProject('left-lists')
  project.configure({
    roots: { roms: './roms', more: './more' },
    dats: { all: './dats' },
    targets: { card: { preset, path: './card', policy: 'everything', ...more } },
  })
  const colour = [
    { name: 'Only (World).gbc', bytes: 'only' },
    { name: 'Blocks (World).gbc', bytes: 'colour' },
  ]
  project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Blocks (World).gb', bytes: 'grey' }]))
  project.write('dats/gbc.dat', logiqxDat(GBC, colour))
  project.write('roms/a.gb', 'grey')
  project.write('more/b.gbc', 'colour')
  project.write('more/c.gbc', 'only')
  project.write('more/rest.bin', 'no game')
  return project
}

function read(project: Project, path: string): string {
  return readFileSync(project.at('card', path), 'utf8')
}

/** What the frontend's user did in a list. */
function edit(project: Project, path: string, from: string, to: string): string {
  const before = read(project, path)
  const text = before.replace(from, () => to)
  expect(text).not.toBe(before)
  project.write(`card/${path}`, text)
  return text
}

function takeAway(project: Project): void {
  project.write('away/keep', '')
  for (const name of ['b.gbc', 'c.gbc']) renameSync(project.at('more', name), project.at('away', name))
}

function bringBack(project: Project): void {
  for (const name of ['b.gbc', 'c.gbc']) renameSync(project.at('away', name), project.at('more', name))
}

const BATOCERA = 'roms/gbc/gamelist.xml'
const LPL = 'playlists/Nintendo - Game Boy Color.lpl'
const LAUNCHBOX = 'Data/Platforms/Nintendo Game Boy Color.xml'

describe('when the last game of a platform leaves, its list', () => {
  it('goes with it, as long as only curator wrote to it', async () => {
    const project = projectOf('batocera')
    await project.build()
    takeAway(project)
    await project.build()
    expect(Object.keys(project.files('card', 'roms'))).toEqual(['gb/Blocks (World).gb', 'gb/gamelist.xml'])
  })

  it('keeps for EmulationStation what its user said, and nothing else', async () => {
    const project = projectOf('batocera')
    await project.build()
    edit(project, BATOCERA, '<name>Only</name>\n', '<name>Only</name>\n\t\t<favorite>true</favorite>\n')
    takeAway(project)
    await project.build()
    const left = `<?xml version="1.0"?>
<gameList>
\t<game>
\t\t<path>./Only (World).gbc</path>
\t\t<name>Only</name>
\t\t<favorite>true</favorite>
\t</game>
</gameList>
`
    expect(read(project, BATOCERA)).toBe(left)
    expect((await project.build()).outcome).toBe('nothing')
    bringBack(project)
    expect((await project.build()).outcome).toBe('done')
    expect(read(project, BATOCERA)).toBe(
      left.replace(
        '</gameList>',
        '\t<game>\n\t\t<path>./Blocks (World).gbc</path>\n\t\t<name>Blocks</name>\n\t</game>\n</gameList>',
      ),
    )
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('keeps no game of EmulationStation of which its user said nothing, also where its file is called otherwise', async () => {
    const project = projectOf('batocera', { games: { 'Only (World)': { rename: 'Renamed' } } })
    await project.build()
    const there = read(project, BATOCERA)
    expect(there).toContain('<path>./Renamed.gbc</path>\n\t\t<name>Only</name>')
    project.write(`card/${BATOCERA}`, there.replaceAll('\t', '  '))
    project.write('away/keep', '')
    renameSync(project.at('more/c.gbc'), project.at('away/c.gbc'))
    await project.build()
    expect(read(project, BATOCERA)).toBe(`<?xml version="1.0"?>
<gameList>
  <game>
    <path>./Blocks (World).gbc</path>
    <name>Blocks</name>
  </game>
</gameList>
`)
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('keeps for RetroArch the games that its user added, and is added to when others are back', async () => {
    const project = projectOf('retroarch', { deviceRoot: '/storage' })
    await project.build()
    const mine = { path: '/mine/x.gbc', label: 'Mine' }
    const list = JSON.parse(read(project, LPL)) as { items: { path: string }[] }
    project.write(`card/${LPL}`, JSON.stringify({ ...list, items: [...list.items, mine] }, undefined, 2))
    takeAway(project)
    await project.build()
    const pathsIn = (): string[] =>
      (JSON.parse(read(project, LPL)) as typeof list).items.map(({ path }) => path)
    expect(pathsIn()).toEqual(['/mine/x.gbc'])
    expect((await project.build()).outcome).toBe('nothing')
    bringBack(project)
    expect((await project.build()).outcome).toBe('done')
    const games = ['Blocks', 'Only'].map((name) => `/storage/content/${GBC}/${name} (World).gbc`)
    expect(pathsIn()).toEqual([...games, '/mine/x.gbc'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('keeps for LaunchBox the games of which its user said something', async () => {
    const project = projectOf('launchbox')
    await project.build()
    edit(
      project,
      LAUNCHBOX,
      '<Title>Only (World)</Title>',
      '<Title>Only (World)</Title>\n    <StarRating>5</StarRating>',
    )
    takeAway(project)
    await project.build()
    const paths = [...read(project, LAUNCHBOX).matchAll(/<ApplicationPath>(.*)<\/ApplicationPath>/g)]
    expect(paths.map(([, path]) => path)).toEqual(['Games\\Nintendo Game Boy Color\\Only (World).gbc'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('stays as it is while a root cannot be read: the games stay as well', async () => {
    const project = projectOf('retroarch', { deviceRoot: '/storage' })
    await project.build()
    const chosen = edit(project, LPL, '"core_name": "DETECT"', '"core_name": "Gambatte"')
    rmSync(project.at('.curator'), { recursive: true }) // or what is known of the root would be taken for true
    renameSync(project.at('more'), project.at('unplugged'))
    const { stderr } = await project.run(['build'])
    expect(stderr).toContain('[deletes-withheld]')
    expect(read(project, LPL)).toBe(chosen)
    expect(Object.keys(project.files('card', 'content', GBC))).toHaveLength(2)
    renameSync(project.at('unplugged'), project.at('more'))
    await project.build()
    expect(read(project, LPL)).toBe(chosen)
  })
})

describe('a list that OnionOS need not have', () => {
  const LIST = 'Roms/GBC/miyoogamelist.xml'

  it('is not made, but added to, also when it comes after the games', async () => {
    const project = projectOf('onion')
    project.write('card/Roms/GB/miyoogamelist.xml', '<gameList>\n</gameList>\n')
    await project.build()
    expect(read(project, 'Roms/GB/miyoogamelist.xml')).toContain('<path>./Blocks (World).gb</path>')
    expect(Object.keys(project.files('card', 'Roms', 'GBC'))).toEqual([
      'Blocks (World).gbc',
      'Only (World).gbc',
    ])
    expect((await project.build()).outcome).toBe('nothing')
    project.write(`card/${LIST}`, '<gameList>\n\t<game><path>./mine.gbc</path></game>\n</gameList>\n')
    const report = await project.build()
    expect(codes(report)).toEqual([])
    const paths = [...read(project, LIST).matchAll(/<path>\.\/(.*)<\/path>/g)].map(([, path]) => path)
    expect(paths).toEqual(['mine.gbc', 'Blocks (World).gbc', 'Only (World).gbc'])
    expect((await project.build()).outcome).toBe('nothing')
    rmSync(project.at('card', LIST))
    await project.build()
    expect(Object.keys(project.files('card', 'Roms', 'GBC'))).toHaveLength(2)
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('is no change that a DAT brings', async () => {
    const project = projectOf('onion')
    await project.build()
    const more = [
      { name: 'Blocks (World).gb', bytes: 'grey' },
      { name: 'Rest (World).gb', bytes: 'no game' },
    ]
    project.write('new.dat', logiqxDat(GB, more))
    const { stdout } = await project.run(['dats', 'diff', 'dats/gb.dat', 'new.dat'])
    expect(stdout.split('\n').slice(-3)).toEqual(['card  1 to write', '  + Roms/GB/Rest (World).gb', ''])
  })
})

describe('a collection of MinUI whose device is not right as a whole', () => {
  const FAV = 'Collections/fav.txt'
  const line = (name: string) => `/Roms/Game Boy Color (GBC)/${name} (World).gbc\n`

  it('loses what is listed no longer, and keeps what its user put there', async () => {
    const project = projectOf('minui')
    const configure = (...titles: readonly string[]) =>
      project.configure({
        roots: { roms: './roms', more: './more' },
        dats: { all: './dats' },
        playlists: { fav: { titles: titles.map((title) => ({ title, platform: 'gbc' })) } },
        targets: { card: { preset: 'minui', path: './card', policy: 'everything', playlists: ['fav'] } },
      })
    configure('Only')
    await project.build()
    expect(read(project, FAV)).toBe(line('Only'))
    // a game cannot be written, for as long as this folder is there
    const inTheWay = 'Roms/Game Boy (GB)/Blocks (World).gb'
    rmSync(project.at('card', inTheWay))
    project.write(`card/${inTheWay}/mine`, '')
    configure('Only', 'Blocks')
    await project.build({ code: 3 })
    project.write(`card/${FAV}`, `${line('Only')}${line('Blocks')}/Roms/mine.gb\n`)
    for (const then of [['Only'], ['Blocks'], ['Only']]) {
      configure(...then)
      await project.build({ code: 3 })
      expect(read(project, FAV)).toBe(`${then.map(line).join('')}/Roms/mine.gb\n`)
    }
  })
})
