/**
 * Headers and byte orders (design §8.9): matching ignores them, writing follows the device's wish, never silently.
 * Exact bytes, through every preset.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { sha1 } from '../support/sha1.ts'

const BODY = Buffer.from(Array.from({ length: 2048 }, (_, i) => (i * 7) % 251))
const INES = Buffer.concat([Buffer.from('NES\x1a\x02\x01', 'latin1'), Buffer.alloc(10)])
const COPIER = Buffer.concat([Buffer.from([4, 0, 0, 0, 0, 0, 0, 0, 0xaa, 0xbb, 4]), Buffer.alloc(501)])
const Z64 = Buffer.concat([Buffer.from('80371240', 'hex'), BODY])
const V64 = Buffer.from(Z64).swap16()
const N64 = Buffer.from(Z64).swap32()
const FDS = Buffer.concat([Buffer.from('FDS\x1a\x01', 'latin1'), Buffer.alloc(11), BODY])

const HEADERS = {
  nes: 'Nintendo - Nintendo Entertainment System',
  snes: 'Nintendo - Super Nintendo Entertainment System',
  n64: 'Nintendo - Nintendo 64',
  fds: 'Nintendo - Family Computer Disk System',
}

const TARGETS = {
  mister: { preset: 'mister' },
  n8: { preset: 'everdrive', model: 'n8-pro' },
  ed64: { preset: 'everdrive', model: 'ed64-x7' },
  fxpak: { preset: 'everdrive', model: 'fxpak-pro' },
  retroarch: { preset: 'retroarch', platformPlaylists: false },
  folder: { preset: 'folder' },
}
type TargetName = keyof typeof TARGETS

interface Case {
  readonly platform: keyof typeof HEADERS
  /** What the DAT describes, and what it calls it. */
  readonly dat: { readonly name: string; readonly bytes: Buffer }
  /** The user's files. */
  readonly files: Readonly<Record<string, Buffer>>
  /** What each target that plays the platform gets: extension and bytes, or the code of the refusal. */
  readonly expected: Readonly<
    Partial<Record<TargetName, readonly [extension: string, bytes: Buffer] | string>>
  >
}

const HEADERED = Buffer.concat([INES, BODY])
const COPIED = Buffer.concat([COPIER, BODY])

const CASES: readonly (Case & { readonly title: string })[] = [
  {
    title: 'NES: the DAT knows the body, the file has a header',
    platform: 'nes',
    dat: { name: 'Alpha (USA).nes', bytes: BODY },
    files: { 'a.nes': HEADERED },
    expected: {
      mister: ['.nes', HEADERED],
      n8: ['.nes', HEADERED],
      retroarch: ['.nes', HEADERED],
      folder: ['.nes', HEADERED],
    },
  },
  {
    title: 'NES: the DAT knows the header too',
    platform: 'nes',
    dat: { name: 'Alpha (USA).nes', bytes: HEADERED },
    files: { 'a.nes': HEADERED },
    expected: {
      mister: ['.nes', HEADERED],
      n8: ['.nes', HEADERED],
      retroarch: ['.nes', HEADERED],
      folder: ['.nes', HEADERED],
    },
  },
  {
    title: 'NES: the file has no header',
    platform: 'nes',
    dat: { name: 'Alpha (USA).nes', bytes: BODY },
    files: { 'a.nes': BODY },
    expected: {
      mister: 'header-missing',
      n8: 'header-missing',
      retroarch: 'header-missing',
      folder: ['.nes', BODY],
    },
  },
  {
    title: 'NES: twins, the one with the header serves all',
    platform: 'nes',
    dat: { name: 'Alpha (USA).nes', bytes: BODY },
    files: { 'a.nes': BODY, 'z.nes': HEADERED },
    expected: {
      mister: ['.nes', HEADERED],
      n8: ['.nes', HEADERED],
      retroarch: ['.nes', HEADERED],
      folder: ['.nes', HEADERED],
    },
  },
  {
    title: 'NES: in a zip, under another extension',
    platform: 'nes',
    dat: { name: 'Alpha (USA).nes', bytes: BODY },
    files: { 'a.zip': makeZip([{ name: 'x/a.unf', data: HEADERED }]) },
    expected: {
      mister: ['.nes', HEADERED],
      n8: ['.nes', HEADERED],
      retroarch: ['.nes', HEADERED],
      folder: ['.unf', HEADERED],
    },
  },
  {
    title: 'SNES: a copier header is taken off where the device wants that',
    platform: 'snes',
    dat: { name: 'Alpha (USA).sfc', bytes: BODY },
    files: { 'a.smc': COPIED },
    expected: {
      mister: ['.sfc', BODY],
      fxpak: ['.sfc', BODY],
      retroarch: ['.sfc', BODY],
      folder: ['.smc', COPIED],
    },
  },
  {
    title: 'SNES: nothing to take off',
    platform: 'snes',
    dat: { name: 'Alpha (USA).sfc', bytes: BODY },
    files: { 'a.smc': BODY },
    expected: {
      mister: ['.sfc', BODY],
      fxpak: ['.sfc', BODY],
      retroarch: ['.sfc', BODY],
      folder: ['.sfc', BODY],
    },
  },
  {
    title: 'SNES: the DAT lists the copy with its header',
    platform: 'snes',
    dat: { name: 'Alpha (USA).smc', bytes: COPIED },
    files: { 'a.smc': COPIED },
    expected: {
      mister: ['.sfc', BODY],
      fxpak: ['.sfc', BODY],
      retroarch: ['.sfc', BODY],
      folder: ['.smc', COPIED],
    },
  },
  ...(
    [
      ['.v64', V64],
      ['.n64', N64],
      ['.z64', Z64],
    ] as const
  ).map(([extension, bytes]) => ({
    title: `N64: a ${extension} file is made native for the cart only`,
    platform: 'n64' as const,
    dat: { name: 'Alpha (USA).z64', bytes: Z64 },
    files: { [`a${extension}`]: bytes },
    expected: {
      mister: [extension, bytes],
      ed64: ['.z64', Z64],
      retroarch: [extension, bytes],
      folder: [extension, bytes],
    } as const,
  })),
  {
    title: 'FDS: a header is neither needed nor taken off',
    platform: 'fds',
    dat: { name: 'Alpha (Japan).fds', bytes: BODY },
    files: { 'a.fds': FDS },
    expected: { mister: ['.fds', FDS], n8: ['.fds', FDS], retroarch: ['.fds', FDS], folder: ['.fds', FDS] },
  },
]

describe('headers and byte orders', () => {
  it.each(CASES)('$title', async ({ platform, dat, files, expected }) => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { d: './dats' },
        targets: Object.fromEntries(
          Object.entries(TARGETS).map(([name, target]) => [
            name,
            {
              ...target,
              path: `./out/${name}`,
              policy: 'everything',
              platforms: platformsOf(name, platform),
            },
          ]),
        ),
      })
      project.write('dats/d.dat', logiqxDat(HEADERS[platform], [dat]))
      for (const [path, bytes] of Object.entries(files)) project.write(`roms/${path}`, bytes)
      const { report } = await project.build()
      for (const name of Object.keys(TARGETS)) {
        if (!(name in expected)) continue
        const wanted = expected[name as TargetName]
        const refusals = report.problems.filter(
          ({ code, message }) => code === wanted && message.includes('"Alpha (USA)"'),
        )
        if (typeof wanted === 'string')
          expect([written(project, name), refusals.length > 0], name).toEqual([[], true])
        else
          expect(written(project, name), name).toEqual([[wanted?.[0], sha1(wanted?.[1] ?? Buffer.alloc(0))]])
      }
    })
  })
})

/** A target that cannot play the platform is built for another, and gets nothing. */
function platformsOf(target: string, platform: string): readonly string[] | undefined {
  if (target === 'ed64') return ['n64']
  if (target === 'fxpak') return ['snes']
  if (target === 'n8') return platform === 'fds' ? ['fds'] : ['nes']
  return undefined
}

/** Extension and SHA-1 of each file on a target. */
function written(project: TestProject, target: string): [string, string][] {
  const folder = project.at('out', target)
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('.curator'),
  )
  return files.map(({ parentPath, name }) => [
    name.slice(name.lastIndexOf('.')),
    sha1(readFileSync(`${parentPath}/${name}`)),
  ])
}
