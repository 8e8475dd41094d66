/** A catalog that is damaged somewhere in the middle: it opens, and only reading that part shows it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { BuildReport } from '../../src/steps/outcome.ts'
import { curator } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { makeLibrary } from '../support/library.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'

const PAGE = 4096

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
}

function damage(project: TestProject, share: number): void {
  const file = project.at('.curator/catalog.db')
  const bytes = readFileSync(file)
  const page = Math.max(1, Math.floor((bytes.length / PAGE) * share))
  writeFileSync(file, bytes.fill(0xaa, page * PAGE, (page + 1) * PAGE))
}

async function build(project: TestProject): Promise<BuildReport> {
  const { code, stdout, stderr } = await curator(['build', '--json'], { cwd: project.dir })
  expect(code, stderr + stdout).toBe(0)
  return JSON.parse(stdout) as BuildReport
}

it('a text in the catalog that was cut off costs time at most', async () => {
  await withProject(async (project) => {
    makeLibrary({ dir: project.dir, games: 12, platforms: ['nes'], averageBytes: 1024 })
    project.configure(CONFIG)
    await project.build()
    const before = [project.files('out'), project.lock()]
    await project.session(({ db }) =>
      db.exec('update node_value set value = substr(value, 1, length(value) - 1)'),
    )
    project.write(
      'dats/another.dat',
      logiqxDat('Nintendo - Game Boy', [{ name: 'Other (USA).gb', bytes: 'other' }]),
    )
    expect((await build(project)).problems.map(({ code }) => code)).toEqual(['state-damaged'])
    expect(project.files('out')).toEqual(before[0])
    expect((await build(project)).outcome).toBe('nothing')
  })
})

describe('a page of the catalog that is damaged', () => {
  it.each([0.02, 0.1, 0.25, 0.5, 0.6, 0.9])('at %d of the file costs time at most', async (share) => {
    await withProject(async (project) => {
      makeLibrary({ dir: project.dir, games: 12, platforms: ['nes'], averageBytes: 1024 })
      project.configure(CONFIG)
      await project.build()
      const before = [project.files('out'), project.lock()]
      damage(project, share)
      project.write('roms/new.bin', 'something new') // so that there is something to do
      const report = await build(project)
      const isNoticed = report.problems.some(({ code }) => code === 'state-damaged')
      expect(isNoticed).toBe(existsSync(project.at('.curator/catalog.db.bad')))
      expect(report.targets['plain']).toMatchObject({ put: 0, deleted: 0 })
      expect([project.files('out'), project.lock()]).toEqual(before)
      expect((await build(project)).outcome).toBe('nothing')
      expect([project.files('out'), project.lock()]).toEqual(before)
    })
  })
})
