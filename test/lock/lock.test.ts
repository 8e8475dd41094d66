import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuratorError } from '../../src/errors.ts'
import type { LockData } from '../../src/lock/data.ts'
import { lockGames } from '../../src/lock/games.ts'
import { parseLock } from '../../src/lock/parse.ts'
import { writeLock } from '../../src/lock/write.ts'
import { selectNames } from '../select/releases.ts'

const DATA: LockData = {
  dats: new Map([
    [
      'no-intro',
      [
        { path: 'dats/snes.dat', name: 'Nintendo - SNES', sha1: 'bb' },
        { path: 'dats/nes.dat', name: 'Nintendo - NES', version: '2026.08.01', sha1: 'aa' },
      ],
    ],
    ['empty', []],
  ]),
  policies: new Map([
    [
      'usa',
      new Map([
        ['snes', new Map()],
        [
          'nes',
          new Map([
            ['Zelda "Gold"', ['Zelda "Gold" (USA)']],
            ['1942', ['1942 (USA)', '1942 (Japan)']],
            ['Contra', ['Contra (USA)']],
          ]),
        ],
      ]),
    ],
  ]),
}

const TEXT = String.raw`{
  "version": 1,
  "dats": {
    "empty": [],
    "no-intro": [
      { "path": "dats/nes.dat", "name": "Nintendo - NES", "version": "2026.08.01", "sha1": "aa" },
      { "path": "dats/snes.dat", "name": "Nintendo - SNES", "sha1": "bb" }
    ]
  },
  "policies": {
    "usa": {
      "nes": {
        "1942": ["1942 (Japan)", "1942 (USA)"],
        "Contra": "Contra (USA)",
        "Zelda \"Gold\"": "Zelda \"Gold\" (USA)"
      },
      "snes": {}
    }
  }
}
`

describe('writing and reading', () => {
  it('is sorted text with one game a line', () => expect(writeLock(DATA)).toBe(TEXT))

  it('reads what it wrote', () => expect(writeLock(parseLock(TEXT))).toBe(TEXT))

  it('is JSON', () => expect(JSON.parse(TEXT)).toMatchObject({ version: 1 }))

  it('writes nothing when there is nothing', () => {
    expect(writeLock({ dats: new Map(), policies: new Map() })).toBe(
      '{\n  "version": 1,\n  "dats": {},\n  "policies": {}\n}\n',
    )
  })

  it('keeps any name, also __proto__, and does not depend on the order of maps', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', '1', '10', 'constructor', '"', '\n'),
    )
    const games = fc.dictionary(text, fc.uniqueArray(text, { minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, games), { maxLength: 4 }), (platforms) => {
        const policies = new Map([
          ['p', new Map(platforms.map(([slug, list]) => [slug, new Map(Object.entries(list))]))],
        ])
        const written = writeLock({ dats: new Map(), policies })
        const reversed = new Map([...policies].map(([name, list]) => [name, new Map([...list].toReversed())]))
        expect(writeLock({ dats: new Map(), policies: reversed })).toBe(written)
        const back = parseLock(written).policies.get('p')
        expect([...(back?.keys() ?? [])].toSorted()).toEqual(
          [...(policies.get('p')?.keys() ?? [])].toSorted(),
        )
        expect(writeLock(parseLock(written))).toBe(written)
      }),
      { numRuns: 50 },
    )
  })

  it('takes 50,000 games in good time', () => {
    const games = new Map(Array.from({ length: 50_000 }, (_, i) => [`Game ${i}`, [`Game ${i} (USA)`]]))
    const start = performance.now()
    const text = writeLock({ dats: new Map(), policies: new Map([['p', new Map([['nes', games]])]]) })
    expect(parseLock(text).policies.get('p')?.get('nes')?.size).toBe(50_000)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})

describe('a lock that cannot be read', () => {
  it.each([
    ['', 'curator.lock cannot be read: line 1: it ends too early.'],
    ['{\n  "version": 1,\n  "policies": {\n', 'curator.lock cannot be read: line 4: it ends too early.'],
    [
      '{\n"version": 1,\n"dats": oops }',
      'curator.lock cannot be read: line 3: "oops }" is not expected here.',
    ],
    ['[]', 'curator.lock cannot be read: line 1: the file must be an object.'],
    ['{}', 'curator.lock cannot be read: line 1: `version` is missing.'],
    [
      '{\n"version": 2 }',
      'curator.lock cannot be read: line 2: `version` is not 1, the only format this curator reads.',
    ],
    [
      '{ "version": 1,\n"policies": { "a": { "nes": {\n"A": "A",\n"A": "B" } } } }',
      'curator.lock cannot be read: line 4: the key "A" stands twice.',
    ],
    [
      '{ "version": 1,\n"policies": { "a": { "nes": {\n"A": 5 } } } }',
      'curator.lock cannot be read: line 3: a game must be a text or a list of texts.',
    ],
    [
      '{ "version": 1,\n"policies": { "a": { "nes": {\n"A": [5] } } } }',
      'curator.lock cannot be read: line 3: a text is expected.',
    ],
    [
      '{ "version": 1,\n"policies": { "a": [] } }',
      'curator.lock cannot be read: line 2: policy `a` must be an object.',
    ],
    [
      '{ "version": 1,\n"dats": { "a": [{ "path": "x",\n"name": "y" }] } }',
      'curator.lock cannot be read: line 2: `sha1` is missing.',
    ],
    ['{ "version": 1 }\nmore', 'curator.lock cannot be read: line 2: there is more text after the end.'],
    ['{ "version": "1\n" }', 'curator.lock cannot be read: line 1: a text is not closed.'],
    [
      String.raw`{ "version": "\x" }`,
      String.raw`curator.lock cannot be read: line 1: "\x" is not a JSON text.`,
    ],
    ['['.repeat(100_000), 'curator.lock cannot be read: line 1: it is nested too deeply.'],
    [
      '{\n  "version": 1,\n<<<<<<< HEAD\n  "dats": {}\n=======\n>>>>>>> branch\n}\n',
      'curator.lock cannot be read: line 3: it holds a merge conflict that was not resolved.',
    ],
  ])('%j', (text, message) => {
    const read = (): LockData => parseLock(text)
    expect(read).toThrow(CuratorError)
    expect(read).toThrow(message)
  })

  it('names the file and the code', () => {
    try {
      parseLock('x', 'sub/curator.lock')
      expect.unreachable()
    } catch (error) {
      expect(error instanceof CuratorError && error.problems[0]).toMatchObject({
        code: 'lock-unreadable',
        path: 'sub/curator.lock',
      })
    }
  })
})

describe('the games of a selection', () => {
  const names = [
    'Riven (USA) (Disc 1)',
    'Riven (USA) (Disc 2)',
    'Riven (Europe) (Disc 2)',
    'Ape (USA)',
    'Ape (USA) (Demo)',
    'Old (USA) (Beta)',
  ]

  it('are keyed by title with disc and demo', () => {
    const policy = { exclude: ['beta'] } as const
    expect([...lockGames(selectNames(names, policy), policy)]).toEqual([
      ['Ape', ['Ape (USA)']],
      ['Ape (Demo)', ['Ape (USA) (Demo)']],
      ['Riven (Disc 1)', ['Riven (USA) (Disc 1)']],
      ['Riven (Disc 2)', ['Riven (USA) (Disc 2)']],
    ])
  })

  it('hold every release when all are kept', () => {
    const policy = { keep: 'all' } as const
    expect(lockGames(selectNames(names, policy), policy).get('Riven (Disc 2)')).toEqual([
      'Riven (USA) (Disc 2)',
      'Riven (Europe) (Disc 2)',
    ])
  })

  it('of one label are keyed by release', () => {
    const policy = {}
    expect([...lockGames(selectNames(['[BIOS] S (USA)', '[BIOS] S (Japan)']), policy).keys()]).toEqual([
      '[BIOS] S (Japan)',
      '[BIOS] S (USA)',
    ])
  })
})
