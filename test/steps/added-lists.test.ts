/** Lists that a device need not have: whether its user has made one. */
import { afterAll, expect, it } from 'vitest'
import { openDisks } from '../../src/disk/open-disks.ts'
import { asTarget } from '../../src/steps/choosing/selection.ts'
import { hasNewList } from '../../src/steps/devices/added-lists.ts'
import { createSteps } from '../../src/steps/steps.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'

const disks = openDisks({})
afterAll(() => disks.close())

const LIST = 'card/Roms/GB/miyoogamelist.xml'

it('is a list of which the notes of the device do not know, or cannot be read', async () => {
  await withProject(async (project) => {
    project.configure({
      roots: { roms: './roms' },
      dats: { d: './dats' },
      targets: { card: { preset: 'onion', path: './card', policy: 'everything' } },
    })
    project.write(
      'dats/gb.dat',
      logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]),
    )
    project.write('roms/a.gb', 'alpha')
    const asked = (reads: 'notes' | 'nothing') =>
      project.session(async ({ world }) => {
        const { engine, outputs } = createSteps(world)
        await engine.get(outputs.tree, 'card')
        const sections = (await engine.page(outputs.tree, 'card', 'sections')) ?? []
        const disk = disks.open(project.at('card'))
        const failing = () => {
          throw Object.assign(new Error('EIO'), { code: 'EIO' })
        }
        const card = reads === 'notes' ? disk : { ...disk, read: failing }
        return hasNewList(card, asTarget(world.config.targets['card']), sections)
      })
    await project.build()
    expect(await asked('nothing')).toBe(false)
    project.write(LIST, '<?xml version="1.0"?>\n<gameList />\n')
    expect(await asked('notes')).toBe(true)
    await project.build()
    expect(await asked('notes')).toBe(false)
    expect(await asked('nothing')).toBe(true)
  })
})
