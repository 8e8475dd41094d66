/** Whom a game's pictures are asked of, and what one provider tells another. */
import { expect, it } from 'vitest'
import { openOffers } from '../../src/art/offers.ts'
import { hit, miss, unavailable, type Answer } from '../../src/metadata/answer.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import type { Identified, MetadataProvider, ProviderDefinition } from '../../src/metadata/provider.ts'
import { gameResult } from '../../src/metadata/result.ts'
import { capabilities } from '../../src/metadata/support.ts'

const HASH = '1'.repeat(40)
const TURTLE = { platform: 'snes', release: 'Rocket Turtle (USA)', hashes: { sha1: HASH } }

/** A provider that answers as it is told, and notes what it was asked. */
function provider(name: string, says: Partial<MetadataProvider>, asked: string[] = []): ProviderDefinition {
  const able = capabilities({ search: true, byId: true, byHash: says.byHash ? ['sha1'] : [] })
  const note = <T>(what: string, answer: Promise<Answer<T>>) => {
    asked.push(`${name} ${what}`)
    return answer
  }
  return {
    name,
    title: name,
    version: 1,
    capabilities: able,
    keys: [],
    pace: { windows: [], parallel: 1 },
    open: () => ({
      name,
      capabilities: able,
      covers: () => true,
      search: async () => miss(),
      heartbeat: async () => hit({}),
      close: async () => undefined,
      ...says,
      identify: (query) => note(`title ${query.title}`, says.identify?.(query) ?? Promise.resolve(miss())),
      getById: (id) => note(`id ${id}`, says.getById?.(id) ?? Promise.resolve(miss())),
    }),
  }
}

function game(name: string, id: string, ids: Record<string, string> = {}, title = 'Rocket Turtle') {
  const artwork = [{ kind: 'box' as const, url: `https://${name}.example/${id}.png` }]
  return gameResult(name, { id, title, ids, fields: {}, artwork }, 1)
}

function open(providers: readonly ProviderDefinition[], identify: readonly ProviderDefinition[] = []) {
  return openOffers({ providers, identify, env: {}, cache: memoryCache({ now: () => 1 }) })
}

const found = (result: ReturnType<typeof game>, via: 'hash' | 'exact') => async () =>
  hit<Identified>({ game: result, via, others: [] })

it('takes pictures of the game that a provider is sure of', async () => {
  const offers = open([provider('web', { identify: found(game('web', '7'), 'exact') })])
  expect(await offers.of(TURTLE, 'web')).toEqual({
    kind: 'hit',
    artwork: [{ kind: 'box', url: 'https://web.example/7.png', provider: 'web' }],
  })
})

it('asks by an id that another provider knows from the hash', async () => {
  const asked: string[] = []
  const knows = provider('hasher', { byHash: found(game('hasher', 'h', { web: '9' }), 'hash') })
  const offers = open([provider('web', { getById: async (id) => hit(game('web', id)) }, asked)], [knows])
  expect(await offers.of(TURTLE, 'web')).toMatchObject({ artwork: [{ url: 'https://web.example/9.png' }] })
  expect(asked).toEqual(['web title Rocket Turtle', 'web id 9'])
})

it('asks by the title that another provider tells', async () => {
  const asked: string[] = []
  const knows = provider('hasher', { byHash: found(game('hasher', 'h', {}, 'Raketenkröte'), 'hash') })
  const offers = open([provider('web', {}, asked)], [knows])
  expect(await offers.of(TURTLE, 'web')).toEqual({ kind: 'miss' })
  expect(asked).toEqual(['web title Rocket Turtle', 'web title Raketenkröte'])
})

it('asks each question once', async () => {
  const asked: string[] = []
  const offers = open([provider('web', {}, asked)])
  await Promise.all([offers.of(TURTLE, 'web'), offers.of(TURTLE, 'web')])
  expect(asked).toEqual(['web title Rocket Turtle'])
})

it('tells a provider that cannot be asked from one that has nothing', async () => {
  const offers = open([provider('web', { identify: async () => unavailable('auth', 'refuses our key') })])
  expect(await offers.of(TURTLE, 'web')).toEqual({
    kind: 'unavailable',
    reason: 'auth',
    message: 'web refuses our key',
  })
})
