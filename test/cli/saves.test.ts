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
      'note games/SNES/New (USA).sfc stays games/SNES/Old (USA).sfc on card: saves/SNES/Old (USA).sav hangs on that name, and its new name is taken. [name-kept]\n' +
        '  Move away the one of the two saves that you do not need: the next build renames the other with its game.\n',
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
