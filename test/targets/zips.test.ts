/** `archives: 'zip'`: each release in a zip of its own, where the device opens it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folder, mister, retroarch } from '../../presets/index.ts'
import { joinTree } from './join-tree.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import type { TreeFile } from '../../src/targets/tree.ts'
import { file, LIBRARY, pick, shapeOf } from './picks.ts'

const out = { path: 'out', policy: 'all', archives: 'zip' } as const

function filesOf(target: Target, platform: string): readonly TreeFile[] {
  return buildPart(
    target,
    platform,
    LIBRARY.filter((one) => one.platform === platform && one.disc === undefined),
  ).files
}

function membersOf({ path, origin }: TreeFile): readonly string[] {
  return 'zip' in origin ? origin.zip.map(({ name }) => `${path}: ${name}`) : [path]
}

describe('a release', () => {
  it.each<[string, Target, string, string[]]>([
    [
      'in the shape the device wants',
      mister(out),
      'snes',
      [
        'games/SNES/Copied & Pasted (Europe).zip: Copied & Pasted (Europe).sfc',
        'games/SNES/Pokémon Stadion - Zwei (Germany).zip: Pokémon Stadion: Zwei (Germany).sfc',
      ],
    ],
    [
      'of several files in one zip',
      folder(out),
      'psx',
      ['(Track 1).bin', '(Track 2).bin', '.cue'].map(
        (rest) => `psx/Two Tracks (Japan).zip: Two Tracks (Japan)${rest.startsWith('.') ? '' : ' '}${rest}`,
      ),
    ],
    ['loose where the device mounts it', mister(out), 'psx', ['games/PSX/Two Tracks (Japan)/']],
    ['loose where the core wants discs', retroarch(out), 'psx', ['content/Sony - PlayStation/']],
  ])('is %s', (_, target, platform, expected) => {
    const found = filesOf(target, platform).flatMap(membersOf)
    if (expected[0]?.endsWith('/') === true)
      expect(found.every((path) => path.startsWith(expected[0] ?? ''))).toBe(true)
    else expect(found).toEqual(expected)
  })

  it('is loose by default', () => {
    const { archives: _, ...plain } = out
    for (const target of [mister(plain), retroarch(plain), folder(plain)])
      expect(filesOf(target, 'snes').filter(({ path }) => path.endsWith('.zip'))).toEqual([])
  })

  it('has a name with nothing that leads out of the zip', () => {
    const { files } = buildPart(folder(out), 'gb', [pick('gb', 'Bad (USA)', [file('../../Bad (USA).gb')])])
    expect(files.flatMap(membersOf)).toEqual(['gb/Bad (USA).zip: _/_/Bad (USA).gb'])
    const posix = folder({ ...out, names: 'posix' })
    const drive = buildPart(posix, 'gb', [pick('gb', 'Bad (USA)', [file('C:\\Bad (USA).gb')])])
    expect(drive.files.flatMap(membersOf)).toEqual(['gb/Bad (USA).zip: C-/Bad (USA).gb'])
  })
})

describe('zips of several platforms in one folder', () => {
  const target = mister(out)
  const names = fc.uniqueArray(fc.constantFrom('A', 'a', 'A (gbc)', 'A (GBC)', 'A (sms)', 'B'), {
    maxLength: 6,
  })

  it('never stand in the place of another, and each is there or told', () => {
    fc.assert(
      fc.property(names, names, names, (gb, gbc, mega) => {
        const of = (platform: string, some: readonly string[]): readonly Pick[] =>
          some.map((name) => pick(platform, name, [file(`${name}.bin`, { bytes: `${platform} ${name}` })]))
        const all = [of('gb', gb), of('gbc', gbc), of('mega-duck-slash-cougar-boy', mega)]
        const parts = all.flatMap((some) => (some[0] ? [buildPart(target, some[0].platform, some)] : []))
        const { tree, problems } = joinTree(target, parts, [], '/out')
        const places = tree.files.map(({ path }) => path.toUpperCase())
        expect(new Set(places).size).toBe(places.length)
        expect(tree.files.length + problems.length).toBe(all.flat().length)
      }),
    )
  })

  it('are told by their platform, and only where another has the name', () => {
    const some = [
      pick('gb', 'A', [file('A.gb')]),
      pick('gbc', 'A', [file('A.gbc')]),
      pick('gbc', 'B', [file('B.gbc')]),
    ]
    const parts = ['gb', 'gbc'].map((slug) =>
      buildPart(
        target,
        slug,
        some.filter(({ platform }) => platform === slug),
      ),
    )
    const { tree, problems } = joinTree(target, parts, [], '/out')
    expect([tree.files.map(({ path }) => path), problems]).toEqual([
      ['games/GAMEBOY/A (gbc).zip', 'games/GAMEBOY/A.zip', 'games/GAMEBOY/B.zip'],
      [],
    ])
  })
})

describe('lists start what is in the zip', () => {
  const release = 'Copied & Pasted (Europe)'
  const picks = LIBRARY.filter((one) => one.release === release)
  const list = { name: 'best', title: 'Best', picks }

  it('for RetroArch', () => {
    const target = retroarch<string, string>({ ...out, playlists: ['best'], deviceRoot: '/storage' })
    const { tree } = joinTree(target, [buildPart(target, 'snes', picks)], [list], '/out')
    const text = tree.files.find(({ path }) => path === 'playlists/Best.lpl')?.origin
    const crc = shapeOf('snes').crc32.toString(16).toUpperCase().padStart(8, '0')
    expect(text).toMatchObject({ text: expect.stringContaining(`/${release}.zip#${release}.sfc"`) })
    expect(text).toMatchObject({ text: expect.stringContaining(`"crc32": "${crc}|crc"`) })
  })

  it('for MiSTer', () => {
    const target = mister<string, string>({ ...out, playlists: ['best'] })
    const { tree } = joinTree(target, [buildPart(target, 'snes', picks)], [list], '/out')
    const text = tree.files.find(({ path }) => path.endsWith('.mgl'))?.origin
    expect(text).toMatchObject({
      text: expect.stringContaining(
        'path="Copied &amp; Pasted (Europe).zip/Copied &amp; Pasted (Europe).sfc"',
      ),
    })
  })
})
