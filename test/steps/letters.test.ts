/** Folders for first letters, over years of games that come and go. */
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'

const GAMES = [
  '1942 (USA)',
  'Aardvark (World)',
  'Asteroid Run (Japan)',
  'Éclair (France)',
  'Élan (Europe)',
  'The Zoo (USA)',
  'Zebra (USA)',
  '漢字 (Japan)',
].map((name) => ({ name: `${name}.gb`, bytes: `rom of ${name}` }))

it('leaves every game where it is while others come and go', async () => {
  await withProject(async (project) => {
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', GAMES))
    project.configure({
      roots: { roms: './roms' },
      dats: { gb: './dats' },
      targets: {
        cart: { preset: 'everdrive', model: 'gb-x7', path: './out', policy: 'everything', buckets: 'letter' },
      },
    })
    const places = new Map<string, string>()
    let owned = new Set<string>()
    for (let turn = 0; turn < 10; turn++) {
      const now = new Set(GAMES.flatMap(({ name }, at) => ((turn * 7 + at * 3) % 4 < 2 ? [name] : [])))
      for (const { name, bytes } of GAMES) {
        if (now.has(name) && !owned.has(name)) project.write(`roms/${name}`, bytes)
        if (owned.has(name) && !now.has(name)) project.remove(`roms/${name}`)
      }
      const { report } = await project.build()
      expect(report.targets['cart']).toMatchObject({
        put: [...now].filter((name) => !owned.has(name)).length,
        moved: 0,
        deleted: [...owned].filter((name) => !now.has(name)).length,
      })
      for (const path of Object.keys(project.files('out'))) {
        const name = path.slice(path.lastIndexOf('/') + 1)
        expect(places.get(name) ?? path).toBe(path)
        places.set(name, path)
      }
      owned = now
    }
    expect([...places.values()].sort()).toEqual([
      'GB/#/1942 (USA).gb',
      'GB/#/__ (Japan).gb',
      'GB/A/Aardvark (World).gb',
      'GB/A/Asteroid Run (Japan).gb',
      'GB/E/Eclair (France).gb',
      'GB/E/Elan (Europe).gb',
      'GB/T/The Zoo (USA).gb',
      'GB/Z/Zebra (USA).gb',
    ])
  })
})
