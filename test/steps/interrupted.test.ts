/** A signal between the steps of a build: no further one begins, and what was written by then is reported. */
import { expect, it } from 'vitest'
import { build } from '../../src/steps/build.ts'
import { createSteps } from '../../src/steps/steps.ts'
import type { World } from '../../src/steps/world.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'

const GB: readonly DatRom[] = [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]

/** Two targets; the second one has a tree of its own, which is only made while the first is written. */
function configure(project: TestProject): void {
  const target = { preset: 'folder', policy: 'everything' }
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    targets: {
      a: { ...target, path: './out/a' },
      b: { ...target, path: './out/b', layout: '{platform}/b/{file}' },
    },
  })
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', GB))
  project.write('roms/a.gb', String(GB[0]?.bytes))
}

/** Told to stop as soon as `when` is asked of a step that begins. */
function buildStopping(project: TestProject, isTime: (step: string) => boolean, dryRun = false) {
  return project.session(({ project: opened, world }) => {
    const stop = new AbortController()
    const listener = { ...world.listener, step: (name: string) => void (isTime(name) && stop.abort()) }
    const told: World = { ...world, listener, signal: stop.signal }
    return build(opened, told, createSteps(told), { targets: [], dryRun, frozen: false })
  })
}

it('ends a build that has written nothing, or only looks', async () => {
  await withProject(async (project) => {
    configure(project)
    const early = buildStopping(project, (step) => step === 'Reading roots and DATs')
    await expect(early).rejects.toThrow(/interrupted/i)
    expect(project.files('out')).toEqual({})
    expect(project.lock()).toBe('')
    expect((await project.build()).report.outcome).toBe('done')
  })
})

it('leaves the targets alone whose turn has not come, says so, and the next build writes them', async () => {
  await withProject(async (project) => {
    configure(project)
    const { report, isSaved } = await buildStopping(project, (step) => step === 'Writing a')
    expect(Object.keys(report.targets)).toEqual(['a'])
    expect(report.outcome).toBe('partial')
    expect(report.problems.map(({ code, message }) => `${code}: ${message}`)).toContain(
      'interrupted: Interrupted before it was known what b should hold. Nothing was written there.',
    )
    expect(isSaved).toBe(true)
    expect(Object.keys(project.files('out'))).not.toContain('b/gb/b/Alpha (USA).gb')
    const next = await project.build()
    expect(next.report.outcome).toBe('done')
    expect(Object.keys(project.files('out'))).toEqual(['a/gb/Alpha (USA).gb', 'b/gb/b/Alpha (USA).gb'])
    // what was made for `a` was not thrown away
    expect(next.ran).not.toContain('tree:a')
    expect((await project.build()).report.outcome).toBe('nothing')
  })
})
