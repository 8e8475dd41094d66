import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complete, everything, oneGameOneRom } from '../../presets/policies.ts'
import { checkPolicy } from '../../src/select/check.ts'
import { DEFAULT_ORDER } from '../../src/select/criteria/criteria.ts'
import { keptOf } from '../../src/select/kept.ts'
import { unmatchedOverrides } from '../../src/select/overrides.ts'
import { extendPolicy, policyFor, type Policy } from '../../src/select/policy.ts'
import { preferencesOf } from '../../src/select/criteria/preferences.ts'
import { select } from '../../src/select/select.ts'
import { release, releases, selectNames, winners } from './releases.ts'

function kept(names: readonly string[], policy: Policy): string[] {
  return selectNames(names, policy).flatMap((cluster) => keptOf(cluster, policy).map(({ name }) => name))
}

const USA: Policy = { regions: ['USA', 'Europe', 'Japan'] }

describe('regions', () => {
  it('stand where `...` is, when they are not named', () => {
    const order = [...preferencesOf({ regions: ['Japan', '...', 'USA', 'World'] }).regionRank.keys()]
    expect(order[0]).toBe('Japan')
    expect(order.slice(-2)).toEqual(['USA', 'World'])
    expect(new Set(order).size).toBe(order.length)
  })

  it('of one list are as good as each other, so what comes after decides', () => {
    const names = ['A (USA)', 'A (Europe) (Rev 1)', 'A (Japan) (En) (Rev 2)']
    expect(kept(names, { regions: ['USA', 'Europe', 'Japan'] })).toEqual(['A (USA)'])
    const both: Policy = { regions: [['USA', 'Europe'], 'Japan'] }
    expect(kept(names, both)).toEqual(['A (Europe) (Rev 1)'])
    const [game] = selectNames(names, both)
    expect(game?.ranked.map(({ lostTo }) => lostTo)).toEqual([
      undefined,
      { criterion: 'revision', winner: 'Rev 1', loser: 'no revision' },
      { criterion: 'region', winner: 'Europe (1st)', loser: 'Japan (2nd)' },
    ])
    // the first of them says which language a release for both is in
    const [other] = selectNames(['B (Japan, USA)', 'B (Japan)'], { regions: [['USA', 'Japan']] })
    expect(other?.ranked[1]?.lostTo).toEqual({ criterion: 'language', winner: 'has En', loser: 'no En' })
  })

  it('say in words whether they are named', () => {
    const [cluster] = selectNames(['A (USA)', 'A (France)'], { regions: ['...', 'USA'], languages: ['Fr'] })
    expect(cluster?.ranked[1]?.lostTo).toEqual({ criterion: 'language', winner: 'has Fr', loser: 'no Fr' })
    const [other] = selectNames(['A (USA)', 'A (Europe)'], { regions: ['...', 'USA'] })
    expect(other?.ranked[1]?.lostTo?.winner).toBe('Europe (not in your list)')
  })
})

describe('which of two wins', () => {
  it.each<[Policy, winner: string, loser: string, criterion: string]>([
    [USA, 'A (Europe)', 'A (USA) (Ja)', 'language'],
    [{ ...USA, precedence: 'region' }, 'A (USA) (Ja)', 'A (Europe)', 'region'],
    [USA, 'A (USA) (Unl)', 'A (Europe)', 'region'],
    [{ ...USA, licensedFirst: true }, 'A (Europe)', 'A (USA) (Unl)', 'licensed'],
    [{ ...USA, licensedFirst: true }, 'A (Europe)', 'A (USA) (Aftermarket)', 'aftermarket'],
    [USA, 'A (Europe)', 'A (USA) (Virtual Console)', 'modern'],
    [{ ...USA, modern: 'ignore' }, 'A (USA) (Virtual Console)', 'A (Europe)', 'region'],
    [{ ...USA, modern: 'prefer' }, 'A (USA) (Virtual Console)', 'A (USA)', 'modern'],
    [{ ...USA, modern: 'prefer' }, 'A (USA)', 'A (Europe) (Virtual Console)', 'region'],
    [
      { ...USA, modern: 'prefer', order: ['modern', 'region'] },
      'A (Europe) (Virtual Console)',
      'A (USA)',
      'modern',
    ],
    [USA, 'A (USA) (Virtual Console)', 'A (USA) (Switch Online)', 'modern-edition'],
    [USA, 'A (USA) (Virtual Console)', 'A (USA) (Virtual Console, Switch Online)', 'modern-edition'],
    [{ ...USA, modern: 'prefer' }, 'A (USA) (Switch Online)', 'A (USA) (Virtual Console)', 'modern-edition'],
    [
      { ...USA, modern: 'prefer' },
      'A (USA) (Virtual Console, Switch Online)',
      'A (USA) (Virtual Console)',
      'modern-edition',
    ],
    [{ ...USA, modern: 'ignore' }, 'A (USA) (Steam)', 'A (USA) (Capcom Town)', 'name'],
    [USA, 'A (Japan) (FM Towns Marty)', 'A (Japan) (v1.1)', 'add-on-hardware'],
    [USA, 'A (Japan) (1M, 3M)', 'A (Japan) (2M)', 'ring'],
    [{ ...USA, revision: 'oldest' }, 'A (Japan) (2M)', 'A (Japan) (1M, 3M)', 'ring'],
    [USA, 'A (Japan) (0BC002CB)', 'A (Japan) (0BC001CB)', 'serial'],
    [USA, 'A (Europe) (Made in Europe)', 'A (Europe) (Made in Austria)', 'made-in'],
    [USA, 'A (Europe) (Made in Europe)', 'A (Europe)', 'made-in'],
    [USA, 'A (Europe) (Made in Austria) (Alt 2)', 'A (Europe) (Alt)', 'alternate-number'],
    [{ ...USA, videoStandards: ['PAL'] }, 'A (USA) (PAL)', 'A (USA) (NTSC)', 'standard'],
    [
      { ...USA, prefer: ['*(Special)', '*(Extra*)'] },
      'A (USA) (Special Version)',
      'A (USA) (Rev 1)',
      'revision',
    ],
    [{ ...USA, prefer: ['*(Alt)*'] }, 'A (USA) (Alt)', 'A (USA) (Rev 1)', 'preferred'],
    [{ ...USA, prefer: ['*(Alt)*'] }, 'A (USA)', 'A (Europe) (Alt)', 'region'],
    [{ ...USA, avoid: ['*(Rev*'] }, 'A (USA)', 'A (USA) (Rev 1)', 'avoided'],
    [{ ...USA, pin: ['A (Japan) (Beta)'] }, 'A (Japan) (Beta)', 'A (USA)', 'pin'],
  ])('%j: %s beats %s', (policy, winner, loser, criterion) => {
    if (criterion === 'revision') {
      // another game by its name: a wish for an edition joins nothing
      expect(kept([loser, winner], policy)).toEqual([loser, winner])
      return
    }
    const [cluster] = selectNames([loser, winner], policy)
    expect(cluster?.ranked.map(({ name }) => name)).toEqual([winner, loser])
    expect(cluster?.ranked[1]?.lostTo?.criterion).toBe(criterion)
  })

  it('prefers what the DAT calls the parent, before the name', () => {
    const all = [release('A (USA) (X)', { cloneOf: ['A (USA) (W)'] }), release('A (USA) (W)', { id: 2 })]
    expect(select(all, {}, { platform: 'nes' })[0]?.ranked[1]).toMatchObject({
      lostTo: { criterion: 'parent', winner: 'parent in the DAT', loser: 'clone in the DAT' },
    })
  })
})

describe('filters', () => {
  it('let through what is pinned', () => {
    const policy: Policy = {
      exclude: ['beta'],
      only: { regions: ['USA'] },
      drop: ['A*'],
      pin: ['A (Japan) (Beta)'],
    }
    expect(kept(['A (USA)', 'A (Japan) (Beta)', 'B (Japan)'], policy)).toEqual(['A (Japan) (Beta)'])
  })

  it('take no language for that of all Asia, and Spanish for that of Latin America', () => {
    const names = ['A (Asia)', 'B (Latin America)', 'C (Singapore)']
    expect(kept(names, { only: { languages: ['En'] } })).toEqual(['C (Singapore)'])
    expect(kept(names, { only: { languages: ['Es'] } })).toEqual(['B (Latin America)'])
    expect(kept(['A (Asia)', 'A (Japan)'], { regions: ['USA', 'Japan', 'Asia'] })).toEqual(['A (Japan)'])
  })

  it('let through what nobody knows the language of', () => {
    expect(kept(['A (Unknown)', 'B (Japan)', 'C'], { only: { languages: ['En'] } })).toEqual([
      'A (Unknown)',
      'C',
    ])
  })

  it('know all of what is not finished by one word', () => {
    const names = ['A (USA) (Beta)', 'B (USA) (Proto)', 'C (USA) (Alpha)', 'D (USA) (Debug)', 'E (USA)']
    expect(kept(names, { exclude: ['preproduction'] })).toEqual(['E (USA)'])
  })

  it('count samples among demos, but no demos among samples', () => {
    const names = ['A (USA) (Demo)', 'B (USA) (Sample)', 'C (USA)']
    expect(kept(names, { exclude: ['demo'] })).toEqual(['C (USA)'])
    expect(kept(names, { exclude: ['sample'] })).toEqual(['A (USA) (Demo)', 'C (USA)'])
  })

  it('know the categories of DATs', () => {
    const all = [
      'Coverdiscs',
      'Educational',
      'Bonus Discs',
      'Multimedia',
      'Preproduction',
      'Promotional',
    ].map((category, id) => release(`${category} (USA)`, { id, categories: [category] }))
    const exclude = ['coverdisc', 'educational', 'bonus', 'multimedia', 'preproduction', 'promo'] as const
    expect(winners(select(all, { exclude }, { platform: 'psx' }))).toEqual([])
  })

  it('know what DATs and names say of dumps, and put the undumped last', () => {
    const all = [
      release('A (USA)', { id: 1, marks: ['nodump'] }),
      release('A (Europe)', { id: 2, marks: ['mia', 'baddump'] }),
      release('A (Japan) [b]', { id: 3 }),
      release('A (France)', { id: 4 }),
      release('B (USA) [MIA]', { id: 5 }),
      release('C (USA) (Magazine)', { id: 6 }),
    ]
    const policy: Policy = { regions: ['USA', 'Europe', 'Japan'] }
    const [ranked] = select(all, policy, { platform: 'nes' })
    expect(ranked?.ranked.map(({ name, lostTo }) => [name, lostTo?.winner, lostTo?.loser])).toEqual([
      ['A (France)', undefined, undefined],
      ['A (Europe)', 'good dump', 'bad dump'],
      ['A (Japan) [b]', 'good dump', 'bad dump'],
      ['A (USA)', 'good dump', 'no dump'],
    ])
    const out = select(
      all,
      { ...policy, exclude: ['mia', 'bad', 'nodump', 'multimedia'] },
      { platform: 'nes' },
    )
    expect(out.flatMap(({ excluded }) => excluded.map(({ name, rule }) => `${name}: ${rule}`))).toEqual([
      'A (Europe): exclude: mia',
      'A (Japan) [b]: exclude: bad',
      'A (USA): exclude: nodump',
      'B (USA) [MIA]: exclude: mia',
      'C (USA) (Magazine): exclude: multimedia',
    ])
  })
})

describe('how many are kept', () => {
  const names = ['A (USA) (Rev 2)', 'A (USA)', 'A (USA) (Rev 1)', 'A (Europe)', 'B (USA)']

  it.each<[Policy['keep'], string[]]>([
    [1, ['A (USA) (Rev 2)', 'B (USA)']],
    [2, ['A (USA) (Rev 2)', 'A (USA) (Rev 1)', 'B (USA)']],
    ['newest+oldest', ['A (USA) (Rev 2)', 'A (USA)', 'B (USA)']],
    ['all', ['A (USA) (Rev 2)', 'A (USA) (Rev 1)', 'A (USA)', 'A (Europe)', 'B (USA)']],
  ])('%j', (keep = 1, expected) => expect(kept(names, { ...USA, keep })).toEqual(expected))

  it.each<[Policy, Pick<Policy, 'keep' | 'availability'>]>([
    [oneGameOneRom(), { keep: 1 }],
    [everything(), { keep: 'all', availability: 'owned' }],
    [complete(), { keep: 'all', availability: 'catalog' }],
  ])('presets: %#', (policy, expected) => expect(policy).toMatchObject(expected))
})

describe('discs', () => {
  it('may come from several editions when the policy says so', () => {
    const names = ['R (World) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
    expect(kept(names, { discs: 'independent' })).toEqual(['R (Europe) (Disc 2)', 'R (World) (Disc 1)'])
    expect(kept(names, {})).toEqual(['R (Europe) (Disc 1)', 'R (Europe) (Disc 2)'])
  })
})

describe('policies of parts', () => {
  it('are different on some platforms', () => {
    const policy: Policy = { ...USA, platforms: { snes: { regions: ['Japan'], exclude: ['beta'] } } }
    const all = releases('A (USA)', 'A (Japan)', 'B (Japan) (Beta)')
    expect(winners(select(all, policy, { platform: 'nes' }))).toEqual(['A (USA)', 'B (Japan) (Beta)'])
    expect(winners(select(all, policy, { platform: 'snes' }))).toEqual(['A (Japan)'])
    expect(policyFor(policy, 'snes')).toEqual({ regions: ['Japan'], exclude: ['beta'] })
    expect(policyFor(policy, 'constructor')).toEqual(USA)
  })

  it('extend others field by field, on each platform too', () => {
    const base: Policy = {
      ...USA,
      keep: 2,
      platforms: { nes: { drop: ['x'], keep: 3 }, psx: { drop: ['y'] } },
    }
    expect(extendPolicy(base, { keep: 1, platforms: { nes: { keep: 4 } } })).toEqual({
      ...USA,
      keep: 1,
      platforms: { nes: { drop: ['x'], keep: 4 }, psx: { drop: ['y'] } },
    })
  })

  it('are checked word by word', () => {
    const policy: Policy = {
      regions: ['USA', ['Europe', '...', 'UK'], '...'],
      platforms: { nes: { regions: ['Jappan'], only: { regions: ['...'] } } },
    }
    expect(checkPolicy(policy).map(({ path }) => path.join('.'))).toEqual([
      'regions.1.1',
      'platforms.nes.regions.0',
      'platforms.nes.only.regions.0',
    ])
  })
})

describe('wishes that match nothing', () => {
  it('are named, with the nearest names', () => {
    const policy: Policy = {
      pin: ['Zelda (USA)', 'Contra (US)'],
      drop: ['*Mario*'],
      only: { names: ['*', 'Metriod*'] },
      platforms: { snes: { prefer: ['*(Japn)'], drop: [] }, psx: { avoid: ['nothing'] } },
    }
    const names = new Map([
      ['nes', ['Zelda (USA)', 'Contra (USA)', 'Contra (Japan)']],
      ['snes', ['Super Mario World (USA)', 'Aleste (Japan)', 'Metroid (USA)']],
    ])
    // SNES has its own `drop`, so Mario is looked for on NES only; there is no PlayStation
    expect(unmatchedOverrides(policy, names)).toEqual([
      { path: ['pin', 1], pattern: 'Contra (US)', nearest: ['Contra (USA)'] },
      { path: ['drop', 0], pattern: '*Mario*', nearest: [] },
      { path: ['only', 'names', 1], pattern: 'Metriod*', nearest: ['Metroid (USA)'] },
      { path: ['platforms', 'snes', 'prefer', 0], pattern: '*(Japn)', nearest: [] },
    ])
  })
})

describe('a wish for a release that is called otherwise now', () => {
  it.each<[pin: string, nearest: string[]]>([
    ['Alpa (USA)', ['Alpha (USA) (Rev 1) (Aftermarket)', 'Alpha (Japan) (Rev 2)']],
    ['Alpha (USA)', ['Alpha (USA) (Rev 1) (Aftermarket)']],
    ['Bravo (USA)', []],
    ['Al (USA)', []],
  ])('%s', (pin, nearest) => {
    const names = [
      'Alpha (USA) (Rev 1) (Aftermarket)',
      'Alpha (Japan) (Rev 2)',
      'Zulu - The Long Way Home (USA)',
    ]
    expect(unmatchedOverrides({ pin: [pin] }, new Map([['nes', names]]))).toEqual([
      { path: ['pin', 0], pattern: pin, nearest },
    ])
  })
})

describe('laws', () => {
  const tag = fc.constantFrom('Beta', 'Rev 1', 'Unl', 'Proto', 'Alt', 'Pirate', 'En', 'Demo')
  const name = fc
    .tuple(
      fc.constantFrom('A', 'B'),
      fc.constantFrom('USA', 'Europe', 'Japan'),
      fc.uniqueArray(tag, { maxLength: 2 }),
    )
    .map(([title, region, tags]) => `${title} (${region})${tags.map((text) => ` (${text})`).join('')}`)
  const classes = fc.uniqueArray(
    fc.constantFrom('beta' as const, 'proto' as const, 'unlicensed' as const, 'demo' as const),
  )

  it('a stricter filter leaves out more, and what it lets through stays in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 10 }), classes, classes, (names, some, more) => {
        // the best language of a game depends on which releases are left
        const order = DEFAULT_ORDER.filter((id) => id !== 'language')
        const loose = selectNames(names, { order, exclude: some })
        const strict = selectNames(names, { order, exclude: [...some, ...more] })
        const gone = new Set(strict.flatMap(({ excluded }) => excluded.map((item) => item.name)))
        for (const { excluded } of loose) for (const item of excluded) expect(gone).toContain(item.name)
        const rest = loose.map(({ ranked }) =>
          ranked.map((item) => item.name).filter((item) => !gone.has(item)),
        )
        const left = strict.map(({ ranked }) => ranked.map((item) => item.name))
        expect(new Set(left.map((game) => game.join()))).toEqual(new Set(rest.map((game) => game.join())))
      }),
    )
  })

  it('keeping more keeps what keeping fewer keeps', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 10 }), fc.integer({ min: 1, max: 4 }), (names, keep) => {
        const more = new Set(kept(names, { keep: keep + 1 }))
        for (const item of kept(names, { keep })) expect(more).toContain(item)
      }),
    )
  })
})
