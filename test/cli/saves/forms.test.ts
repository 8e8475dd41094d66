/** Two games swap their names while they are played, and go into zips or come out of them: each keeps its save. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import { codes, settledProject, type Project } from '../support.ts'

const GB = 'Nintendo - Game Boy'
const LIST = 'card/roms/gb/gamelist.xml'

function configure(project: Project, archives: string, saves: string): void {
  const card = { preset: 'batocera', path: './card', policy: 'everything', archives, saves }
  project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card } })
}

/** A DAT of two games. */
function dat(a: string, b: string, version: string): string {
  const games = [
    { name: `${a}.gb`, bytes: 'the first' },
    { name: `${b}.gb`, bytes: 'the second' },
  ]
  return logiqxDat(GB, games, version)
}

/** Built, and both games were played. The first is a favourite. */
async function played(archives: string, saves: string): Promise<Project> {
  const project = settledProject('forms')
  configure(project, archives, saves)
  project.write('dats/gb.dat', dat('Alpha', 'Bravo', '1'))
  project.write('roms/a.gb', 'the first')
  project.write('roms/b.gb', 'the second')
  await project.build()
  for (const name of ['Alpha', 'Bravo']) project.write(`card/saves/gb/${name}.srm`, `of ${name}`)
  const list = readFileSync(project.at(LIST), 'utf8')
  project.write(LIST, list.replace('<name>Alpha</name>', '<name>Alpha</name><favorite>true</favorite>'))
  return project
}

/** The game in a file. */
async function gameAt(project: Project, name: string): Promise<string> {
  const bytes = readFileSync(project.at('card/roms/gb', name))
  return name.endsWith('.zip') ? Object.values(await membersOf(bytes)).join('') : bytes.toString()
}

function favourites(project: Project): readonly string[] {
  const list = readFileSync(project.at(LIST), 'utf8').replace(/\n\s*/g, '')
  return [...list.matchAll(/<path>([^<]*)<\/path><name>[^<]*<\/name><favorite>/g)].map(
    ([, path = '']) => path,
  )
}

describe.each([
  ['come out of zips', 'zip', 'extract', 'gb'],
  ['go into zips', 'extract', 'zip', 'zip'],
])('games that %s', (_, from, to, extension) => {
  it.each([
    ['keep-name', 'with the next build'],
    ['keep-name', 'at once'],
    ['rename', 'with the next build'], // no save gets a name that is taken
    ['rename', 'at once'],
  ])('keep their old names (%s) %s', async (saves, when) => {
    const project = await played(from, saves)
    project.write('dats/gb.dat', dat('Bravo', 'Alpha', '2'))
    if (when !== 'at once') await project.build()
    configure(project, to, saves)
    expect(codes(await project.build())).toEqual(['name-kept'])
    expect(await gameAt(project, `Alpha.${extension}`)).toBe('the first')
    expect(await gameAt(project, `Bravo.${extension}`)).toBe('the second')
    expect(favourites(project)).toEqual([`./Alpha.${extension}`])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('are told with `warn` that they part from them', async () => {
    const project = await played(from, 'warn')
    project.write('dats/gb.dat', dat('Bravo', 'Alpha', '2'))
    configure(project, to, 'warn')
    expect(codes(await project.build())).toEqual(['saves-parted'])
    expect(await gameAt(project, `Bravo.${extension}`)).toBe('the first')
    expect(favourites(project)).toEqual([`./Bravo.${extension}`])
  })
})
