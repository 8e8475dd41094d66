/** Collections that frontends write as well: games of curator's that users put in them stay, too. */
import { readFileSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { settledProject, type Project } from '../support.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'

function configure(project: Project, preset: string, titles: readonly string[]): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    playlists: { best: { titles } },
    targets: { card: { preset, path: './card', policy: 'everything', playlists: ['best'] } },
  })
}

function dat(project: Project, race: string): void {
  const games = ['Alpha', 'Bravo', 'Charlie'].map((name) => ({ name: `${name} (USA).sfc`, bytes: name }))
  project.write('dats/snes.dat', logiqxDat(SNES, [...games, { name: `${race} (USA).sfc`, bytes: 'race' }]))
}

const COLLECTIONS: readonly [preset: string, list: string, folder: string][] = [
  ['batocera', 'system/configs/emulationstation/collections/custom-best.cfg', '/userdata/roms/snes'],
  ['esDe', 'ES-DE/collections/custom-best.cfg', '%ROMPATH%/snes'],
  ['minui', 'Collections/best.txt', '/Roms/Super Nintendo Entertainment System (SFC)'],
]

it.each(COLLECTIONS)('in %s', async (preset, list, folder) => {
  const project = settledProject('collections')
  configure(project, preset, ['Alpha', 'Bravo'])
  dat(project, 'Race')
  for (const name of ['Alpha', 'Bravo', 'Charlie']) project.write(`roms/${name}.sfc`, name)
  project.write('roms/race.sfc', 'race')
  await project.build()
  const read = (): readonly string[] =>
    readFileSync(project.at('card', list), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(`${folder}/`, '').replace(' (USA).sfc', ''))
  expect(read()).toEqual(['Alpha', 'Bravo'])

  const line = (name: string): string => `${folder}/${name} (USA).sfc\n`
  project.write(`card/${list}`, ['Race', 'Alpha', 'Bravo', 'Charlie'].map(line).join(''))
  await project.build()
  expect(read()).toEqual(['Alpha', 'Bravo', 'Race', 'Charlie'])

  // one of curator's leaves it, one that the user added has another name, and one is gone
  configure(project, preset, ['Alpha'])
  dat(project, 'Race Day')
  rmSync(project.at('roms/Charlie.sfc'))
  await project.build()
  expect(read()).toEqual(['Alpha', 'Race Day'])
  expect((await project.build()).outcome).toBe('nothing')
})

it.each(COLLECTIONS)('in %s also when curator listed them for a while', async (preset, list, folder) => {
  const project = settledProject('collections')
  configure(project, preset, ['Alpha', 'Bravo'])
  dat(project, 'Race')
  for (const name of ['Alpha', 'Bravo', 'Charlie']) project.write(`roms/${name}.sfc`, name)
  await project.build()
  const lines = (...names: readonly string[]): string =>
    names.map((name) => `${folder}/${name} (USA).sfc\n`).join('')
  project.write(`card/${list}`, lines('Alpha', 'Bravo', 'Charlie'))
  const wished = async (...titles: readonly string[]): Promise<string> => {
    configure(project, preset, titles)
    await project.build()
    return readFileSync(project.at('card', list), 'utf8')
  }
  // the list says now what curator would say by itself
  expect(await wished('Alpha', 'Bravo', 'Charlie')).toBe(lines('Alpha', 'Bravo', 'Charlie'))
  expect((await project.build()).outcome).toBe('nothing')
  expect(await wished('Charlie', 'Alpha')).toBe(lines('Charlie', 'Alpha'))
  expect(await wished('Alpha')).toBe(lines('Alpha', 'Charlie'))
  expect((await project.build()).outcome).toBe('nothing')
})
