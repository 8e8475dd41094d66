/** What can happen to a small library: files come and go, DATs and the config change, a device loses a file. */
import fc from 'fast-check'

export const PLATFORMS = {
  nes: 'Nintendo - Nintendo Entertainment System',
  snes: 'Nintendo - Super Nintendo Entertainment System',
  n64: 'Nintendo - Nintendo 64',
  psx: 'Sony - PlayStation',
} as const
export type Platform = keyof typeof PLATFORMS
export const SLUGS: readonly Platform[] = ['nes', 'snes', 'n64', 'psx']

/** Games by number; each platform has this many different ROMs. */
export const ROMS = 4

const PATHS = [
  'a.nes',
  'b.nes',
  'b.bin',
  'c.sfc',
  'c.smc',
  'c.bin',
  'd.z64',
  'd.v64',
  'e.bin',
  'f.cue',
  'g.zip',
  'sub/a.nes',
  'sub/c.sfc',
  'sub/h.zip',
  'sub/deep/i.zip',
  'sub/.nomedia',
  'note.txt',
]
const NAMES = [
  'Alpha (USA)',
  'Alpha (Europe)',
  'Alpha (Europe) (Rev 1)',
  'ALPHA (Japan)',
  'Bravo: Gold (Japan)',
  'Bravo - Gold (USA)',
  'Charlie (USA) (Beta)',
  "Delta & Friends' Story (World)",
]

const FORMS = [
  'plain',
  'plain',
  'headered',
  'other header',
  'zip',
  'zip headered',
  'zip of two',
  'broken zip',
  'junk',
  'empty',
] as const
const HASHES = ['all', 'all', 'sha1', 'md5', 'crc', 'sha256', 'wrong sha1', 'wrong md5', 'nodump'] as const

export const POLICIES = [
  { regions: ['USA', 'Europe'] },
  { regions: ['Japan', 'Europe'], availability: 'owned' },
  { keep: 'all', availability: 'owned' },
  { exclude: ['beta'], drop: ['Alpha (E*'], revision: 'oldest' },
  { regions: ['Europe'], dats: ['first'] },
  { roots: ['roms'], availability: 'catalog' },
] as const
export const LISTS = [
  { titles: ['Alpha', 'Bravo'] },
  { where: { platform: ['nes', 'n64'] }, order: 'title', limit: 3 },
  { where: { title: ['*a*'] }, title: 'The Best', policy: 'everything' },
] as const
export const LAYOUTS = ['{folder}/{file}', '{letter}/{title}/{file}', '{region}/{folder}/{file}'] as const
export const TARGETS = ['mister', 'cart', 'retroarch', 'plain'] as const

const path = fc.constantFrom(...PATHS)
const platform = fc.constantFrom(...SLUGS)
const rom = fc.nat(ROMS - 1)
const name = fc.constantFrom(...NAMES)
const dat = fc.constantFrom('first/one.dat', 'first/two.dat', 'second/three.dat')

const edits = {
  put: fc.record({
    do: fc.constant('put' as const),
    path,
    platform,
    rom,
    form: fc.constantFrom(...FORMS),
    second: fc.boolean(),
  }),
  move: fc.record({ do: fc.constant('move' as const), path, to: path }),
  remove: fc.record({ do: fc.constant('remove' as const), path }),
  zip: fc.record({ do: fc.constant('zip' as const), path }),
  touch: fc.record({ do: fc.constant('touch' as const), path }),
  list: fc.record({
    do: fc.constant('list' as const),
    dat,
    platform,
    name,
    rom,
    headered: fc.boolean(),
    hashes: fc.constantFrom(...HASHES),
    parent: fc.option(name, { freq: 3 }),
  }),
  unlist: fc.record({ do: fc.constant('unlist' as const), dat, platform, name }),
  state: fc.record({
    do: fc.constant('dat' as const),
    dat,
    platform,
    to: fc.constantFrom('whole', 'newer', 'broken', 'gone'),
  }),
  config: fc.record({
    do: fc.constant('config' as const),
    policy: fc.option(fc.nat(POLICIES.length - 1)),
    list: fc.option(fc.nat(LISTS.length - 1)),
    layout: fc.option(fc.nat(LAYOUTS.length - 1)),
    toggle: fc.option(fc.constantFrom(...TARGETS, 'more'), { freq: 3 }),
  }),
  lose: fc.record({ do: fc.constant('lose' as const), nth: fc.nat(20) }),
}

export const edit = fc.oneof(
  { weight: 8, arbitrary: edits.put },
  { weight: 2, arbitrary: edits.move },
  { weight: 2, arbitrary: edits.remove },
  { weight: 1, arbitrary: edits.zip },
  { weight: 1, arbitrary: edits.touch },
  { weight: 5, arbitrary: edits.list },
  { weight: 2, arbitrary: edits.unlist },
  { weight: 2, arbitrary: edits.state },
  { weight: 4, arbitrary: edits.config },
  { weight: 1, arbitrary: edits.lose },
)
export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never
export type EditOf<K extends Edit['do']> = Extract<Edit, { readonly do: K }>

/** What a library begins with: enough to build from. */
export const opening: fc.Arbitrary<readonly Edit[]> = fc
  .tuple(
    fc.array(edits.put, { minLength: 6, maxLength: 10 }),
    fc.array(edits.list, { minLength: 8, maxLength: 14 }),
  )
  .map(([puts, lists]) => [...puts, ...lists])
