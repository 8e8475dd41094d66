/** Saves of games that come into other folders. */
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { codes, settledProject, type Project } from './support.ts'

/** A card with folders of letters, and a way to say what the DAT lists: files and their bytes. */
function lettered(archives: string, saves: string) {
  const project = settledProject('letters')
  const layout = 'roms/{folder}/{letter}/{file}'
  const card = { preset: 'batocera', path: './card', policy: 'everything', archives, saves, layout }
  project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } })
  const list = (games: Readonly<Record<string, string>>, version: string): void => {
    const files = Object.entries(games).map(([name, bytes]) => ({ name, bytes }))
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', files, version))
  }
  return { project, list }
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
