/** Sources of DATs in a config: what the presets make, what is refused, and where their files are looked for. */
import { basename } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as presets from '../../presets/dats.ts'
import type { ResolvedConfig } from '../../src/config/resolved.ts'
import type { Json } from '../../src/engine/canonical.ts'
import { dataFolder, portablePath } from '../../src/dats/sources/declared.ts'
import { SOURCES } from '../../src/dats/sources/table.ts'
import { messagesOf, resolveData } from './support.ts'

function resolve(dats: Json, more: Readonly<Record<string, Json>> = {}): ResolvedConfig {
  return resolveData({ roots: {}, dats, targets: {}, ...more })
}

function messages(dats: Json, more: Readonly<Record<string, Json>> = {}): readonly string[] {
  return messagesOf({ roots: {}, dats, targets: {}, ...more })
}

/** Puts the data folder where no test of another machine has one. */
function withData(folder: string): void {
  const before = process.env['CURATOR_DATA']
  process.env['CURATOR_DATA'] = folder
  onTestFinished(() => {
    if (before === undefined) delete process.env['CURATOR_DATA']
    else process.env['CURATOR_DATA'] = before
  })
}

describe('the functions for sources', () => {
  const { retoolCloneLists, ...ofDats } = presets

  it('are there for every source, and what they make is accepted', () => {
    const made = Object.values(ofDats).map((source) => source())
    expect([...made, retoolCloneLists()].map(({ source }) => source).sort()).toEqual(
      Object.keys(SOURCES).sort(),
    )
    const dats = Object.fromEntries(made.map((source) => [source.source, { ...source }]))
    expect(
      messages(dats, { cloneLists: { retool: { ...retoolCloneLists({ lists: ['clonelists', 'mias'] }) } } }),
    ).toEqual([])
  })

  it('pass on what they are given', () => {
    expect(presets.redump({ systems: ['PSX'], serials: true, only: 'PSX/*.dat' })).toEqual({
      source: 'redump',
      systems: ['PSX'],
      serials: true,
      only: 'PSX/*.dat',
    })
    expect(presets.noIntro({ folder: '~/Downloads' })).toEqual({ source: 'no-intro', folder: '~/Downloads' })
  })
})

describe('a source', () => {
  it('stands for the files below its folder', () => {
    withData('/data')
    const { dats, cloneLists } = resolve(
      {
        good: { source: 'opengood' },
        arcade: { source: 'fbneo' },
        discs: { source: 'redump', systems: ['PSX', 'SS'], platform: 'psx' },
        some: { source: 'tosec', only: ['TOSEC/Acorn*/*.dat'] },
        drop: { source: 'no-intro', folder: './packs' },
      },
      { cloneLists: { retool: { source: 'retool-clone-lists' } } },
    )
    const globs = (name: string) => dats[name]?.files.map(({ base, glob }) => `${base} ${glob}`)
    expect(globs('good')).toEqual(['/data/dats/opengood dats/*.dat'])
    // its other lists are of consoles, and named after no platform
    expect(globs('arcade')).toEqual(['/data/dats/fbneo dats/*Arcade only*.dat'])
    expect(globs('discs')).toEqual(['/data/dats/redump PSX/*.dat', '/data/dats/redump SS/*.dat'])
    expect(dats['discs']?.platform).toBe('psx')
    expect(globs('some')).toEqual(['/data/dats/tosec TOSEC/Acorn*/*.dat'])
    expect(dats['drop']?.source).toEqual({
      declared: { source: 'no-intro', folder: '/games/packs' },
      folder: '/data/dats/no-intro',
    })
    const folder = '/data/dats/retool-clone-lists'
    expect(cloneLists).toEqual([
      {
        path: `${folder}/clonelists`,
        shown: 'retool-clone-lists',
        source: { declared: { source: 'retool-clone-lists' }, folder },
      },
      { path: `${folder}/metadata`, shown: 'retool-clone-lists/metadata', isOptional: true },
    ])
    const mias = resolve({}, { cloneLists: { x: { source: 'retool-clone-lists', lists: ['mias'] } } })
    expect(mias.cloneLists.map(({ path }) => path)).toEqual([`${folder}/mias`])
  })

  it.each<[Json, string]>([
    [
      { source: 'redumb' },
      "`dats.x.source` must be 'no-intro', 'redump', 'tosec', 'mame', 'fbneo', 'libretro-database', 'opengood' or 'htgd'; it is 'redumb'. Did you mean `redump`?",
    ],
    [
      { source: 'retool-clone-lists' },
      "`dats.x.source` must be 'no-intro', 'redump', 'tosec', 'mame', 'fbneo', 'libretro-database', 'opengood' or 'htgd'; it is 'retool-clone-lists'.",
    ],
    [{ source: 'redump', system: ['PSX'] }, '`dats.x` has no key `system`. Did you mean `systems`?'],
    [
      { source: 'opengood', systems: ['PSX'] },
      '`dats.x` has no key `systems`. Known keys: source, only, platform, url.',
    ],
    [
      { source: 'tosec', platform: 'nse' },
      "`dats.x.platform` must be a platform that curator knows; 'nse' is none. Did you mean `nes`?",
    ],
    [
      { source: 'tosec', url: 'ftp://x/' },
      '`dats.x.url` must be an address that begins with https:// or http://.',
    ],
    [
      { source: 'no-intro', mirror: 'https://me:pw@x/' },
      '`dats.x.mirror` has a password in it. Put that into the environment: CURATOR_MIRROR_TOKEN.',
    ],
    [
      { source: 'no-intro', mirror: 'https://x/', folder: './x' },
      '`dats.x` has both `folder` and `mirror`. Make two DATs of it, or choose.',
    ],
    [{ path: './x', sauce: 'redump' }, '`dats.x` has no key `sauce`. Known keys: path, platform.'],
    [5, '`dats.x` must be a path, an object with `path`, or a source; it is 5.'],
  ])('that is wrong is told: %j', (dat, message) => {
    expect(messages({ x: dat })).toEqual([message])
  })
})

describe('guards', () => {
  it('have defaults, and are numbers from 0 to 1', () => {
    expect(resolve({}).guards).toEqual({ removals: 0.2 })
    expect(resolve({}, { guards: { removals: 0 } }).guards).toEqual({ removals: 0 })
    expect(messages({}, { guards: { removals: 20 } })).toEqual([
      '`guards.removals` must be a number from 0 to 1; it is 20.',
    ])
  })
})

describe('the data folder', () => {
  it.each([
    [{ CURATOR_DATA: '/d', XDG_DATA_HOME: '/x' }, '/d'],
    [{ CURATOR_DATA: '', XDG_DATA_HOME: '/x' }, '/x/curator'],
    [{ XDG_DATA_HOME: 'relative' }, `${process.env['HOME']}/.local/share/curator`],
    [{}, `${process.env['HOME']}/.local/share/curator`],
  ])('is where %j says', (env, folder) => {
    expect(dataFolder(env)).toBe(folder)
  })

  it('is not seen in paths that go into the lock', () => {
    const sources = ['/data/dats/redump', '/data/dats/no-intro@1a2b3c4d']
    expect(portablePath('/data/dats/redump/PSX/a.dat', '/games', sources)).toBe('redump:PSX/a.dat')
    expect(portablePath('/games/dats/a.dat', '/games', sources)).toBe('dats/a.dat')
    expect(portablePath('/data/dats/redump2/a.dat', '/games', sources)).toBe('../data/dats/redump2/a.dat')
    expect(portablePath('/data/dats/no-intro@1a2b3c4d/a.dat', '/games', sources)).toBe(
      'no-intro@1a2b3c4d:a.dat',
    )
  })

  it('keeps what comes from one mirror apart from what comes from another', () => {
    const folders = (...mirrors: string[]) => {
      const dats = mirrors.map((mirror, i): [string, Json] => [`dat${i}`, { source: 'no-intro', mirror }])
      return Object.values(resolve(Object.fromEntries(dats)).dats).map(({ source }) =>
        basename(source?.folder ?? ''),
      )
    }
    const [nes, snes] = ['https://a.example/nes.zip', 'https://a.example/snes.zip'] as const
    expect(folders(nes)).toEqual(['no-intro'])
    expect(folders(nes, snes)).toEqual(['no-intro@300ae85b', 'no-intro@6daf98b6'])
    expect(folders(snes, nes)).toEqual(['no-intro@6daf98b6', 'no-intro@300ae85b'])
  })

  it('has one place for packs that are dropped, so only one folder counts', () => {
    const [nes, snes] = ['./nes', './snes'].map((folder) => ({ source: 'no-intro', folder }))
    expect(messages({ nes, snes })).toEqual([
      '`dats.snes.folder` is another folder than that of `dats.nes`: only one of them would count. Put the packs into one ' +
        'pack in one folder, and choose with `only`; or name their DATs by `path`.',
    ])
    expect(messages({ nes, also: { ...nes, only: 'A*' }, plain: './snes' })).toEqual([])
  })
})
