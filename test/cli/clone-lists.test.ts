/** Clone lists that contradict each other, as a user meets and settles it. */
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject } from './support.ts'

const NAMES = ['Alpha (USA)', 'Alfa (Europe)', 'Bravo (USA)']

it('is an error of the platform that has DATs, and is settled by a decision', async () => {
  const project = emptyProject('contradicting-lists')
  const configure = (more: object) =>
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      cloneLists: './lists',
      policies: { best: { availability: 'catalog', regions: ['USA', 'Europe'], ...more } },
      targets: { card: { preset: 'mister', path: './card', policy: 'best' } },
    })
  configure({})
  const named = NAMES.map((name) => ({ name: `${name}.gb`, bytes: name }))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', named))
  for (const { name, bytes } of named) project.write(`roms/${name}`, bytes)
  for (const platform of ['Nintendo - Game Boy', 'Sega - Game Gear']) {
    const file = (kind: string) => `lists/${platform} (${kind}).json`
    const variant = (group: string, ...titles: readonly string[]) =>
      `    { "group": "${group}", "titles": [${titles.map((term) => `{ "searchTerm": "${term}" }`).join(', ')}] }`
    const text = (kind: string, variants: readonly string[]) =>
      `{\n  "description": { "name": "${platform} (${kind})" },\n  "variants": [\n${variants.join(',\n')}\n  ]\n}\n`
    project.write(
      file('No-Intro'),
      text('No-Intro', [variant('Alpha', 'Alpha', 'Alfa'), variant('Bravo', 'Bravo')]),
    )
    project.write(file('Own'), text('Own', [variant('Alpha', 'Alpha'), variant('Alfa', 'Alfa')]))
  }
  const list = (kind: string) => project.at('lists', `Nintendo - Game Boy (${kind}).json`)
  const told =
    `error "Alpha (USA)" and "Alfa (Europe)" are one game by ${list('No-Intro')}, line 4 ("Alpha"), but different ` +
    `ones by ${list('Own')}, lines 4 and 5 ("Alpha" and "Alfa"). ${list('No-Intro')} counts. [clone-lists-contradict]`
  for (const verb of ['build', 'build', 'lock']) {
    const { code, stderr } = await project.run([verb])
    expect([code, stderr.split('\n').filter((line) => line.startsWith('error'))]).toEqual([3, [told]])
  }
  expect(Object.keys(project.files('card'))).toEqual([
    'games/GAMEBOY/Alpha (USA).gb',
    'games/GAMEBOY/Bravo (USA).gb',
  ])

  const decision = { platform: 'gb', releases: ['Alpha (USA)', 'Alfa (Europe)'] }
  project.write('curation.jsonc', JSON.stringify({ different: [decision] }))
  const { code, stderr } = await project.run(['build'])
  expect([code, stderr]).toEqual([0, ''])
  expect(Object.keys(project.files('card'))).toEqual(NAMES.map((name) => `games/GAMEBOY/${name}.gb`).sort())

  project.write('curation.jsonc', '{}')
  expect((await project.run(['lock'])).code).toBe(3)
  configure({ groupBy: ['dat', 'name'] }) // lists do not count
  expect((await project.run(['lock'])).code).toBe(0)
})
