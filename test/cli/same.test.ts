/** Same inputs, same bytes: wherever, whenever and in whatever order they are read, and by whatever road they came. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli.ts'
import { makeLibrary, type Truth } from '../support/library.ts'
import { projectIn, USA, type ConfigData, type Project } from './support.ts'

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { usa: USA },
  playlists: { all: { where: {} } },
  guards: { removals: 1 },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa', playlists: ['all'] },
    retroarch: {
      preset: 'retroarch',
      path: './out/retroarch',
      policy: 'usa',
      playlists: ['all'],
      deviceRoot: '/storage',
    },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything' },
  },
}

const LIBRARY = {
  seed: 'same',
  games: 20,
  platforms: ['nes', 'snes', 'gb'],
  averageBytes: 1024,
  layout: 'nested',
  duplicateShare: 0.2,
  spares: 3,
} as const

function generated(): Project & { readonly truth: Truth } {
  const dir = tempDir('same')
  const truth = makeLibrary({ ...LIBRARY, dir })
  const project = projectIn(dir)
  project.configure(CONFIG)
  return { ...project, truth }
}

/** The same files, made in the opposite order. */
function reversed({ truth, dir }: Project & { readonly truth: Truth }): Project {
  const project = projectIn(tempDir('reversed'))
  const paths = [
    ...truth.files.map(({ path }) => `roms/${path}`),
    ...truth.dats.map(({ path }) => path.slice(dir.length + 1)),
  ]
  for (const path of paths.toReversed()) {
    mkdirSync(dirname(project.at(path)), { recursive: true })
    copyFileSync(join(dir, path), project.at(path))
  }
  project.configure(CONFIG)
  return project
}

const lockOf = (project: Project) => readFileSync(project.at('curator.lock'), 'utf8')
const planOf = async (project: Project) =>
  (await project.run(['plan', '--json'])).stdout.replaceAll(project.dir, 'DIR')

describe('the same library', () => {
  it('gives the same plan, devices and lock in another folder, order, time zone and language', async () => {
    const here = generated()
    const there = reversed(here)
    const [plan, samePlan] = [await planOf(here), await planOf(there)]
    expect(samePlan).toBe(plan)
    const { ms, ...report } = await here.build({ env: { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' } })
    const { ms: _, ...same } = await there.build({ env: { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' } })
    expect(ms).toBeGreaterThan(0)
    expect(JSON.stringify(same).replaceAll(there.dir, 'DIR')).toBe(
      JSON.stringify(report).replaceAll(here.dir, 'DIR'),
    )
    expect(Object.keys(here.files('out')).length).toBeGreaterThan(60)
    expect(there.files('out')).toEqual(here.files('out'))
    expect(lockOf(there)).toBe(lockOf(here))
  })

  it('gives the same devices and lock after any edits as when it is built at once', async () => {
    const edited = generated()
    const { truth } = edited
    await edited.build()
    // games come, go and move; a DAT is away for a while; the policy is changed and changed back
    for (const { file, path } of truth.spares)
      copyFileSync(
        file,
        edited.at('roms', dirname(path).split('/')[0] ?? '', `new ${path.split('/').at(-1)}`),
      )
    const roms = truth.files.filter(({ kind }) => kind === 'rom' || kind === 'zip')
    for (const { path } of roms.slice(0, 6)) rmSync(edited.at('roms', path))
    for (const [i, { path }] of roms.slice(6, 12).entries())
      renameSync(edited.at('roms', path), edited.at('roms', `moved ${i}.${path.split('.').at(-1)}`))
    await edited.build()
    const [dat] = truth.dats
    const text = readFileSync(dat?.path ?? '')
    rmSync(dat?.path ?? '')
    edited.configure({ ...CONFIG, policies: { usa: { ...USA, regions: ['Japan', 'Europe'] } } })
    await edited.build()
    writeFileSync(dat?.path ?? '', text)
    const { mister: _, ...targets } = CONFIG.targets
    edited.configure({ ...CONFIG, targets })
    await edited.build()
    edited.configure(CONFIG)
    await edited.build()

    const fresh = projectIn(tempDir('fresh'))
    const inputs = Object.keys(edited.files()).filter((path) => /^(roms|dats)\//.test(path))
    for (const path of inputs) {
      mkdirSync(dirname(fresh.at(path)), { recursive: true })
      copyFileSync(edited.at(path), fresh.at(path))
    }
    fresh.configure(CONFIG)
    await fresh.build()
    expect(edited.files('out')).toEqual(fresh.files('out'))
    expect(lockOf(edited)).toBe(lockOf(fresh))
    expect((await edited.build()).outcome).toBe('nothing')
  })
})
