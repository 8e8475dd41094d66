/** The main job: from nothing to three devices and a folder, and nothing to do the second time. */
import { describe, expect, it } from 'vitest'
import { alwaysAlone } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { expectedFiles, type Expectation } from '../support/library.ts'
import {
  emptyProject,
  fileStamps,
  libraryProject,
  seconds,
  stamps,
  USA,
  type ConfigData,
  type LibraryProject,
} from './support.ts'

alwaysAlone()

const TARGETS: ConfigData = {
  roots: { roms: './roms' },
  dats: { 'no-intro': './dats/*.dat' },
  policies: { usa: USA },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa' },
    cart: { preset: 'everdrive', path: './out/cart', policy: 'usa', model: 'n8-pro' },
    retroarch: { preset: 'retroarch', path: './out/retroarch', policy: 'usa', platformPlaylists: false },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything' },
  },
}

/** Folders that the presets give the platforms of the library. */
const MISTER = { nes: 'games/NES', snes: 'games/SNES', gb: 'games/GAMEBOY' }
const RETROARCH = {
  nes: 'content/Nintendo - Nintendo Entertainment System',
  snes: 'content/Nintendo - Super Nintendo Entertainment System',
  gb: 'content/Nintendo - Game Boy',
}
const PLAIN = { nes: 'nes', snes: 'snes', gb: 'gb' }

/** What the truth says a device must hold: path → SHA-1. */
function wanted(
  { truth }: LibraryProject,
  folders: Readonly<Record<string, string>>,
  expectation: Expectation,
) {
  const files = expectedFiles(truth, { platforms: Object.keys(folders), ...expectation })
  return Object.fromEntries(files.map(({ platform, name, sha1 }) => [`${folders[platform]}/${name}`, sha1]))
}

describe('curator build', () => {
  it('writes many devices at a time, and Node finds nothing to warn of', async () => {
    const project = emptyProject('many')
    const names = Array.from({ length: 12 }, (_, i) => `card${i}`)
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: Object.fromEntries(
        names.map((name) => [name, { preset: 'folder', path: `./${name}`, policy: 'everything' }]),
      ),
    })
    const games = Array.from({ length: 24 }, (_, i) => ({ name: `Game ${i} (USA).gb`, bytes: `game ${i}` }))
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', games))
    for (const { name, bytes } of games) project.write(`roms/${name}`, bytes)
    const { stdout, stderr, code } = await project.run(['build'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.match(/ 24 files written /g)).toHaveLength(12)
  })

  it('makes every device hold exactly what its policy wants of what is owned, and then has nothing to do', async () => {
    const project = libraryProject(
      {
        games: 24,
        platforms: ['nes', 'snes', 'gb'],
        layout: 'nested',
        headeredShare: 0.5,
        duplicateShare: 0.1,
        brokenZips: 1,
      },
      TARGETS,
    )
    const rootBefore = stamps(project.at('roms'))
    const datsBefore = stamps(project.at('dats'))
    await seconds(3.1) // files younger than that are read twice

    const { ms, ...first } = await project.build()
    expect(ms).toBeGreaterThan(0)
    const onlyUsa: Expectation = { policy: 'oneGameOneRom', strip: ['no-smc'] }
    const mister = wanted(project, MISTER, onlyUsa)
    const cart = wanted(project, { nes: 'NES' }, { policy: 'oneGameOneRom' })
    const retroarch = wanted(project, RETROARCH, onlyUsa)
    const plain = wanted(project, PLAIN, { policy: 'everything' })
    expect(project.files('out/mister')).toEqual(mister)
    expect(project.files('out/cart')).toEqual(cart)
    expect(project.files('out/retroarch')).toEqual(retroarch)
    expect(project.files('out/plain')).toEqual(plain)

    const { files, missing, owned, counts } = project.truth
    const gamesMissing = Object.values(missing).flat().length
    expect(first).toEqual({
      outcome: 'done',
      steps: { ran: expect.any(Number), fresh: 0 },
      roots: {
        roms: {
          files: files.length,
          hashed: files.length - counts.aux,
          bytesHashed: bytesRead(project),
          missing: 0,
        },
      },
      targets: {
        mister: report(mister, project, gamesMissing),
        cart: report(cart, project, missing['nes']?.length ?? 0),
        retroarch: report(retroarch, project, gamesMissing),
        plain: report(plain, project, 0),
      },
      problems: [
        expect.objectContaining({
          code: 'archive-damaged',
          path: project.at('roms', files.find((f) => f.kind === 'broken-zip')?.path ?? ''),
        }),
        expect.objectContaining({
          code: 'platform-not-played',
          message: expect.stringMatching(
            /^EverDrive N8 Pro does not play Game Boy: \d+ games are not written\.$/,
          ),
        }),
        expect.objectContaining({
          code: 'platform-not-played',
          message: expect.stringMatching(/^EverDrive N8 Pro does not play Super Nintendo/),
        }),
      ],
    })
    expect(owned['nes']?.some(({ matchesOnlyView }) => matchesOnlyView)).toBe(true)

    const targetsBefore = stamps(project.at('out'))
    const stateBefore = fileStamps(project.at('.curator'))
    const lockBefore = fileStamps(project.dir)['curator.lock']
    const { ms: _, ...second } = await project.build()
    expect(second).toEqual({
      outcome: 'nothing',
      steps: { ran: 0, fresh: first.steps.ran },
      roots: { roms: { files: files.length, hashed: 0, bytesHashed: 0, missing: 0 } },
      targets: {
        mister: nothing(mister, gamesMissing),
        cart: nothing(cart, missing['nes']?.length ?? 0),
        retroarch: nothing(retroarch, gamesMissing),
        plain: nothing(plain, 0),
      },
      problems: first.problems,
    })
    expect(stamps(project.at('out'))).toEqual(targetsBefore)
    expect(fileStamps(project.at('.curator'))).toEqual(stateBefore)
    expect(fileStamps(project.dir)['curator.lock']).toBe(lockBefore)
    expect(stamps(project.at('roms'))).toEqual(rootBefore)
    expect(stamps(project.at('dats'))).toEqual(datsBefore)

    const third = await project.run(['build'])
    expect(third.stdout).toMatch(/^curator: nothing to do \(\d+ files, 4 targets, \d+\.\d s\)\n$/)
    expect(third.code).toBe(0)
  })
})

/** All but texts, pictures and saves is read. */
function bytesRead({ truth }: LibraryProject): number {
  return truth.files.filter(({ kind }) => kind !== 'aux').reduce((sum, { size }) => sum + size, 0)
}

function report(files: Record<string, string>, project: LibraryProject, missing: number) {
  const put = Object.keys(files).length
  return {
    put,
    moved: 0,
    deleted: 0,
    kept: 0,
    conflicts: 0,
    bytes: sizeOf(files, project),
    missing,
    outcome: 'done',
  }
}

function nothing(files: Record<string, string>, missing: number) {
  return {
    put: 0,
    moved: 0,
    deleted: 0,
    kept: Object.keys(files).length,
    conflicts: 0,
    bytes: 0,
    missing,
    outcome: 'nothing',
  }
}

/** Bytes of these contents, of which the truth knows the sizes. */
function sizeOf(files: Record<string, string>, { truth }: LibraryProject): number {
  const sizes = new Map<string, number>()
  for (const { file, view } of Object.values(truth.owned).flat()) {
    sizes.set(file.sha1, file.size)
    if (view) sizes.set(view.sha1, view.size)
  }
  return Object.values(files).reduce((sum, sha1) => sum + (sizes.get(sha1) ?? NaN), 0)
}
