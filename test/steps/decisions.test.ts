/** Decisions as an input of builds: a change does again what depends on it, and nothing else. */
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/errors.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { sha1 } from '../support/sha1.ts'

const GBA = 'Nintendo - Game Boy Advance'

function set(project: TestProject, matching?: object): void {
  project.write(
    'dats/gba.dat',
    logiqxDat(GBA, [
      { name: 'Quiet Desert (USA).gba', bytes: 'desert' },
      { name: 'Lantern Kid (USA).gba', bytes: 'lantern' },
      { name: 'Kandelaar (Europe).gba', bytes: 'kandelaar' },
    ]),
  )
  project.write('roms/qd-fixed.gba', 'another desert')
  project.write('roms/Lantern Kid (USA).gba', 'lantern')
  project.write('roms/Kandelaar (Europe).gba', 'kandelaar')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    policies: { best: { keep: 1 } },
    targets: { plain: { preset: 'folder', path: './out', policy: 'best', layout: '{file}' } },
    ...(matching ? { matching } : {}),
  })
}

const files = (project: TestProject) => Object.keys(project.files('out'))

describe('curation.jsonc', () => {
  it('says what a file is: it is built, and again not when that is taken back', async () => {
    await withProject(async (project) => {
      set(project)
      await project.build()
      expect(files(project)).toEqual(['Kandelaar (Europe).gba', 'Lantern Kid (USA).gba'])
      project.write(
        'curation.jsonc',
        `{ "match": { "${sha1('another desert')}": { "platform": "gba", "release": "Quiet Desert (USA)" } } }`,
      )
      const { ran, report } = await project.build()
      expect(report.problems).toEqual([])
      expect(files(project)).toEqual([
        'Kandelaar (Europe).gba',
        'Lantern Kid (USA).gba',
        'Quiet Desert (USA).gba',
      ])
      expect(ran).not.toContain('select:best/gba')
      project.remove('curation.jsonc')
      await project.build()
      expect(files(project)).toEqual(['Kandelaar (Europe).gba', 'Lantern Kid (USA).gba'])
    })
  })

  it('says that two releases are one game', async () => {
    await withProject(async (project) => {
      set(project)
      await project.build()
      project.write(
        'curation.jsonc',
        '{ "same": [{ "platform": "gba", "releases": ["Lantern Kid (USA)", "Kandelaar (Europe)"] }] }',
      )
      const { ran } = await project.build()
      expect(ran).toContain('select:best/gba')
      expect(files(project)).toEqual(['Lantern Kid (USA).gba'])
      project.write(
        'curation.jsonc',
        '// a word about it\n{ "same": [{ "platform": "gba", "releases": ["Lantern Kid (USA)", "Kandelaar (Europe)"] }] }',
      )
      expect((await project.build()).ran).toEqual(['decisions:'])
    })
  })

  it('says so also by way of a release that no DAT lists any more', async () => {
    await withProject(async (project) => {
      set(project)
      project.write('dats/more.dat', logiqxDat(GBA, [{ name: 'Lampion (France).gba', bytes: 'lampion' }]))
      const same = ['Lantern Kid (USA)', 'Kandelaar (Europe)'].map((release) => ({
        platform: 'gba',
        releases: [release, 'Lampion (France)'],
      }))
      project.write('curation.jsonc', JSON.stringify({ same }))
      await project.build()
      expect(files(project)).toEqual(['Lantern Kid (USA).gba'])
      project.remove('dats/more.dat')
      const { report } = await project.build()
      expect(files(project)).toEqual(['Lantern Kid (USA).gba'])
      const stale = (i: number) => [
        `curation.jsonc names "Lampion (France)", which no DAT of gba lists (curation.jsonc, same[${i}]).`,
        'Other decisions name it as well and count by way of it: change it in all of them.',
      ]
      expect(report.problems.map(({ message, hint }) => [message, hint])).toEqual([stale(0), stale(1)])
      project.write('curation.jsonc', JSON.stringify({ same: same.slice(0, 1) }))
      await project.build()
      expect(files(project)).toEqual(['Kandelaar (Europe).gba', 'Lantern Kid (USA).gba'])
    })
  })

  it('is read once: nothing runs when it is as it was', async () => {
    await withProject(async (project) => {
      set(project)
      project.write('curation.jsonc', '{ "platform": { "bin": "gba" } }')
      await project.build()
      expect((await project.build()).ran).toEqual([])
    })
  })

  it('that is broken stops the build before anything is read', async () => {
    await withProject(async (project) => {
      set(project)
      project.write('curation.jsonc', '{ "match": ')
      await expect(project.build()).rejects.toThrow('curation.jsonc is no JSON with comments')
      expect(files(project)).toEqual([])
    })
  })

  it('tells of releases that no DAT lists, and which may be meant', async () => {
    await withProject(async (project) => {
      set(project)
      const pin = [{ platform: 'gba', release: 'Quiet Dessert (USA)' }]
      project.write('curation.jsonc', JSON.stringify({ pin }))
      const { report } = await project.build()
      expect(report.problems.map(({ message }) => message)).toEqual([
        'curation.jsonc names "Quiet Dessert (USA)", which no DAT of gba lists (pin). The nearest are "Quiet Desert (USA)".',
      ])
    })
  })

  it('tells of decisions that do nothing', async () => {
    await withProject(async (project) => {
      set(project)
      project.write('curation.jsonc', `{ "match": { "${'0'.repeat(40)}": null } }`)
      for (let i = 0; i < 2; i++) {
        const { report } = await project.build()
        expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
          ['decision-stale', `curation.jsonc decides about ${'0'.repeat(40)}, which no root ever held.`],
        ])
      }
    })
  })
})

describe('names', () => {
  it.each([
    [undefined, false],
    [{ owned: 'always' }, true],
    [{ owned: 'always', autoLink: false }, false],
  ])('with matching %j', async (matching, isBuilt) => {
    await withProject(async (project) => {
      set(project, matching)
      project.write('roms/Quiet Desert (USA).gba', 'a third desert')
      await project.build()
      expect(files(project).includes('Quiet Desert (USA).gba')).toBe(isBuilt)
      expect((await project.build()).ran).toEqual([])
    })
  })

  it('may say of ports what cannot be true once games are made: told by build and lock, until one is changed', async () => {
    await withProject(async (project) => {
      set(project)
      project.write(
        'dats/snes.dat',
        logiqxDat('Nintendo - Super Nintendo Entertainment System', [
          { name: 'Quiet Desert (USA).sfc', bytes: 'desert 16' },
          { name: 'Quiet Desert (Europe).sfc', bytes: 'desert 16 e' },
        ]),
      )
      const decide = (last: string): void =>
        project.write(
          'curation.jsonc',
          `{ "ports": [{ "gba": "Lantern Kid (USA)", "snes": "Gone (USA)" },
                       { "gba": "Quiet Desert (USA)", "snes": "Quiet Desert (USA)" }],
             "notPorts": [{ "gba": "Quiet Desert (USA)", "snes": "${last}" }] }`,
        )
      const told = (problems: readonly Problem[]): string[] =>
        problems.filter(({ code }) => code === 'decisions-contradict').map(({ message }) => message)
      decide('Quiet Desert (Europe)')
      for (const _ of ['once', 'and again'])
        expect(told((await project.build()).report.problems)).toEqual([
          'curation.jsonc, ports[1] and notPorts[0]: "gba/Quiet Desert (USA)" and "snes/Quiet Desert (Europe)" would be ' +
            'one game, and different games.',
        ])
      decide('Gone (USA)')
      expect(told((await project.build()).report.problems)).toEqual([])
    })
  })
})
