/** Same inputs, same bytes (design §8.2): trees, lock and report do not depend on order, place, time zone or language. */
import { rmSync } from 'node:fs'
import type * as os from 'node:os'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { BuildReport } from '../../src/steps/outcome.ts'
import { curator } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { makeLibrary } from '../support/library.ts'
import { projectIn, withProject, type Built, type ConfigData, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'

const processors = vi.hoisted(() => ({ count: 1, asked: 0 }))
vi.mock('node:os', async (original) => ({
  ...(await original<typeof os>()),
  availableParallelism() {
    processors.asked++
    return processors.count
  },
}))

const USA = { regions: ['USA', 'World', 'Europe', 'Japan'], exclude: ['beta', 'proto', 'demo'] }

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { usa: USA },
  playlists: { first: { where: { title: ['*a*', '*o*'] }, limit: 7 }, years: { order: 'year' } },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa', playlists: ['first', 'years'] },
    retroarch: {
      preset: 'retroarch',
      path: './out/retroarch',
      policy: 'usa',
      playlists: ['first'],
      deviceRoot: '/storage',
    },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything', playlists: ['years'] },
  },
}

interface Made {
  readonly files: Record<string, string>
  readonly lock: string
  /** Without the time it took. */
  readonly report: BuildReport
}

function made(project: TestProject, { report }: Built): Made {
  return { files: project.files('out'), lock: project.lock(), report: { ...report, ms: 0 } }
}

describe('the order in which folders give their files', () => {
  const names = [
    'Zeta (USA)',
    'alpha (Europe)',
    'Alpha (USA)',
    'Ärger (Germany)',
    'ärger (Japan)',
    'Éclair (France)',
    'Iota (Turkey)',
    'ı (Turkey)',
    '魂 (Japan)',
  ]
  const roms = names.map((name, i) => ({ name: `${name}.gb`, bytes: `bytes ${i}` }))
  const files = [
    ...roms.map(({ name, bytes }, i) => [`roms/${i % 2 === 0 ? 'sub/' : ''}${name}`, bytes] as const),
    ...roms.map(({ bytes }, i) => [`roms/copies/${9 - i}.gb`, bytes] as const),
    [
      'roms/z.zip',
      makeZip([
        { name: 'a.gb', data: 'bytes 1' },
        { name: 'b.gb', data: 'nobody' },
      ]),
    ] as const,
    ['roms/broken.zip', 'PK\x03\x04 broken'] as const,
    ['dats/b.dat', logiqxDat('Nintendo - Game Boy', roms)] as const,
    ['dats/a.dat', logiqxDat('Nintendo - Game Boy', roms.toReversed())] as const,
    ['dats/c.dat', '<html>'] as const,
  ]

  it('law: does not show in trees, lock or report', async () => {
    await withProject(async (project) => {
      let first: Made | undefined
      const property = fc.asyncProperty(
        fc.shuffledSubarray(files, { minLength: files.length }),
        async (order) => {
          for (const folder of ['roms', 'dats', 'out', '.curator', 'curator.lock']) {
            rmSync(project.at(folder), { recursive: true, force: true })
          }
          for (const [path, bytes] of order) project.write(path, bytes)
          project.configure(CONFIG)
          const now = made(project, await project.build())
          expect(now).toEqual((first ??= now))
        },
      )
      await fc.assert(property, { numRuns: process.env['CURATOR_DEEP'] ? 200 : 8 })
      expect(Object.keys(first?.files ?? {}).length).toBeGreaterThan(names.length * 3)
    })
  })
})

describe('the number of threads', () => {
  it('does not show in trees, lock or report', async () => {
    await withProject(async (project) => {
      // more than one thread is worth it for: 160 files, 64 MB
      const roms = Array.from({ length: 160 }, (_, i) => ({
        name: `Game ${i} (USA).gb`,
        bytes: Buffer.alloc(400_000 + i, i),
      }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      for (const { name, bytes } of roms) project.write(`roms/${name.length % 3}/${name}`, bytes)
      project.configure({ ...CONFIG, targets: { plain: CONFIG.targets['plain'] ?? {} } })
      const all: Made[] = []
      processors.asked = 0
      for (const count of [1, 8]) {
        processors.count = count
        for (const folder of ['out', '.curator', 'curator.lock'])
          rmSync(project.at(folder), { recursive: true, force: true })
        all.push(made(project, await project.build()))
      }
      processors.count = 1
      expect(processors.asked).toBeGreaterThanOrEqual(4) // for reading and for writing
      expect(all[1]).toEqual(all[0])
      expect(all[0]?.report.targets['plain']?.put).toBe(roms.length + 1)
    })
  })
})

describe('time zone, language and place', () => {
  it('do not show in what a process makes and prints', async () => {
    await withProject(async (project) => {
      const { dir } = project
      makeLibrary({
        dir,
        games: 20,
        platforms: ['nes', 'snes', 'gb'],
        averageBytes: 1024,
        brokenZips: 1,
        seed: 'places',
      })
      project.configure(CONFIG)
      const settings = [
        { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
        { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
        { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'sv_SE.UTF-8' },
      ]
      const all: unknown[] = []
      for (const env of settings) {
        for (const folder of ['out', '.curator', 'curator.lock'])
          rmSync(project.at(folder), { recursive: true, force: true })
        const built = await curator(['build', '--no-frozen'], { cwd: dir, env })
        const files = project.files('out')
        const status = await curator(['status', '--json'], { cwd: dir, env })
        const report = built.stdout.replace(/\d+\.\d s|\d+ (s|ms)\b/g, 'some time')
        all.push({ code: built.code, report, files, lock: project.lock(), status: status.stdout })
      }
      expect(all[1]).toEqual(all[0])
      expect(all[2]).toEqual(all[0])
    })
  })

  it('another folder gives the same outputs and the same lock', async () => {
    const results: Made[] = []
    for (let i = 0; i < 2; i++) {
      await withProject(async ({ dir }) => {
        makeLibrary({
          dir: `${dir}/${'deep/'.repeat(i)}here`,
          games: 12,
          platforms: ['nes', 'gb'],
          averageBytes: 1024,
        })
        const project = projectIn(`${dir}/${'deep/'.repeat(i)}here`)
        project.configure(CONFIG)
        results.push(made(project, await project.build()))
      })
    }
    expect(results[1]?.files).toEqual(results[0]?.files)
    expect(results[1]?.lock).toBe(results[0]?.lock)
  })
})
