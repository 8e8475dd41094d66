import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReleaseName } from '../../src/names/parse.ts'
import { clusterReleases } from '../../src/select/grouping/cluster.ts'
import type { Release } from '../../src/select/selection.ts'
import { release, releases } from './releases.ts'

function groups(all: readonly Release[]): string[][] {
  return clusterReleases(all).map(({ members }) => members.map(({ name }) => name))
}

describe('grouping by name', () => {
  it.each([
    ['regions and revisions', ['A (USA)', 'A (Europe) (Rev 1)', 'A (Japan) (v1.1) (En)'], 1],
    ['letter case', ['Doom (USA)', 'DOOM (Europe)'], 1],
    ['letters of one character or two', ['Pok\u00e9mon (USA)', 'Poke\u0301mon (Europe)'], 1],
    [
      'dates, status and licence',
      ['A (USA) (Beta) (1999-08-19)', 'A (USA)', 'A (World) (Aftermarket) (Unl)'],
      1,
    ],
    ['editions', ['A (Japan)', 'A (Japan) (PlayStation the Best)', 'A (World) (Virtual Console)'], 1],
    ['other titles', ['A (USA)', 'B (USA)'], 2],
    ['discs apart', ['A (USA) (Disc 1)', 'A (USA) (Disc 2)', 'A (Italy) (Disco 1)'], 2],
    ['demos apart', ['A (USA)', 'A (USA) (Demo)', 'A (Europe) (Demo)'], 2],
    [
      'all system software apart',
      ['[BIOS] S (Japan) (v2.0)', '[BIOS] S (Japan) (v2.1)', '[BIOS] S (USA)'],
      3,
    ],
    ['unknown words apart', ['A (USA)', 'A (USA) (Mission Briefing)'], 2],
  ])('%s', (_, names, count) => {
    expect(groups(releases(...names))).toHaveLength(count)
  })
})

describe('media of a set that TOSEC counts', () => {
  const media = (...names: readonly string[]) =>
    groups(
      names.map((name, id) => release(name, { id, facts: parseReleaseName(name, { dialect: 'tosec' }) })),
    )
  const one = 'Dor (1992)(DO)(JP)(Disk 2 of 4)'
  const other = 'Dor (1992)(D.O.)(Disk 2 of 4)'

  it('are told by their number, whatever two editions call them', () => {
    expect(media(`${one}(Planetarium)`, `${other}(Disk A)`, other)).toHaveLength(1)
  })

  it('are different ones where an edition has two of a number', () => {
    expect(media(`${one}(Data Disk A)[a]`, `${one}(Data Disk A)`, `${one}(Data Disk B)`, other)).toEqual([
      [other, `${one}(Data Disk A)`, `${one}(Data Disk A)[a]`],
      [`${one}(Data Disk B)`],
    ])
  })
})

describe('grouping by DAT links', () => {
  it('joins clones to their parent and to each other', () => {
    const all = [
      release('Contra (USA)', { id: 1 }),
      release('Probotector (Europe)', { id: 2, cloneOf: ['Contra (USA)'] }),
      release('Gryzor (Japan)', { id: 3, cloneOf: ['Contra (USA)'] }),
    ]
    expect(groups(all)).toEqual([['Contra (USA)', 'Gryzor (Japan)', 'Probotector (Europe)']])
  })

  it.each([[0], [1], [2], [3], [4], [5]])('keeps two games of one title apart, order %i', (turn) => {
    const stadium = release('Pokemon Stadium (Europe)', { id: 1 })
    const two = release('Pokemon Stadium 2 (Europe)', { id: 2 })
    const all = [
      stadium,
      release('Pokemon Stadium 2 (Asia)', { id: 3 }), // no DAT calls it a clone: it has that title all the same
      release('Pokemon Stadium 2 (Japan)', { id: 4, cloneOf: [stadium.name] }),
      release('Pokemon Stadium (USA)', { id: 5 }),
      two,
      release('Pokemon Stadium 2 (USA)', { id: 6, cloneOf: [two.name] }),
    ]
    expect(groups([...all.slice(turn), ...all.slice(0, turn)])).toEqual([
      ['Pokemon Stadium (Europe)', 'Pokemon Stadium (USA)', 'Pokemon Stadium 2 (Japan)'],
      ['Pokemon Stadium 2 (Asia)', 'Pokemon Stadium 2 (Europe)', 'Pokemon Stadium 2 (USA)'],
    ])
  })

  it('takes who has no family rather into the one that has no other title', () => {
    const all = [
      release('Stadium (Japan)', { id: 1 }),
      release('Stadium 2 (Asia)', { id: 2, cloneOf: ['Stadium (Japan)'] }),
      release('Stadium 2 (Europe)', { id: 3 }),
      release('Stadium 2 (USA)', { id: 4, cloneOf: ['Stadium 2 (Europe)'] }),
      release('Stadium 2 (Korea)', { id: 5 }),
    ]
    expect(groups(all)).toEqual([
      ['Stadium (Japan)', 'Stadium 2 (Asia)'],
      ['Stadium 2 (Europe)', 'Stadium 2 (Korea)', 'Stadium 2 (USA)'],
    ])
  })

  it('takes families of one title for one game: their DAT knows few clones', () => {
    const all = [
      release('A (USA)', { id: 1 }),
      release('A (USA) (Rev 1)', { id: 2, cloneOf: ['A (USA)'] }),
      release('A (Japan)', { id: 3 }),
      release('A (Japan) (Rev 1)', { id: 4, cloneOf: ['A (Japan)'] }),
    ]
    expect(groups(all)).toHaveLength(1)
  })

  /** As of a DAT that names parents. */
  const told = (name: string, id: number, cloneOf?: string, parentage: 'some' | 'all' = 'some') =>
    release(name, { id, parentage, ...(cloneOf === undefined ? {} : { cloneOf: [cloneOf] }) })

  it.each([[0], [1], [2], [3], [4]])(
    'keeps apart what a DAT with clones of that title does not call one, order %i',
    (turn) => {
      const all = [
        told('Casper (Europe)', 1),
        told('Casper (USA)', 2, 'Casper (Europe)'),
        told('Casper (Japan)', 3),
        // of what is unfinished, or in no such DAT, the language tells where it belongs
        told('Casper (Japan) (Beta)', 4),
        release('Casper (Australia)', { id: 5 }),
      ]
      expect(groups([...all.slice(turn), ...all.slice(0, turn)])).toEqual([
        ['Casper (Australia)', 'Casper (Europe)', 'Casper (USA)'],
        ['Casper (Japan)', 'Casper (Japan) (Beta)'],
      ])
    },
  )

  it.each([
    ['in a DAT without parents', release('A (Japan)', { id: 3 })],
    ['of a region that the others have', told('A (USA) (Rev 1)', 3)],
    ['for the world, which is every region', told('A (World)', 3)],
    ['sold again later', told('A (Japan) (Virtual Console)', 3)],
    ['unlicensed', told('A (Japan) (Unl)', 3)],
  ])('joins by its name what is %s', (_, other) => {
    expect(groups([told('A (Europe)', 1), told('A (USA)', 2, 'A (Europe)'), other])).toHaveLength(1)
  })

  it('says nothing of titles of which the DAT calls nothing a clone', () => {
    expect(groups([told('A (USA)', 1), told('A (Japan)', 2), told('B (USA)', 3, 'C (USA)')])).toEqual([
      ['A (Japan)', 'A (USA)'],
      ['B (USA)'],
    ])
  })

  it('of machines believes the list that names parents, whatever the title', () => {
    const facts = parseReleaseName('Tetris', { dialect: 'mame' })
    const tetris = (name: string, id: number, cloneOf?: string) => ({
      ...told(name, id, cloneOf, 'all'),
      facts,
    })
    expect(
      groups([
        tetris('tetris', 1),
        tetris('tetrisa', 2, 'tetris'),
        tetris('atetris', 3),
        tetris('atetrisb', 4, 'atetris'),
        release('Tetris (set 3)', { id: 5, facts }),
      ]),
    ).toEqual([
      ['Tetris (set 3)', 'atetris', 'atetrisb'],
      ['tetris', 'tetrisa'],
    ])
  })

  it('joins clones of a parent that is not there', () => {
    const all = [
      release('Probotector (Europe)', { id: 2, cloneOf: ['Contra (USA)'] }),
      release('Gryzor (Japan)', { id: 3, cloneOf: ['Contra (USA)'] }),
    ]
    expect(groups(all)).toEqual([['Gryzor (Japan)', 'Probotector (Europe)']])
  })

  it('adds to the names, pair by pair', () => {
    const all = [
      release('Contra (USA)', { id: 1 }),
      release('Probotector (Europe)', { id: 2, cloneOf: ['Contra (USA)'] }),
      release('Probotector (Germany)', { id: 3 }),
      release('Other (USA)', { id: 4 }),
      release('Other (Europe)', { id: 5 }),
    ]
    const found = clusterReleases(all)
    expect(found.map(({ members }) => members.length)).toEqual([3, 2])
    // Contra and the European Probotector are linked by the DAT, the German one only by its name
    expect(found[0]?.links).toEqual([
      { a: 0, b: 1, source: 'dat', evidence: 'Contra (USA)' },
      { a: 1, b: 2, source: 'name', evidence: 'game|probotector' },
    ])
  })

  it.each([
    ['a demo', 'Probotector (Europe) (Demo)'],
    ['system software', '[BIOS] Probotector (Europe)'],
    ['a program', 'Probotector (Europe) (Program)'],
    ['another disc', 'Contra (Europe) (Disc 2)'],
  ])('never joins %s to a game', (_, clone) => {
    const all = [release('Contra (USA)', { id: 1 }), release(clone, { id: 2, cloneOf: ['Contra (USA)'] })]
    expect(groups(all)).toHaveLength(2)
  })

  it('takes the category of the DAT for a kind, unless it is a game first of all', () => {
    const demo = (categories: string[]): Release[] => [
      release('A (USA)', { id: 1 }),
      release('A (Europe)', { id: 2, categories }),
    ]
    expect(groups(demo(['Demos']))).toHaveLength(2)
    expect(groups(demo(['Games', 'Demos']))).toHaveLength(1)
  })
})

it('does not depend on the order of the input', () => {
  const word = fc.constantFrom('A', 'B', 'C (Disc 1)', 'C (Disc 2)', 'D (Demo)')
  const region = fc.constantFrom('(USA)', '(Europe)', '(Japan)')
  const name = fc.tuple(word, region).map((parts) => parts.join(' '))
  const parentage = fc.constantFrom({}, { parentage: 'some' as const }, { parentage: 'all' as const })
  const entry = fc.record({ name, cloneOf: fc.array(name, { maxLength: 2 }), parentage })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), fc.array(fc.nat(), { minLength: 12 }), (items, keys) => {
      const all = items.map(({ name: called, cloneOf, parentage: more }, id) =>
        release(called, { id, cloneOf, ...more }),
      )
      const shuffled = all.toSorted((a, b) => (keys[a.id] ?? 0) - (keys[b.id] ?? 0))
      expect(clusterReleases(shuffled)).toEqual(clusterReleases(all))
      expect(clusterReleases(all).flatMap(({ members }) => members)).toHaveLength(all.length)
    }),
  )
})

it('makes the same games of some as of all', () => {
  const title = fc.constantFrom('A', 'B', 'C', 'D')
  const region = fc.constantFrom('USA', 'Europe', 'Japan', 'USA, Europe', 'World', 'Korea')
  const more = fc.constantFrom('', '', ' (Rev 1)', ' (Beta)', ' (odd)')
  const name = fc.tuple(title, region, more).map(([text, place, tag]) => `${text} (${place})${tag}`)
  const entry = fc.record({
    name,
    cloneOf: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.tuple(name)),
    content: fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      fc.constantFrom({ content: 'x' }, { content: 'y' }),
    ),
  })
  const list = fc.uniqueArray(entry, { selector: (one) => one.name, minLength: 15, maxLength: 40 })
  const told = fc.constantFrom({}, { parentage: 'some' as const }, { parentage: 'all' as const })
  const tellings = fc.oneof(fc.constant([{ parentage: 'some' as const }]), fc.array(told, { minLength: 1 }))
  fc.assert(
    fc.property(list, tellings, fc.array(fc.boolean(), { minLength: 40 }), (items, kinds, wanted) => {
      const all = items.map(({ name: called, cloneOf, content }, id) =>
        release(called, { id, cloneOf, ...content, ...kinds[id % kinds.length] }),
      )
      const some = clusterReleases(all).filter((_, i) => wanted[i])
      expect(groups(some.flatMap(({ members }) => members))).toEqual(
        some.map(({ members }) => members.map((one) => one.name)),
      )
    }),
    { numRuns: 300 },
  )
})
