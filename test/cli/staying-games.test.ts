/** Games that stay while nobody can read what they came from: when it can be read again, it is known which game each file is. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discDat, logiqxDat } from '../support/dat.ts'
import { codes, messages, settledProject, type Project } from './support.ts'

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

describe('while a DAT cannot be read, a game of another that would take the place of one that stays', () => {
  const OTHER = `${GBC} (Other)`
  const waiting = (place: string): string =>
    `card: 2 files that are not wanted any more stay, because a root or a DAT cannot be used. What should come to ${place} waits.`

  it('waits, and so do the save and the favourite that are there', async () => {
    const project = projectOf()
    project.write('roms/b.gbc', 'banana')
    project.write('dats/other.dat', logiqxDat(OTHER, [{ name: 'Banana (World).gbc', bytes: 'banana' }]))
    await project.build()
    project.write('card/saves/gbc/Apple (World).srm', 'saved in apple')
    const list = project.at('card/roms/gbc/gamelist.xml')
    const favourite = '<name>Apple</name>\n\t\t<favorite>true</favorite>'
    project.write(
      'card/roms/gbc/gamelist.xml',
      readFileSync(list, 'utf8').replace('<name>Apple</name>', favourite),
    )
    const before = contents(project)

    project.write('dats/gbc.dat', BROKEN)
    project.write('dats/other.dat', logiqxDat(OTHER, [{ name: APPLE, bytes: 'banana' }], '2'))
    for (let i = 0; i < 2; i++) {
      const found = await project.build({ code: 3 })
      expect(messages(found, 'deletes-withheld')).toEqual([waiting('roms/gbc/Apple (World).gbc')])
      expect(contents(project)).toEqual(before)
      expect(readFileSync(list, 'utf8')).toContain(`<path>./Apple (World).gbc</path>\n\t\t${favourite}`)
    }
    rmSync(project.at('card/saves'), { recursive: true })
    project.write('dats/gbc.dat', dat('Fig (World).gbc', CHERRY, '2'))
    expect(codes(await project.build())).toEqual([])
    expect(contents(project)).toEqual({
      'roms/gbc/Apple (World).gbc': 'banana',
      'roms/gbc/Cherry (World).gbc': 'cherry',
      'roms/gbc/Fig (World).gbc': 'apple',
    })
    expect(readFileSync(list, 'utf8')).toContain('<path>./Fig (World).gbc</path>')
    expect(
      readFileSync(list, 'utf8').match(/<path>.*<\/path>\n\t\t<name>.*<\/name>\n\t\t<favorite>/)?.[0],
    ).toBe('<path>./Fig (World).gbc</path>\n\t\t<name>Fig</name>\n\t\t<favorite>')
  })

  it('waits if it is of another platform and was never there', async () => {
    const project = projectOf()
    const card = { preset: 'folder', path: './card', policy: 'everything', layout: '{release}{ext}' }
    project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } })
    await project.build()
    project.write('roms/b.gbc', 'banana')
    project.write('dats/gbc.dat', BROKEN)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: APPLE, bytes: 'banana' }]))
    const found = await project.build({ code: 3 })
    expect(messages(found, 'deletes-withheld')).toEqual([waiting(APPLE)])
    expect(readFileSync(project.at('card', APPLE), 'utf8')).toBe('apple')
    rmSync(project.at('dats/gbc.dat'))
    await project.build({ args: ['--force'] })
    expect(readFileSync(project.at('card', APPLE), 'utf8')).toBe('banana')
  })

  it('waits as a whole, where only its sheet would take the place of another', async () => {
    const project = projectOf()
    const discs = (name: string, tracks: number, version: string): string => {
      const names = Array.from({ length: tracks }, (_, i) => (tracks > 1 ? `${name} (Track ${i + 1})` : name))
      const cue = names
        .map((track, i) => `FILE "${track}.bin" BINARY\n  TRACK 0${i + 1} AUDIO\n    INDEX 01 00:00:00\n`)
        .join('')
      const roms = names.map((track, i) => ({
        name: `${track}.bin`,
        bytes: `${tracks} tracks, this is ${i}`,
      }))
      for (const rom of roms) project.write(`roms/${rom.name}`, rom.bytes)
      const sheet = { name: `${name}.cue`, bytes: cue }
      project.write(`roms/${name}.cue`, cue)
      const text = discDat('Sony - PlayStation', new Map([[name, [sheet, ...roms]]]))
      return text.replace('</name>', `</name><version>${version}</version>`)
    }
    project.write('dats/psx.dat', discs('Apple (World)', 1, '1'))
    project.write('dats/psx-other.dat', discs('Banana (World)', 2, '1'))
    await project.build()
    const before = project.files('card', 'roms/psx')
    expect(Object.keys(before)).toHaveLength(6)
    project.write('dats/psx.dat', BROKEN.replace(GBC, 'Sony - PlayStation'))
    project.write('dats/psx-other.dat', discs('Apple (World)', 2, '2'))
    await project.build({ code: 3 })
    expect(project.files('card', 'roms/psx')).toEqual(before)
  })

  it.each([{}, { archives: 'zip' }])('waits with all that would come to its own place: %j', async (how) => {
    const project = projectOf()
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'batocera', path: './card', policy: 'everything', ...how } },
    })
    const other = (names: readonly string[], version: string): string => {
      const games = ['banana', 'lemon', 'melon'].map((bytes, i) => ({ name: `${names[i]}.gbc`, bytes }))
      for (const { bytes } of games) project.write(`roms/${bytes}.gbc`, bytes)
      return logiqxDat(OTHER, games, version)
    }
    project.write('dats/other.dat', other(['Banana (World)', 'Lemon (World)', 'Melon (World)'], '1'))
    await project.build()
    const before = project.files('card')
    project.write('dats/gbc.dat', BROKEN)
    project.write('dats/other.dat', other(['Apple (World)', 'Banana (World)', 'Lemon (World)'], '2'))
    for (let i = 0; i < 2; i++) {
      expect(codes(await project.build({ code: 3 }))).toContain('deletes-withheld')
      expect(project.files('card')).toEqual(before)
    }
  })

  it('waits if it may be the same game, dumped anew: nobody knows whether it is', async () => {
    const project = projectOf()
    project.write('roms/b.gb', 'banana')
    const gb = (bytes: string): string => logiqxDat('Nintendo - Game Boy', [{ name: 'B (World).gb', bytes }])
    project.write('dats/gb.dat', gb('banana'))
    await project.build()
    project.write('roms/b2.gb', 'better banana')
    project.write('dats/gbc.dat', BROKEN)
    project.write('dats/gb.dat', gb('better banana'))
    const read = (): string => readFileSync(project.at('card/roms/gb/B (World).gb'), 'utf8')
    expect(messages(await project.build({ code: 3 }), 'deletes-withheld')).toEqual([
      waiting('roms/gb/B (World).gb').replace('2 files', '4 files'),
    ])
    expect(read()).toBe('banana')
    project.write('dats/gbc.dat', dat(APPLE, CHERRY))
    await project.build()
    expect(read()).toBe('better banana')
  })
})

it('while only a folder of pictures is missing, a game that was dumped anew is written', async () => {
  const project = projectOf()
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    art: { folders: { mine: './pictures' }, order: ['mine'] },
    targets: { card: { preset: 'batocera', path: './card', policy: 'everything', artwork: true } },
  })
  project.write('pictures/README.txt', 'pictures come here')
  await project.build()
  rmSync(project.at('pictures'), { recursive: true })
  writeRoms(project, 'better apple', 'cherry')
  const games = [
    { name: APPLE, bytes: 'better apple' },
    { name: CHERRY, bytes: 'cherry' },
  ]
  project.write('dats/gbc.dat', logiqxDat(GBC, games, '2'))
  expect(codes(await project.build())).toEqual(['art-folder-missing'])
  expect(readFileSync(project.at('card/roms/gbc', APPLE), 'utf8')).toBe('better apple')
})
