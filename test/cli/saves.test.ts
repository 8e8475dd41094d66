/** A DAT renames a game whose saves are on the card: the card keeps them together, whatever is wanted. */
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, messages, type ConfigData, type Project } from './support.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'

function config(saves?: string): ConfigData {
  return {
    roots: { roms: './roms' },
    dats: { all: './dats' },
    playlists: { best: { titles: ['Old', 'New'] } },
    targets: {
      card: {
        preset: 'mister',
        path: './card',
        policy: 'everything',
        playlists: ['best'],
        ...(saves === undefined ? {} : { saves }),
      },
    },
  }
}

/** A DAT of two games. */
function dat(a: string, b: string, version: string): string {
  const games = [
    { name: `${a} (USA).sfc`, bytes: 'The first game' },
    { name: `${b} (USA).sfc`, bytes: 'The second game' },
  ]
  return logiqxDat(SNES, games, version)
}

/** Built with two games, the first of them played since; then the DAT renames both. */
async function renamed(saves?: string, before = 'Bravo', after = 'Bravissimo'): Promise<Project> {
  const project = emptyProject('saves')
  project.configure(config(saves))
  project.write('dats/snes.dat', dat('Old', before, '1'))
  project.write('roms/a.sfc', 'The first game')
  project.write('roms/b.sfc', 'The second game')
  await project.build()
  project.write('card/saves/SNES/Old (USA).sav', 'hours of play')
  project.write('dats/snes.dat', dat('New', after, '2'))
  return project
}

describe('a DAT that renames games', () => {
  it('leaves a game with saves its name, playlists too, and says why', async () => {
    const project = await renamed()
    const told = await project.run(['plan'])
    expect(told.stdout).toContain('  > games/SNES/Bravo (USA).sfc → games/SNES/Bravissimo (USA).sfc')
    expect(told.stdout).not.toContain('games/SNES/New (USA).sfc')
    const report = await project.build()
    expect(report.targets['card']).toMatchObject({ moved: 2, put: 0, outcome: 'done' }) // a game, and a launcher
    expect(messages(report, 'name-kept')).toEqual([
      'games/SNES/New (USA).sfc stays games/SNES/Old (USA).sfc on card: saves/SNES/Old (USA).sav hangs on that name.',
    ])
    expect(Object.keys(project.files('card'))).toEqual([
      '_best/01 New.mgl',
      'games/SNES/Bravissimo (USA).sfc',
      'games/SNES/Old (USA).sfc',
      'saves/SNES/Old (USA).sav',
    ])
    expect((await project.build()).outcome).toBe('nothing')
    expect((await project.plan()).targets['card']?.actions).toEqual([])
  })

  it('renames save and game together as soon as that is wanted', async () => {
    const project = await renamed()
    await project.build()
    project.configure(config('rename'))
    const told = await project.run(['plan'])
    expect(told.stdout).toContain(
      '  > saves/SNES/Old (USA).sav → saves/SNES/New (USA).sav  13 B  goes with its game',
    )
    const report = await project.build()
    expect(report.targets['card']).toMatchObject({ moved: 1, bytes: expect.any(Number) as number })
    expect(messages(report, 'saves-renamed')).toEqual(['card: 1 save was renamed with its game.'])
    expect(Object.keys(project.files('card'))).toEqual([
      '_best/01 New.mgl',
      'games/SNES/Bravissimo (USA).sfc',
      'games/SNES/New (USA).sfc',
      'saves/SNES/New (USA).sav',
    ])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('renames the game once its save was moved away', async () => {
    const project = await renamed()
    await project.build()
    rmSync(project.at('card/saves/SNES/Old (USA).sav'))
    const told = await project.run(['plan'])
    expect(told.stdout).toContain('  > games/SNES/Old (USA).sfc → games/SNES/New (USA).sfc')
    expect(told.stderr).not.toContain('name-kept')
    expect((await project.build()).targets['card']).toMatchObject({ moved: 1, outcome: 'done' })
    expect(Object.keys(project.files('card'))).toContain('games/SNES/New (USA).sfc')
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('never renames a save to a name that is taken, and goes on once it is free', async () => {
    const project = await renamed('rename')
    project.write('card/saves/SNES/New (USA).sav', 'other hours')
    const { stderr } = await project.run(['build'])
    expect(stderr).toContain(
      'note games/SNES/New (USA).sfc stays games/SNES/Old (USA).sfc on card: saves/SNES/Old (USA).sav hangs on that name, and has to keep it. [name-kept]\n' +
        '  ' +
        'Another save has the new name, another game has this save, or it is behind a link that leads outside. Move one away, or rename it yourself: the next build renames the game.\n',
    )
    const save = (name: string): string => readFileSync(project.at(`card/saves/SNES/${name}`), 'utf8')
    expect([save('Old (USA).sav'), save('New (USA).sav')]).toEqual(['hours of play', 'other hours'])
    renameSync(project.at('card/saves/SNES/New (USA).sav'), project.at('mine.sav'))
    const report = await project.build()
    expect(messages(report, 'saves-renamed')).toEqual(['card: 1 save was renamed with its game.'])
    expect(messages(report, 'name-kept')).toEqual([])
    expect(Object.keys(project.files('card'))).toContain('games/SNES/New (USA).sfc')
    expect(save('New (USA).sav')).toBe('hours of play')
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('renames only the game with `warn`, and tells of the save', async () => {
    const project = await renamed('warn')
    const report = await project.build()
    expect(report.targets['card']).toMatchObject({ moved: 2, outcome: 'done' })
    expect(messages(report, 'saves-parted')).toEqual([
      'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).sfc, which becomes games/SNES/New (USA).sfc.',
    ])
    expect(project.files('card')).toHaveProperty('saves/SNES/Old (USA).sav')
  })

  it.each(['keep-name', 'rename', 'warn'])(
    'tells of saves when two games swap names, with `%s`',
    async (wish) => {
      const project = await renamed(wish, 'New', 'Old')
      const report = await project.build()
      expect(messages(report, 'saves-parted')).toEqual([
        'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).sfc, which becomes games/SNES/New (USA).sfc.',
      ])
      expect(readFileSync(project.at('card/saves/SNES/Old (USA).sav'), 'utf8')).toBe('hours of play')
      expect((await project.build()).outcome).toBe('nothing')
    },
  )

  it('keeps the name also after the state folder is lost: the card itself remembers', async () => {
    const project = await renamed()
    await project.build()
    const before = project.files('card')
    rmSync(project.at('.curator'), { recursive: true })
    await project.build()
    expect(project.files('card')).toEqual(before)
  })
})

describe('a DAT that renames games in zips', () => {
  function zipped(saves?: string): ConfigData {
    const { card } = config(saves).targets as Record<string, object>
    return { ...config(saves), targets: { card: { ...card, archives: 'zip' } } }
  }

  async function repacked(saves?: string): Promise<Project> {
    const project = emptyProject('saves')
    project.configure(zipped(saves))
    project.write('dats/snes.dat', dat('Old', 'Bravo', '1'))
    project.write('roms/a.sfc', 'The first game')
    project.write('roms/b.sfc', 'The second game')
    await project.build()
    project.write('card/saves/SNES/Old (USA).sav', 'hours of play')
    project.write('dats/snes.dat', dat('New', 'Bravissimo', '2'))
    return project
  }

  it('tells of their saves, because what is in a zip is called as in the DAT', async () => {
    const project = await repacked()
    expect(messages(await project.build(), 'saves-parted')).toEqual([
      'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).zip, which becomes games/SNES/New (USA).zip.',
    ])
    expect(Object.keys(project.files('card'))).toEqual([
      '_best/01 New.mgl',
      'games/SNES/Bravissimo (USA).zip',
      'games/SNES/New (USA).zip',
      'saves/SNES/Old (USA).sav',
    ])
  })

  it('takes the saves along where that is wanted', async () => {
    const project = await repacked('rename')
    expect(messages(await project.build(), 'saves-renamed')).toEqual([
      'card: 1 save was renamed with its game.',
    ])
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/New (USA).sav'])
    expect((await project.build()).outcome).toBe('nothing')
  })
})

describe('a new revision of a game with saves', () => {
  const REVS = [
    { name: 'Game (USA) (Rev 1).sfc', bytes: 'The first revision' },
    { name: 'Game (USA) (Rev 2).sfc', bytes: 'The second revision' },
    { name: 'Game (Europe).sfc', bytes: 'The one of Europe' },
  ]

  function best(saves?: string, regions = ['USA', 'Europe']): ConfigData {
    const { card } = config(saves).targets as Record<string, object>
    return {
      ...config(saves),
      policies: { best: { regions } },
      playlists: { best: { titles: ['Game'] } },
      targets: { card: { ...card, policy: 'best' } },
    }
  }

  /** Built with the first revision and played; then the second is found. */
  async function revised(saves?: string): Promise<Project> {
    const project = emptyProject('revisions')
    project.configure(best(saves))
    project.write('dats/snes.dat', logiqxDat(SNES, REVS))
    project.write('roms/1.sfc', 'The first revision')
    await project.build()
    project.write('card/saves/SNES/Game (USA) (Rev 1).sav', 'hours of play')
    project.write('roms/2.sfc', 'The second revision')
    return project
  }

  it('has the name of the old one, and the note says why', async () => {
    const project = await revised()
    const report = await project.build()
    expect(messages(report, 'name-kept')).toEqual([
      'games/SNES/Game (USA) (Rev 2).sfc stays games/SNES/Game (USA) (Rev 1).sfc on card: saves/SNES/Game (USA) (Rev 1).sav hangs on that name.',
    ])
    expect(readFileSync(project.at('card/games/SNES/Game (USA) (Rev 1).sfc'), 'utf8')).toBe(
      'The second revision',
    )
    expect(Object.keys(project.files('card'))).toEqual([
      '_best/01 Game.mgl',
      'games/SNES/Game (USA) (Rev 1).sfc',
      'saves/SNES/Game (USA) (Rev 1).sav',
    ])
    expect(readFileSync(project.at('card/_best/01 Game.mgl'), 'utf8')).toContain('Game (USA) (Rev 1).sfc')
    expect((await project.build()).outcome).toBe('nothing')

    project.configure(best('rename'))
    expect(messages(await project.build(), 'saves-renamed')).toEqual([
      'card: 1 save was renamed with its game.',
    ])
    expect(Object.keys(project.files('card', 'games'))).toEqual(['SNES/Game (USA) (Rev 2).sfc'])
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Game (USA) (Rev 2).sav'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('takes the save along where that is wanted', async () => {
    const project = await revised('rename')
    await project.build()
    expect(Object.keys(project.files('card', 'games'))).toEqual(['SNES/Game (USA) (Rev 2).sfc'])
    expect(readFileSync(project.at('card/saves/SNES/Game (USA) (Rev 2).sav'), 'utf8')).toBe('hours of play')
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('gives the old name back, and its save, when the old revision is wanted again beside it', async () => {
    const project = await revised()
    await project.build()
    const { card } = config().targets as Record<string, object>
    project.configure({ ...best(), targets: { card: { ...card, policy: 'everything' } } })
    const report = await project.build()
    expect(messages(report, 'name-collision')).toEqual([])
    expect(messages(report, 'name-kept')).toEqual([])
    const text = (name: string): string => readFileSync(project.at(`card/games/SNES/${name}.sfc`), 'utf8')
    expect(text('Game (USA) (Rev 1)')).toBe('The first revision')
    expect(text('Game (USA) (Rev 2)')).toBe('The second revision')
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Game (USA) (Rev 1).sav'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('of another region leaves the save where it is, and tells of it', async () => {
    const project = await revised('rename')
    rmSync(project.at('roms/2.sfc'))
    project.write('roms/3.sfc', 'The one of Europe')
    project.configure(best('rename', ['Europe', 'USA']))
    expect(messages(await project.build(), 'saves-parted')).toEqual([
      'card: 1 save hangs on a name that a game loses now: saves/SNES/Game (USA) (Rev 1).sav is of games/SNES/Game (USA) (Rev 1).sfc, which makes way for games/SNES/Game (Europe).sfc.',
    ])
    expect(readFileSync(project.at('card/saves/SNES/Game (USA) (Rev 1).sav'), 'utf8')).toBe('hours of play')
  })

  it('takes no save from a game that stays, because a root cannot be read', async () => {
    const project = emptyProject('revisions')
    project.configure({ ...best('rename'), roots: { roms: './roms', more: './more' } })
    project.write('dats/snes.dat', logiqxDat(SNES, REVS))
    project.write('roms/1.sfc', 'The first revision')
    project.write('more/other.sfc', 'The one of Europe')
    await project.build()
    project.write('card/saves/SNES/Game (USA) (Rev 1).sav', 'hours of play')
    project.write('more/2.sfc', 'The second revision')
    renameSync(project.at('roms'), project.at('away'))
    const { stderr } = await project.run(['build'])
    expect(stderr).toContain('card: 1 file that is not wanted any more stays, because')
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Game (USA) (Rev 1).sav'])
    expect(Object.keys(project.files('card', 'games'))).toContain('SNES/Game (USA) (Rev 1).sfc')
  })
})
