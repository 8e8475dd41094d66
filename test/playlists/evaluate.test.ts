import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/playlists/evaluate.ts'
import type { Playlist, PlaylistQuery } from '../../src/playlists/playlist.ts'
import { asksForCompanies, asksForFacts } from '../../src/playlists/query.ts'
import { normalizeTitle } from '../../src/playlists/titles.ts'
import type { Pick } from '../../src/select/pick.ts'

const FILE = { name: 'x', content: { sha1: '00', size: 1, crc32: 1 }, views: [], extension: 'bin' }

function pick(game: string, release: string, more: Partial<Pick> = {}): Pick {
  return { platform: 'nes', game, release, regions: ['USA'], languages: ['En'], files: [FILE], ...more }
}

const PICKS: readonly Pick[] = [
  pick('Contra', 'Contra (USA)', { year: 1988 }),
  pick('Legend of Zelda, The', 'Legend of Zelda, The (USA)', { year: 1987 }),
  pick('Zelda II - The Adventure of Link', 'Zelda II - The Adventure of Link (Europe)', {
    year: 1988,
    regions: ['Europe'],
  }),
  pick('Pokemon Stadium', 'Pokemon Stadium (Japan)', {
    platform: 'n64',
    regions: ['Japan'],
    languages: ['Ja'],
    year: 1999,
  }),
  pick('Tetris', 'Tetris (World)', { regions: ['World'], files: [] }),
  pick('Riven', 'Riven (USA) (Disc 2)', { platform: 'psx', disc: 2 }),
  pick('Riven', 'Riven (USA) (Disc 1)', { platform: 'psx', disc: 1 }),
  pick('Ape Escape', 'Ape Escape (USA)', { platform: 'psx', languages: ['En-US'] }),
  pick('Ape Escape', 'Ape Escape (Europe) (Demo)', {
    platform: 'psx',
    regions: ['Europe'],
    isApart: true,
  }),
]

function listed(playlist: Playlist, picks = PICKS): string[] {
  return evaluate(playlist, picks).picks.map(({ release }) => release)
}

describe('titles', () => {
  it.each([
    ['Contra', ['Contra (USA)']],
    ['contra (usa)', ['Contra (USA)']],
    ['The Legend of Zelda', ['Legend of Zelda, The (USA)']],
    ['ZELDA II: the adventure of link', ['Zelda II - The Adventure of Link (Europe)']],
    ['Pokémon Stadium', ['Pokemon Stadium (Japan)']],
    ['Riven', ['Riven (USA) (Disc 1)', 'Riven (USA) (Disc 2)']],
    ['Riven (USA) (Disc 2)', ['Riven (USA) (Disc 2)']],
    ['Ape Escape', ['Ape Escape (USA)']],
    ['Ape Escape (Europe) (Demo)', ['Ape Escape (Europe) (Demo)']],
  ])('%s', (title, releases) => expect(listed({ titles: [title] })).toEqual(releases))

  it('keep the order of the list, and every pick once', () => {
    expect(listed({ titles: ['Riven', 'Contra', 'Riven (USA) (Disc 2)'] })).toEqual([
      'Riven (USA) (Disc 1)',
      'Riven (USA) (Disc 2)',
      'Contra (USA)',
    ])
  })

  it('of releases that the catalog came to know in another order give the same list', () => {
    const releases = ['psx/Riven (USA) (Disc 2)', 'psx/Riven (USA) (Disc 1)', 'nes/Contra (USA)']
    const orders = [releases, releases.toReversed()].map((known) => {
      const found = () => new Set(known)
      const named = evaluate({ titles: ['Another Name'] }, PICKS, { releasesNamed: found })
      const hashed = evaluate({ file: 'x' }, PICKS, {
        entries: [{ shown: 'x', titles: [], sha1: '00' }],
        releasesOf: found,
      })
      return [named, hashed].map(({ picks }) => picks.map(({ release }) => release))
    })
    const inOrder = ['Contra (USA)', 'Riven (USA) (Disc 1)', 'Riven (USA) (Disc 2)']
    expect(orders).toEqual([
      [inOrder, inOrder],
      [inOrder, inOrder],
    ])
  })

  it('that cannot be found are reported with the nearest ones', () => {
    expect(evaluate({ titles: ['Contraa', 'Zelda', 'Qqqqqqqq', ''] }, PICKS).unresolved).toEqual([
      { title: 'Contraa', nearest: ['Contra'] },
      { title: 'Zelda', nearest: ['Legend of Zelda, The', 'Zelda II - The Adventure of Link'] },
      { title: 'Qqqqqqqq', nearest: [] },
      { title: '', nearest: [] },
    ])
  })

  it('that only another platform has are reported with it', () => {
    expect(evaluate({ titles: [{ title: 'Contra', platform: 'gb' }] }, PICKS).unresolved).toEqual([
      { title: 'Contra', platform: 'gb', nearest: ['Contra (nes)'] },
    ])
    expect(evaluate({ titles: [{ title: 'Contraa', platform: 'nes' }] }, PICKS).unresolved).toEqual([
      { title: 'Contraa', platform: 'nes', nearest: ['Contra'] },
    ])
  })

  it('of games that are missing are counted', () => {
    expect(evaluate({ titles: ['Tetris', 'Contra'] }, PICKS)).toMatchObject({
      missing: 1,
      unresolved: [],
    })
  })
})

describe('words of a query that fit no game', () => {
  const facts = new Map([
    [
      'nes/Contra (USA)',
      {
        genres: ['run and gun', 'shooter'],
        developers: ['konami'],
        franchises: ['contra'],
        runsOn: { rg35xx: 'good' } as const,
        compatible: { mesen: 'perfect', 'mesen 2': 'perfect' } as const,
      },
    ],
  ])
  const unknown = (where: Playlist['where']) =>
    evaluate({ ...(where && { where }) }, PICKS, { facts }).unresolved

  it('are reported with the nearest ones, wherever they stand, each once', () => {
    expect(unknown({ genre: ['Shooter', 'Shoter'], not: { genre: ['Shoter'] } })).toEqual([
      { title: 'Shoter', asked: 'genre', nearest: ['shooter'] },
    ])
    expect(unknown({ any: [{ all: [{ developer: ['Konmai', 'Konami'] }] }] })).toEqual([
      { title: 'Konmai', asked: 'developer', nearest: ['konami'] },
    ])
    expect(unknown({ publisher: ['Konami'], franchise: ['Contre'] })).toEqual([
      { title: 'Contre', asked: 'franchise', nearest: ['contra'] },
      { title: 'Konami', asked: 'publisher', nearest: [] },
    ])
    expect(unknown({ runsOn: { device: 'rg35xxx' }, compatible: { emulator: 'messen' } })).toEqual([
      { title: 'rg35xxx', asked: 'device', nearest: ['rg35xx'] },
      { title: 'messen', asked: 'emulator', nearest: ['mesen'] },
    ])
  })

  it('are none where some game has each, and none are asked of no games', () => {
    expect(
      unknown({ genre: ['gun'], runsOn: { device: 'rg35xx' }, compatible: { emulator: 'mesen' } }),
    ).toEqual([])
    expect(unknown({ title: ['nothing'], region: ['Japan'], year: { from: 2050 } })).toEqual([])
    expect(evaluate({ where: { genre: ['x'] } }, []).unresolved).toEqual([])
  })
})

describe('queries', () => {
  it.each<[Playlist, string[]]>([
    [{ where: { platform: ['n64'] } }, ['Pokemon Stadium (Japan)']],
    [
      { where: { region: ['Europe', 'Japan'] } },
      ['Ape Escape (Europe) (Demo)', 'Pokemon Stadium (Japan)', 'Zelda II - The Adventure of Link (Europe)'],
    ],
    [
      { where: { language: ['En'], platform: ['psx'], title: ['ape*'] } },
      ['Ape Escape (Europe) (Demo)', 'Ape Escape (USA)'],
    ],
    [
      { where: { title: ['*ZELDA*'] } },
      ['Legend of Zelda, The (USA)', 'Zelda II - The Adventure of Link (Europe)'],
    ],
    [
      { where: { year: { from: 1988, to: 1990 } } },
      ['Contra (USA)', 'Zelda II - The Adventure of Link (Europe)'],
    ],
    [
      { where: { year: { to: 1988 } }, order: 'year' },
      ['Legend of Zelda, The (USA)', 'Contra (USA)', 'Zelda II - The Adventure of Link (Europe)'],
    ],
    [{ where: { year: {} }, limit: 1 }, ['Contra (USA)']],
    [
      { where: { platform: ['psx', 'n64'] }, order: 'platform', limit: 2 },
      ['Pokemon Stadium (Japan)', 'Ape Escape (Europe) (Demo)'],
    ],
    [
      { where: { platform: ['psx'] }, order: 'release' },
      ['Ape Escape (Europe) (Demo)', 'Ape Escape (USA)', 'Riven (USA) (Disc 1)', 'Riven (USA) (Disc 2)'],
    ],
    [
      { titles: ['Riven'], where: { platform: ['nes'], title: ['contra'] } },
      ['Riven (USA) (Disc 1)', 'Riven (USA) (Disc 2)', 'Contra (USA)'],
    ],
    [{ where: { platform: ['gb'] } }, []],
  ])('%j', (playlist, releases) => expect(listed(playlist)).toEqual(releases))

  it('without conditions list everything owned, without a year last', () => {
    expect(evaluate({ order: 'year' }, PICKS).picks).toHaveLength(8)
    expect(listed({ order: 'year' })[0]).toBe('Legend of Zelda, The (USA)')
    expect(listed({ order: 'year' }).at(-1)).toBe('Riven (USA) (Disc 2)')
  })

  it('give the same list whatever the order of the picks', () => {
    expect(listed({ where: {} }, PICKS.toReversed())).toEqual(listed({ where: {} }))
  })
})

it.each([
  ['Legend of Zelda, The - A Link to the Past', 'legend of zelda a link to the past'],
  ['The Legend of Zelda: A Link to the Past', 'legend of zelda a link to the past'],
  ["L'Abbaye", 'labbaye'],
  ["Abbaye, L'", 'labbaye'],
  ['Pucelle, La - Tactics', 'la pucelle tactics'],
  ['Die Hard', 'die hard'],
  ['Герой', 'герой'],
  ['Pac-Man & Galaga', 'pac man and galaga'],
  ['Pokémon', 'pokemon'],
  ['Theme Park', 'theme park'],
  ['ゼルダの伝説', 'ゼルダの伝説'],
])('%s is looked up as %s', (title, expected) => expect(normalizeTitle(title)).toBe(expected))

it.each([
  ['contra [usa]', ['Contra (USA)']],
  ['Contra USA', []],
])('the name %s finds the releases %j', (title, releases) => {
  expect(evaluate({ titles: [title] }, PICKS).picks.map(({ release }) => release)).toEqual(releases)
})

describe('what a query asks for', () => {
  const NAMES: PlaylistQuery = { platform: ['nes'], region: ['USA'], language: ['En'], title: ['Zelda*'] }

  it.each<[string, PlaylistQuery, { readonly facts: boolean; readonly companies: boolean }]>([
    ['nothing', {}, { facts: false, companies: false }],
    ['what names tell', NAMES, { facts: false, companies: false }],
    ['what names tell, within', { any: [NAMES], not: NAMES }, { facts: false, companies: false }],
    ['a year', { ...NAMES, year: { to: 1989 } }, { facts: true, companies: false }],
    ['a genre, within', { any: [NAMES, { not: { genre: ['Sport'] } }] }, { facts: true, companies: false }],
    ['a company, within', { all: [{ any: [{ publisher: ['Sega'] }] }] }, { facts: true, companies: true }],
  ])('is seen: %s', (_, query, asked) => {
    expect({ facts: asksForFacts(query), companies: asksForCompanies(query) }).toEqual(asked)
  })
})
