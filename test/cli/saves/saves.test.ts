/** A DAT renames a game whose saves are on the card: the card keeps them together, whatever is wanted. */
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discDat, logiqxDat } from '../../support/dat.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import { codes, emptyProject, messages, type ConfigData, type Project } from '../support.ts'

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
        'Another save has the new name, another game has this save, it is behind a link that leads outside, or something else is where the game would be. Move one away, or rename it yourself: the next build renames the game.\n',
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

  describe('so that two swap theirs', () => {
    const swapped = (saves?: string): Promise<Project> => renamed(saves, 'New', 'Old')

    it('leaves both their names', async () => {
      const project = await swapped()
      const before = project.files('card', 'games')
      const report = await project.build()
      expect(messages(report, 'name-kept')).toEqual([
        'games/SNES/New (USA).sfc stays games/SNES/Old (USA).sfc on card: saves/SNES/Old (USA).sav hangs on that name.',
        'games/SNES/Old (USA).sfc stays games/SNES/New (USA).sfc on card: saves/SNES/Old (USA).sav hangs on that name.',
      ])
      expect(project.files('card', 'games')).toEqual(before)
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('takes the save along', async () => {
      const project = await swapped('rename')
      const report = await project.build()
      expect(messages(report, 'saves-renamed')).toEqual(['card: 1 save was renamed with its game.'])
      expect(report.targets['card']).toMatchObject({ moved: 2, put: 0, bytes: 0 })
      expect(readFileSync(project.at('card/games/SNES/New (USA).sfc'), 'utf8')).toBe('The first game')
      expect(readFileSync(project.at('card/saves/SNES/New (USA).sav'), 'utf8')).toBe('hours of play')
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('leaves both while each save has the name that the other would get, and until one of them moves on', async () => {
      const project = await swapped('rename')
      project.write('card/saves/SNES/New (USA).sav', 'of the second')
      expect(messages(await project.build(), 'name-kept')).toHaveLength(2)
      project.write('dats/snes.dat', dat('Newest', 'Old', '3'))
      expect(messages(await project.build(), 'saves-renamed')).toEqual([
        'card: 2 saves were renamed with their games.',
      ])
      expect(readFileSync(project.at('card/saves/SNES/Newest (USA).sav'), 'utf8')).toBe('hours of play')
      expect(readFileSync(project.at('card/saves/SNES/Old (USA).sav'), 'utf8')).toBe('of the second')
      expect(readFileSync(project.at('card/games/SNES/Newest (USA).sfc'), 'utf8')).toBe('The first game')
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('tells of the save', async () => {
      const project = await swapped('warn')
      expect(messages(await project.build(), 'saves-parted')).toEqual([
        'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).sfc, which becomes games/SNES/New (USA).sfc.',
      ])
      expect(readFileSync(project.at('card/saves/SNES/Old (USA).sav'), 'utf8')).toBe('hours of play')
      expect((await project.build()).outcome).toBe('nothing')
    })
  })

  describe('so that one loses its name to another that was not there', () => {
    /** Named anew alone at first: it keeps its name. Then the other is found. */
    async function lost(saves?: string): Promise<Project> {
      const project = await renamed(saves)
      const games = [
        { name: 'Old (USA) (Beta).sfc', bytes: 'The first game' },
        { name: 'Old (USA).sfc', bytes: 'The last game' },
      ]
      project.write('dats/snes.dat', logiqxDat(SNES, games, '3'))
      await project.build()
      project.write('roms/c.sfc', 'The last game')
      return project
    }

    it('takes its save along: else it were that of the other', async () => {
      const project = await lost()
      expect(Object.keys(project.files('card', 'games'))).toEqual(['SNES/Old (USA).sfc'])
      const { stdout } = await project.run(['plan'])
      expect(stdout).toContain('  > saves/SNES/Old (USA).sav → saves/SNES/Old (USA) (Beta).sav')
      expect(messages(await project.build(), 'saves-renamed')).toEqual([
        'card: 1 save was renamed with its game.',
      ])
      const text = (path: string): string => readFileSync(project.at(`card/${path}`), 'utf8')
      expect(text('games/SNES/Old (USA).sfc')).toBe('The last game')
      expect(text('games/SNES/Old (USA) (Beta).sfc')).toBe('The first game')
      expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Old (USA) (Beta).sav'])
      expect(text('saves/SNES/Old (USA) (Beta).sav')).toBe('hours of play')
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('and leaves the other its own, when that was played and goes again', async () => {
      const project = await lost()
      await project.build()
      project.write('card/saves/SNES/Old (USA).sav', 'other hours')
      rmSync(project.at('roms/c.sfc'))
      await project.build()
      expect(Object.keys(project.files('card', 'games'))).toEqual(['SNES/Old (USA) (Beta).sfc'])
      expect(Object.keys(project.files('card', 'saves'))).toEqual([
        'SNES/Old (USA) (Beta).sav',
        'SNES/Old (USA).sav',
      ])
    })

    it('is told of a save that cannot go', async () => {
      const project = await lost()
      project.write('card/saves/SNES/Old (USA) (Beta).sav', 'yet other hours')
      expect(messages(await project.build(), 'saves-parted')).toEqual([
        'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).sfc, which becomes games/SNES/Old (USA) (Beta).sfc.',
      ])
      expect(readFileSync(project.at('card/saves/SNES/Old (USA).sav'), 'utf8')).toBe('hours of play')
      expect((await project.build()).outcome).toBe('nothing')
    })
  })

  describe('so that one gets the name of another, which has saves', () => {
    const TAKEN = 'card/saves/SNES/Bravo (USA).sav'

    /** The second game was played, and the first is called like it from now on. */
    async function taken(saves?: string): Promise<Project> {
      const project = await renamed(saves)
      renameSync(project.at('card/saves/SNES/Old (USA).sav'), project.at(TAKEN))
      const games = [
        { name: 'Bravo (USA).sfc', bytes: 'The first game' },
        { name: 'Bravo (USA) (Beta).sfc', bytes: 'The second game' },
      ]
      project.write('dats/snes.dat', logiqxDat(SNES, games, '2'))
      return project
    }

    it('leaves both their names', async () => {
      const project = await taken()
      const before = project.files('card', 'games')
      expect(messages(await project.build(), 'name-kept')).toEqual([
        'games/SNES/Bravo (USA) (Beta).sfc stays games/SNES/Bravo (USA).sfc on card: saves/SNES/Bravo (USA).sav hangs on that name.',
        'games/SNES/Bravo (USA).sfc stays games/SNES/Old (USA).sfc on card: saves/SNES/Bravo (USA).sav hangs on that name.',
      ])
      expect(project.files('card', 'games')).toEqual(before)
      rmSync(project.at(TAKEN))
      await project.build()
      expect(readFileSync(project.at('card/games/SNES/Bravo (USA).sfc'), 'utf8')).toBe('The first game')
      expect((await project.build()).outcome).toBe('nothing')
    })

    it('takes its saves along', async () => {
      const project = await taken('rename')
      await project.build()
      expect(readFileSync(project.at('card/saves/SNES/Bravo (USA) (Beta).sav'), 'utf8')).toBe('hours of play')
      expect(readFileSync(project.at('card/games/SNES/Bravo (USA) (Beta).sfc'), 'utf8')).toBe(
        'The second game',
      )
      expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Bravo (USA) (Beta).sav'])
    })

    it('tells of them', async () => {
      const project = await taken('warn')
      expect(messages(await project.build(), 'saves-parted')).toEqual([
        'card: 1 save hangs on a name that a game loses now: saves/SNES/Bravo (USA).sav is of games/SNES/Bravo (USA).sfc, which becomes games/SNES/Bravo (USA) (Beta).sfc.',
      ])
    })
  })

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

  it('leaves a game with saves its zip, and the name in that', async () => {
    const project = await repacked()
    const was = project.files('card')['games/SNES/Old (USA).zip']
    const report = await project.build()
    expect(messages(report, 'name-kept')).toEqual([
      'games/SNES/New (USA).zip stays games/SNES/Old (USA).zip on card: saves/SNES/Old (USA).sav hangs on that name.',
    ])
    expect(messages(report, 'saves-parted')).toEqual([])
    const files = project.files('card')
    expect(Object.keys(files)).toEqual([
      '_best/01 New.mgl',
      'games/SNES/Bravissimo (USA).zip',
      'games/SNES/Old (USA).zip',
      'saves/SNES/Old (USA).sav',
    ])
    expect(files['games/SNES/Old (USA).zip']).toBe(was)
    expect(readFileSync(project.at('card/_best/01 New.mgl'), 'utf8')).toContain(
      'path="Old (USA).zip/Old (USA).sfc"',
    )
    expect((await project.build()).outcome).toBe('nothing')
    rmSync(project.at('.curator'), { recursive: true })
    await project.build()
    expect(project.files('card')).toEqual(files)
  })

  it('leaves a game of several files its zip', async () => {
    const project = emptyProject('saves')
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'batocera', path: './card', policy: 'everything', archives: 'zip' } },
    })
    const sides = ['one side', 'the other side']
    const floppy = (name: string): string =>
      discDat(
        'Amstrad - CPC',
        new Map([[name, sides.map((bytes) => ({ name: `${name} ${bytes}.dsk`, bytes }))]]),
      )
    project.write('dats/cpc.dat', floppy('Old (USA)'))
    for (const side of sides) project.write(`roms/${side}.dsk`, side)
    await project.build()
    project.write('card/saves/amstradcpc/Old (USA).srm', 'hours of play')
    project.write('dats/cpc.dat', floppy('New (USA)'))
    expect(messages(await project.build(), 'name-kept')).toHaveLength(1)
    expect(Object.keys(project.files('card/roms/amstradcpc'))).toEqual(['Old (USA).zip', 'gamelist.xml'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('leaves both their names where one gets that of the other, which has saves', async () => {
    const project = await repacked()
    const was = project.files('card')
    renameSync(project.at('card/saves/SNES/Old (USA).sav'), project.at('card/saves/SNES/Bravo (USA).sav'))
    project.write('dats/snes.dat', dat('Bravo', 'Bravo II', '2'))
    expect(messages(await project.build(), 'name-kept')).toHaveLength(2)
    const now = project.files('card')
    for (const name of ['games/SNES/Bravo (USA).zip', 'games/SNES/Old (USA).zip'])
      expect(now[name]).toBe(was[name])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('puts a new revision into the zip that was there', async () => {
    const project = await repacked()
    project.write(
      'dats/snes.dat',
      logiqxDat(SNES, [
        { name: 'Old (USA).sfc', bytes: 'The first game' },
        { name: 'Old (USA) (Rev 1).sfc', bytes: 'The first game, mended' },
      ]),
    )
    project.write('roms/c.sfc', 'The first game, mended')
    const { card } = zipped().targets as Record<string, object>
    project.configure({ ...zipped(), targets: { card: { ...card, policy: 'best' } }, policies: { best: {} } })
    expect(messages(await project.build(), 'name-kept')).toEqual([
      'games/SNES/Old (USA) (Rev 1).zip stays games/SNES/Old (USA).zip on card: saves/SNES/Old (USA).sav hangs on that name.',
    ])
    expect(await membersOf(readFileSync(project.at('card/games/SNES/Old (USA).zip')))).toEqual({
      'Old (USA).sfc': 'The first game, mended',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('tells of their saves where they are to be renamed alone', async () => {
    const project = await repacked('warn')
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

it.each(['keep-name', 'rename'])(
  'a save that names the extension goes with its game into a zip, with `%s`',
  async (saves) => {
    const project = emptyProject('forms')
    const configure = (archives: string): void =>
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { card: { preset: 'minui', path: './card', policy: 'everything', saves, archives } },
      })
    configure('extract')
    project.write('dats/snes.dat', dat('Old', 'Bravo', '1'))
    project.write('roms/a.sfc', 'The first game')
    await project.build()
    project.write('card/Saves/SFC/Old (USA).sfc.sav', 'hours of play')
    for (const [archives, extension] of [
      ['zip', 'zip'],
      ['extract', 'sfc'],
    ] as const) {
      configure(archives)
      expect(messages(await project.build(), 'saves-renamed')).toHaveLength(1)
      expect(Object.keys(project.files('card'))).toEqual([
        `Roms/Super Nintendo Entertainment System (SFC)/Old (USA).${extension}`,
        `Saves/SFC/Old (USA).${extension}.sav`,
      ])
    }
    expect((await project.build()).outcome).toBe('nothing')
    project.write('dats/snes.dat', dat('New', 'Bravo', '2'))
    configure('zip')
    expect(messages(await project.build(), 'saves-renamed')).toHaveLength(1)
    expect(Object.keys(project.files('card/Saves'))).toEqual(['SFC/New (USA).zip.sav'])
    expect((await project.build()).outcome).toBe('nothing')
  },
)

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

  it('gives the old name back, and takes its save along, when the old revision is wanted again beside it', async () => {
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
    expect(messages(report, 'saves-renamed')).toEqual(['card: 1 save was renamed with its game.'])
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['SNES/Game (USA) (Rev 2).sav'])
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

describe('a game that was not there, and would come first where a played one is', () => {
  const GB = 'Nintendo - Game Boy'
  const PLACE = 'GB/Okami the Dog (Japan).gb'
  const SAVE = 'GBCSYS/SAVE/Okami the Dog (Japan).srm'

  function cart(more: object = {}): ConfigData {
    const card = { preset: 'everdrive', model: 'gb-x7', path: './card', policy: 'everything', ...more }
    return { roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } }
  }

  /** The cart cannot tell their names apart. */
  async function met(more: object = {}, isPlayed = true): Promise<Project> {
    const project = emptyProject('met')
    project.configure(cart(more))
    const games = [
      { name: 'Ōkami the Dog (Japan).gb', bytes: 'with a stroke' },
      { name: 'Okami the Dog (Japan).gb', bytes: 'plain' },
    ]
    project.write('dats/gb.dat', logiqxDat(GB, games))
    project.write('roms/a.gb', 'with a stroke')
    await project.build()
    if (isPlayed) project.write(`card/${SAVE}`, 'hours of play')
    project.write('roms/b.gb', 'plain')
    return project
  }

  it.each(['keep-name', 'rename', 'warn'])('waits, with `%s`, and the save is named', async (saves) => {
    const project = await met({ saves })
    for (const state of ['known', 'lost']) {
      if (state === 'lost') rmSync(project.at('.curator'), { recursive: true })
      const report = await project.build({ code: 3 })
      expect(messages(report, 'name-collision')).toEqual([
        `"Okami the Dog (Japan)" is not written to ${PLACE}: it would take the place of ${PLACE} of "Ōkami the Dog (Japan)", on whose name ${SAVE} hangs.`,
      ])
      expect(readFileSync(project.at('card', PLACE), 'utf8')).toBe('with a stroke')
    }
    project.configure(cart({ saves, games: { 'Okami the Dog (Japan)': { rename: 'Okami II' } } }))
    expect(codes(await project.build())).toEqual(['name-adjusted'])
    expect(Object.keys(project.files('card'))).toEqual(['GB/Okami II.gb', PLACE, SAVE])
  })

  it.each([
    ['and nothing comes there', {}],
    ['and another game comes there', { 'Kirby (Japan).gb': 'a third' }],
  ])('waits as well if it was there under another name, %s', async (_case, more: Record<string, string>) => {
    const project = emptyProject('met')
    project.configure(cart())
    const edition = (names: Readonly<Record<string, string>>) =>
      project.write(
        'dats/gb.dat',
        logiqxDat(
          GB,
          Object.entries(names).map(([name, bytes]) => ({ name, bytes })),
        ),
      )
    const played = { 'Ōkami the Dog (Japan).gb': 'with a stroke' }
    for (const bytes of ['with a stroke', 'plain', 'a third']) project.write(`roms/${bytes}.gb`, bytes)
    edition({ ...played, 'Kirby (Japan).gb': 'plain', 'Zelda (Japan).gb': 'a third' })
    await project.build()
    project.write(`card/${SAVE}`, 'hours of play')
    edition({ ...played, 'Okami the Dog (Japan).gb': 'plain', ...more })
    const report = await project.build({ code: 3 })
    expect(codes(report)).toContain('name-collision')
    expect(codes(report)).not.toContain('saves-parted')
    expect(readFileSync(project.at('card', PLACE), 'utf8')).toBe('with a stroke')
    expect((await project.build({ code: 3 })).targets['card']).toMatchObject({ put: 0, moved: 0, deleted: 0 })
  })

  it('comes there when the save went, and where none was', async () => {
    const project = await met()
    await project.build({ code: 3 })
    rmSync(project.at('card', SAVE))
    await project.build({ code: 3 })
    expect(readFileSync(project.at('card', PLACE), 'utf8')).toBe('plain')
    const other = await met({}, false)
    await other.build({ code: 3 })
    expect(readFileSync(other.at('card', PLACE), 'utf8')).toBe('plain')
  })
})

it('leaves its place to a game with a save where games go into folders of letters, and to no other', async () => {
  const project = emptyProject('letters')
  const games = ['Sand', 'Snow', 'Sun'].map((name) => ({ name: `${name} (USA).gb`, bytes: name }))
  const card = { preset: 'pocket', path: './card', policy: 'everything' }
  const configure = (more: Readonly<Record<string, unknown>>) =>
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { ...card, ...more } },
    })
  configure({})
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', games))
  for (const { name, bytes } of games) project.write(`roms/${name}`, bytes)
  await project.build()
  project.write('card/Saves/gb/common/Snow (USA).sav', 'hours of play')
  configure({ buckets: 'letter' })
  expect(messages(await project.build(), 'name-kept')).toEqual([
    'Assets/gb/common/S/Snow (USA).gb stays Assets/gb/common/Snow (USA).gb on card: Saves/gb/common/Snow (USA).sav hangs on that name.',
  ])
  expect(Object.keys(project.files('card', 'Assets', 'gb', 'common'))).toEqual([
    'S/Sand (USA).gb',
    'S/Sun (USA).gb',
    'Snow (USA).gb',
  ])
  expect((await project.build()).outcome).toBe('nothing')
})

it('tells of a save that a game would find which gets the name of one that goes', async () => {
  const project = await renamed('keep-name')
  const games = [{ name: 'Old (USA).sfc', bytes: 'The second game' }]
  project.write('dats/snes.dat', logiqxDat(SNES, games, '3'))
  expect(messages(await project.build(), 'saves-parted')).toEqual([
    'card: 1 save hangs on a name that a game loses now: saves/SNES/Old (USA).sav is of games/SNES/Old (USA).sfc, which makes way for games/SNES/Bravo (USA).sfc.',
  ])
  expect(Object.keys(project.files('card', 'games'))).toEqual(['SNES/Old (USA).sfc'])
  expect(readFileSync(project.at('card/saves/SNES/Old (USA).sav'), 'utf8')).toBe('hours of play')
})
