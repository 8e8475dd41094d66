/** A provider of somebody else passes the contract with nothing but what `curator/metadata` exports, over a real server. */
import { describe, expect, it } from 'vitest'
import {
  capabilities,
  createMetadataClient,
  gameResult,
  hit,
  identifyBySearch,
  listed,
  miss,
  noCache,
  openProvider,
  providerChecks,
  readItems,
  readJson,
  searchResult,
  type MetadataProvider,
  type ProviderDefinition,
  type Wire,
} from '../../src/metadata/index.ts'
import { jumpingClock } from '../support/clock.ts'
import { testServer, type TestServer } from '../support/server.ts'

const MY_LIST: ProviderDefinition = {
  name: 'my-list',
  title: 'My list',
  version: 1,
  capabilities: capabilities({ search: true, byId: true }),
  keys: [
    { variable: 'CURATOR_MY_LIST_KEY', required: true, about: 'a key' },
    { variable: 'CURATOR_MY_LIST_URL', required: false, open: true, isAddress: true, about: 'an address' },
  ],
  pace: { windows: [{ requests: 2, perMs: 1000 }], parallel: 2 },
  open: (kit) => {
    const wire = kit.connect({
      base: kit.key('CURATOR_MY_LIST_URL') ?? 'https://games.example.org',
      secretQuery: { key: kit.key('CURATOR_MY_LIST_KEY') },
    })
    return new MyList(wire.ask)
  },
}

/** Packages may use classes, and private fields. */
class MyList implements MetadataProvider {
  readonly name = 'my-list'
  readonly capabilities = MY_LIST.capabilities
  readonly #ask: Wire['ask']

  constructor(ask: Wire['ask']) {
    this.#ask = ask
  }

  covers(platform: string) {
    return platform === 'snes'
  }

  search({ limit }: { readonly limit?: number }) {
    return this.#ask(
      { path: '/search', keep: 'search' },
      readJson((value) => {
        const found = readItems(value, (item) =>
          searchResult('my-list', {
            id: textOf(item, 'id'),
            title: textOf(item, 'title'),
            platforms: ['snes'],
          }),
        )
        return found.kind === 'hit' ? listed(found.value, limit) : found
      }),
    )
  }

  identify(query: Parameters<MetadataProvider['identify']>[0]) {
    return identifyBySearch(this, query)
  }

  getById(id: string) {
    return this.#ask(
      { path: `/games/${id}`, keep: 'id', missing: [404] },
      readJson((value, at) => {
        const { title } = Object(value) as { readonly title?: unknown }
        return typeof title === 'string'
          ? hit(gameResult('my-list', { id, title, fields: { genres: ['Puzzle'] } }, at))
          : miss()
      }),
    )
  }

  heartbeat() {
    return this.#ask({ path: '/', keep: 'never' }, () => hit({}))
  }

  close() {
    return Promise.resolve()
  }
}

function textOf(item: unknown, key: string): string {
  return String((Object(item) as Readonly<Record<string, unknown>>)[key])
}

const ENV = { CURATOR_MY_LIST_KEY: 'hush-my-key' }
const GAMES = [
  { id: '7', title: 'Rocket Turtle' },
  { id: '8', title: 'Rocket Turtle 2' },
]

async function stage(): Promise<TestServer> {
  const server = await testServer()
  const key = '?key=hush-my-key'
  server.at(`/${key}`, { body: 'here' })
  server.at(`/search${key}`, { body: JSON.stringify(GAMES) })
  server.at(`/games/7${key}`, { body: JSON.stringify(GAMES[0]) })
  return server
}

describe('a provider of a package', () => {
  const checks = providerChecks(async () => {
    const server = await stage()
    const env = { ...ENV, CURATOR_MY_LIST_URL: server.url }
    return {
      provider: openProvider(MY_LIST, { env, cache: noCache(), clock: jumpingClock() }),
      known: { id: '7', title: 'Rocket Turtle', platform: 'snes' },
      unknown: { id: '99', title: 'Quiet Pond' },
      near: 'Rocket Turtle 3',
      breakDown: () => {
        for (const path of ['/', '/search', '/games/7', '/games/99'])
          server.at(`${path}?key=hush-my-key`, { status: 500 })
      },
    }
  })
  // a list that answers whatever it is asked finds something for every title
  const kept = checks.filter(({ name }) => !name.startsWith('finds nothing'))
  it.each(kept)('$name', ({ run }) => expect(run()).resolves.toBeUndefined())

  it('is asked by the client like any other', async () => {
    const server = await stage()
    const env = { ...ENV, CURATOR_MY_LIST_URL: server.url }
    const client = createMetadataClient({ providers: [MY_LIST], env, cache: noCache() })
    const { match, outcomes } = await client.identify({
      fileName: 'Rocket Turtle (USA).sfc',
      platform: 'snes',
    })
    await client.close()
    expect([match?.game.id, match?.via, outcomes]).toEqual([
      '7',
      'exact',
      [{ provider: 'my-list', kind: 'hit' }],
    ])
  })
})
