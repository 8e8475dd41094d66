/** What is made of the games that changed is what would be made of all of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DatGame } from '../../src/dats/dat.ts'
import { CuratorError } from '../../src/errors.ts'
import type { Dialect } from '../../src/names/dialect.ts'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import type { GroupingDecision } from '../../src/select/decisions.ts'
import type { Policy } from '../../src/select/policy.ts'
import { catalog, contentsOf, type Catalog, type ListedDat, type Wishes } from './dat-history.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 400 : 12

/** Most of the time there is none. */
function seldom<T, N>(some: fc.Arbitrary<T>, none: N): fc.Arbitrary<T | N> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(none) }, { weight: 1, arbitrary: some })
}

const title = fc.constantFrom(...'ABCDEFGHIJKLMNOP'.split(''))
const region = fc.constantFrom('USA', 'Europe', 'Japan')
const tag = fc.constantFrom('', '', '', ' (Disc 1)', ' (Disc 2)', ' (Demo)', ' (Rev 1)', ' (Beta)', ' [BIOS]')
/** So few that what one edit says of them, another does as well. */
const known = fc.constantFrom(
  'A (USA)',
  'B (USA)',
  'B (Europe)',
  'C (Japan)',
  'D (USA) (Disc 1)',
  'E (Europe)',
)
const name = fc.oneof(
  { weight: 1, arbitrary: known },
  {
    weight: 2,
    arbitrary: fc.tuple(title, region, tag).map(([text, place, more]) => `${text} (${place})${more}`),
  },
)

/** So few that several DATs list the same bytes; some state fewer hashes than others, and most state none. */
function hashesOf(bytes: number): Pick<DatGame['roms'][number], 'size' | 'crc32' | 'sha1'> {
  if (bytes < 4) return { size: 16, crc32: bytes, sha1: String(bytes).repeat(40) }
  return bytes < 7 ? { size: 16, crc32: bytes - 4 } : {}
}

/** Sets, as lists of arcade games have them; one is named after another. */
const SETS: readonly (string | undefined)[] = [undefined, 'aset.zip', 'asetb.zip']

/** Games in DATs are told from each other by their names; some are called otherwise than their releases. */
const game: fc.Arbitrary<DatGame> = fc
  .record({
    name,
    cloneOf: seldom(name, undefined),
    year: fc.constantFrom(undefined, undefined, '1990', '1991'),
    category: fc.constantFrom([], [], ['Games'], ['Demos']),
    rom: fc.nat(2),
    bytes: fc.nat(20),
    isOdd: fc.nat(9),
  })
  .map((made) => ({
    // `[b]` is a mark of the dump that names of releases do not have
    name: made.name,
    ...(made.cloneOf === undefined ? {} : { cloneOf: made.cloneOf }),
    ...(made.year === undefined ? {} : { year: made.year }),
    categories: made.category,
    roms: [
      {
        name: made.isOdd === 0 ? `${made.name} (odd).bin` : (SETS[made.isOdd] ?? `${made.name}.bin`),
        size: 1 + made.rom,
        ...hashesOf(made.bytes),
      },
    ],
  }))

const games = (most: number) =>
  fc.uniqueArray(game, { selector: (one) => one.name, minLength: Math.floor(most / 2), maxLength: most })

const file = fc.constantFrom('one', 'two', 'three')
const datName = fc.constantFrom('first', 'second')
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('list' as const), file, games: games(2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('unlist' as const), file, nth: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), file, nth: fc.nat(40), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), file, name: datName }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reread' as const), file }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replace' as const), file, games: games(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), file }) },
)
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

const decision: fc.Arbitrary<GroupingDecision> = fc.record({
  verdict: fc.constantFrom('same' as const, 'different' as const),
  releases: fc.uniqueArray(known, { minLength: 2, maxLength: 3 }),
  source: fc.constantFrom('curation.jsonc, line 1', 'curation.jsonc, line 2'),
})
const cloneList: fc.Arbitrary<CloneList> = fc
  .array(
    fc.record({
      group: title,
      role: fc.constantFrom('title' as const, 'title' as const, 'superset' as const, 'compilation' as const),
      term: title.map((text) => text.toLowerCase()),
      nameType: fc.constantFrom('short' as const, 'regionFree' as const),
      priority: fc.constantFrom(1, 2),
      filters: fc.constant([]),
      place: fc.constant('variants[0].titles[0].searchTerm'),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((entries) => ({ name: 'A list', file: 'list.json', entries }))

const POLICIES: readonly Policy[] = [
  { regions: ['USA', 'Europe', 'Japan'] },
  { regions: ['Japan'], keep: 'newest+oldest', exclude: ['beta'] },
  { regions: ['Europe'], dats: ['first'] },
  { regions: ['Europe'], groupBy: ['name'], discs: 'independent' },
  { regions: ['USA'], compilations: 'fewest-files', drop: ['C*'] },
]

const wishes = fc.record({
  decisions: fc.array(decision, { maxLength: 2 }),
  cloneLists: seldom(cloneList, undefined),
  pins: fc.array(known, { maxLength: 1 }),
  titles: seldom(fc.dictionary(known, fc.constantFrom('Called', 'So'), { maxKeys: 2 }), null),
})
const step = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 2 }),
  wishes: seldom(wishes, null),
})

type Dats = Map<string, ListedDat>

const READ_NEXT: Partial<Record<Dialect, Dialect>> = { 'no-intro': 'mame', mame: 'tosec' }

function apply(dats: Dats, one: Edit): void {
  const dat = dats.get(one.file) ?? { name: 'first', dialect: 'no-intro', games: [] }
  const listed = new Map(dat.games.map((item) => [item.name, item]))
  const nth = 'nth' in one ? [...listed.keys()][one.nth % Math.max(1, listed.size)] : undefined
  switch (one.do) {
    case 'list':
      for (const item of one.games) listed.set(item.name, item)
      break
    case 'unlist':
      listed.delete(nth ?? '')
      break
    case 'rename':
      if (nth === undefined) break
      listed.set(one.name, { ...listed.get(nth), name: one.name, categories: [], roms: [{ name: 'a.bin' }] })
      listed.delete(one.name === nth ? '' : nth)
      break
    case 'move':
      dats.set(one.file, { ...dat, name: one.name })
      return
    case 'reread':
      dats.set(one.file, { ...dat, dialect: READ_NEXT[dat.dialect] ?? 'no-intro' })
      return
    case 'replace':
      dats.set(one.file, { ...dat, games: one.games })
      return
    case 'drop':
      dats.delete(one.file)
      return
  }
  dats.set(one.file, { ...dat, games: [...listed.values()] })
}

function freshly(dats: Dats): Catalog {
  const fresh = catalog()
  for (const [path, dat] of dats) fresh.put(path, dat)
  return fresh
}

/** Undefined when decisions contradict each other. */
function built(made: Catalog, all: Wishes): ReturnType<Catalog['build']> | undefined {
  try {
    return made.build(all)
  } catch (error) {
    if (error instanceof CuratorError) return undefined
    throw error
  }
}

describe('a catalog whose DATs change', () => {
  it('holds what one holds that was made at once', { timeout: RUNS * 10_000 }, () => {
    fc.assert(
      fc.property(games(40), games(40), fc.array(step, { minLength: 1, maxLength: 8 }), (one, two, steps) => {
        const living = catalog()
        const dats: Dats = new Map([
          ['one', { name: 'first', dialect: 'no-intro', games: one }],
          ['two', { name: 'second', dialect: 'no-intro', games: two }],
        ])
        let all: Wishes = { policies: POLICIES, cloneLists: [], decisions: [], pins: [], titles: null }
        for (const [path, dat] of dats) living.put(path, dat)
        expectAsMadeAtOnce(living, dats, all)
        for (const { edits, wishes: other } of steps) {
          const before = new Map(dats)
          for (const each of edits) apply(dats, each)
          for (const path of new Set([...before.keys(), ...dats.keys()]))
            if (before.get(path) !== dats.get(path)) living.put(path, dats.get(path))
          if (other)
            all = { policies: POLICIES, ...other, cloneLists: other.cloneLists ? [other.cloneLists] : [] }
          expectAsMadeAtOnce(living, dats, all)
        }
        living.db.close()
      }),
      { numRuns: RUNS },
    )
  })
})

const listed = (names: readonly string[]): ListedDat => ({
  name: 'first',
  dialect: 'no-intro',
  games: names.map((each) => ({ name: each, categories: [], roms: [{ name: `${each}.bin` }] })),
})
const OTHERS = Array.from({ length: 30 }, (_, i) => `Other ${i} (USA)`)

describe('a release that comes', () => {
  it('joins the game that it was decided to be one with, and no other game is looked at', () => {
    const living = catalog()
    const decisions = [
      {
        verdict: 'same' as const,
        releases: ['Alpha (USA)', 'Bravo (USA)'],
        source: 'curation.jsonc, line 1',
      },
    ]
    const all: Wishes = { policies: [{}], cloneLists: [], decisions, pins: [], titles: null }
    living.put('one', listed(['Alpha (USA)', ...OTHERS]))
    expect(living.build(all)).toMatchObject({ grouped: 31, decided: 31 })
    living.put('one', listed(['Alpha (USA)', 'Bravo (USA)', ...OTHERS]))
    const { grouped, decided, clusters } = living.build(all)
    expect([grouped, decided, clusters[0]?.length]).toEqual([1, 1, 31])
    const joined = clusters[0]?.find(({ ranked }) => ranked.length > 1)
    expect(joined?.ranked.map((release) => release.name).sort()).toEqual(['Alpha (USA)', 'Bravo (USA)'])
    living.db.close()
  })

  it('takes the other discs of its set along', () => {
    const living = catalog()
    const all: Wishes = {
      policies: [{ regions: ['USA', 'Europe'] }],
      cloneLists: [],
      decisions: [],
      pins: [],
      titles: null,
    }
    const discs = ['Riven (USA) (Disc 1)', 'Riven (Europe) (Disc 1)', 'Riven (Europe) (Disc 2)']
    living.put('one', listed([...discs, ...OTHERS]))
    const winner = ({ clusters }: ReturnType<Catalog['build']>) =>
      clusters[0]?.find((cluster) => cluster.game === 'Riven')?.ranked[0]?.name
    expect(winner(living.build(all))).toBe('Riven (Europe) (Disc 1)')
    living.put('one', listed([...discs, 'Riven (USA) (Disc 2)', ...OTHERS]))
    const now = living.build(all)
    expect([now.grouped, now.decided, winner(now)]).toEqual([1, 2, 'Riven (USA) (Disc 1)'])
    living.db.close()
  })

  it('takes along a game of which only the oldest is a disc of its set', () => {
    const living = catalog()
    const discs = ['Riven (USA) (Disc 1)', 'Riven (Europe) (Disc 1)', 'Riven (Europe) (Disc 2)']
    const one = ['Myst II (USA) (Rev 1)', 'Riven (USA) (Disc 1)', 'Riven (Europe) (Disc 1)']
    const all: Wishes = {
      policies: [{ regions: ['USA', 'Europe'], keep: 'newest+oldest' }],
      cloneLists: [],
      decisions: [{ verdict: 'same', releases: one, source: 'curation.jsonc, line 1' }],
      pins: [],
      titles: null,
    }
    const kept = ({ clusters }: ReturnType<Catalog['build']>) => {
      const joined = clusters[0]?.find(({ ranked }) => ranked.length === one.length)
      return [joined?.ranked[0]?.name, joined?.oldest]
    }
    living.put('one', listed(['Myst II (USA) (Rev 1)', ...discs, ...OTHERS]))
    expect(kept(living.build(all))).toEqual(['Myst II (USA) (Rev 1)', 'Riven (Europe) (Disc 1)'])
    living.put('one', listed(['Myst II (USA) (Rev 1)', ...discs, 'Riven (USA) (Disc 2)', ...OTHERS]))
    expect(kept(living.build(all))).toEqual(['Myst II (USA) (Rev 1)', 'Riven (USA) (Disc 1)'])
    living.db.close()
  })
})

/** Releases by the digit that their bytes are. */
const listedBytes = (datOf: string, releases: Readonly<Record<string, string>>): ListedDat => ({
  name: datOf,
  dialect: 'no-intro',
  games: Object.entries(releases).map(([each, digit]) => ({
    name: each,
    categories: [],
    roms: [{ name: `${each}.bin`, size: 16, crc32: Number(digit), sha1: digit.repeat(40) }],
  })),
})

describe('the same bytes under two names', () => {
  const all: Wishes = { policies: [{}], cloneLists: [], decisions: [], pins: [], titles: null }
  /** Of games with several releases, these and why they are one. */
  const joined = ({ clusters }: ReturnType<Catalog['build']>) =>
    (clusters[0] ?? []).flatMap(({ ranked }) =>
      ranked.length > 1 ? [ranked.map((release) => `${release.name}: ${release.joinedBy}`).sort()] : [],
    )
  const BOTH = [['Alpha (USA): content', 'Bravo (Japan): content']]

  it('are one game as soon as a second DAT says so, and no longer than it does; others are not looked at', () => {
    const living = catalog()
    living.put('one', listedBytes('first', { 'Alpha (USA)': '1' }))
    living.put('two', listed(OTHERS))
    expect(joined(living.build(all))).toEqual([])
    living.put('two', listedBytes('second', { 'Bravo (Japan)': '1' }))
    living.put('three', listed(OTHERS))
    living.build(all)
    living.put('two', listedBytes('second', { 'Bravo (Japan)': '2' }))
    const apart = living.build(all)
    expect([joined(apart), apart.grouped]).toEqual([[], 2])
    living.put('two', listedBytes('second', { 'Bravo (Japan)': '1' }))
    const again = living.build(all)
    expect([joined(again), again.grouped, again.decided]).toEqual([BOTH, 1, 1])
    living.put('two', undefined)
    const gone = living.build(all)
    expect([joined(gone), gone.grouped]).toEqual([[], 1])
    living.db.close()
  })

  it('are two games where one DAT tells them apart, or the user does', () => {
    const living = catalog()
    living.put('one', listedBytes('first', { 'Alpha (USA)': '1', 'Bravo (Japan)': '1' }))
    living.put('two', listed(OTHERS))
    expect(joined(living.build(all))).toEqual([])
    living.put('three', listedBytes('second', { 'Charlie (Japan)': '1' }))
    expect(joined(living.build(all))).toEqual([
      ['Alpha (USA): content', 'Bravo (Japan): content', 'Charlie (Japan): content'],
    ])
    const releases = ['Alpha (USA)', 'Charlie (Japan)']
    const decisions = [{ verdict: 'different' as const, releases, source: 'curation.jsonc, line 1' }]
    expect(joined(living.build({ ...all, decisions }))).toEqual([
      ['Alpha (USA): content', 'Bravo (Japan): content'],
    ])
    living.db.close()
  })

  it('do not count where a policy sees only one of the DATs, or goes by names', () => {
    const living = catalog()
    living.put('one', listedBytes('first', { 'Alpha (USA)': '1' }))
    living.put('two', listedBytes('second', { 'Bravo (Japan)': '1' }))
    const policies = [{}, { dats: ['first'] }, { groupBy: ['name' as const] }]
    const { clusters } = living.build({ ...all, policies })
    expect(clusters.map(({ length }) => length)).toEqual([1, 1, 2])
    living.db.close()
  })
})

describe('a title of which a DAT names parents', () => {
  it('is another game for other regions as soon as a DAT that names any lists those, and no longer', () => {
    const living = catalog()
    const all: Wishes = { policies: [{}], cloneLists: [], decisions: [], pins: [], titles: null }
    const dat = (datOf: string, parents: Readonly<Record<string, string>>): ListedDat => {
      const { games: plain, ...rest } = listed(Object.keys(parents))
      const told = plain.map((one) => ({ ...one, ...(parents[one.name] && { cloneOf: parents[one.name] }) }))
      return { ...rest, name: datOf, games: told }
    }
    const caspers = () =>
      living
        .build(all)
        .clusters[0]?.map(({ ranked }) => ranked.map((release) => release.name).sort())
        .filter(([first = '']) => first.startsWith('Casper'))
    living.put('one', dat('first', { 'Casper (Europe)': '', 'Casper (USA)': 'Casper (Europe)' }))
    living.put('two', dat('second', { 'Casper (Japan)': '', 'Rex (USA)': '', 'Rex (Japan)': '' }))
    const together = [['Casper (Europe)', 'Casper (Japan)', 'Casper (USA)']]
    const apart = [['Casper (Japan)'], ['Casper (Europe)', 'Casper (USA)']]
    expect(caspers()).toEqual(together)
    living.put('two', dat('second', { 'Casper (Japan)': '', 'Rex (USA)': '', 'Rex (Japan)': 'Rex (USA)' }))
    expect(caspers()).toEqual(apart)
    living.put('two', dat('second', { 'Casper (Japan)': '', 'Rex (USA)': '', 'Rex (Japan)': '' }))
    expect(caspers()).toEqual(together)
    // one clone among many says nothing of the others
    const many = Object.fromEntries(OTHERS.map((each) => [each, '']))
    const few = { ...many, 'Casper (Japan)': '', 'Rex (USA)': '', 'Rex (Japan)': 'Rex (USA)' }
    living.put('two', dat('second', few))
    expect(caspers()).toEqual(together)
    living.db.close()
  })
})

describe('an arcade set that gets another name', () => {
  it('has its game ranked again, and no other', () => {
    const living = catalog()
    const all: Wishes = { policies: [{}], cloneLists: [], decisions: [], pins: [], titles: null }
    const dat = (sets: Readonly<Record<string, string>>): ListedDat => ({
      name: 'first',
      dialect: 'mame',
      games: Object.entries(sets).map(([called, set]) => ({
        name: called,
        categories: [],
        roms: [{ name: `${set}.zip`, size: 1 }],
      })),
    })
    const others = Object.fromEntries(OTHERS.map((called, i) => [called, `other${i}`]))
    const winner = ({ clusters }: ReturnType<Catalog['build']>) =>
      clusters[0]?.find(({ ranked }) => ranked.length > 1)?.ranked.map((one) => [one.name, one.lostTo])
    living.put('one', dat({ 'Alpha (Blue label)': 'alpha', 'Alpha (Red label)': 'alphar', ...others }))
    expect(winner(living.build(all))).toEqual([
      ['Alpha (Blue label)', undefined],
      [
        'Alpha (Red label)',
        { criterion: 'set', winner: 'alpha (1 named after it)', loser: 'alphar (none named after it)' },
      ],
    ])
    living.put('one', dat({ 'Alpha (Blue label)': 'alphab', 'Alpha (Red label)': 'alpha', ...others }))
    const now = living.build(all)
    expect([now.decided, winner(now)?.[0]]).toEqual([1, ['Alpha (Red label)', undefined]])
    living.db.close()
  })
})

describe('a decision that is taken back', () => {
  it('is no reason any more, also where the releases are one game without it', () => {
    const living = catalog()
    const all: Wishes = { policies: [{}], cloneLists: [], decisions: [], pins: [], titles: null }
    const releases = ['Alpha (Europe)', 'Alpha (USA)']
    living.put('one', listed([...releases, ...OTHERS]))
    const reasons = ({ clusters }: ReturnType<Catalog['build']>) =>
      clusters[0]?.find(({ ranked }) => ranked.length > 1)?.ranked.map(({ joinedBy }) => joinedBy)
    const decisions = [{ verdict: 'same' as const, releases, source: 'curation.jsonc, line 1' }]
    expect(reasons(living.build({ ...all, decisions }))).toEqual(['decision', 'decision'])
    const now = living.build(all)
    expect([now.decided, reasons(now)]).toEqual([1, ['name', 'name']])
    living.db.close()
  })
})

describe('a clone list that changes', () => {
  it('has those games ranked again of which it says something else', () => {
    const living = catalog()
    const entry = (term: string, priority: number) =>
      ({ group: 'Both', role: 'title', term, nameType: 'short', priority, filters: [], place: term }) as const
    const wanted = (alpha: number, bravo: number): Wishes => {
      const entries = [entry('alpha', alpha), entry('bravo', bravo)]
      const list: CloneList = { name: 'A list', file: 'list.json', entries }
      return { policies: [{}], cloneLists: [list], decisions: [], pins: [], titles: null }
    }
    living.put('one', listed(['Alpha (USA)', 'Bravo (USA)', ...OTHERS]))
    const winner = ({ clusters }: ReturnType<Catalog['build']>) =>
      clusters[0]?.find(({ ranked }) => ranked.length > 1)?.ranked[0]?.name
    const first = living.build(wanted(1, 2))
    expect([first.decided, winner(first)]).toEqual([31, 'Alpha (USA)'])
    const second = living.build(wanted(2, 1))
    expect([second.decided, winner(second)]).toEqual([1, 'Bravo (USA)'])
    living.db.close()
  })
})

function expectAsMadeAtOnce(living: Catalog, dats: Dats, wanted: Wishes): void {
  const now = built(living, wanted)
  const fresh = freshly(dats)
  const clean = built(fresh, wanted)
  expect(now === undefined).toBe(clean === undefined)
  if (now && clean) {
    expect(contentsOf(living.db)).toEqual(contentsOf(fresh.db))
    expect(now.clusters).toEqual(clean.clusters)
    expect(living.db.prepare('pragma foreign_key_check').all()).toEqual([])
    expect(built(living, wanted)).toMatchObject({ clusters: now.clusters, grouped: 0 })
  }
  fresh.db.close()
}
