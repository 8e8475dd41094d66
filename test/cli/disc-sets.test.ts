/** A game of which another disc is found, or goes again: what was saved and said of it stays with it. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discDat } from '../support/dat.ts'
import { messages, settledProject, type Project } from './support.ts'

const DISCS = ['Saga (USA) (Disc 1)', 'Saga (USA) (Disc 2)'] as const
const cue = (name: string): string =>
  `FILE "${name}.bin" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n`

function configure(project: Project, preset: string, more: Readonly<Record<string, unknown>>): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset, path: './card', policy: 'everything', ...more } },
  })
}

function projectFor(preset: string, saves = 'keep-name'): Project {
  const project = settledProject('disc-sets')
  configure(project, preset, { saves })
  const files = DISCS.map((name) => {
    const sheet = { name: `${name}.cue`, bytes: cue(name) }
    return [name, [sheet, { name: `${name}.bin`, bytes: `track of ${name}` }]] as const
  })
  project.write('dats/psx.dat', discDat('Sony - PlayStation', new Map(files)))
  return project
}

function add(project: Project, name: string): void {
  project.write(`roms/${name}.cue`, cue(name))
  project.write(`roms/${name}.bin`, `track of ${name}`)
}

function takeAway(project: Project, name: string): void {
  for (const extension of ['cue', 'bin']) rmSync(project.at(`roms/${name}.${extension}`))
}

const FIRST = 'saves/psx/Saga (USA) (Disc 1).srm'
const ALL = 'saves/psx/Saga (USA).srm'

describe('another disc of a game that was played with one', () => {
  async function grown(preset: string, saves: string, save: string): Promise<Project> {
    const project = projectFor(preset, saves)
    add(project, DISCS[0])
    await project.build()
    project.write(`card/${save}`, 'hours of play')
    add(project, DISCS[1])
    return project
  }

  it('is listed under the name of the first', async () => {
    const project = await grown('batocera', 'keep-name', FIRST)
    expect(messages(await project.build(), 'name-kept')).toEqual([
      `roms/psx/Saga (USA).m3u stays roms/psx/Saga (USA) (Disc 1).m3u on card: ${FIRST} hangs on that name.`,
    ])
    expect(Object.keys(project.files('card'))).toContain('roms/psx/Saga (USA) (Disc 1).m3u')
    expect((await project.build()).outcome).toBe('nothing')
    rmSync(project.at('card', FIRST))
    await project.build()
    expect(Object.keys(project.files('card'))).toContain('roms/psx/Saga (USA).m3u')
  })

  it('is listed under the name of the game, and the save goes along', async () => {
    const project = await grown('batocera', 'rename', FIRST)
    await project.build()
    expect(Object.keys(project.files('card'))).toContain('roms/psx/Saga (USA).m3u')
    expect(Object.keys(project.files('card', 'saves'))).toEqual(['psx/Saga (USA).srm'])
  })

  it.each(['keep-name', 'rename'])(
    'takes a save along that is called like a whole file (%s)',
    async (saves) => {
      const project = await grown('minui', saves, 'Saves/PS/Saga (USA) (Disc 1).cue.sav')
      await project.build()
      expect(Object.keys(project.files('card', 'Saves'))).toEqual(['PS/Saga (USA).m3u.sav'])
      takeAway(project, DISCS[1])
      await project.build()
      expect(Object.keys(project.files('card', 'Saves'))).toEqual(['PS/Saga (USA) (Disc 1).cue.sav'])
    },
  )

  it.each(['keep-name', 'rename'])(
    'shares a folder with the first on a MiSTer, each disc one file, and the save goes along (%s)',
    async (saves) => {
      const project = settledProject('disc-sets')
      configure(project, 'mister', { saves })
      const releases = DISCS.map((name) => [name, [{ name: `${name}.chd`, bytes: name }]] as const)
      project.write('dats/psx.dat', discDat('Sony - PlayStation', new Map(releases)))
      const [first, second] = DISCS
      project.write('roms/first', first)
      await project.build()
      expect(Object.keys(project.files('card'))).toEqual([`games/PSX/${first}/${first}.chd`])
      project.write(`card/saves/PSX/${first}.sav`, 'hours of play')
      project.write('roms/second', second)
      expect((await project.build()).targets['card']).toMatchObject({ moved: 1, put: 1 })
      expect(Object.keys(project.files('card'))).toEqual([
        ...DISCS.map((name) => `games/PSX/Saga (USA)/${name}.chd`),
        'saves/PSX/Saga (USA).sav',
      ])
      expect((await project.build()).outcome).toBe('nothing')
    },
  )

  it('shares a folder with the first on a MiSTer, whatever is wanted: the core keeps one save for it', async () => {
    const project = await grown('mister', 'keep-name', 'saves/PSX/Saga (USA) (Disc 1).sav')
    await project.build()
    expect(Object.keys(project.files('card'))).toEqual([
      ...DISCS.flatMap((name) => ['bin', 'cue'].map((end) => `games/PSX/Saga (USA)/${name}.${end}`)),
      'saves/PSX/Saga (USA).sav',
    ])
    expect((await project.build()).outcome).toBe('nothing')
  })
})

it('takes the save of a game along to the one disc that is left, and back', async () => {
  const project = projectFor('batocera', 'rename')
  for (const name of DISCS) add(project, name)
  await project.build()
  project.write(`card/${ALL}`, 'hours of play')
  const list = 'card/roms/psx/gamelist.xml'
  const before = readFileSync(project.at(list), 'utf8')
  const said = before.replace('<name>Saga</name>', '$&\n\t\t<favorite>true</favorite>')
  project.write(list, said)

  takeAway(project, DISCS[1])
  await project.build()
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['psx/Saga (USA) (Disc 1).srm'])
  const alone = './Saga (USA) (Disc 1)/Saga (USA) (Disc 1).cue'
  expect(readFileSync(project.at(list), 'utf8')).toBe(said.replace('./Saga (USA).m3u', alone))

  add(project, DISCS[1])
  await project.build()
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['psx/Saga (USA).srm'])
  expect(readFileSync(project.at(list), 'utf8')).toBe(said)
  expect((await project.build()).outcome).toBe('nothing')
})

it('leaves a game that was played its list, its discs and its save where the config has another folder and name', async () => {
  const project = projectFor('batocera')
  for (const name of DISCS) add(project, name)
  await project.build()
  project.write(`card/${ALL}`, 'hours of play')
  const before = Object.entries(project.files('card')).filter(([path]) => !path.endsWith('gamelist.xml'))
  configure(project, 'batocera', {
    platforms: { psx: { folder: 'Discs' } },
    games: { Saga: { rename: 'Story' } },
  })
  const report = await project.build()
  expect(messages(report, 'name-kept')).toContain(
    `roms/Discs/Story.m3u stays roms/psx/Saga (USA).m3u on card: ${ALL} hangs on that name.`,
  )
  expect(messages(report, 'saves-renamed')).toEqual([])
  expect(project.files('card')).toMatchObject(Object.fromEntries(before))
  expect((await project.build()).outcome).toBe('nothing')
})

it('takes the save along to the disc that is left also where names are kept: it cannot be called like its list', async () => {
  const project = projectFor('batocera')
  for (const name of DISCS) add(project, name)
  await project.build()
  project.write(`card/${ALL}`, 'hours of play')
  takeAway(project, DISCS[1])
  expect(messages(await project.build(), 'saves-renamed')).toEqual([
    'card: 1 save was renamed with its game.',
  ])
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['psx/Saga (USA) (Disc 1).srm'])
  expect((await project.build()).outcome).toBe('nothing')
})
