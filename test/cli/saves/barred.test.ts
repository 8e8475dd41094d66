/** Games that cannot get to their new places, because something that is not curator's is there: their saves stay with them. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { codes, messages, settledProject, type Project } from '../support.ts'

const GBC = 'Nintendo - Game Boy Color'
const [APPLE, CHERRY] = ['Apple (World).gbc', 'Cherry (World).gbc']

function projectOf(saves: string, listed: string): Project {
  const project = settledProject('barred')
  const card = { preset: 'batocera', path: './card', policy: 'everything', saves }
  project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } })
  project.write('dats/gbc.dat', listed)
  for (const bytes of ['apple', 'cherry']) project.write(`roms/${bytes}.gbc`, bytes)
  return project
}

/** A DAT of games by what their files hold. */
function dat(games: Readonly<Record<string, string>>, version = '1'): string {
  const all = Object.entries(games).map(([bytes, name]) => ({ name, bytes }))
  return logiqxDat(GBC, all, version)
}

function contents(project: Project): Record<string, string> {
  const paths = Object.keys(project.files('card')).filter((path) => !path.endsWith('.xml'))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(project.at('card', path), 'utf8')]))
}

function save(project: Project, game: string): void {
  project.write(`card/saves/gbc/${game.replace('.gbc', '.srm')}`, `saved in ${game}`)
}

const SAVES = {
  [`saves/gbc/${APPLE.replace('.gbc', '.srm')}`]: `saved in ${APPLE}`,
  [`saves/gbc/${CHERRY.replace('.gbc', '.srm')}`]: `saved in ${CHERRY}`,
}

describe("a new name that a file of the user's has", () => {
  async function renamed(saves: string): Promise<Project> {
    const project = projectOf(saves, dat({ apple: APPLE }))
    await project.build()
    project.write('card/roms/gbc/Pear (World).gbc', 'mine')
    project.write('dats/gbc.dat', dat({ apple: 'Pear (World).gbc' }, '2'))
    return project
  }
  const OLD = { 'roms/gbc/Apple (World).gbc': 'apple', 'roms/gbc/Pear (World).gbc': 'mine' }
  const SAVED = { 'saves/gbc/Apple (World).srm': `saved in ${APPLE}` }

  it('leaves the game its own until it is free', async () => {
    const project = await renamed('keep-name')
    for (const report of [await project.build({ code: 3 }), await project.build({ code: 3 })]) {
      expect(codes(report)).toEqual(['foreign-file'])
      expect(report.targets['card']?.deleted).toBe(0)
      expect(contents(project)).toEqual(OLD)
    }
    rmSync(project.at('card/roms/gbc/Pear (World).gbc'))
    expect((await project.build()).targets['card']).toMatchObject({ moved: 1, put: 0, deleted: 0 })
    expect(contents(project)).toEqual({ 'roms/gbc/Pear (World).gbc': 'apple' })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('is not needed where the game keeps its own for its save', async () => {
    const project = await renamed('keep-name')
    save(project, APPLE)
    expect(messages(await project.build(), 'name-kept')).toEqual([
      'roms/gbc/Pear (World).gbc stays roms/gbc/Apple (World).gbc on card: saves/gbc/Apple (World).srm hangs on that name.',
    ])
    expect(contents(project)).toEqual({ ...OLD, ...SAVED })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it.each([
    ['is free', []],
    ['is taken by force', ['--force']],
  ])('gets neither save nor game before it %s', async (_, args) => {
    const project = await renamed('rename')
    save(project, APPLE)
    expect(messages(await project.build(), 'name-kept')).toEqual([
      'roms/gbc/Pear (World).gbc stays roms/gbc/Apple (World).gbc on card: saves/gbc/Apple (World).srm hangs on that name, and has to keep it.',
    ])
    expect(contents(project)).toEqual({ ...OLD, ...SAVED })
    if (args.length === 0) rmSync(project.at('card/roms/gbc/Pear (World).gbc'))
    expect(codes(await project.build({ args }))).toContain('saves-renamed')
    expect(contents(project)).toEqual({
      'roms/gbc/Pear (World).gbc': 'apple',
      'saves/gbc/Pear (World).srm': `saved in ${APPLE}`,
    })
  })

  it('parts a game from its save where that is wanted, and says so', async () => {
    const project = await renamed('warn')
    save(project, APPLE)
    const report = await project.build({ code: 3 })
    expect(messages(report, 'saves-parted')).toEqual([
      'card: 1 save hangs on a name that a game loses now: saves/gbc/Apple (World).srm is of roms/gbc/Apple (World).gbc, which becomes roms/gbc/Pear (World).gbc.',
    ])
    expect(contents(project)).toEqual({ ...OLD, ...SAVED })
  })
})

describe('games that swap names, one of which was edited on the card', () => {
  const BOTH = { apple: APPLE, cherry: CHERRY }
  const SWAPPED = dat({ apple: CHERRY, cherry: APPLE }, '2')
  const AS_THEY_WERE = { [`roms/gbc/${APPLE}`]: 'apple, patched', [`roms/gbc/${CHERRY}`]: 'cherry' }

  it.each([
    ['keep-name', [APPLE, CHERRY]],
    ['keep-name', [APPLE]],
    ['keep-name', [CHERRY]],
    ['rename', [APPLE, CHERRY]],
    ['rename', [APPLE]],
    ['rename', [CHERRY]],
  ])('stay what they are with %s, whichever was played: %j', async (saves, played) => {
    const project = projectOf(saves, dat(BOTH))
    await project.build()
    for (const game of played) save(project, game)
    project.write(`card/roms/gbc/${APPLE}`, 'apple, patched')
    project.write('dats/gbc.dat', SWAPPED)
    for (const report of [await project.build({ code: 3 }), await project.build({ code: 3 })]) {
      expect(codes(report)).toEqual(['changed-on-device', 'name-kept'])
      expect(contents(project)).toMatchObject(AS_THEY_WERE)
    }
    expect(Object.keys(contents(project))).toHaveLength(2 + played.length)
  })

  it('do so as well if nobody could read their DAT then', async () => {
    const project = projectOf('keep-name', dat(BOTH))
    await project.build()
    for (const game of [APPLE, CHERRY]) save(project, game)
    project.write('dats/gbc.dat', '<?xml version="1.0"?>\n<datafile><header><game')
    await project.build({ code: 3 })
    project.write(`card/roms/gbc/${APPLE}`, 'apple, patched')
    await project.build({ code: 3 })
    project.write('dats/gbc.dat', SWAPPED)
    expect(codes(await project.build({ code: 3 }))).toEqual(['changed-on-device', 'name-kept'])
    expect(contents(project)).toEqual({ ...AS_THEY_WERE, ...SAVES })
  })
})
