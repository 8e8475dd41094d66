/** Titles that look like one game and are two: nothing is linked by itself, and each near miss is a suggestion. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleCandidates } from '../../src/identify/titles/title-candidates.ts'
import { titleIndex } from '../../src/identify/titles/title-index.ts'
import { hit, miss } from '../../src/metadata/answer.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { createMetadataClient } from '../../src/metadata/client.ts'
import type { SearchResult } from '../../src/metadata/game.ts'
import { identifyBySearch } from '../../src/metadata/identify.ts'
import { MOST_SUGGESTED, titleLinks } from '../../src/metadata/join/title-links.ts'
import type { MetadataProvider, ProviderDefinition } from '../../src/metadata/provider.ts'
import { judge } from '../../src/metadata/match.ts'
import { gameResult } from '../../src/metadata/result.ts'
import { capabilities, nothingToClose } from '../../src/metadata/support.ts'
import { normalizeTitle } from '../../src/playlists/titles.ts'
import type { Pick } from '../../src/select/pick.ts'
import { resolveList } from '../../src/playlists/resolve.ts'
import { logiqxDat } from '../support/dat.ts'
import { FAR, KINDS, NEAR, readOut, SAME } from './title-pairs/all.ts'
import { NOW } from './subjects.ts'
import type { TitlePair } from './title-pairs/title-pairs.ts'
import { withTable } from './with-table.ts'

const bothWays = (pairs: readonly TitlePair[]): TitlePair[] => [
  ...pairs,
  ...pairs.map(([a, b]): TitlePair => [b, a]),
]

function found(title: string, id = title): SearchResult {
  return { provider: 'x', id, title, alternativeTitles: [], platforms: ['snes'] }
}

/** What a path made of a title, where there is one other. */
interface Fate {
  readonly linked: boolean
  readonly suggested: boolean
}
const REFUSED: Fate = { linked: false, suggested: true }
const UNSEEN: Fate = { linked: false, suggested: false }

/** Each way in which a title may find its game. */
const PATHS: readonly (readonly [
  path: string,
  run: (title: string, other: string) => Promise<Fate> | Fate,
])[] = [
  ['judging answers', judging],
  ['joining files', joining],
  ['naming files', naming],
  ['asking a provider', asking],
]

function judging(title: string, other: string): Fate {
  const { match, others } = judge({ title, platform: 'snes' }, [found(other)])
  return { linked: match !== undefined, suggested: others.length > 0 }
}

function joining(title: string, other: string): Fate {
  const target = { id: 1, name: `${title} (USA)`, game: 1 }
  const { links, suggestions } = titleLinks(
    {
      all: [target],
      byName: new Map([[target.name, target]]),
      byId: new Map([[1, target]]),
      crc: () => [],
      md5: () => [],
      serial: () => [],
      path: () => [],
      titles: () => new Map([[1, { titles: [title] }]]),
    },
    {
      part: { log: 1, source: 'mine', kind: 'csv', platform: 'snes' },
      entries: [entry(1, other), entry(2, 'Quiet Desert'), entry(3, 'Orbital Caravan')],
      named: new Map(),
      titles: new Map(),
    },
    { known: new Set(), linkedEntries: new Set(), decided: new Map() },
  )
  return { linked: links.length > 0, suggested: suggestions.some(({ ref }) => ref === other) }
}

function entry(id: number, title: string) {
  return {
    id,
    log: 1,
    source: 'mine',
    ref: title,
    name: undefined,
    title,
    crc32: undefined,
    md5: undefined,
    serial: undefined,
    path: undefined,
    foundBy: undefined,
    released: undefined,
  }
}

function naming(title: string, other: string): Fate {
  const index = titleIndex('snes', [`${other} (USA)`, 'Quiet Desert (USA)', 'Orbital Caravan (USA)'])
  const { link, candidates } = titleCandidates(
    { names: [`${title} (USA)`] },
    [{ platform: 'snes', by: 'root', certainty: 1 }],
    () => index,
  )
  return {
    linked: link !== undefined,
    suggested: !link && candidates.some(({ release }) => release === `${other} (USA)`),
  }
}

async function asking(title: string, other: string): Promise<Fate> {
  const client = createMetadataClient({
    providers: [provider(other)],
    cache: memoryCache(),
    env: {},
  })
  const { match, suggestions } = await client.identify({
    fileName: `${title.replaceAll('/', '-')} (USA).sfc`,
    title,
    platform: 'snes',
  })
  await client.close()
  return { linked: match !== undefined, suggested: suggestions.some(({ id }) => id === other) }
}

/** Finds the same whatever it is asked. */
function provider(title: string): ProviderDefinition {
  const able = capabilities({ search: true, byId: true })
  const search = () => Promise.resolve(hit([found(title)]))
  const getById = (id: string) =>
    Promise.resolve(hit(gameResult('x', { id, title, platforms: ['snes'], fields: { genres: ['A'] } }, NOW)))
  const one: MetadataProvider = {
    name: 'x',
    capabilities: able,
    covers: () => true,
    search,
    identify: (query) => identifyBySearch({ search, getById }, query),
    getById,
    heartbeat: () => Promise.resolve(miss()),
    close: nothingToClose,
  }
  return {
    name: 'x',
    title: 'X',
    version: 1,
    capabilities: able,
    keys: [],
    pace: { windows: [], parallel: 1 },
    open: () => one,
  }
}

it('there are 3,100 pairs and more, each once', () => {
  const all = [...NEAR, ...FAR].map((pair) => pair.toSorted().join(' | '))
  expect(all.filter((pair, i) => all.indexOf(pair) !== i)).toEqual([])
  expect(all.length).toBeGreaterThanOrEqual(3100)
})

describe.each(PATHS)('%s', (_, run) => {
  const fates = async (pairs: readonly TitlePair[]) =>
    Promise.all(pairs.map(async (pair) => [pair, await run(...pair)] as const))

  it.each(KINDS)('%s: is no link, and a suggestion', async (_kind, pairs) => {
    const wrong = (await fates(bothWays(pairs))).filter(
      ([, fate]) => fate.linked !== REFUSED.linked || fate.suggested !== REFUSED.suggested,
    )
    expect(wrong).toEqual([])
  })

  it('titles that have nothing in common: nothing', async () => {
    const all = await fates(bothWays(FAR))
    expect(all.filter(([, fate]) => fate.linked !== UNSEEN.linked || fate.suggested)).toEqual([])
  })
})

describe.each(PATHS)('%s', (path, run) => {
  it.each(SAME)('%s is %s', async (title, other) => {
    // a file's name is believed less: marks count there, whatever the title
    const isMarked = path === 'naming files' && title.split('!').length !== other.split('!').length
    expect((await run(title, other)).linked).toBe(!isMarked)
  })
})

describe('a title that was changed', () => {
  const words = fc.array(
    fc.constantFrom('Rocket', 'Turtle', 'Night', 'Quest', 'Saga', 'Kart', 'Dr.', 'Pok\u00e9'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  const digit = fc.integer({ min: 0, max: 99 }).map(String)
  const roman = fc.constantFrom('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII')
  const word = fc.constantFrom(
    'Super',
    'Turbo',
    'Deluxe',
    'Gold',
    'Two',
    'Plus',
    'Jr.',
    'A',
    'Z',
    'EX',
    "'99",
    '+',
  )

  it.each(PATHS)('by a digit, a numeral or a word is never linked: %s', async (_, run) => {
    const change = fc.tuple(fc.oneof(digit, roman, word), fc.nat({ max: 4 }))
    await fc.assert(
      fc.asyncProperty(words, change, fc.boolean(), async (title, [more, place], isTitle) => {
        // an `A` before all others, or a `+` within, are spelling
        const at = /^[A+]$/.test(more) ? title.length : Math.min(place, title.length)
        const changed = [...title.slice(0, at), more, ...title.slice(at)].join(' ')
        const pair: TitlePair = isTitle ? [title.join(' '), changed] : [changed, title.join(' ')]
        expect((await run(...pair)).linked).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  it.each(PATHS)('in its number is never linked: %s', async (_, run) => {
    const number = fc.oneof(digit, roman)
    await fc.assert(
      fc.asyncProperty(words, number, number, async (title, one, other) => {
        fc.pre(valueOf(one) !== valueOf(other))
        const named = (value: string) => [...title, value].join(' ')
        expect((await run(named(one), named(other))).linked).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  function valueOf(number: string): number {
    const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
    return romans.includes(number) ? romans.indexOf(number) + 1 : Number(number)
  }
})

describe('all of them at once', () => {
  it('in files that are joined: no wrong link, and all others wait for a decision', async () => {
    await withTable(async (project) => {
      const pairs = [...NEAR, ...SAME].filter((pair) => !pair.some((title) => /[/;:"?]/.test(title)))
      const games = [...new Set(pairs.map(([title]) => title))]
      project.write(
        'dats/snes.dat',
        logiqxDat(
          'Nintendo - Super Nintendo Entertainment System',
          games.map((title) => ({ name: `${title} (USA).sfc`, bytes: title })),
        ),
      )
      const entries = [...new Set(pairs.map(([, other]) => other))]
      project.write(
        'mine.csv',
        ['platform,title,genre', ...entries.map((title) => `snes,"${title}",Puzzle`)].join('\n'),
      )
      await project.build()
      const [linked, known, suggested, waiting] = await project.session(({ db }) => [
        db.prepare(LINKED).raw().all() as [string, string][],
        db.prepare(KNOWN).pluck().all() as string[],
        db.prepare(SUGGESTED).raw().all() as [string, string][],
        db.prepare(WAITING).pluck().all() as string[],
      ])
      const same = new Set(SAME.map(String))
      const isSame = ([game, other]: TitlePair) =>
        same.has(`${game},${other}`) || readOut(game) === readOut(other)
      expect(linked.filter((pair) => !isSame(pair))).toEqual([])
      expect(linked.length).toBeGreaterThan(20)
      const isLinked = new Set(known)
      const unlinked = pairs.filter(([game]) => !isLinked.has(game))
      expect(unlinked.length).toBeGreaterThan(200)
      expect(unlinked.filter(([game]) => !waiting.includes(game))).toEqual([])
      const unseen = unlinked.filter(([game, other]) => {
        const all = suggested.filter(([one]) => one === game)
        // long series: those that are nearer come first
        return all.length < MOST_SUGGESTED && !all.some(([, title]) => title === other)
      })
      expect(unseen).toEqual([])
    })
  })

  it('in lists of games: what is not found is told with the other one', () => {
    const context = {
      factsOf: () => ({}),
      releasesOf: () => new Set<string>(),
      releasesNamed: () => new Set<string>(),
    }
    const beside = ['Quiet Desert', 'Orbital Caravan'].map(pick)
    const untold = bothWays(NEAR).filter(([title, other]) => {
      const { found: taken, unresolved } = resolveList(
        [{ titles: [title], shown: title }],
        [pick(other), ...beside],
        context,
      )
      return taken.length === 0 && !unresolved.some(({ nearest }) => nearest.includes(other))
    })
    expect(untold).toEqual([])
  })

  it.each([
    ["Street Fighter Zero 2'", "Street Fighter Zero 2''"],
    ["Street Fighter II' Turbo", "Street Fighter II'' Turbo"],
    ['Z\u00fcrich Racer', 'Z\u00fcr\u00ecch Racer'],
    ['Gradius 2', 'Gradius II'],
    ['Goal!', 'Goal!!'],
    ['Night of \u2660', 'Night of \u2663'],
    ['Tank Rally 2.0', 'Tank Rally 20'],
    ['F.E.A.R.', 'Fear'],
    ['The Great Escape', 'A Great Escape'],
  ])('in lists of games: %s is not %s, though people leave marks away', (title, other) => {
    const context = {
      factsOf: () => ({}),
      releasesOf: () => new Set<string>(),
      releasesNamed: () => new Set<string>(),
    }
    for (const [wanted, game] of bothWays([[title, other]]))
      expect(resolveList([{ titles: [wanted], shown: wanted }], [pick(game)], context)).toEqual({
        found: [],
        unresolved: [{ title: wanted, nearest: [game] }],
      })
  })

  it('in lists of games: of several the one that is spelt so, or none', () => {
    const context = {
      factsOf: () => ({}),
      releasesOf: () => new Set<string>(),
      releasesNamed: () => new Set<string>(),
    }
    const look = (title: string, ...games: readonly string[]) =>
      resolveList([{ titles: [title], shown: title }], games.map(pick), context)
    expect(look('The Mask', 'Mask', 'Mask, The').found.map(({ game }) => game)).toEqual(['Mask, The'])
    expect(look('Goal', 'Goal!', 'Goal!!')).toEqual({
      found: [],
      unresolved: [{ title: 'Goal', nearest: ['Goal!', 'Goal!!'] }],
    })
    expect(look('Goal', 'Goal!').found.map(({ game }) => game)).toEqual(['Goal!'])
  })

  it('in lists of games: another title of a game is no nearer than its own', () => {
    const context = {
      releasesOf: () => new Set<string>(),
      releasesNamed: () => new Set<string>(),
    }
    const look = (title: string, alias: string) =>
      resolveList([{ titles: [title], shown: title }], [pick('Wholly Other Name')], {
        ...context,
        factsOf: () => ({ titles: [alias] }),
      })
    const looked = bothWays(NEAR).map((pair) => ({ pair, ...look(...pair) }))
    // people leave articles away in their lists
    const isSame = (title: string, alias: string) =>
      readOut(title) === readOut(alias) || normalizeTitle(title) === normalizeTitle(alias)
    expect(looked.filter(({ pair, found: taken }) => taken.length > 0 && !isSame(...pair))).toEqual([])
    const untold = looked.filter(({ unresolved: [first] }) => first && first.nearest.length === 0)
    expect(untold).toEqual([])
    expect(look('Rocket Turtle 2', 'Rocket Turtle II').found).toHaveLength(1)
  })

  it('in lists of games: none is taken for another', () => {
    const picks = [...new Set(NEAR.map(([, other]) => other))].map((title) => pick(title))
    const context = {
      factsOf: () => ({}),
      releasesOf: () => new Set<string>(),
      releasesNamed: () => new Set<string>(),
    }
    const listed = new Set(picks.map(({ game }) => game))
    const titles = [...new Set(NEAR.map(([title]) => title))].filter((title) => !listed.has(title))
    const entries = titles.map((title) => ({ titles: [title], shown: title }))
    const { unresolved } = resolveList(entries, picks, context)
    const missed = new Set(unresolved.map(({ title }) => title))
    const resolved = titles.filter((title) => !missed.has(title))
    // people leave articles and marks away in their lists
    const isSame = (title: string, game: string) =>
      normalizeTitle(game) === normalizeTitle(title) || readOut(game) === readOut(title)
    // where each has one game, one look is enough
    const taken = (some: readonly string[]): TitlePair[] => {
      const asked = some.map((title) => ({ titles: [title], shown: title }))
      const { found: games } = resolveList(asked, picks, context)
      if (some.length === 1) return games.map(({ game }) => [some[0] ?? '', game])
      if (games.length === some.length) return games.map(({ game }, i) => [some[i] ?? '', game])
      const half = Math.ceil(some.length / 2)
      return [...taken(some.slice(0, half)), ...taken(some.slice(half))]
    }
    const wrong = taken(resolved).filter((pair) => !isSame(...pair))
    expect(resolved.length).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  })
})

function pick(game: string): Pick {
  return { platform: 'snes', game, release: `${game} (USA)`, regions: [], languages: [], files: [] }
}

const LINKED = `
  select replace(r.name, ' (USA)', ''), e.title from metadata_link l
    join metadata_entry e on e.id = l.entry_id join game_release r on r.id = l.release_id`
/** Of each game with a link all releases: `Bug` and `Bug!` are one game for the catalog. */
const KNOWN = `
  select replace(name, ' (USA)', '') from game_release where atomic_id in (
    select r.atomic_id from metadata_link l join game_release r on r.id = l.release_id)`
const SUGGESTED = `
  select replace(r.name, ' (USA)', ''), c.title from metadata_candidate c
    join game_release r on r.atomic_id = c.atomic_id`
const WAITING = `
  select replace(r.name, ' (USA)', '') from v_metadata_todo t join atomic_game_unit u on u.title = t.subject
    join game_release r on r.atomic_id = u.id`

/** What files may be is found by their titles alone, however many are called so: there one word would be had by chance. */
it.each(PATHS.filter(([path]) => path !== 'naming files'))(
  '%s: a word that joins two titles, and few others, is a suggestion',
  async (_, run) => {
    const pairs = [
      ['Ogre Battle', 'Tactics Ogre'],
      ['Ogre Battle: The March of the Black Queen', 'Tactics Ogre: Let Us Cling Together'],
    ] as const
    for (const pair of bothWays(pairs)) expect([pair, await run(...pair)]).toEqual([pair, REFUSED])
  },
)
