import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuratorError } from '../../src/errors.ts'
import { cloneListsOf, plainName } from '../../src/select/clone-lists/find.ts'
import { matchCloneLists } from '../../src/select/clone-lists/match.ts'
import { readCloneList } from '../../src/select/clone-lists/read.ts'
import { regexTester } from '../../src/select/clone-lists/regex.ts'
import { preferencesOf } from '../../src/select/criteria/preferences.ts'
import { select } from '../../src/select/select.ts'
import { cloneList, releases, winners } from './releases.ts'

function faultsOf(content: unknown): string[] {
  return readCloneList(JSON.stringify(content), 'list.json').problems.map(({ message }) => message)
}

function messageOf(text: string): string {
  try {
    readCloneList(text, 'list.json')
    return ''
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return `${error.problems[0]?.code}: ${error.problems[0]?.message}`
  }
}

describe('reading', () => {
  it('takes everything a list may say', () => {
    const { list, problems } = readCloneList(
      JSON.stringify({
        description: { name: 'Sega - Test (No-Intro)', lastUpdated: '1 May 2024', minimumVersion: '2.02' },
        variants: [
          {
            group: 'A',
            categories: ['Games'],
            titles: [
              { searchTerm: 'A' },
              {
                searchTerm: '^A 2',
                nameType: 'regex',
                priority: 2,
                categories: ['Demos'],
                localNames: { japanese: 'あ' },
                englishFriendly: true,
                isOldest: true,
                filters: [
                  {
                    conditions: {
                      matchRegions: ['Japan'],
                      matchLanguages: ['En'],
                      matchString: 'x+',
                      regionOrder: { higherRegions: ['Japan'], lowerRegions: ['All other regions'] },
                    },
                    results: { group: 'B', priority: 3, superset: true },
                  },
                ],
              },
            ],
            supersets: [{ searchTerm: 'A DX' }],
            compilations: [{ searchTerm: 'A + B', titlePosition: 1 }],
          },
        ],
        removes: ['C (USA)', { searchTerm: 'D' }],
        mias: ['E (USA)'],
        overrides: [{ searchTerm: 'F (USA)', nameType: 'full', categories: ['Video'] }],
      }),
      'lists/x.json',
    )
    expect(problems).toEqual([])
    expect(list.name).toBe('Sega - Test (No-Intro)')
    const a = { group: 'A', categories: ['Games'], filters: [], nameType: 'short', priority: 1 }
    const bare = { role: 'title', priority: 1, filters: [] }
    const at = (place: string) => ({ place: `${place}.searchTerm` })
    expect(list.entries).toEqual([
      { ...a, role: 'title', term: 'A', ...at('variants[0].titles[0]') },
      {
        group: 'A',
        role: 'title',
        term: '^A 2',
        nameType: 'regex',
        priority: 2,
        categories: ['Demos'],
        localNames: { japanese: 'あ' },
        englishFriendly: true,
        oldest: true,
        filters: [
          {
            conditions: {
              matchRegions: ['Japan'],
              matchLanguages: ['En'],
              matchString: 'x+',
              regionOrder: { higherRegions: ['Japan'], lowerRegions: ['All other regions'] },
            },
            results: { group: 'B', priority: 3, superset: true },
          },
        ],
        ...at('variants[0].titles[1]'),
      },
      { ...a, role: 'superset', term: 'A DX', ...at('variants[0].supersets[0]') },
      { ...a, role: 'compilation', term: 'A + B', titlePosition: 1, ...at('variants[0].compilations[0]') },
      { ...bare, term: 'C (USA)', nameType: 'full', ignore: true, place: 'removes[0]' },
      { ...bare, term: 'D', nameType: 'short', ignore: true, ...at('removes[1]') },
      { ...bare, term: 'E (USA)', nameType: 'full', mia: true, place: 'mias[0]' },
      { ...bare, term: 'F (USA)', nameType: 'full', categories: ['Video'], ...at('overrides[0]') },
    ])
  })

  it('is named after its file when it does not say', () => {
    expect(readCloneList('{"variants": []}', '/lists/Sega - Test (Redump).json').list.name).toBe(
      'Sega - Test (Redump)',
    )
  })

  it.each<[object, string]>([
    [{ variants: ['x'] }, "variants[0] must be an object; it is 'x'"],
    [{ variants: [{ titles: [] }] }, 'variants[0].group is needed'],
    [{ variants: [{ group: 5, titles: [] }] }, 'variants[0].group must be a text; it is 5'],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 7 }] }] },
      'variants[0].titles[0].searchTerm must be a text; it is 7',
    ],
    [{ variants: [{ group: 'A', titles: {} }] }, 'variants[0].titles must be a list; it is an object'],
    [{ variants: [{ group: 'A', titles: [{}] }] }, 'variants[0].titles[0].searchTerm is needed'],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 'A', priority: 0 }] }] },
      'variants[0].titles[0].priority must be a whole number from 1 up; it is 0',
    ],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 'A', nametype: 'full' }] }] },
      'variants[0].titles[0].nametype is no key of a clone list; did you mean `nameType`?',
    ],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 'A', nameType: 'glob' }] }] },
      "variants[0].titles[0].nameType must be one of short, full, regionFree, regex; it is 'glob'",
    ],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 'A', localNames: { english: 3 } }] }] },
      'variants[0].titles[0].localNames must hold texts only',
    ],
    [
      { variants: [{ group: 'A', titles: [{ searchTerm: 'A', filters: [{ conditions: {} }] }] }] },
      'variants[0].titles[0].filters[0].results must be an object; it is not there',
    ],
  ])('%j: names the file and the place', (content, fault) => {
    expect(faultsOf(content)).toEqual([`list.json: ${fault}. That part is not used.`])
  })

  it('does not use an expression that is none, nor a filter with a fault', () => {
    const filter = { conditions: { matchString: '(' }, results: { group: 'B' } }
    const titles = [
      { searchTerm: '[', nameType: 'regex' },
      { searchTerm: 'A', filters: [filter] },
    ]
    const { list, problems } = readCloneList(JSON.stringify({ variants: [{ group: 'A', titles }] }), 'l.json')
    expect(problems.map(({ message }) => message.slice(0, 70))).toEqual(
      [
        'l.json: variants[0].titles[0].searchTerm is no regular expression: Inv',
        'l.json: variants[0].titles[1].filters[0].conditions.matchString is no r',
      ].map((text) => text.slice(0, 70)),
    )
    expect(list.entries).toMatchObject([{ term: 'A', filters: [] }])
  })

  it.each([
    ['<html>', 'clone-list-unreadable: list.json: It is no JSON: '],
    ['[]', 'clone-list-unreadable: list.json: It must be an object; it is a list.'],
    [
      '{}',
      'clone-list-unreadable: list.json: It has no list `variants`, so it is no clone list in the form of Retool.',
    ],
  ])('refuses %s', (text, message) => expect(messageOf(text).slice(0, message.length)).toBe(message))

  it('counts faults beyond twenty', () => {
    const variants = Array.from({ length: 50 }, () => ({}))
    const faults = faultsOf({ variants })
    expect(faults).toHaveLength(21)
    expect(faults.at(-1)).toBe('list.json: 30 more faults. That part is not used.')
  })

  it('survives any JSON, and gives no one a prototype', () => {
    const poison =
      '{"variants":[{"group":"__proto__","titles":[{"searchTerm":"__proto__","localNames":{"__proto__":"x"}}]}]}'
    const { list } = readCloneList(poison, 'list.json')
    expect(select(releases('__proto__ (USA)'), {}, { platform: 'nes', cloneLists: [list] })).toHaveLength(1)
    expect(Object.prototype).not.toHaveProperty('x')
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({
          variants: [value, { group: 'A', titles: [value], supersets: value }],
          mias: value,
        })
        expect(readCloneList(text, 'list.json').list.name).toBe('list')
      }),
    )
  })
})

describe('which releases an entry finds', () => {
  const all = releases(
    'A (USA)',
    'A (Europe) (Rev 1)',
    'A (USA) (Greatest Hits)',
    'A (Japan) (Special)',
    'A 2 (Peru)',
  )

  function found(entry: object): string[] {
    const list = cloneList({ group: 'G', titles: [entry] })
    return [...matchCloneLists(all, [list], preferencesOf({}))].map(([name]) => name)
  }

  it.each<[object, string[]]>([
    [{ searchTerm: 'a' }, ['A (USA)', 'A (Europe) (Rev 1)', 'A (USA) (Greatest Hits)']],
    [{ searchTerm: 'A (Special)' }, ['A (Japan) (Special)']],
    // our short names leave editions out
    [{ searchTerm: 'A (Greatest Hits)' }, ['A (USA) (Greatest Hits)']],
    [{ searchTerm: 'a (usa)', nameType: 'full' }, ['A (USA)']],
    [{ searchTerm: 'A (rev 1)', nameType: 'regionFree' }, ['A (Europe) (Rev 1)']],
    [
      { searchTerm: String.raw`^a \((?!usa)`, nameType: 'regex' },
      ['A (Europe) (Rev 1)', 'A (Japan) (Special)'],
    ],
    // Retool does not know this region, so it is part of the short name there
    [{ searchTerm: 'A 2' }, []],
    [{ searchTerm: 'B' }, []],
  ])('%j', (entry, names) => expect(found(entry)).toEqual(names))

  it('prefers the more exact entry, then the first', () => {
    const list = cloneList(
      { group: 'First', titles: [{ searchTerm: 'A' }] },
      { group: 'Second', titles: [{ searchTerm: 'A' }] },
      { group: 'Exact', titles: [{ searchTerm: 'A (USA)', nameType: 'full' }] },
    )
    const listings = matchCloneLists(all, [list], preferencesOf({}))
    expect(listings.get('A (USA)')).toMatchObject({ group: 'exact', source: 'Test#Exact' })
    expect(listings.get('A (Europe) (Rev 1)')?.group).toBe('first')
  })

  it('cuts off an expression that takes for ever', () => {
    const slow = { searchTerm: '^(a+)+$', nameType: 'regex' }
    const list = cloneList({ group: 'A', titles: [slow] })
    expect(() => matchCloneLists(releases(`${'a'.repeat(60)}!`), [list], preferencesOf({}))).toThrow(
      expect.objectContaining({
        problems: [
          {
            code: 'clone-list-unreadable',
            message: 'test.json: The expression ^(a+)+$ takes too long.',
            path: 'test.json',
          },
        ],
      }),
    )
    const test = regexTester((pattern) => new Error(pattern))
    expect(test('b', ['abc', 'x'])).toEqual([true, false])
  })
})

describe('what lists decide', () => {
  const kept = (names: readonly string[], variants: object[], policy = {}): string[] =>
    winners(
      select(releases(...names), policy, { platform: 'nes', cloneLists: [cloneList(...variants)] }),
    ).sort()

  it('joins other titles, and says so', () => {
    const [cluster] = select(
      releases('Contra (USA)', 'Gryzor (Europe)', 'Probotector (Germany)'),
      {},
      {
        platform: 'nes',
        cloneLists: [
          cloneList({ group: 'contra', titles: [{ searchTerm: 'Gryzor' }, { searchTerm: 'Probotector' }] }),
        ],
      },
    )
    // nothing is listed for Contra itself: its name is the group's
    expect(cluster?.ranked.map(({ name, joinedBy, joinedVia }) => [name, joinedBy, joinedVia])).toEqual([
      ['Contra (USA)', 'clone-list', 'Test#contra'],
      ['Gryzor (Europe)', 'clone-list', 'Test#contra'],
      ['Probotector (Germany)', 'clone-list', 'Test#contra'],
    ])
  })

  it('moves a release away from those of its name', () => {
    const filters = [{ conditions: { matchRegions: ['Japan'] }, results: { group: 'A (Japan)' } }]
    const variants = [{ group: 'A', titles: [{ searchTerm: 'A', filters }] }]
    expect(kept(['A (USA)', 'A (Japan)', 'A (Europe)'], variants)).toEqual(['A (Japan)', 'A (USA)'])
    // also where a DAT calls it a clone
    const all = releases('A (USA)', 'A (Japan)').map((item) => ({
      ...item,
      cloneOf: item.id === 2 ? ['A (USA)'] : [],
    }))
    const options = { platform: 'nes', cloneLists: [cloneList(...variants)] }
    expect(winners(select(all, {}, options))).toHaveLength(2)
  })

  it.each<[string, object, string[]]>([
    ['matchLanguages', { matchLanguages: ['Ja'] }, ['A (Japan)', 'A (USA)']],
    ['languages in words', { matchLanguages: ['Japanese'] }, ['A (Japan)', 'A (USA)']],
    ['matchString', { matchString: 'JAPAN' }, ['A (Japan)', 'A (USA)']],
    ['all regions must match', { matchRegions: ['Japan', 'USA'] }, ['A (USA)']],
    ['higher region', { regionOrder: { higherRegions: ['USA'], lowerRegions: ['Japan'] } }, ['A (USA)']],
    [
      'lower region',
      { regionOrder: { higherRegions: ['Japan'], lowerRegions: ['All other regions'] } },
      ['A (USA)'],
    ],
  ])('a condition on %s', (_, conditions, expected) => {
    const filters = [{ conditions, results: { group: 'B' } }]
    expect(kept(['A (USA)', 'A (Japan)'], [{ group: 'A', titles: [{ searchTerm: 'A', filters }] }])).toEqual(
      expected,
    )
  })

  it.each<[string, object, object, string[]]>([
    ['nothing', {}, {}, ['A (USA) (Shop)', 'C (USA)']],
    ['group', { group: 'B' }, {}, ['A (USA)', 'A (USA) (Shop)', 'C (USA)']],
    ['the group of another', { group: 'C', priority: 2 }, {}, ['A (USA)', 'C (USA)']],
    ['priority', { priority: 2 }, {}, ['A (USA)', 'C (USA)']],
    ['superset', { superset: true, priority: 2 }, {}, ['A (USA) (Shop)', 'C (USA)']],
    ['categories', { categories: ['Demos'] }, { exclude: ['demo'] }, ['A (USA)', 'C (USA)']],
    ['ignore', { ignore: true }, {}, ['A (USA)', 'C (USA)']],
    ['isOldest', { isOldest: true, priority: 2 }, { revision: 'oldest' }, ['A (USA) (Shop)', 'C (USA)']],
  ])('a result: %s', (_, results, policy, expected) => {
    const filters = [{ conditions: { matchString: 'Shop' }, results }]
    const shop = { searchTerm: 'A (Shop)', filters }
    const list = [
      { group: 'A', titles: [{ searchTerm: 'A', priority: 1 }, shop, { searchTerm: 'A Plus' }] },
      { group: 'C', titles: [{ searchTerm: 'C' }] },
    ]
    expect(kept(['A (USA)', 'A (USA) (Shop)', 'A Plus (Europe)', 'C (USA)'], list, policy)).toEqual(expected)
  })

  it('a result: englishFriendly', () => {
    const filters = [{ conditions: { matchRegions: ['Japan'] }, results: { englishFriendly: true } }]
    const english = { only: { languages: ['En'] } }
    expect(kept(['A (Japan)'], [{ group: 'A', titles: [{ searchTerm: 'A', filters }] }], english)).toEqual([
      'A (Japan)',
    ])
    expect(kept(['A (Korea)'], [{ group: 'A', titles: [{ searchTerm: 'A', filters }] }], english)).toEqual([])
  })

  it('orders by superset before region, and by priority inside one', () => {
    const variants = [
      {
        group: 'A',
        titles: [{ searchTerm: 'A', priority: 2 }, { searchTerm: 'B' }],
        supersets: [{ searchTerm: 'A DX' }],
      },
    ]
    expect(kept(['A (USA)', 'B (USA)'], variants)).toEqual(['B (USA)'])
    expect(kept(['A (USA)', 'B (Europe)'], variants)).toEqual(['A (USA)'])
    expect(kept(['A (USA)', 'A DX (Europe)'], variants)).toEqual(['A DX (Europe)'])
    expect(kept(['A (USA)', 'A DX (Japan)'], variants)).toEqual(['A (USA)'])
    expect(kept(['A (USA)', 'A DX (Europe)'], variants, { precedence: 'region' })).toEqual(['A (USA)'])
    expect(kept(['A (USA)', 'A DX (USA)'], variants, { revision: 'oldest' })).toEqual(['A (USA)'])
  })

  it('takes categories, languages and what is to be ignored from the list', () => {
    const variants = [
      { group: 'Cart', categories: ['Applications'], titles: [{ searchTerm: 'Cart' }] },
      { group: 'A', titles: [{ searchTerm: 'A' }, { searchTerm: 'B', englishFriendly: true }] },
      { group: 'C', titles: [{ searchTerm: 'C', ignore: true }] },
    ]
    const names = ['Cart (USA)', 'A (Japan)', 'B (Japan)', 'C (USA)']
    expect(kept(names, variants, { exclude: ['program'] })).toEqual(['B (Japan)'])
    expect(kept(names, variants, { only: { languages: ['En'] } })).toEqual(['B (Japan)', 'Cart (USA)'])
  })

  it('hands on local names', () => {
    const localNames = { japanese: 'あ' }
    const cloneLists = [cloneList({ group: 'A', titles: [{ searchTerm: 'A', localNames }] })]
    expect(select(releases('A (Japan)'), {}, { platform: 'nes', cloneLists })[0]?.ranked[0]).toEqual({
      name: 'A (Japan)',
      joinedBy: 'alone',
      localNames,
    })
  })
})

describe('which lists speak of a platform', () => {
  it.each([
    ['Nintendo - Nintendo Entertainment System (No-Intro)', 'nes', true],
    ['Nintendo - Super Nintendo Entertainment System (No-Intro)', 'nes', false],
    ['Sony - PlayStation (Redump)', 'psx', true],
    ['Sony - PlayStation', 'psx', true],
  ])('%s for %s: %s', (name, platform, expected) => {
    expect(cloneListsOf([{ name, file: '', entries: [] }], platform)).toHaveLength(expected ? 1 : 0)
  })

  it('goes by the name of the DAT where the platform is not known', () => {
    const list = { name: 'Hitachi - S1 (No-Intro)', file: '', entries: [] }
    expect(cloneListsOf([list], 'hitachi-s1', ['Hitachi - S1 (20241029-120000)'])).toEqual([list])
    expect(cloneListsOf([list], 'hitachi-s1', ['Other - S2'])).toEqual([])
  })

  it.each([
    ['Nintendo - NES (Headered) (20241029-130000)', 'nintendo - nes'],
    ['Sony - PlayStation - Datfile (10859) (2024-10-29 12-00-00)', 'sony - playstation'],
    ['(x)', '(x)'],
  ])('%s is plainly %s', (name, plain) => expect(plainName(name)).toBe(plain))
})
