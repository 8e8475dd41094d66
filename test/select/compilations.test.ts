import { describe, expect, it } from 'vitest'
import { choose } from '../../src/select/choose.ts'
import { keptOf } from '../../src/select/kept.ts'
import type { PickedFile } from '../../src/select/pick.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import type { Cluster } from '../../src/select/selection.ts'
import { cloneList, releases } from './releases.ts'

const REASON = { criterion: 'superset', winner: 'has more in it', loser: 'has less in it' }

const FILE: PickedFile = {
  name: 'a',
  content: { sha1: '00', size: 1, crc32: 1 },
  views: [],
  extension: 'nes',
}

/** Two games, and `A + B`, which holds both. */
const VARIANTS = [
  { group: 'A', titles: [{ searchTerm: 'A' }], compilations: [{ searchTerm: 'A + B', titlePosition: 1 }] },
  { group: 'B', titles: [{ searchTerm: 'B' }], compilations: [{ searchTerm: 'A + B', titlePosition: 2 }] },
]

function selected(names: readonly string[], policy: Policy = {}, variants: object[] = VARIANTS): Cluster[] {
  return select(releases(...names), policy, { platform: 'nes', cloneLists: [cloneList(...variants)] })
}

function kept(names: readonly string[], policy: Policy = {}, variants?: object[]): string[] {
  return selected(names, policy, variants).flatMap((cluster) =>
    keptOf(cluster, policy).map(({ name }) => name),
  )
}

describe('a compilation against the games it holds', () => {
  it.each<[string, string[], string[]]>([
    ['a tie goes to the game', ['A (USA)', 'B (USA)', 'A + B (USA)'], ['A (USA)', 'B (USA)']],
    ['a better region wins', ['A (Europe)', 'B (Europe)', 'A + B (USA)'], ['A + B (USA)']],
    [
      'it may be best for one game only',
      ['A (USA)', 'B (Europe)', 'A + B (USA)'],
      ['A (USA)', 'A + B (USA)'],
    ],
    ['World is as good as USA', ['A (World)', 'B (World)', 'A + B (USA)'], ['A (World)', 'B (World)']],
    [
      'language comes before region',
      ['A (USA) (Es)', 'B (USA)', 'A + B (Europe)'],
      ['A + B (Europe)', 'B (USA)'],
    ],
    [
      'each game has its own languages',
      ['A (Japan)', 'B (USA)', 'A + B (Japan) (En+Ja)'],
      ['A + B (Japan) (En+Ja)', 'B (USA)'],
    ],
    [
      'what is not finished loses',
      ['A (Europe)', 'B (USA)', 'A + B (USA) (Beta)'],
      ['A (Europe)', 'B (USA)'],
    ],
    ['games that stand nowhere else need it', ['A + B (Europe)', 'B (USA)'], ['A + B (Europe)', 'B (USA)']],
    [
      'its own releases are one game',
      ['A + B (Europe)', 'A + B (USA) (Rev 1)', 'A + B (USA)'],
      ['A + B (USA) (Rev 1)'],
    ],
  ])('%s', (_, names, expected) => expect(kept(names)).toEqual(expected))

  it('wins by priority, and says what covers what and why', () => {
    const variants = [
      { group: 'A', titles: [{ searchTerm: 'A', priority: 2 }], compilations: [{ searchTerm: 'A + B' }] },
      { group: 'B', titles: [{ searchTerm: 'B' }], compilations: [{ searchTerm: 'A + B', priority: 2 }] },
    ]
    expect(
      selected(['A (USA)', 'B (USA)', 'A + B (USA)'], {}, variants).map(({ game, covered }) => [
        game,
        covered,
      ]),
    ).toEqual([
      [
        'A',
        {
          by: ['A + B (USA)'],
          reason: { criterion: 'priority', winner: '1st in the clone list', loser: '2nd in the clone list' },
        },
      ],
      ['A + B', undefined],
      ['B', undefined],
    ])
  })

  it('names all that cover it', () => {
    const [, both] = selected(['A (USA)', 'B (World)', 'A + B (Europe)'])
    expect(both?.covered).toEqual({
      by: ['A (USA)', 'B (World)'],
      reason: { criterion: 'region', winner: 'USA (1st)', loser: 'Europe (4th)' },
    })
  })

  it.each([
    ['A (USA)', 'A (Japan)', ['A (Japan)', 'A (USA)', 'B (USA)']],
    ['A (Europe)', 'A (Japan)', ['A (Japan)', 'A + B (USA)', 'B (USA)']],
  ])('games that you call different do not stand in for each other: %s, %s', (one, other, expected) => {
    const clusters = select(
      releases(one, other, 'B (USA)', 'A + B (USA)'),
      {},
      {
        platform: 'nes',
        cloneLists: [cloneList(...VARIANTS)],
        decisions: [{ verdict: 'different', releases: [one, other], source: 'here' }],
      },
    )
    const names = clusters.flatMap((cluster) => keptOf(cluster, {}).map(({ name }) => name))
    expect(names.sort()).toEqual(expected)
  })

  const names = ['A (Europe)', 'B (Europe)', 'A + B (USA)', 'C (USA)']
  const tied = ['A (USA)', 'B (USA)', 'A + B (USA)']

  it.each<[Policy, string[], string[]]>([
    [{ compilations: 'auto' }, names, ['A + B (USA)', 'C (USA)']],
    [{ compilations: 'individual' }, names, ['A (Europe)', 'B (Europe)', 'C (USA)']],
    [{ compilations: 'keep-all' }, names, ['A (Europe)', 'A + B (USA)', 'B (Europe)', 'C (USA)']],
    [{ compilations: 'fewest-files' }, tied, ['A + B (USA)']],
    [{ compilations: 'auto' }, tied, ['A (USA)', 'B (USA)']],
    [{ keep: 'all' }, names, ['A (Europe)', 'A + B (USA)', 'B (Europe)', 'C (USA)']],
    [
      { exclude: ['aftermarket'] },
      ['A (Europe)', 'B (USA)', 'A + B (USA) (Aftermarket)'],
      ['A (Europe)', 'B (USA)'],
    ],
  ])('%j', (policy, all, expected) => expect(kept(all, policy)).toEqual(expected))

  describe('of several compilations', () => {
    const of = (group: string, ...compilations: string[]) => ({
      group,
      titles: [{ searchTerm: group }],
      compilations: compilations.map((searchTerm) => ({ searchTerm })),
    })
    const variants = [
      of('A', 'A + B'),
      of('B', 'A + B', 'B + C + D'),
      of('C', 'B + C + D', 'C + D'),
      of('D', 'B + C + D', 'C + D'),
    ]
    const games = ['A (USA)', 'B (Europe)', 'C (USA)', 'D (USA)']

    it('that hold a game equally well, the one that brings fewer games a second time', () => {
      const all = [...games, 'A + B (USA)', 'B + C + D (USA)', 'C + D (USA)']
      expect(kept(all, {}, variants)).toEqual(['A (USA)', 'A + B (USA)', 'C (USA)', 'D (USA)'])
    })

    it('the one that holds all of the other', () => {
      const all = ['C (Europe)', 'D (Europe)', 'C + D (USA)', 'B + C + D (USA)']
      expect(kept(all, {}, variants)).toEqual(['B + C + D (USA)'])
    })

    it('as few as there can be bring no game twice, and none worse than otherwise', () => {
      const policy: Policy = { compilations: 'fewest-files' }
      const special = [
        of('A', 'A + B'),
        of('B', 'A + B', '3 in 1'),
        { ...of('C', '3 in 1'), supersets: [{ searchTerm: 'E' }] },
        of('D', '3 in 1'),
      ]
      const all = ['3 in 1 (USA)', 'A + B (USA)', ...games, 'E (USA)']
      expect(kept(all, policy, special)).toEqual(['A + B (USA)', 'D (USA)', 'E (USA)'])
      expect(kept([...games, 'C + D (USA)'], policy, variants)).toEqual([
        'A (USA)',
        'B (Europe)',
        'C + D (USA)',
      ])
      expect(kept([...games, 'C + D (Japan)'], policy, variants)).toEqual(games)
      expect(kept([...games, 'C + D (USA) (Beta)'], policy, variants)).toEqual(games)
    })
  })

  it('a superset of several games stands for each of them', () => {
    const variants = ['A', 'B'].map((group) => ({
      group,
      titles: [{ searchTerm: group }],
      supersets: [{ searchTerm: 'Remake' }],
    }))
    expect(kept(['A (USA)', 'B (USA)', 'Remake (Europe)'], {}, variants)).toEqual(['Remake (Europe)'])
    expect(kept(['A (USA)', 'B (USA)', 'Remake (Japan)'], {}, variants)).toEqual(['A (USA)', 'B (USA)'])
  })
})

describe('with newest and oldest', () => {
  /** Of the newest the one with more in it is wanted, of the oldest the games as they were. */
  const variants = ['A', 'B'].map((group) => ({
    group,
    titles: [{ searchTerm: group }],
    supersets: [{ searchTerm: 'Remake' }],
  }))
  const BOTH: Policy = { keep: 'newest+oldest' }
  const GAMES = ['A (USA)', 'A (USA) (Rev 1)', 'B (Japan)', 'Remake (Europe)']

  it('keeps what either wish alone keeps', () => {
    const newest = kept(GAMES, {}, variants)
    const oldest = kept(GAMES, { revision: 'oldest' }, variants)
    expect(newest).toEqual(['Remake (Europe)'])
    expect(oldest).toEqual(['A (USA)', 'Remake (Europe)'])
    expect(kept(GAMES, BOTH, variants)).toEqual(['A (USA)', 'Remake (Europe)'])
  })

  const [a] = selected(GAMES, BOTH, variants)

  it('says what covers the newest, and what the oldest', () => {
    expect(a?.ranked[0]?.name).toBe('A (USA) (Rev 1)')
    expect(a?.covered?.by).toEqual(['Remake (Europe)'])
    expect(a?.oldest).toBe('A (USA)')
    expect(a?.oldestCovered).toBeUndefined()
    const former = ['A (Europe)', 'A (Japan)', 'A + B (USA)', 'B (Europe)']
    const [covered] = selected(former, { ...BOTH, regions: ['USA', 'Europe'] })
    expect(covered?.covered?.by).toEqual(['A + B (USA)'])
    expect(covered?.oldestCovered?.by).toEqual(['A + B (USA)'])
  })

  it.each<[string[], string[], Policy?]>([
    [['A (USA) (Rev 1)'], ['A (USA) (Rev 1), wants Remake (Europe)']],
    [['A (USA)', 'Remake (Europe)'], ['A (USA)']],
    [['A (USA) (Rev 1)', 'Remake (Europe)'], ['A (USA) (Rev 1), wants A (USA)']],
    [
      ['A (USA)', 'A (USA) (Rev 1)'],
      ['A (USA) (Rev 1), wants Remake (Europe)', 'A (USA)'],
    ],
    [['A (USA)', 'A (USA) (Rev 1)'], ['A (USA) (Rev 1)', 'A (USA)'], { availability: 'owned' }],
    [['Remake (Europe)'], ['A (USA) missing']],
    [['Remake (Europe)'], [], { availability: 'owned' }],
    [[], ['A (USA) missing'], { availability: 'catalog' }],
  ])('owning %j of a game whose newest is covered', (owned, expected, policy) => {
    const files = new Map(owned.map((name) => [name, [FILE]]))
    const picks = choose(a ? [a] : [], files, { ...BOTH, ...policy }, 'nes').map(
      ({ release, files: has, wanted }) =>
        `${release}${has.length > 0 ? '' : ' missing'}${wanted ? `, wants ${wanted}` : ''}`,
    )
    expect(picks).toEqual(expected)
  })

  it('keeps the newest alone where the oldest is covered', () => {
    const [only] = selected(['A (USA)', 'A (USA) (Rev 1)'], BOTH)
    const cluster: Cluster = {
      ...(only ?? { game: '', ranked: [], excluded: [] }),
      oldestCovered: { by: ['C'], reason: REASON },
    }
    expect(keptOf(cluster, BOTH).map(({ name }) => name)).toEqual(['A (USA) (Rev 1)'])
  })
})
it('lets a pin that was made in the review win over a compilation', () => {
  const list = [cloneList(...VARIANTS)]
  const names = releases('A (Europe)', 'B (Europe)', 'A + B (USA)')
  const clusters = select(names, {}, { platform: 'nes', cloneLists: list, pins: ['A (Europe)'] })
  const pinned = clusters.flatMap((cluster) => keptOf(cluster, {}).map(({ name }) => name))
  expect(pinned).toEqual(['A (Europe)', 'A + B (USA)'])
})

describe('what is owned of it', () => {
  const clusters = selected(['A (Europe)', 'B (Europe)', 'A + B (USA)'])

  function chosen(owned: readonly string[], policy: Policy = {}): string[] {
    const files = new Map(owned.map((name) => [name, [FILE]]))
    return choose(clusters, files, policy, 'nes').map(
      ({ release, files: has, wanted }) =>
        `${release}${has.length > 0 ? '' : ' missing'}${wanted ? `, wants ${wanted}` : ''}`,
    )
  }

  it.each<[string[], string[], Policy?]>([
    [['A + B (USA)', 'A (Europe)'], ['A + B (USA)']],
    [['A (Europe)'], ['A (Europe), wants A + B (USA)', 'A + B (USA) missing']],
    [['A (Europe)'], ['A (Europe)'], { availability: 'owned' }],
    [['A (Europe)'], ['A + B (USA) missing'], { availability: 'catalog' }],
    [[], ['A + B (USA) missing']],
  ])('owning %j', (owned, expected, policy) => expect(chosen(owned, policy)).toEqual(expected))
})

describe('a compilation of games of which other releases are owned', () => {
  const all = ['A (USA)', 'A (Europe)', 'A (Japan)', 'B (USA)', 'B (Europe)', 'B (Japan)', 'A + B (Europe)']

  it.each<[string[], string[], Policy]>([
    // the game itself comes before a compilation of its region
    [['A (Europe)', 'B (Europe)', 'A + B (Europe)'], ['A (Europe)', 'B (Europe)'], {}],
    [['A (Europe)', 'B (USA)', 'A + B (Europe)'], ['A (Europe)', 'B (USA)'], { availability: 'owned' }],
    // the compilation is in English
    [['A (Europe)', 'B (Japan)', 'A + B (Europe)'], ['A (Europe)', 'A + B (Europe)', 'B (Japan)'], {}],
    [['A (Europe)', 'A + B (Europe)'], ['A (Europe)', 'A + B (Europe)', 'B (USA)'], {}],
    [
      ['A (Japan)', 'B (Japan)', 'A + B (Europe)'],
      ['A (Japan)', 'B (Japan)'],
      { compilations: 'individual' },
    ],
    [['A + B (Europe)'], ['A (USA)', 'A + B (Europe)', 'B (USA)'], { compilations: 'individual' }],
  ])('owning %j', (owned, expected, policy) => {
    const general: Policy = { regions: ['USA', 'Europe', 'Japan'], ...policy }
    const files = new Map(owned.map((name) => [name, [FILE]]))
    expect(choose(selected(all, general), files, general, 'nes').map(({ release }) => release)).toEqual(
      expected,
    )
  })
})
