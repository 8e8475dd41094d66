/** What a target wants to be different for single arcade machines. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { arcadeDat, BIOS, CLONE_OWN, OTHER_BIOS, OWN, SHARED, SOUND } from '../../support/arcade.ts'
import { codes, settledProject } from '../support.ts'

it('machines are left out and played by other cores, and their sets are never renamed', async () => {
  const project = settledProject('arcade-wishes')
  const configure = (games: Readonly<Record<string, unknown>>): void =>
    project.configure({
      roots: { roms: './roms' },
      dats: { mame: './dats' },
      policies: { games: { exclude: ['bios', 'device'], keep: 'all', availability: 'owned' } },
      targets: {
        card: { preset: 'retroarch', path: './card', policy: 'games', deviceRoot: '/storage', games },
      },
    })
  project.write('dats/mame.dat', arcadeDat())
  for (const { name, text } of [BIOS, OTHER_BIOS, OWN, SHARED, CLONE_OWN, SOUND])
    project.write(`roms/${name}`, text)
  const sets = (): readonly string[] => Object.keys(project.files('card/content/MAME'))
  configure({})
  await project.build()
  expect(sets()).toEqual(['fight.zip', 'fightj.zip', 'neo.zip', 'pcm8.zip'])

  configure({ fightj: { exclude: true }, fight: { core: 'fbneo' } })
  const report = await project.build()
  expect(codes(report)).toEqual(['samples-unknown'])
  expect(sets()).toEqual(['fight.zip', 'neo.zip', 'pcm8.zip'])
  const list = readFileSync(project.at('card/playlists/MAME.lpl'), 'utf8')
  expect(list).toContain('"core_path": "/storage/cores/fbneo_libretro.so"')
  expect(list).not.toContain('fightj.zip')

  // what they shared goes with the last of them
  configure({ 'The Fight': { exclude: true } })
  await project.build()
  expect(sets()).toEqual([])
  configure({ fight: { rename: 'Kampf' } })
  await project.build()
  expect(sets()).toEqual(['fight.zip', 'fightj.zip', 'neo.zip', 'pcm8.zip'])
})
