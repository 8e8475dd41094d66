/**
 * What may be lost (design §8.11) and who may write where (§8.1). Deleting `.curator/` costs time only; verbs that
 * only look write nothing outside the state folder; roots are never written by anything.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curator, tempDir } from '../support/cli.ts'
import { makeLibrary } from '../support/library.ts'
import { projectIn, withProject, type ConfigData, type TestProject } from '../support/project.ts'
import { stamps } from './stamps.ts'

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { usa: { regions: ['USA', 'World', 'Europe', 'Japan'] } },
  playlists: { best: { limit: 5 } },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa', playlists: ['best'] },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything', playlists: ['best'] },
  },
}

function fill(project: TestProject): void {
  makeLibrary({ dir: project.dir, games: 15, platforms: ['nes', 'snes'], averageBytes: 1024, brokenZips: 1 })
  project.configure(CONFIG)
}

describe('without the state folder', () => {
  it('the next build keeps every file on every device, and makes the same lock', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const before = stamps(project.at('out'), project.at('curator.lock'))
      rmSync(project.at('.curator'), { recursive: true })
      const { report } = await project.build()
      expect(report.outcome).toBe('nothing')
      expect(Object.values(report.targets).map(({ put, bytes }) => [put, bytes])).toEqual([
        [0, 0],
        [0, 0],
      ])
      expect(stamps(project.at('out'), project.at('curator.lock'))).toEqual(before)
      expect(Object.values(report.roots).every(({ hashed }) => hashed > 0)).toBe(true)
      expect((await project.build()).report.steps.ran).toBe(0)
    })
  })

  it('and without the records on the devices too, what is there is read and kept', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      const files = () => Object.keys(project.files('out')).map((path) => project.at('out', path))
      const before = stamps(...files())
      for (const folder of ['.curator', 'out/mister/.curator', 'out/plain/.curator']) {
        rmSync(project.at(folder), { recursive: true })
      }
      const { report } = await project.build()
      for (const target of Object.values(report.targets))
        expect(target).toMatchObject({ put: 0, bytes: 0, conflicts: 0 })
      expect(stamps(...files())).toEqual(before)
    })
  })
})

describe('who may write where', () => {
  const dir = tempDir('verbs', afterAll)
  const project = projectIn(dir)
  let release = ''

  beforeAll(async () => {
    fill(project)
    await project.build()
    release = Object.keys(project.files('out/plain')).find((path) => path.startsWith('snes/')) ?? ''
    // something to do for every verb: a file that is new, one that is gone, a policy that changed, one output less
    const files = readdirSync(project.at('roms'), { recursive: true, encoding: 'utf8' })
    const gone = files.find((path) => path.endsWith('.nes')) ?? ''
    rmSync(project.at('roms', gone))
    project.write('roms/new.nes', 'something new')
    rmSync(project.at('out/plain', release))
    project.configure({ ...CONFIG, policies: { usa: { regions: ['Japan', 'Europe'] } } })
  })

  it.each([
    { args: ['plan'] },
    { args: ['plan', '--check'] },
    { args: ['status'] },
    { args: ['explain', 'new.nes'] },
    { args: ['graph'] },
    { args: ['doctor'] },
    { args: ['config', '--json'] },
    { args: ['lock', '--check'] },
    { args: ['build', '--dry-run'] },
    { args: ['build', '--frozen'] },
    { args: ['build', 'nosuchtarget'] },
    { args: ['--help'] },
  ])('$args writes nothing outside the state folder', async ({ args }) => {
    const places = readdirSync(dir).filter((name) => name !== '.curator')
    const before = stamps(...places.map((name) => join(dir, name)))
    const { code, stderr } = await curator(args, { cwd: dir })
    expect([0, 1, 2, 3], stderr).toContain(code)
    expect(readdirSync(dir).filter((name) => name !== '.curator')).toEqual(places)
    expect(stamps(...places.map((name) => join(dir, name)))).toEqual(before)
  })

  it('lock writes curator.lock alone', async () => {
    const others = ['curator.config.json', 'dats', 'out', 'roms'].map((name) => join(dir, name))
    const before = [stamps(...others), project.lock()]
    expect((await curator(['lock'], { cwd: dir })).code).toBe(0)
    expect(stamps(...others)).toEqual(before[0])
    expect(project.lock()).not.toBe(before[1])
  })

  it('build writes targets and curator.lock, and no root, DAT or config', async () => {
    const inputs = ['curator.config.json', 'dats', 'roms'].map((name) => join(dir, name))
    const before = stamps(...inputs)
    const { code, stderr } = await curator(['build', '--json'], { cwd: dir })
    expect(code, stderr).toBe(0)
    expect(stamps(...inputs)).toEqual(before)
    expect(project.files('out/plain')).toHaveProperty([release])
    expect(readdirSync(dir).sort()).toEqual([
      '.curator',
      'curator.config.json',
      'curator.lock',
      'dats',
      'out',
      'roms',
    ])
  })
})
