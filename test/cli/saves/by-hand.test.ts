/** Cards that somebody filled by hand: what was played there is found again when `--adopt` took the games over. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discDat, logiqxDat } from '../../support/dat.ts'
import { codes, settledProject, type Project } from '../support.ts'

function projectOf(preset: string, dat: string, saves = 'keep-name'): Project {
  const project = settledProject('by-hand')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset, path: './card', policy: 'everything', saves } },
  })
  project.write('dats/all.dat', dat)
  return project
}

/** The codes of the build that follows, after which there is nothing to do. */
async function adopted(project: Project): Promise<readonly string[]> {
  expect((await project.run(['doctor', 'card', '--adopt'])).code).toBe(0)
  const found = codes(await project.build())
  expect((await project.build()).outcome).toBe('nothing')
  return found
}

it('a game in a folder of another spelling leaves it with its save', async () => {
  const games = [
    { name: 'Apple (World).gb', bytes: 'apple' },
    { name: 'Cherry (World).gb', bytes: 'cherry' },
  ]
  const project = projectOf('mister', logiqxDat('Nintendo - Game Boy', games))
  for (const { bytes } of games) project.write(`roms/${bytes}.gb`, bytes)
  project.write('card/games/Gameboy/APPLE.GB', 'apple')
  project.write('card/games/GAMEBOY/Cherry (World).gb', 'cherry')
  project.write('card/saves/GAMEBOY/APPLE.sav', 'played')
  expect(await adopted(project)).toEqual(['saves-renamed'])
  expect(Object.keys(project.files('card'))).toEqual([
    'games/GAMEBOY/Apple (World).gb',
    'games/GAMEBOY/Cherry (World).gb',
    'saves/GAMEBOY/Apple (World).sav',
  ])
})

describe('a game whose name is that of another goes with its save', () => {
  const [APPLE, BANANA] = ['games/GAMEBOY/Apple (World).gb', 'games/GAMEBOY/Banana (World).gb']
  const SAVES = { apple: 'saves/GAMEBOY/Apple (World).sav', banana: 'saves/GAMEBOY/Banana (World).sav' }

  function withBoth(project = projectOf('mister', '')): Project {
    const games = ['apple', 'banana'].map((bytes) => ({
      name: `${bytes.charAt(0).toUpperCase()}${bytes.slice(1)} (World).gb`,
      bytes,
    }))
    project.write('dats/all.dat', logiqxDat('Nintendo - Game Boy', games, '2'))
    for (const { bytes } of games) project.write(`roms/${bytes}.gb`, bytes)
    return project
  }

  function expectBoth(project: Project): void {
    expect(readFileSync(project.at('card', APPLE), 'utf8')).toBe('apple')
    expect(readFileSync(project.at('card', BANANA), 'utf8')).toBe('banana')
    expect(Object.keys(project.files('card'))).toContain(SAVES.banana)
    expect(Object.keys(project.files('card'))).not.toContain(SAVES.apple)
  }

  it('where it was put by hand', async () => {
    const project = withBoth()
    project.write(`card/${APPLE}`, 'banana')
    project.write(`card/${SAVES.apple}`, 'played banana')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expectBoth(project)
  })

  it('where both have each other’s', async () => {
    const project = withBoth(projectOf('mister', '', 'rename'))
    project.write(`card/${APPLE}`, 'banana')
    project.write(`card/${BANANA}`, 'apple')
    project.write(`card/${SAVES.apple}`, 'played banana')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expectBoth(project)
  })

  it('where curator wrote it, and the other lies in a folder of another spelling', async () => {
    const first = [{ name: 'Apple (World).gb', bytes: 'banana' }]
    const project = projectOf('mister', logiqxDat('Nintendo - Game Boy', first))
    project.write('roms/banana.gb', 'banana')
    await project.build()
    withBoth(project)
    project.write('card/games/Gameboy/Whatever.gb', 'apple')
    project.write(`card/${SAVES.apple}`, 'played banana')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expectBoth(project)
  })
})

describe.each(['keep-name', 'rename'])('with sheets of their own and %s', (saves) => {
  const DISCS = ['Saga (World) (Disc 1)', 'Saga (World) (Disc 2)']

  function sheet(track: string): string {
    return `FILE "${track}" BINARY\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n`
  }

  /** All of them are owned. */
  function withDiscs(preset: string, ...names: readonly string[]): Project {
    const releases = names.map((name) => {
      const files = [
        { name: `${name}.cue`, bytes: sheet(`${name}.bin`) },
        { name: `${name}.bin`, bytes: `the track of ${name}` },
      ]
      return [name, files] as const
    })
    const project = projectOf(preset, discDat('Sony - PlayStation', new Map(releases)), saves)
    for (const { name, bytes } of releases.flatMap(([, files]) => files)) project.write(`roms/${name}`, bytes)
    return project
  }

  /** By hand: a disc with a sheet that may be called otherwise than its track. */
  function put(project: Project, folder: string, disc: string, called: string, track = called): void {
    project.write(`card/${folder}/${called}.cue`, sheet(`${track}.bin`))
    project.write(`card/${folder}/${track}.bin`, `the track of ${disc}`)
  }

  function savesOn(project: Project): readonly string[] {
    return Object.keys(project.files('card', 'saves'))
  }

  it('a disc takes its save along', async () => {
    const project = withDiscs('mister', 'Apple (World)')
    put(project, 'games/PSX/APPLE', 'Apple (World)', 'APPLE')
    project.write('card/saves/PSX/APPLE.sav', 'played')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expect(savesOn(project)).toEqual(['PSX/Apple (World).sav'])
  })

  it('discs take along the save of a list of them', async () => {
    const project = withDiscs('batocera', ...DISCS)
    const names = DISCS.map((disc, i) => {
      put(project, `roms/psx/S${i}`, disc, `Game ${i}`, 'track')
      return `S${i}/Game ${i}.cue\n`
    })
    project.write('card/roms/psx/Saga.m3u', names.join(''))
    project.write('card/saves/psx/Saga.srm', 'played')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expect(savesOn(project)).toEqual(['psx/Saga (World).srm'])
  })

  it('discs that were alone take along the save of the first', async () => {
    const project = withDiscs('batocera', ...DISCS)
    for (const [i, disc] of DISCS.entries()) put(project, 'roms/psx', disc, `Saga ${i + 1}`)
    project.write('card/saves/psx/Saga 1.srm', 'played')
    expect(await adopted(project)).toEqual(['saves-renamed'])
    expect(savesOn(project)).toEqual(['psx/Saga (World).srm'])
  })

  it('discs take along what a frontend counted', async () => {
    const project = withDiscs('batocera', 'Apple (World)', ...DISCS)
    put(project, 'roms/psx', 'Apple (World)', 'Apple')
    for (const [i, disc] of DISCS.entries()) put(project, 'roms/psx', disc, `Saga ${i + 1}`)
    project.write('card/roms/psx/Saga.m3u', 'Saga 1.cue\nSaga 2.cue\n')
    const list = (...paths: readonly string[]): string => {
      const games = paths.map(
        (path) => `\t<game>\n\t\t<path>./${path}</path>\n\t\t<playcount>3</playcount>\n\t</game>\n`,
      )
      return `<gameList>\n${games.join('')}</gameList>\n`
    }
    project.write('card/roms/psx/gamelist.xml', list('Apple.cue', 'Saga.m3u'))
    expect(await adopted(project)).toEqual([])
    expect(readFileSync(project.at('card/roms/psx/gamelist.xml'), 'utf8')).toBe(
      list('Apple (World)/Apple (World).cue', 'Saga (World).m3u'),
    )
  })

  it('what is still played by its own sheet keeps its save', async () => {
    const project = withDiscs('batocera', 'Apple (World)')
    project.write('card/roms/psx/Mine.cue', sheet('Apple.bin') + sheet('More.bin'))
    project.write('card/roms/psx/Apple.bin', 'the track of Apple (World)')
    project.write('card/roms/psx/More.bin', 'a track of somebody')
    project.write('card/saves/psx/Mine.srm', 'played')
    expect(await adopted(project)).toEqual([])
    expect(savesOn(project)).toEqual(['psx/Mine.srm'])
  })
})
