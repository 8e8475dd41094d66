/** Games that stay while nobody can read what they came from: when it can be read again, it is known which game each file is. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { codes, settledProject, type Project } from './support.ts'

const GBC = 'Nintendo - Game Boy Color'
const BROKEN = `<?xml version="1.0"?>\n<datafile><header><name>${GBC}</name></header><game`
const [APPLE, CHERRY] = ['Apple (World).gbc', 'Cherry (World).gbc']

function dat(first: string, second: string, version?: string): string {
  const games = [
    { name: first, bytes: 'apple' },
    { name: second, bytes: 'cherry' },
  ]
  return logiqxDat(GBC, games, version)
}

function projectOf(saves?: string): Project {
  const project = settledProject('staying-games')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset: 'batocera', path: './card', policy: 'everything', ...(saves && { saves }) } },
  })
  project.write('dats/gbc.dat', dat(APPLE, CHERRY))
  writeRoms(project, 'apple', 'cherry')
  return project
}

function writeRoms(project: Project, apple: string | Uint8Array, cherry: string | Uint8Array): void {
  project.write('roms/a.gbc', apple)
  project.write('roms/c.gbc', cherry)
}

/** What nobody can read for a while. */
const BLINDS: readonly [what: string, blind: (project: Project) => void, heal: (project: Project) => void][] =
  [
    ['a DAT', (project) => project.write('dats/gbc.dat', BROKEN), () => undefined],
    [
      'their files',
      (project) => writeRoms(project, Buffer.from('504b0304', 'hex'), Buffer.from('504b0304', 'hex')),
      (project) => writeRoms(project, 'apple', 'cherry'),
    ],
  ]

/** The games swap names while nobody can read what they came from. */
async function swapped(
  project: Project,
  [, blind, heal]: (typeof BLINDS)[number],
  meanwhile = (): void => undefined,
): Promise<void> {
  await project.build()
  meanwhile()
  blind(project)
  expect(codes(await project.build({ code: 3 }))).toContain('deletes-withheld')
  await project.build({ code: 3 })
  heal(project)
  project.write('dats/gbc.dat', dat(CHERRY, APPLE, '2'))
}

function contents(project: Project): Record<string, string> {
  const paths = ['roms/gbc', 'saves/gbc'].flatMap((folder) =>
    Object.keys(project.files('card', folder)).map((name) => `${folder}/${name}`),
  )
  const games = paths.filter((path) => !path.endsWith('.xml'))
  return Object.fromEntries(games.map((path) => [path, readFileSync(project.at('card', path), 'utf8')]))
}

describe.each(BLINDS)('while nobody can read %s, games that swap names', (...blind) => {
  it('keep their saves', async () => {
    const project = projectOf()
    await swapped(project, blind, () => {
      project.write('card/saves/gbc/Apple (World).srm', 'saved in apple')
      project.write('card/saves/gbc/Cherry (World).srm', 'saved in cherry')
    })
    expect(codes(await project.build())).toEqual(['name-kept'])
    expect(contents(project)).toEqual({
      'roms/gbc/Apple (World).gbc': 'apple',
      'roms/gbc/Cherry (World).gbc': 'cherry',
      'saves/gbc/Apple (World).srm': 'saved in apple',
      'saves/gbc/Cherry (World).srm': 'saved in cherry',
    })
  })

  it('take a save along, where that is wanted', async () => {
    const project = projectOf('rename')
    await swapped(project, blind, () => project.write('card/saves/gbc/Apple (World).srm', 'saved in apple'))
    expect(codes(await project.build())).toEqual(['saves-renamed'])
    expect(contents(project)).toEqual({
      'roms/gbc/Apple (World).gbc': 'cherry',
      'roms/gbc/Cherry (World).gbc': 'apple',
      'saves/gbc/Cherry (World).srm': 'saved in apple',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('keep what their user said of them', async () => {
    const project = projectOf()
    const list = project.at('card/roms/gbc/gamelist.xml')
    await swapped(project, blind, () => {
      const text = readFileSync(list, 'utf8')
      const edited = text.replace('<name>Apple</name>', '<name>Apple</name>\n\t\t<favorite>true</favorite>')
      expect(edited).not.toBe(text)
      project.write('card/roms/gbc/gamelist.xml', edited)
    })
    await project.build()
    expect(contents(project)).toEqual({
      'roms/gbc/Apple (World).gbc': 'cherry',
      'roms/gbc/Cherry (World).gbc': 'apple',
    })
    const favourite = readFileSync(list, 'utf8')
      .split('<game>')
      .find((game) => game.includes('<favorite>'))
    expect(favourite).toContain('<path>./Cherry (World).gbc</path>')
  })
})

it('what stays counts as neither kept nor written, and goes when it is taken away on purpose', async () => {
  const project = projectOf()
  await project.build()
  project.write('dats/other.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'X.gb', bytes: 'x' }]))
  project.write('dats/gbc.dat', BROKEN)
  const { targets } = await project.build({ code: 3 })
  expect(targets['card']).toMatchObject({ put: 0, deleted: 0, kept: 0 })
  rmSync(project.at('dats/gbc.dat'))
  await project.build()
  expect(project.files('card')).toEqual({})
})
