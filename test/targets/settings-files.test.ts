/** Settings that packs know, as RetroArch's options of single games. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../presets/table.ts'
import type { KnownSettings } from '../../src/metadata/known-settings.ts'
import type { PlacedGame } from '../../src/targets/written-game.ts'
import { settingsFilesOf } from '../../src/targets/settings-files.ts'
import { logiqxDat } from '../support/dat.ts'
import { builtClean, withProject, type TestProject } from '../support/project.ts'

function files(options: object, known: readonly Partial<KnownSettings>[], game: Partial<PlacedGame> = {}) {
  const target = PRESETS['retroarch']?.({ path: './out', policy: 'everything', settings: true, ...options })
  if (!target) throw new Error('no preset')
  const placed: PlacedGame = {
    platform: 'snes',
    release: 'Dig (USA)',
    path: 'content/x/Dig (USA).sfc',
    crc32: 0,
    ...game,
  }
  const all = known.map((one) => ({ game: 'Dig', device: null, emulator: 'snes9x', values: {}, ...one }))
  return settingsFilesOf(target, placed, all).map(({ path, origin }) => [
    path,
    'text' in origin && origin.text,
  ])
}

describe('what a game gets', () => {
  it('is a file for each core of which something is said, in its folder', () => {
    expect(
      files({}, [
        { values: { snes9x_b: 'on', snes9x_a: '2' } },
        { emulator: 'bsnes', values: { bsnes_x: 'y' } },
        { emulator: 'nobody', values: { a: 'b' } },
      ]),
    ).toEqual([
      ['config/bsnes/Dig (USA).opt', 'bsnes_x = "y"\n'],
      ['config/Snes9x/Dig (USA).opt', 'snes9x_a = "2"\nsnes9x_b = "on"\n'],
    ])
  })

  it('is what is said of it, over what is said of the device, of the platform, and of all', () => {
    const known = [
      { device: 'tiny', values: { d: '4' } },
      { values: { c: '3', d: '3' } },
      { game: null, device: 'tiny', values: { b: '2', c: '2', d: '2' } },
      { game: null, values: { a: '1', b: '1', c: '1', d: '1' } },
      { device: 'huge', values: { a: 'x' } },
    ]
    const [, text] = files({ settings: { device: 'tiny' } }, known)[0] ?? []
    expect(text).toBe('a = "1"\nb = "2"\nc = "3"\nd = "4"\n')
    expect(files({}, known)[0]?.[1]).toBe('a = "1"\nb = "1"\nc = "3"\nd = "3"\n')
  })

  it('is nothing where only its platform is spoken of, or the user plays it with another core', () => {
    const own = [{ values: { a: '1' } }]
    expect(files({}, [{ game: null, values: { a: '1' } }])).toEqual([])
    expect(files({ platforms: { snes: { core: 'bsnes' } } }, own)).toEqual([])
    expect(files({ platforms: { snes: { core: 'snes9x' } } }, own)).toHaveLength(1)
    expect(files({}, own, { core: 'bsnes' })).toEqual([])
    expect(files({ settings: false }, own)).toEqual([])
  })

  it('holds nothing that a file of options cannot, and leaves its folder never', () => {
    const values = { ok: 'yes', 'a b': '1', quoted: 'a"b', lines: 'a\nb = "c"' }
    expect(files({}, [{ values }], { path: 'content/x/...sfc' })).toEqual([
      ['config/Snes9x/_.opt', 'ok = "yes"\n'],
    ])
    expect(files({}, [{ values: { quoted: '"' } }])).toEqual([])
  })
})

const PACK = {
  curatorPack: 1,
  name: 'test',
  settings: [
    {
      platform: 'snes',
      game: 'Dig',
      emulator: 'snes9x',
      settings: { snes9x_overclock: '150%', deep: { x: 1 } },
    },
    {
      platform: 'snes',
      game: 'Hop (USA)',
      emulator: 'snes9x',
      format: 'ini',
      settings: '# x\nsnes9x_blur = "on"\n',
    },
    { platform: 'snes', emulator: 'snes9x', settings: { snes9x_aspect: true } },
  ],
}
const SNES = 'Nintendo - Super Nintendo Entertainment System'
const DIG = 'out/config/Snes9x/Dig (USA).opt'
const HOP = 'out/config/Snes9x/Hop (USA).opt'

function fill(project: TestProject, settings: boolean): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    metadata: { sources: { packs: './packs' } },
    targets: { card: { preset: 'retroarch', path: './out', policy: 'everything', settings } },
  })
  const roms = ['Dig', 'Hop', 'Run'].map((title) => ({ name: `${title} (USA).sfc`, bytes: title }))
  project.write('dats/snes.dat', logiqxDat(SNES, roms))
  for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
  project.write('packs/a.pack.json', JSON.stringify(PACK))
}

const text = (project: TestProject, path: string): string => readFileSync(project.at(path), 'utf8')

describe('a build', () => {
  it('writes them where they are wanted, the second time nothing, and follows the packs', async () => {
    await withProject(async (project) => {
      fill(project, true)
      await project.build()
      expect(text(project, DIG)).toBe('snes9x_aspect = "true"\nsnes9x_overclock = "150%"\n')
      expect(text(project, HOP)).toBe('snes9x_aspect = "true"\nsnes9x_blur = "on"\n')
      expect(Object.keys(project.files('out/config'))).toHaveLength(2)
      const again = await project.build()
      expect([again.report.outcome, again.ran]).toEqual(['nothing', []])
      project.write('packs/a.pack.json', JSON.stringify({ ...PACK, settings: PACK.settings.slice(0, 1) }))
      await project.build()
      expect(text(project, DIG)).toBe('snes9x_overclock = "150%"\n')
      expect(Object.keys(project.files('out/config'))).toEqual(['Snes9x/Dig (USA).opt'])
      expect((await builtClean(project)).out).toEqual(project.files('out'))
      project.remove('packs/a.pack.json')
      const { report } = await project.build()
      // an empty folder may be a disk that is not plugged in
      expect(report.problems.map(({ code }) => code)).toContain('metadata-missing')
      expect(Object.keys(project.files('out/config'))).toEqual(['Snes9x/Dig (USA).opt'])
      project.write('packs/a.pack.json', JSON.stringify({ ...PACK, settings: [] }))
      await project.build()
      expect(project.files('out/config')).toEqual({})
    })
  })

  it('does not where they are not, and asks for none', async () => {
    await withProject(async (project) => {
      fill(project, false)
      const { ran } = await project.build()
      expect(project.files('out/config')).toEqual({})
      expect(ran.filter((node) => node.startsWith('settings'))).toEqual([])
    })
  })

  it('lets alone what the user has set on the device', async () => {
    await withProject(async (project) => {
      fill(project, true)
      project.write(DIG, 'snes9x_overclock = "mine"\n')
      const { report } = await project.build()
      expect(text(project, DIG)).toBe('snes9x_overclock = "mine"\n')
      expect(report.targets['card']?.conflicts).toBe(1)
    })
  })
})
