/** Two games of one name, of platforms whose games lie or are saved in one place. */
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { codes, messages, settledProject, type ConfigData, type Project } from './support.ts'

const GB = 'Nintendo - Game Boy'
const GBC = 'Nintendo - Game Boy Color'

function projectWith(targets: ConfigData['targets']): Project {
  const project = settledProject('shared-names')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    playlists: { best: { titles: ['Blocks'] } },
    targets,
  })
  project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Blocks (World).gb', bytes: 'grey' }]))
  project.write('roms/a.gb', 'grey')
  return project
}

function addColour(project: Project, name = 'Blocks (World).gbc'): void {
  project.write('dats/gbc.dat', logiqxDat(GBC, [{ name, bytes: 'colour' }]))
  project.write('roms/b.gbc', 'colour')
}

describe('zips of two games of one name, in the folder of one core', () => {
  const ZIPS: ConfigData['targets'] = {
    card: { preset: 'mister', path: './card', policy: 'everything', archives: 'zip', playlists: ['best'] },
  }

  it('have names of their own, and the launchers lead to each', async () => {
    const project = projectWith(ZIPS)
    addColour(project)
    const report = await project.build()
    expect(codes(report)).not.toContain('name-collision')
    expect(report.targets['card']).toMatchObject({ put: 4, outcome: 'done' })
    expect(Object.keys(project.files('card'))).toEqual([
      '_best/01 Blocks (World).mgl',
      '_best/02 Blocks (World).mgl',
      'games/GAMEBOY/Blocks (World) (gbc).zip',
      'games/GAMEBOY/Blocks (World).zip',
    ])
    const { stdout } = await project.run(['explain', 'Blocks'])
    expect(stdout).toContain('→ card: games/GAMEBOY/Blocks (World) (gbc).zip')
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('are known by what is in them where one gets the name of the other', async () => {
    const project = projectWith(ZIPS)
    addColour(project, 'Bricks (World).gbc')
    await project.build()
    project.write('card/saves/GAMEBOY/Blocks (World).sav', 'progress')
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Bricks (World).gb', bytes: 'grey' }]))
    expect(messages(await project.build(), 'name-kept')).toEqual([
      'games/GAMEBOY/Bricks (World).zip stays games/GAMEBOY/Blocks (World).zip on card: saves/GAMEBOY/Blocks (World).sav hangs on that name.',
    ])
    expect(Object.keys(project.files('card', 'games'))).toEqual([
      'GAMEBOY/Blocks (World).zip',
      'GAMEBOY/Bricks (World).zip',
    ])
  })

  it('have their plain names again when the other goes, and lose them when it is back', async () => {
    const project = projectWith(ZIPS)
    addColour(project)
    await project.build()
    const both = project.files('card')
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Others (World).gb', bytes: 'grey' }]))
    expect(codes(await project.build())).not.toContain('name-collision')
    const colour = both['games/GAMEBOY/Blocks (World) (gbc).zip']
    expect(project.files('card')['games/GAMEBOY/Blocks (World).zip']).toBe(colour)
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Blocks (World).gb', bytes: 'grey' }]))
    await project.build()
    expect(project.files('card')).toEqual(both)
    expect((await project.build()).outcome).toBe('nothing')
  })

  it.each(['keep-name', 'rename', 'warn'])(
    'leave saves alone, which are called like what is in them, with `%s`',
    async (saves) => {
      const project = projectWith({ card: { ...ZIPS['card'], saves } })
      project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Others (World).gb', bytes: 'grey' }]))
      addColour(project)
      await project.build()
      project.write('card/saves/GAMEBOY/Blocks (World).sav', 'hours of play')
      project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Blocks (World).gb', bytes: 'grey' }]))
      const report = await project.build()
      expect(codes(report).filter((code) => code.startsWith('saves-'))).toEqual(['saves-shared'])
      expect(Object.keys(project.files('card'))).toEqual([
        '_best/01 Blocks (World).mgl',
        '_best/02 Blocks (World).mgl',
        'games/GAMEBOY/Blocks (World) (gbc).zip',
        'games/GAMEBOY/Blocks (World).zip',
        'saves/GAMEBOY/Blocks (World).sav',
      ])
      expect((await project.build()).outcome).toBe('nothing')
    },
  )

  it('are an error where that name is taken as well: no game takes the place of another', async () => {
    const project = projectWith(ZIPS)
    project.write(
      'dats/gb.dat',
      logiqxDat(GB, [
        { name: 'Blocks (World).gb', bytes: 'grey' },
        { name: 'Blocks (World) (gbc).gb', bytes: 'odd' },
      ]),
    )
    project.write('roms/c.gb', 'odd')
    addColour(project)
    const { stderr } = await project.run(['build'])
    expect(stderr).toContain(
      'error "Blocks (World)" is not written to games/GAMEBOY/Blocks (World).zip: it would take the place of games/GAMEBOY/Blocks (World).zip of "Blocks (World)". [name-collision]',
    )
    expect(Object.keys(project.files('card', 'games'))).toEqual([
      'GAMEBOY/Blocks (World) (gbc).zip',
      'GAMEBOY/Blocks (World).zip',
    ])
  })
})

describe('saves of two games of one name', () => {
  it.each<[string, ConfigData['targets'], string]>([
    [
      'on a FXPAK Pro, whose saves are in one folder',
      { card: { preset: 'everdrive', path: './card', policy: 'everything', model: 'fxpak-pro' } },
      'GB/Blocks (World).gb and GBC/Blocks (World).gbc have one save on FXPAK Pro: sd2snes/saves/Blocks (World).*.',
    ],
    [
      'on a cart for the Game Boy',
      { card: { preset: 'everdrive', path: './card', policy: 'everything', model: 'gb-x7' } },
      'GB/Blocks (World).gb and GBC/Blocks (World).gbc have one save on EverDrive GB X7: GBCSYS/SAVE/Blocks (World).*.',
    ],
    [
      'on a MiSTer, in one core',
      { card: { preset: 'mister', path: './card', policy: 'everything' } },
      'games/GAMEBOY/Blocks (World).gb and games/GAMEBOY/Blocks (World).gbc have one save on MiSTer: saves/GAMEBOY/Blocks (World).*.',
    ],
    [
      'in zips, which leave the games their names',
      { card: { preset: 'mister', path: './card', policy: 'everything', archives: 'zip' } },
      'games/GAMEBOY/Blocks (World).zip and games/GAMEBOY/Blocks (World) (gbc).zip have one save on MiSTer: saves/GAMEBOY/Blocks (World).*.',
    ],
  ])('are told %s, until one is renamed', async (_, targets = {}, told) => {
    const project = projectWith(targets)
    expect(messages(await project.build(), 'saves-shared')).toEqual([])
    addColour(project)
    expect(messages(await project.build(), 'saves-shared')).toEqual([
      `${told} What one saves, the other finds.`,
    ])
    const { stderr } = await project.run(['plan'])
    expect(stderr).toContain(
      '  To part them, rename one in the target: `games: { "gbc/Blocks (World)": { rename: \'…\' } }`. If there is a save already, copy it under the new name.',
    )
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: {
        card: { ...targets['card'], games: { 'gbc/Blocks (World)': { rename: 'Blocks in Colour' } } },
      },
    })
    const report = await project.build()
    expect(codes(report)).not.toContain('saves-shared')
    expect(codes(report)).not.toContain('override-unmatched')
    expect(Object.keys(project.files('card')).filter((path) => path.includes('Colour'))).toHaveLength(1)
  })

  it('part when the one that is renamed has a copy of the save', async () => {
    const card = { preset: 'mister', path: './card', policy: 'everything' }
    const project = projectWith({ card })
    addColour(project)
    await project.build()
    project.write('card/saves/GAMEBOY/Blocks (World).sav', 'saved')
    const games = { 'gbc/Blocks (World)': { rename: 'Blocks in Colour' } }
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { ...card, games } },
    })
    expect(codes(await project.build())).toEqual(['name-kept', 'saves-shared'])
    project.write('card/saves/GAMEBOY/Blocks in Colour.sav', 'saved')
    expect(codes(await project.build())).toEqual([])
    expect(Object.keys(project.files('card'))).toEqual([
      'games/GAMEBOY/Blocks (World).gb',
      'games/GAMEBOY/Blocks in Colour.gbc',
      'saves/GAMEBOY/Blocks (World).sav',
      'saves/GAMEBOY/Blocks in Colour.sav',
    ])
  })

  it.each<[string, ConfigData['targets']]>([
    ['RetroArch', { card: { preset: 'retroarch', path: './card', policy: 'everything' } }],
    ['MinUI', { card: { preset: 'minui', path: './card', policy: 'everything' } }],
    ['Batocera', { card: { preset: 'batocera', path: './card', policy: 'everything' } }],
    ['a Pocket', { card: { preset: 'pocket', path: './card', policy: 'everything' } }],
  ])('are apart on %s', async (_, targets) => {
    const project = projectWith(targets)
    addColour(project)
    expect(codes(await project.build())).not.toContain('saves-shared')
  })

  it('are told of a game that names its platform wrongly', async () => {
    const project = projectWith({
      card: {
        preset: 'mister',
        path: './card',
        policy: 'everything',
        games: { 'gba/Blocks (World)': { exclude: true } },
      },
    })
    expect(messages(await project.build(), 'override-unmatched')).toEqual([
      '`targets.card.games` names "gba/Blocks (World)", which no game and no release is called. The nearest are "Blocks", "Blocks (World)".',
    ])
  })
})
