/** The checks that make a tree one its device can hold, at their edges. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everdrive, folder, mister, pocket, retroarch } from '../../presets/index.ts'
import { joinTree } from './join-tree.ts'
import { buildPart, type Part } from '../../src/targets/parts/part.ts'
import type { Device, Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import { hostileName } from './hostile.ts'
import { byPlatform, file, nes, pick } from './picks.ts'

const n8 = everdrive({ path: 'out', policy: 'all', model: 'n8-pro' })

function target(device: Partial<Device>): Target {
  const names = { alphabet: 'fat', maxName: 255, maxPath: 40 } as const
  const base: Device = {
    name: 'Test device',
    platforms: {},
    otherPlatforms: { extensions: [] },
    layout: '{folder}/{file}',
    multiFileLayout: '{folder}/{release}/{file}',
    names,
    limits: {},
    reserved: ['saves', 'System/keep'],
  }
  return { preset: 'test', path: 'out', policy: 'all', device: { ...base, ...device } }
}

function join(to: Target, picks: readonly Pick[]): { paths: readonly string[]; said: readonly string[] } {
  const parts = [...byPlatform(picks)].map(([platform, some]) => buildPart(to, platform, some))
  const { tree, problems } = joinTree(to, parts, [], '/out')
  return {
    paths: tree.files.map(({ path }) => path),
    said: problems.map(({ code, message }) => `${code}: ${message}`),
  }
}

const games = (count: number): readonly Pick[] =>
  Array.from({ length: count }, (_, n) => `Game ${String(n).padStart(5, '0')} (USA)`).map((name) =>
    pick('nes', name, [nes(name)]),
  )

describe('folders', () => {
  it('takes 1,024 entries on an N8 Pro', () => {
    const { paths, said } = join(n8, games(1024))
    expect(paths.length).toBe(1024)
    expect(said).toEqual([])
  })

  it('refuses the 1,025th and says where it is too full', () => {
    const { paths, said } = join(n8, games(1026))
    expect(paths.length).toBe(1024)
    expect(said).toEqual([
      'folder-too-full: EverDrive N8 Pro takes 1,024 files and folders in NES: 2 files are not written, from "Game 01024 (USA)" on.',
    ])
  })

  it.each([1024, 1025])('takes 1,024 and no more: %d', (count) => {
    const { paths, said } = join(n8, games(count))
    expect(paths.length).toBe(1024)
    expect(said.length).toBe(count - 1024)
  })

  it('counts each folder by itself', () => {
    const letters = everdrive({ path: 'out', policy: 'all', model: 'n8-pro', buckets: 'letter' })
    const more = games(1024).map((one) => pick('nes', `X${one.release}`, [nes(`X${one.release}`)]))
    const { paths, said } = join(letters, [...games(1024), ...more])
    expect(paths.length).toBe(2048)
    expect(said).toEqual([])
  })

  it('counts folders too, and once', () => {
    const small = target({ limits: { entriesPerFolder: 2 }, layout: '{release}/{file}' })
    const { paths, said } = join(
      small,
      ['A', 'B', 'C'].map((name) => pick('nes', name, [file(`${name}.nes`)])),
    )
    expect(paths).toEqual(['A/A.nes', 'B/B.nes'])
    expect(said).toEqual([
      'folder-too-full: Test device takes 2 files and folders in its top folder: 1 file is not written, from "C" on.',
    ])
  })

  it('counts directory entries as FAT32 does', () => {
    // Two for the dots and two for each name of up to 13 characters.
    const small = target({ limits: { fatSlotsPerFolder: 6 } })
    const { paths, said } = join(
      small,
      ['A', 'B', 'C'].map((name) => pick('nes', name, [file(`${name}.nes`)])),
    )
    expect(paths).toEqual(['nes/A.nes', 'nes/B.nes'])
    expect(said[0]).toContain(
      'Test device takes 6 directory entries, of which a long name takes several in nes',
    )
  })
})

describe('collisions', () => {
  const flat = target({ layout: '{file}' })

  it('lets the first have the place and names both', () => {
    const picks = [
      pick('nes', 'TETRIS', [file('TETRIS.nes', { bytes: 'one' })]),
      pick('nes', 'Tetris', [file('Tetris.nes', { bytes: 'two' })]),
    ]
    const expected = {
      paths: ['TETRIS.nes'],
      said: [
        'name-collision: "Tetris" is not written to Tetris.nes: it would take the place of TETRIS.nes of "TETRIS".',
      ],
    }
    expect(join(flat, picks)).toEqual(expected)
    expect(join(flat, picks.toReversed())).toEqual(expected)
  })

  it('is silent when both are the same bytes', () => {
    const twins = ['TETRIS', 'Tetris'].map((name) =>
      pick('nes', name, [file(`${name}.nes`, { bytes: 'same' })]),
    )
    expect(join(flat, twins)).toEqual({ paths: ['TETRIS.nes'], said: [] })
  })

  it('finds composed and decomposed names, and platforms, to be one place', () => {
    const picks = [
      pick('gb', 'Café', [file('Café.bin', { bytes: 'one' })]),
      pick('nes', 'Cafe\u0301', [file('Cafe\u0301.bin', { bytes: 'two' })]),
    ]
    expect(join(flat, picks).paths).toEqual(['Café.bin'])
    expect(join(flat, picks).said.length).toBe(1)
  })

  it('allows names that differ in case where the user said the file system does', () => {
    const posix = folder({ path: 'out', policy: 'all', names: 'posix' })
    const picks = ['TETRIS', 'Tetris'].map((name) => pick('nes', name, [file(`${name}.nes`)]))
    expect(join(posix, picks)).toEqual({ paths: ['nes/TETRIS.nes', 'nes/Tetris.nes'], said: [] })
  })

  it('sees a file where a folder must be, and a folder spelled in two ways', () => {
    const byTitle = target({ layout: '{title}/{file}' })
    const picks = [
      pick('nes', 'a', [file('1.nes')], { game: 'Title' }),
      pick('nes', 'b', [file('2.nes')], { game: 'TITLE' }),
    ]
    expect(join(byTitle, picks)).toEqual({
      paths: ['TITLE/2.nes'],
      said: [
        'name-collision: "a" is not written to Title/1.nes: it would take the place of the folder TITLE.',
      ],
    })
    const mixed = [
      pick('nes', 'x', [file('x', { extension: '' })]),
      pick('nes', 'X', [file('1.bin'), file('2.bin')]),
    ]
    expect(join(target({ layout: '{file}', multiFileLayout: '{release}/{file}' }), mixed).paths).toEqual([
      'X/1.bin',
      'X/2.bin',
    ])
  })
})

describe('limits', () => {
  it('holds paths to the device, one unit over is too long', () => {
    const fits = 'x'.repeat(32)
    expect(join(target({}), [pick('nes', fits, [file(`${fits}.nes`)])]).said).toEqual([])
    expect(join(target({}), [pick('nes', `${fits}y`, [file(`${fits}y.nes`)])])).toEqual({
      paths: [],
      said: [
        `name-too-long: "${fits}y" is not written to nes/${fits}y.nes: its path has 41 characters, of 40 at most.`,
      ],
    })
  })

  it('takes a file of 4 GiB less one byte on a FAT32 card, and none of 4 GiB', () => {
    const cart = everdrive({ path: 'out', policy: 'all', model: 'mega-x7' })
    const sized = (size: number): Pick => {
      const rom = file('Big (USA).md')
      return pick('genesis', 'Big (USA)', [{ ...rom, content: { ...rom.content, size } }])
    }
    expect(join(cart, [sized(2 ** 32 - 1)])).toEqual({ paths: ['MD/Big (USA).md'], said: [] })
    expect(join(cart, [sized(2 ** 32)])).toEqual({
      paths: [],
      said: [
        'file-too-large: "Big (USA)" is not written to MD/Big (USA).md: it has 4,294,967,296 bytes, of 4,294,967,295 at most.',
      ],
    })
  })

  it('keeps a name of 255 units whole and cuts one of 256', () => {
    const named = (length: number): Pick => {
      const stem = 'x'.repeat(length - 3)
      return pick('gb', stem, [file(`${stem}.gb`)])
    }
    const pocketOf = pocket({ path: 'out', policy: 'all', layout: '{file}' })
    expect(join(pocketOf, [named(255)])).toEqual({ paths: [`${'x'.repeat(252)}.gb`], said: [] })
    const { paths, said } = join(pocketOf, [named(256)])
    expect(paths).toEqual([`${'x'.repeat(252)}.gb`])
    expect(said.map((text) => text.slice(0, 14))).toEqual(['name-adjusted:'])
  })

  it('holds files to the device, one byte over is too large', () => {
    const small = target({ limits: { fileBytes: 4 } })
    expect(join(small, [pick('nes', 'a', [file('a.nes', { bytes: '1234' })])]).said).toEqual([])
    expect(join(small, [pick('nes', 'a', [file('a.nes', { bytes: '12345' })])])).toEqual({
      paths: [],
      said: ['file-too-large: "a" is not written to nes/a.nes: it has 5 bytes, of 4 at most.'],
    })
  })

  it.each(['saves', 'SAVES', 'saves/deep/er', 'System/keep', '.curator', 'CURATO~1'])(
    'never writes into %s, which belongs to the device',
    (place) => {
      const posix = { alphabet: 'posix', maxName: 255, maxPath: 400 } as const
      const to = target({ platforms: { nes: { folder: place, extensions: [] } }, names: posix })
      const { paths, said } = join(to, [pick('nes', 'a', [file('a.nes')])])
      expect(paths).toEqual([])
      expect(said[0]).toMatch(/^path-escapes: "a" is not written to .*: \S+ belongs to the device\.$/)
    },
  )

  it('may write beside what belongs to the device', () => {
    const to = target({ platforms: { nes: { folder: 'System', extensions: [] } } })
    expect(join(to, [pick('nes', 'a', [file('a.nes')])]).paths).toEqual(['System/a.nes'])
  })
})

describe('releases', () => {
  it('writes a ROM once that a DAT lists with and without header', () => {
    const both = [file('A.nes', { bytes: 'NES|A', view: 'no-ines' }), nes('A')]
    expect(join(n8, [pick('nes', 'A', both)])).toEqual({ paths: ['NES/A.nes'], said: [] })
  })

  it('does not miss a header where the headered twin is owned too', () => {
    const both = [
      file('A.unh', { bytes: 'A', extension: 'nes' }),
      file('A.nes', { bytes: 'NES|A', view: 'no-ines' }),
    ]
    expect(join(n8, [pick('nes', 'A', both)])).toEqual({ paths: ['NES/A.nes'], said: [] })
  })

  it('refuses a release of which nothing can be opened, by its name', () => {
    const tracks = [file('A (Track 1).bin'), file('A (Track 2).bin')]
    expect(join(mister({ path: 'out', policy: 'all' }), [pick('psx', 'A', tracks)])).toEqual({
      paths: [],
      said: [
        'format-not-playable: "A" is not written: the file has the extension .bin, MiSTer opens .cue .chd .exe.',
      ],
    })
    const hintOf = (platform: string, picked: Pick) =>
      buildPart(mister({ path: 'out', policy: 'all' }), platform, [picked]).problems[0]?.hint
    expect(hintOf('psx', pick('psx', 'A', tracks))).toBe(
      "Its DAT lists the tracks and no .cue. Put one beside them that names just these, or take a DAT that lists both, as Redump's own do.",
    )
    expect(hintOf('psx', pick('psx', 'A', tracks.slice(0, 1)))).toBe(
      "Its DAT lists one track of this disc and no .cue. Take a DAT that lists all of it, as Redump's own do.",
    )
    expect(hintOf('snes', pick('snes', 'A', [file('A.iso')]))).toBeUndefined()
  })

  it('counts what it skips and is silent about platforms the user left out', () => {
    const part = buildPart(n8, 'gb', [pick('gb', 'A', [file('A.gb')]), pick('gb', 'B', [])])
    expect(part).toMatchObject({ files: [], games: [], skipped: 1 })
    expect(part.problems).toEqual([
      {
        code: 'platform-not-played',
        message: 'EverDrive N8 Pro does not play Game Boy: 1 game is not written.',
      },
    ])
    const chosen = mister({ path: 'out', policy: 'all', platforms: ['nes'] })
    expect(buildPart(chosen, 'gb', [pick('gb', 'A', [file('A.gb')])])).toMatchObject({
      problems: [],
      skipped: 1,
    })
  })
})

const ALL: readonly Target[] = [
  n8,
  everdrive({ path: 'out', policy: 'all', model: 'gg-x7' }),
  mister({ path: 'out', policy: 'all' }),
  retroarch({ path: 'out', policy: 'all' }),
  folder({ path: 'out', policy: 'all' }),
  folder({ path: 'out', policy: 'all', names: 'posix', layout: '{title}/{region}/{release}/{file}' }),
]

it('never leaves the target, whatever the names', () => {
  const names = fc.tuple(hostileName, hostileName, hostileName, hostileName)
  const hostile = fc.array(
    names.map(([game, release, region, name]) =>
      pick(
        'gamegear',
        release,
        [file(`${name}.gg`), file(`${name}2.gg`)].slice(0, name.length % 2 === 0 ? 1 : 2),
        {
          game,
          regions: [region],
        },
      ),
    ),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(hostile, fc.constantFrom(...ALL), hostileName, (picks, to, title) => {
      const part: Part = buildPart(to, 'gamegear', picks)
      const { tree } = joinTree(to, [part], [{ name: 'list', title, picks }], '/out')
      const { names: rules } = to.device
      const paths = tree.files.map(({ path }) => path)
      expect(paths).toEqual([...paths].sort((a, b) => (a < b ? -1 : 1)))
      expect(new Set(paths.map((path) => (rules.alphabet === 'fat' ? path.toUpperCase() : path))).size).toBe(
        paths.length,
      )
      for (const path of paths) {
        expect(path.length).toBeLessThanOrEqual(rules.maxPath)
        expect(path).not.toMatch(/[\\\u0000-\u001f]/)
        for (const name of path.split('/')) {
          expect(['', '.', '..']).not.toContain(name)
          expect(name.length).toBeLessThanOrEqual(rules.maxName)
        }
        expect(path).not.toMatch(/^(\.curator|curato~1|EDN8|saves)(\/|$)/i)
      }
    }),
    { numRuns: 200 },
  )
})
