/** Saves of games that come into other folders. */
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { codes, settledProject, type Project } from '../support.ts'

const LETTERS = { layout: 'roms/{folder}/{letter}/{file}' }

/** A card with folders of letters, and a way to say what the DAT lists: files and their bytes. */
function lettered(archives: string, saves: string, layout: Readonly<Record<string, string>> = LETTERS) {
  const project = settledProject('letters')
  const configure = (more: Readonly<Record<string, string>>): void => {
    const card = { preset: 'batocera', path: './card', policy: 'everything', saves, ...more }
    project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } })
  }
  configure({ archives, ...layout })
  const list = (games: Readonly<Record<string, string>>, version: string): void => {
    const files = Object.entries(games).map(([name, bytes]) => ({ name, bytes }))
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', files, version))
  }
  return { project, list, configure }
}

describe.each(['zip', 'extract'])(
  'games in folders of letters, whose letter is another now, by %s',
  (archives) => {
    async function renamed(saves: string): Promise<Project> {
      const { project, list } = lettered(archives, saves)
      list({ 'Alpha (USA).gb': 'a game' }, '1')
      project.write('roms/a.gb', 'a game')
      await project.build()
      project.write('card/saves/gb/Alpha (USA).srm', 'played')
      list({ 'Beta (USA).gb': 'a game' }, '2')
      return project
    }

    it('take their saves along', async () => {
      const project = await renamed('rename')
      expect(codes(await project.build())).toEqual(['saves-renamed'])
      expect(Object.keys(project.files('card', 'saves'))).toEqual(['gb/Beta (USA).srm'])
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('keep their names', async () => {
      const project = await renamed('keep-name')
      expect(codes(await project.build())).toEqual(['name-kept'])
      const [game = ''] = Object.keys(project.files('card', 'roms/gb'))
      expect(game).toMatch(/^A\/Alpha \(USA\)\.(?:zip|gb)$/)
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('are told of', async () => {
      const project = await renamed('warn')
      expect(codes(await project.build())).toEqual(['saves-parted'])
    })
  },
)

describe.each(['zip', 'extract'])('games in folders of letters that swap names, by %s', (archives) => {
  async function swapped(saves: string): Promise<Project> {
    const { project, list } = lettered(archives, saves)
    list({ 'Alpha.gb': 'the first', 'Beta.gb': 'the second' }, '1')
    project.write('roms/a.gb', 'the first')
    project.write('roms/b.gb', 'the second')
    await project.build()
    project.write('card/saves/gb/Alpha.srm', 'of the first')
    list({ 'Beta.gb': 'the first', 'Alpha.gb': 'the second' }, '2')
    return project
  }

  it('take their saves along', async () => {
    const project = await swapped('rename')
    expect(codes(await project.build())).toEqual(['saves-renamed'])
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['gb/Beta.srm'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('keep their names', async () => {
    const project = await swapped('keep-name')
    const before = project.files('card/roms/gb/A')
    expect(codes(await project.build())).toEqual(['name-kept'])
    expect(project.files('card/roms/gb/A')).toEqual(before)
    expect((await project.build()).outcome).toBe('nothing')
  })
})

const REVISED = { 'Alpha (USA) (Rev 1).gb': 'a game, revised' }
const RENAMED = { 'Beta (USA).gb': 'a game' }

describe.each([
  ['a revision in a folder of letters', {}, LETTERS, REVISED],
  ['a revision in another form', {}, { archives: 'zip' }, REVISED],
  ['a revision in both', { archives: 'zip' }, LETTERS, REVISED],
  ['a new name, form and folder', {}, { archives: 'zip', ...LETTERS }, RENAMED],
  ['a new name, form and folder, out of a zip', { archives: 'zip' }, LETTERS, RENAMED],
] as const)('a game that gets %s', (_what, before, after, games) => {
  async function edited(saves: string): Promise<Project> {
    const { project, list, configure } = lettered('extract', saves, before)
    list({ 'Alpha (USA).gb': 'a game' }, '1')
    for (const bytes of ['a game', 'a game, revised']) project.write(`roms/${bytes}.gb`, bytes)
    await project.build()
    project.write('card/saves/gb/Alpha (USA).srm', 'played')
    configure(after)
    list(games, '2')
    return project
  }

  it('takes its save along', async () => {
    const project = await edited('rename')
    expect(codes(await project.build())).toEqual(['saves-renamed'])
    const [name = ''] = Object.keys(games)
    expect(Object.keys(project.files('card', 'saves'))).toEqual([`gb/${name.replace(/\.gb$/, '.srm')}`])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('has the same name as its save, whatever that is', async () => {
    const project = await edited('keep-name')
    await project.build()
    const stems = (folder: string): string[] =>
      Object.keys(project.files('card', folder)).map((path) => path.replace(/^.*\/|\.\w+$/g, ''))
    expect(stems('saves')).toEqual(stems('roms').filter((stem) => stem !== 'gamelist'))
    expect((await project.build()).outcome).toBe('nothing')
  })
})

it('a game of another platform does not take over the save of one that goes', async () => {
  const { project, list } = lettered('zip', 'rename')
  list({ 'Alpha (USA).gb': 'a game' }, '1')
  project.write('roms/a.gb', 'a game')
  project.write('roms/b.gbc', 'a game, revised')
  await project.build()
  project.write('card/saves/gb/Alpha (USA).srm', 'played')
  list({ 'Other (USA).gb': 'not owned' }, '2')
  const files = [{ name: 'Alpha (USA) (Rev 1).gbc', bytes: 'a game, revised' }]
  project.write('dats/gbc.dat', logiqxDat('Nintendo - Game Boy Color', files))
  expect(codes(await project.build())).not.toContain('saves-renamed')
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['gb/Alpha (USA).srm'])
})

/** On a MiSTer saves lie in the folder of the core, wherever its games are: there they stay when those come back. */
describe('on a MiSTer, games that were in a folder of which no core knows', () => {
  const GB = 'Nintendo - Game Boy'
  const GBC = 'Nintendo - Game Boy Color'
  /** The save of the game in colour is called like it on the card: `Neu`. */
  async function moved(plain: string): Promise<Project> {
    const project = settledProject('moved-back')
    const configure = (more: Readonly<Record<string, unknown>>): void =>
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: {
          card: { preset: 'mister', path: './card', policy: 'everything', saves: 'rename', ...more },
        },
      })
    configure({ platforms: { gbc: { folder: 'Mine' } }, games: { 'gbc/Old': { rename: 'Neu' } } })
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: `${plain}.gb`, bytes: 'plain' }]))
    project.write('dats/gbc.dat', logiqxDat(GBC, [{ name: 'Old.gbc', bytes: 'colour' }]))
    project.write('roms/a.gb', 'plain')
    project.write('roms/b.gbc', 'colour')
    await project.build()
    project.write('card/saves/GAMEBOY/Neu.sav', 'played')
    configure({})
    return project
  }

  it('take their saves along when they come back under another name', async () => {
    const project = await moved('Plain')
    expect(codes(await project.build())).toContain('saves-renamed')
    expect(Object.keys(project.files('card'))).toEqual([
      'games/GAMEBOY/Old.gbc',
      'games/GAMEBOY/Plain.gb',
      'saves/GAMEBOY/Old.sav',
    ])
  })

  it('leave a save where it is that another game has as well', async () => {
    const project = await moved('Neu')
    expect(codes(await project.build())).not.toContain('saves-renamed')
    expect(Object.keys(project.files('card'))).toEqual([
      'games/GAMEBOY/Neu.gb',
      'games/Mine/Neu.gbc',
      'saves/GAMEBOY/Neu.sav',
    ])
  })
})
