import { describe, expect, it } from 'vitest'
import { releaseNameParser } from '../../src/names/parse.ts'
import { keptOf } from '../../src/select/kept.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import { release, selectNames, winners } from './releases.ts'

const USA_FIRST: Policy = { regions: ['USA', 'World', 'Europe', 'Japan'] }

describe('which of two releases wins, and why', () => {
  it.each<[winner: string, loser: string, reason: string, policy?: Policy]>([
    ['A (Europe)', 'A (USA) (Beta)', 'production: finished before beta'],
    ['A (USA)', 'A (USA) [b]', 'dump: good dump before bad dump'],
    ['A (USA)', 'A (USA) [h1]', 'original: original before hacked'],
    ['A [h1]', 'A [h1][T+Fre]', 'original: hacked before hacked 2 times'],
    ['A (Europe)', 'A (USA) (Pirate)', 'pirate: not pirated before pirate'],
    ['A (Europe)', 'A (Japan)', 'language: has En before no En'],
    ['A (Japan) (En)', 'A (France)', 'language: has En before no En'],
    ['A (Europe)', 'A (USA) (Virtual Console)', 'modern: original before Virtual Console'],
    ['A (USA)', 'A (Europe)', 'region: USA (1st) before Europe (3rd)'],
    ['A (USA)', 'A (World) (Rev 1)', 'region: USA (1st) before World (2nd)'],
    ['A (Europe)', 'A (Australia)', 'region: Europe (3rd) before Australia (not in your list)'],
    ['A (Europe)', 'A (USA)', 'region: Europe (1st) before USA (2nd)', { regions: ['Europe', 'USA'] }],
    ['A (Japan)', 'A (USA)', 'language: has Ja before no Ja', { regions: ['USA'], languages: ['Ja'] }],
    ['A (Europe) (Fr)', 'A (Europe)', 'language: has Fr before no Fr', { languages: ['Fr', 'En'] }],
    ['A (USA)', 'A (USA) (Unl)', 'licensed: licensed before unlicensed'],
    ['A (USA)', 'A (USA) (Aftermarket)', 'aftermarket: of its time before aftermarket'],
    ['A (U) [!]', 'A (U)', 'verified: verified dump before not verified'],
    ['A (USA) (Greatest Hits)', 'A (USA) (Rev 1)', 'budget: budget edition before no budget edition'],
    ['A (USA) (v1.10)', 'A (USA) (v1.9)', 'version: v1.10 before v1.9'],
    ['A (USA) (v1.1)', 'A (USA) (Rev 2)', 'version: v1.1 before no version'],
    ['A (USA) (v3.00) (Rev 1)', 'A (USA) (v3.00)', 'revision: Rev 1 before no revision'],
    ['A (USA) (Rev B)', 'A (USA) (Rev A)', 'revision: Rev B before Rev A'],
    ['A (USA) (FW3.50)', 'A (USA) (FW3.40)', 'firmware: FW3.50 before FW3.40'],
    ['A (USA) (Proto)', 'A (USA) (Beta)', 'beta: no beta before Beta'],
    ['A (USA) (Beta 10)', 'A (USA) (Beta 9)', 'beta: Beta 10 before Beta 9'],
    ['A (USA) (Proto 2)', 'A (USA) (Proto 1)', 'proto: Proto 2 before Proto 1'],
    ['A (USA) (2M)', 'A (USA) (1M)', 'ring: 2M before 1M'],
    ['A (USA) (SLUS-00002)', 'A (USA) (SLUS-00001)', 'serial: SLUS-00002 before SLUS-00001'],
    ['A (USA) (NTSC)', 'A (USA) (PAL)', 'standard: NTSC before PAL'],
    ['A (Europe) (En,Fr)', 'A (Europe) (En)', 'language-coverage: En, Fr before En'],
    ['A (Europe) (En,Ca)', 'A (Europe) (En)', 'language-count: 2 (En, Ca) before 1 (En)'],
    ['A (USA, Europe)', 'A (USA)', 'region-coverage: USA, Europe before USA'],
    ['A (USA)', 'A (USA) (Alt)', 'alternate: main dump before alternate dump'],
    ['A (USA)', 'A (USA) (OEM)', 'oem: sold by itself before OEM'],
    ['A (USA)', 'A (USA) (Not for Resale)', 'resale: for sale before not for resale'],
    ['A (USA)', 'A (USA) (Rerelease)', 'rerelease: first release before rerelease'],
    ['A (USA) (EDC)', 'A (USA) (No EDC)', 'edc: EDC before No EDC'],
    ['A (Japan) (Genteiban)', 'A (Japan)', 'promoted: Genteiban before no better edition'],
    ['A (USA)', 'A (USA) (Evercade)', 'demoted: ordinary edition before Evercade'],
    ['A (USA) (1999-08-20)', 'A (USA) (1999-08-19)', 'date: 1999-08-20 before 1999-08-19'],
    ['A (USA) (Build 12)', 'A (USA) (Build 9)', 'build: Build 12 before Build 9'],
    ['A (USA) (Alt 2)', 'A (USA) (Alt 1)', 'alternate-number: Alt 2 before Alt 1'],
    ['A (USA) (SNES)', 'A (USA) (NES)', 'name: A (USA) (SNES) before A (USA) (NES)'],
    ['A (USA)', 'A (USA) (Rev 1)', 'revision: no revision before Rev 1', { revision: 'oldest' }],
    ['A (USA) (v1.0)', 'A (USA) (v1.1)', 'version: v1.0 before v1.1', { revision: 'oldest' }],
    ['A (USA) (Proto 1)', 'A (USA) (Proto 2)', 'proto: Proto 1 before Proto 2', { revision: 'oldest' }],
    ['A (USA) (Proto)', 'A (USA) (Beta)', 'beta: no beta before Beta', { revision: 'oldest' }],
    [
      'A (USA) (Rev 1)',
      'A (Europe)',
      'region: USA (1st) before Europe (3rd)',
      { ...USA_FIRST, revision: 'oldest' },
    ],
    [
      'A (Europe) (Rev 1)',
      'A (USA)',
      'revision: Rev 1 before no revision',
      { order: ['revision', 'region'] },
    ],
  ])('%s beats %s', (winner, loser, reason, policy = USA_FIRST) => {
    for (const names of [
      [winner, loser],
      [loser, winner],
    ]) {
      const clusters = selectNames(names, policy)
      expect(clusters).toHaveLength(1)
      const [first, second] = clusters[0]?.ranked ?? []
      expect(first?.name).toBe(winner)
      expect(first?.lostTo).toBeUndefined()
      expect(`${second?.lostTo?.criterion}: ${second?.lostTo?.winner} before ${second?.lostTo?.loser}`).toBe(
        reason,
      )
    }
  })

  it('asks for the top language only of good dumps', () => {
    expect(winners(selectNames(['A (Japan)', 'A (USA) (Proto)'], USA_FIRST))).toEqual(['A (Japan)'])
    // with the English dump bad, Japanese is the best language there is
    expect(selectNames(['A (Japan)', 'A (Japan) (En) [b]'], USA_FIRST)[0]?.ranked[1]?.lostTo?.criterion).toBe(
      'dump',
    )
  })

  it('says how each release came to the game', () => {
    const all = [
      release('Contra (USA)', { id: 1 }),
      release('Probotector (Europe)', { id: 2, cloneOf: ['Contra (USA)'] }),
      release('Probotector (Germany)', { id: 3 }),
      release('Solo (USA)', { id: 4 }),
    ]
    const clusters = select(all, USA_FIRST, { platform: 'nes' })
    expect(clusters.map(({ game }) => game)).toEqual(['Contra', 'Solo'])
    expect(clusters[0]?.ranked.map(({ name, joinedBy, joinedVia }) => [name, joinedBy, joinedVia])).toEqual([
      ['Contra (USA)', 'dat', 'Contra (USA)'],
      ['Probotector (Europe)', 'dat', 'Contra (USA)'],
      ['Probotector (Germany)', 'name', undefined],
    ])
    expect(clusters[1]?.ranked[0]?.joinedBy).toBe('alone')
  })

  it('says so of thousands, each called a clone of the next, as fast as of clones of one', () => {
    const cpuOf = (parentOf: (i: number) => number): number => {
      const all = Array.from({ length: 20_000 }, (_, i) =>
        release(`Game ${i} (USA)`, { id: i, cloneOf: [`Game ${parentOf(i)} (USA)`] }),
      )
      const started = process.cpuUsage()
      const [{ ranked } = { ranked: [] }] = select(all, {}, { platform: 'nes' })
      const { user, system } = process.cpuUsage(started)
      expect(ranked).toHaveLength(all.length)
      expect(new Set(ranked.map(({ joinedBy }) => joinedBy))).toEqual(new Set(['dat']))
      return user + system
    }
    const few = cpuOf(() => 0)
    expect(cpuOf((i) => i + 1)).toBeLessThan(4 * few)
  })

  it('counts releases of one name once', () => {
    expect(selectNames(['A (USA)', 'A (USA)', 'A (Europe)'])[0]?.ranked.map(({ name }) => name)).toEqual([
      'A (USA)',
      'A (Europe)',
    ])
  })

  it('passes on the year a DAT states', () => {
    const clusters = select(
      [
        release('A (USA)', { year: '1988' }),
        release('B (USA)', { id: 2, year: '19??' }),
        release('C (USA)', { id: 3, year: '1983?' }),
      ],
      {},
      { platform: 'nes' },
    )
    expect(clusters.map(({ ranked }) => ranked[0]?.year)).toEqual([1988, undefined, undefined])
  })
})

describe('what a policy leaves out', () => {
  const names = ['A (USA)', 'A (Europe) (Beta)', 'A (Japan)', 'B (World) (Aftermarket) (Unl)']

  it.each<[Policy, string[], string[]]>([
    [
      { exclude: ['beta'] },
      ['A (USA)', 'B (World) (Aftermarket) (Unl)'],
      ['A (Europe) (Beta): exclude: beta'],
    ],
    [{ exclude: ['aftermarket'] }, ['A (USA)'], ['B (World) (Aftermarket) (Unl): exclude: aftermarket']],
    [
      { only: { regions: ['Japan'] } },
      ['A (Japan)'],
      [
        'A (Europe) (Beta): only: regions',
        'A (USA): only: regions',
        'B (World) (Aftermarket) (Unl): only: regions',
      ],
    ],
    [
      { only: { languages: ['Ja'] } },
      ['A (Japan)'],
      [
        'A (Europe) (Beta): only: languages',
        'A (USA): only: languages',
        'B (World) (Aftermarket) (Unl): only: languages',
      ],
    ],
    [{ only: { names: ['a (*)'] } }, ['A (USA)'], ['B (World) (Aftermarket) (Unl): only: names']],
    [
      { drop: ['*(usa)', 'nothing'] },
      ['A (Japan)', 'B (World) (Aftermarket) (Unl)'],
      ['A (USA): drop: *(usa)'],
    ],
    [{ only: { platforms: ['snes'] } }, [], []],
    [{ only: { platforms: ['nes'] } }, ['A (USA)', 'B (World) (Aftermarket) (Unl)'], []],
  ])('%j', (policy, kept, excluded) => {
    const clusters = selectNames(names, policy)
    expect(winners(clusters)).toEqual(kept)
    expect(
      clusters.flatMap((cluster) => cluster.excluded.map(({ name, rule }) => `${name}: ${rule}`)),
    ).toEqual(excluded)
  })

  it('lets through what is for one of the regions, among others', () => {
    const only: Policy = { only: { regions: ['USA', 'Brazil'] } }
    expect(winners(selectNames(['A (USA, Europe)', 'B (Brazil)', 'C (Europe)', 'D'], only))).toEqual([
      'A (USA, Europe)',
      'B (Brazil)',
    ])
  })

  it('keeps a game without releases in sight, so that it can be explained', () => {
    expect(selectNames(['A (USA) (Beta)'], { exclude: ['beta'] })).toEqual([
      { game: 'A', ranked: [], excluded: [{ name: 'A (USA) (Beta)', rule: 'exclude: beta' }] },
    ])
  })

  it('still groups by a parent it leaves out', () => {
    const all = [
      release('Contra (USA)', { id: 1 }),
      release('Probotector (Europe)', { id: 2, cloneOf: ['Contra (USA)'] }),
      release('Gryzor (Japan)', { id: 3, cloneOf: ['Contra (USA)'] }),
    ]
    const clusters = select(all, { drop: ['Contra*'] }, { platform: 'nes' })
    expect(winners(clusters)).toEqual(['Probotector (Europe)'])
  })
})

describe('arcade machines', () => {
  const parse = releaseNameParser({ dialect: 'mame' })
  const best = (names: readonly string[], policy: Policy = USA_FIRST) =>
    winners(
      select(
        names.map((name, id) => release(name, { id, facts: parse(name) })),
        policy,
        { platform: 'arcade' },
      ),
    )

  it('without a region are for the world, and in English', () => {
    expect(best(['A (German, rev 2)', 'A (Japan)', 'A (rev 1)'])).toEqual(['A (rev 1)'])
    expect(best(['A (rev 1)', 'A (US)'])).toEqual(['A (US)'])
    expect(best(['A (rev 1)', 'A (Japan)'], { regions: ['Japan', 'USA'] })).toEqual(['A (Japan)'])
  })

  it('are for the region of their version where a filter asks, too', () => {
    const names = ['A (ver JAC)', 'A (ver EAC)', 'A (rev 1)']
    const only = (what: NonNullable<Policy['only']>) => best(names, { ...USA_FIRST, only: what })
    expect(only({ regions: ['Japan'] })).toEqual(['A (ver JAC)'])
    expect(only({ languages: ['Ja'], names: ['A (ver*'] })).toEqual(['A (ver JAC)'])
    expect(only({ regions: ['World'] })).toEqual(['A (ver EAC)'])
  })

  it.each([
    ['A (Japan, new)', 'A (Japan, old)'],
    ['A (Maker)', 'A (Maker, old rev)'],
    ['A', 'A (early revision?)'],
    ['A (Release 10)', 'A (Release 8)'],
  ])('%s comes before %s', (newer, older) => {
    expect(best([older, newer])).toEqual([newer])
  })

  it('that say least of maker and board are the main ones', () => {
    expect(best(['A (Stern Electronics)', 'A', 'A (Zaccaria, cocktail)'])).toEqual(['A'])
  })

  it('are called as most of the family are, since the plain name of another title says nothing', () => {
    const names = ['P (Japan set 1)', 'Fish', 'Q (Midway)', 'Q (Midway, harder)', 'Ants']
    const family = names.map((name, id) =>
      release(name, { id, facts: parse(name), cloneOf: id === 0 ? [] : ['P (Japan set 1)'] }),
    )
    const [cluster] = select(family, USA_FIRST, { platform: 'arcade' })
    expect(cluster?.ranked.map(({ name }) => name)).toEqual([
      'Q (Midway)',
      'Q (Midway, harder)',
      'Fish',
      'Ants',
      'P (Japan set 1)',
    ])
    expect(cluster?.ranked[2]?.lostTo).toEqual({
      criterion: 'title',
      winner: 'the title of 2 releases',
      loser: 'the title of 1 release',
    })
  })
})

describe('arcade sets of one game', () => {
  const parse = releaseNameParser({ dialect: 'mame' })
  /** Titles by the names of their sets; '' where the list has none. */
  const ranked = (sets: Readonly<Record<string, string>>) => {
    const all = Object.entries(sets).map(([name, set], id) =>
      release(name, { id, facts: parse(name), ...(set && { set }) }),
    )
    return select(all, USA_FIRST, { platform: 'arcade' })[0]?.ranked ?? []
  }
  const best = (sets: Readonly<Record<string, string>>) => ranked(sets)[0]?.name

  it('are named after their parent, which comes first', () => {
    const sets = { 'A (Yellow label)': 'ay', 'A (Green label)': 'a', 'A (White label)': 'aw' }
    expect(ranked(sets).map(({ name, lostTo }) => [name, lostTo])).toEqual([
      ['A (Green label)', undefined],
      [
        'A (Yellow label)',
        { criterion: 'set', winner: 'a (2 named after it)', loser: 'ay (none named after it)' },
      ],
      [
        'A (White label)',
        { criterion: 'set', winner: 'a (2 named after it)', loser: 'aw (none named after it)' },
      ],
    ])
  })

  it('are those of the larger family, and not of the shorter name', () => {
    const labels = { 'A (Yellow label)': 'apcb', 'A (Blue label)': 'aslug5', 'A (Red label)': 'aslug5h' }
    expect(best(labels)).toBe('A (Blue label)')
    expect(best({ 'A (Blue label)': 'ab', 'A (Red label)': 'another' })).toBe('A (Red label)')
  })

  it('say more than how plain a name is, and less than region, revision and title', () => {
    expect(best({ A: 'aa', 'A (Revised Hardware)': 'a' })).toBe('A (Revised Hardware)')
    expect(best({ 'A (rev 2)': 'a2', 'A (rev 1)': 'a' })).toBe('A (rev 2)')
    expect(best({ 'A (US)': 'au', 'A (World)': 'a' })).toBe('A (US)')
  })

  it('say nothing against what is no set', () => {
    expect(best({ 'A (White label)': '', 'A (Red label)': 'a', 'A (Blue label)': 'b' })).toBe(
      'A (White label)',
    )
  })
})

describe('discs of one game', () => {
  it('come from one edition where one has them all', () => {
    // by themselves Disc 1 would be the World one and Disc 2 the European one
    const names = ['R (World) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
    const clusters = selectNames(names, USA_FIRST)
    expect(winners(clusters)).toEqual(['R (Europe) (Disc 1)', 'R (Europe) (Disc 2)'])
    expect(clusters[0]?.ranked[1]).toEqual({
      name: 'R (World) (Disc 1)',
      joinedBy: 'name',
      lostTo: { criterion: 'disc-set', winner: 'same edition as the other discs', loser: 'another edition' },
    })
  })

  it('may differ in revision', () => {
    const names = ['R (USA) (Disc 1)', 'R (USA) (Disc 1) (Rev 1)', 'R (USA) (Disc 2)']
    expect(winners(selectNames(names))).toEqual(['R (USA) (Disc 1) (Rev 1)', 'R (USA) (Disc 2)'])
  })

  it('may be called differently', () => {
    const parse = releaseNameParser({ dialect: 'tosec' })
    const names = [
      'A (1990)(B)(US)(Disk 1 of 2)(Boot)',
      'A (1990)(B)(EU)(Disk 1 of 2)(Boot)',
      'A (1990)(B)(EU)(Disk 2 of 2)(Data)',
    ]
    const all = names.map((name, id) => release(name, { id, facts: parse(name) }))
    expect(winners(select(all, USA_FIRST, { platform: 'c64' }))).toEqual(names.slice(1))
  })

  it('are a set where each has a name of its own, and one may be called as editions are', () => {
    const names = [
      'G (Japan) (Disc 2) (Career) (Rev 1)',
      'G (Japan, Asia) (Disc 1) (Arcade)',
      'G (Japan, Asia) (Disc 2) (Career)',
    ]
    const japan: Policy = { regions: ['Japan', '...'] }
    expect(winners(selectNames(names, japan))).toEqual(names.slice(1))
    expect(winners(selectNames(names, { ...japan, discs: 'independent' }))).toEqual(names.slice(0, 2))
  })

  it('are no set with those of an edition whose discs are called like it', () => {
    const names = [
      'R (USA) (Disc 2)',
      'R (Europe) (Disc 1)',
      'R (Europe) (Disc 2)',
      'R (USA) (Disc 1) (Box)',
      'R (Europe) (Disc 1) (Box)',
    ]
    const whole = ['R (Europe) (Disc 1)', 'R (Europe) (Disc 2)', 'R (USA) (Disc 1) (Box)']
    expect(winners(selectNames(names, USA_FIRST))).toEqual(whole)
  })

  it('come from one edition for the oldest too, where newest and oldest are kept', () => {
    // by itself the oldest Disc 1 would be that of Europe and Australia
    const names = [
      'R (Europe) (Disc 1) (Rev 1)',
      'R (Europe, Australia) (Disc 1)',
      'R (Europe) (Disc 2)',
      'R (Europe) (Disc 2) (Rev 1)',
    ]
    const clusters = selectNames(names, { regions: ['Europe', 'Australia'], keep: 'newest+oldest' })
    expect(clusters.map(({ oldest }) => oldest)).toEqual([
      'R (Europe) (Disc 1) (Rev 1)',
      'R (Europe) (Disc 2)',
    ])
  })

  describe('with several copies', () => {
    const keptTwice = (names: readonly string[], policy: Policy) =>
      selectNames(names, policy).map((cluster) => keptOf(cluster, policy).map(({ name }) => name))
    const TWICE: Policy = { regions: ['USA', 'Europe', 'Japan'], languages: ['En'], keep: 2 }
    const NAMES = [
      'R (USA) (Disc 1)',
      'R (USA) (Disc 2)',
      'R (Europe) (Disc 1)',
      'R (Japan) (En) (Disc 1)',
      'R (Japan) (En) (Disc 2)',
    ]

    it('are a set in each copy', () => {
      expect(keptTwice(NAMES, TWICE)).toEqual([
        ['R (USA) (Disc 1)', 'R (Japan) (En) (Disc 1)'],
        ['R (USA) (Disc 2)', 'R (Japan) (En) (Disc 2)'],
      ])
      expect(keptTwice(NAMES, { ...TWICE, keep: 3 })[0]).toEqual([
        'R (USA) (Disc 1)',
        'R (Japan) (En) (Disc 1)',
        'R (Europe) (Disc 1)',
      ])
      expect(keptTwice(NAMES, { ...TWICE, discs: 'independent' })[0]).toEqual([
        'R (USA) (Disc 1)',
        'R (Europe) (Disc 1)',
      ])
    })

    it('say why a better one makes way', () => {
      const [first] = selectNames(NAMES, TWICE)
      expect(first?.ranked.map(({ name, lostTo }) => [name, lostTo?.criterion])).toEqual([
        ['R (USA) (Disc 1)', undefined],
        ['R (Japan) (En) (Disc 1)', 'region'],
        ['R (Europe) (Disc 1)', 'disc-set'],
      ])
    })

    it('leave to the second what the first makes way for', () => {
      const names = ['R (USA) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
      expect(keptTwice(names, TWICE)).toEqual([
        ['R (Europe) (Disc 1)', 'R (USA) (Disc 1)'],
        ['R (Europe) (Disc 2)'],
      ])
    })
  })

  it('come from no edition that has but some of them', () => {
    const names = ['R (World) (Disc 1)', 'R (Europe) (Disc 1)', 'R (World) (Disc 2)', 'R (Europe) (Disc 2)']
    expect(winners(selectNames([...names, 'R (Europe) (Disc 3)'], USA_FIRST))).toEqual([
      'R (Europe) (Disc 1)',
      'R (Europe) (Disc 2)',
      'R (Europe) (Disc 3)',
    ])
  })

  const NEWEST_FIRST: Policy = { order: ['revision', 'region'], regions: ['World', 'Europe'] }

  it('come from the edition that is best on most of them, where two are as bad on their worst', () => {
    const names = [
      'R (Europe) (Disc 1)',
      'R (World) (Disc 1) (Rev 1)',
      'R (Europe) (Disc 2)',
      'R (World) (Disc 2) (Rev 1)',
      'R (Europe) (Disc 3) (Rev 1)',
      'R (World) (Disc 3)',
    ]
    expect(winners(selectNames(names, NEWEST_FIRST))).toEqual([
      'R (World) (Disc 1) (Rev 1)',
      'R (World) (Disc 2) (Rev 1)',
      'R (World) (Disc 3)',
    ])
  })

  it('come from the edition that is first by name, where two are as good', () => {
    const names = ['R (World) (Disc 1) (Rev 1)', 'R (Europe) (Disc 1)', 'R (World) (Disc 2)']
    expect(winners(selectNames([...names, 'R (Europe) (Disc 2) (Rev 1)'], NEWEST_FIRST))).toEqual([
      'R (Europe) (Disc 1)',
      'R (Europe) (Disc 2) (Rev 1)',
    ])
  })

  it('are not given up where one is pinned, or the other is unfinished', () => {
    const names = ['R (USA) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
    const pinned: Policy = { ...USA_FIRST, pin: ['R (USA) (Disc 1)'] }
    expect(winners(selectNames(names, pinned))).toEqual(['R (Europe) (Disc 2)', 'R (USA) (Disc 1)'])
    const betas = ['R (USA) (Disc 1)', 'R (Europe) (Disc 1) (Beta)', 'R (Europe) (Disc 2) (Beta)']
    expect(winners(selectNames(betas, USA_FIRST))).toEqual(['R (Europe) (Disc 2) (Beta)', 'R (USA) (Disc 1)'])
  })

  it('stay in the best language where that edition has several, and come from another where it has one', () => {
    const names = ['R (USA) (Disc 1)', 'R (Japan) (Disc 1)', 'R (Japan) (Disc 2)']
    expect(winners(selectNames(names, USA_FIRST))).toEqual(['R (Japan) (Disc 1)', 'R (Japan) (Disc 2)'])
    expect(winners(selectNames([...names, 'R (USA) (Disc 2)', 'R (Japan) (Disc 3)'], USA_FIRST))).toEqual([
      'R (Japan) (Disc 3)',
      'R (USA) (Disc 1)',
      'R (USA) (Disc 2)',
    ])
  })

  it('stay as they are when no edition has them all', () => {
    const names = ['R (USA) (Disc 1)', 'R (Japan) (Disc 2)']
    expect(winners(selectNames(names))).toEqual(['R (Japan) (Disc 2)', 'R (USA) (Disc 1)'])
  })
})
