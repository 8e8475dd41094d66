/** Discs as CHDs, end to end: against a DAT of their tracks, and against one that lists CHDs by the hash in the header. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chd5 } from '../support/archives/chd.ts'
import { tempDir } from '../support/cli.ts'
import { sha1 } from '../support/sha1.ts'
import { LEAST, projectIn, USA, type Project } from './support.ts'

const chd = (disc: string) => chd5({ raw: sha1(`raw ${disc}`), combined: sha1(disc), logical: 8192 })

const tracks = (name: string) =>
  `game ( name "${name}" rom ( name "${name}.cue" size 7 sha1 ${sha1(`${name}.cue`)} )
   rom ( name "${name}.bin" size 7 sha1 ${sha1(`${name}.bin`)} ) )`
const disk = (name: string) => `game ( name "${name}" disk ( name "${name}" sha1 ${sha1(name)} ) )`

let project: Project
let remove = () => {}
afterAll(() => remove())

beforeAll(async () => {
  project = projectIn(tempDir('chd-shelf', (whenOver) => (remove = whenOver)))
  project.configure({
    ...LEAST,
    policies: { usa: USA },
    targets: { card: { preset: 'folder', policy: 'usa', path: './card' } },
  })
  const list = (system: string, games: readonly string[]) =>
    `clrmamepro ( name "${system}" )\n${games.join('\n')}\n`
  project.write(
    'dats/psx.dat',
    list(
      'Sony - PlayStation',
      ['Alpha (USA)', 'Bravo (Europe)', 'Bravo (Japan)', 'Bravo (USA)', 'Cut (USA)'].map(tracks),
    ),
  )
  project.write('dats/ss.dat', list('Sega - Saturn', ['Right (USA)', 'Wrong (USA)', 'None (USA)'].map(disk)))
  for (const name of ['Alpha (USA)', 'Bravo (Europe)', 'Bravo (Japan)'])
    project.write(`roms/psx/${name}.chd`, chd(name))
  project.write('roms/psx/Cut (USA).chd', chd('Cut (USA)').subarray(0, 300))
  project.write('roms/saturn/any.chd', chd('Right (USA)'))
  project.write('roms/saturn/Wrong (USA).chd', chd('of another pressing'))
  await project.build()
})

describe('CHDs', () => {
  it('are written where a name tells of tracks, or the hash in the header is the listed one', () => {
    expect(Object.keys(project.files('card')).sort()).toEqual([
      'psx/Alpha (USA).chd',
      'psx/Bravo (Europe).chd',
      'saturn/Right (USA).chd',
    ])
  })

  it('that stand for a game by their name are owned, in explanations too', async () => {
    const explained = async (game: string) => (await project.run(['explain', game])).stdout.split('\n')
    expect((await explained('Alpha'))[1]).toBe('  kept       Alpha (USA)')
    expect((await explained('Bravo')).slice(1, 4)).toEqual([
      '  wanted     Bravo (USA)     the same game by its name; not owned',
      '  kept       Bravo (Europe)  region: USA (1st) before Europe (3rd); the same game by its name',
      '  lost       Bravo (Japan)   language: has En before no En; the same game by its name',
    ])
    expect((await explained('Cut'))[1]).toBe('  missing    Cut (USA)  not owned')
    expect((await explained('Wrong'))[1]).toBe('  missing    Wrong (USA)  not owned')
  })

  it('are neither missing nor had by their hashes, and nobody is sent for their tracks', async () => {
    const report = async (...args: readonly string[]) => (await project.run(['report', ...args])).stdout
    expect(await report('missing')).toBe(
      '# Sega - Saturn: 3 games, 1 had, 2 missing\nNone (USA)\nWrong (USA)\n' +
        '# Sony - PlayStation: 5 games, 0 had, 3 by name, 2 missing\nBravo (USA)\nCut (USA)\n',
    )
    expect(await report('have', '--dat', 'Sony - PlayStation')).toContain(
      '\nAlpha (USA) [by name]\nBravo (Europe) [by name]\nBravo (Japan) [by name]\n',
    )
    const fixdat = await report('missing', '--dat', 'Sony - PlayStation', '--format', 'dat')
    expect([...fixdat.matchAll(/<game name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Bravo (USA)',
      'Cut (USA)',
    ])
    const disks = await report('missing', '--dat', 'Sega - Saturn', '--format', 'dat')
    expect(disks).toContain(`<disk name="Wrong (USA)" sha1="${sha1('Wrong (USA)')}"/>`)
  })
})
