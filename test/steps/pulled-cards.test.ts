/** Cards that are pulled out while a build is under way: nothing is written where they were. */
import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { expect, it } from 'vitest'
import { build } from '../../src/steps/build.ts'
import { createSteps } from '../../src/steps/steps.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'

const GB: readonly DatRom[] = ['Alpha (USA).gb', 'Bravo (USA).gb'].map((name) => ({
  name,
  bytes: `of ${name}`,
}))

/** Two targets, of which `card` is named by its id and was built. */
async function built(project: TestProject): Promise<void> {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    targets: {
      a: { preset: 'folder', path: './a', policy: 'everything' },
      card: { preset: 'folder', path: './card', policy: 'everything', volume: { id: 'card' } },
      z: { preset: 'folder', path: './z', policy: 'everything' },
    },
  })
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', GB))
  project.write('roms/a.gb', String(GB[0]?.bytes))
  project.write('card/.curator/id', '{"madeBy":"curator","target":"card"}\n')
  await project.build()
  project.write('roms/b.gb', String(GB[1]?.bytes))
}

/** Leaves the empty mount point, once that step begins. */
function buildPulling(project: TestProject, step: string) {
  return project.session(({ project: opened, world }) => {
    const listener = {
      ...world.listener,
      step(name: string) {
        if (name !== step || readdirSync(project.at('card')).length === 0) return
        renameSync(project.at('card'), project.at('away'))
        mkdirSync(project.at('card'))
      },
    }
    const options = { targets: [], dryRun: false, frozen: false }
    const watched = { ...world, listener }
    return build(opened, watched, createSteps(watched), options)
  })
}

it.each(['Reading roots and DATs', 'Writing a'])(
  'passes over one that is pulled out at "%s", and builds the others',
  async (step) => {
    await withProject(async (project) => {
      await built(project)
      const { report } = await buildPulling(project, step)
      expect(readdirSync(project.at('card'))).toEqual([])
      expect(report.targets).toMatchObject({
        a: { put: 1, outcome: 'done' },
        card: { put: 0, outcome: 'absent' },
        z: { put: 1, outcome: 'done' },
      })
      expect(report.problems.map(({ code }) => code)).toEqual(['target-absent'])
      expect(Object.keys(project.files('away'))).toEqual(['gb/Alpha (USA).gb'])
      renameSync(project.at('card'), project.at('empty'))
      renameSync(project.at('away'), project.at('card'))
      expect((await project.build()).report.targets['card']).toMatchObject({ put: 1, outcome: 'done' })
    })
  },
)
