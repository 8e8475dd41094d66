import { describe, expect, it } from 'vitest'
import { hit, miss, unavailable, type Answer } from '../../src/metadata/answer.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { createMetadataClient, type MatchLabel } from '../../src/metadata/client.ts'
import type { GameResult, SearchResult } from '../../src/metadata/game.ts'
import type { PoolOptions } from '../../src/metadata/opening/pool.ts'
import type { Identified, MetadataProvider, ProviderDefinition } from '../../src/metadata/provider.ts'
import { loadProviders, PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'
import { gameResult, searchResult } from '../../src/metadata/result.ts'
import { capabilities, nothingToClose } from '../../src/metadata/support.ts'
import { jumpingClock } from '../support/clock.ts'
import { CASES, caseOf, envOf, MD5, NOW, SHA1 } from './subjects.ts'
import { standIn } from './stand-in.ts'

function game(
  provider: string,
  title: string | undefined,
  ids: Readonly<Record<string, string>> = {},
): GameResult {
  return gameResult(
    provider,
    { id: `${provider}-1`, title, platforms: ['snes'], ids, fields: { genres: ['Action'] } },
    NOW,
  )
}

function result(provider: string, title: string): SearchResult {
  return searchResult(provider, { id: title, title, platforms: ['snes'] })
}

interface Made {
  readonly calls: string[]
  readonly definition: ProviderDefinition
}

/** A provider that answers as it is told. */
function made(
  name: string,
  answers: Partial<MetadataProvider>,
  more: Partial<ProviderDefinition> = {},
): Made {
  const calls: string[] = []
  const able = capabilities({
    search: true,
    byId: true,
    byHash: answers.byHash ? ['sha1'] : [],
    ...more.capabilities,
  })
  const provider: MetadataProvider = {
    name,
    capabilities: able,
    covers: () => true,
    search: () => Promise.resolve(miss()),
    identify: () => Promise.resolve(miss()),
    getById: () => Promise.resolve(miss()),
    heartbeat: () => Promise.resolve(hit({})),
    close: nothingToClose,
    ...answers,
  }
  const definition: ProviderDefinition = {
    name,
    title: name,
    version: 1,
    keys: [],
    pace: { windows: [], parallel: 1 },
    ...more,
    capabilities: able,
    open() {
      calls.push('open')
      return {
        ...provider,
        identify: (query) => (calls.push('identify'), provider.identify(query)),
        close: () => (calls.push('close'), provider.close()),
      }
    },
  }
  return { calls, definition }
}

function clientOf(providers: readonly Made[], options: Partial<PoolOptions> = {}) {
  return createMetadataClient({
    providers: providers.map(({ definition }) => definition),
    env: {},
    cache: memoryCache(),
    clock: jumpingClock(),
    ...options,
  })
}

const identified =
  (found: Identified): (() => Promise<Answer<Identified>>) =>
  () =>
    Promise.resolve(hit(found))
const FILE = { fileName: 'Rocket Turtle (USA).sfc', platform: 'snes' }

describe('providers', () => {
  it('are opened when they are asked, and closed when they were', async () => {
    const [a, b] = [made('a', {}), made('b', {})]
    const client = clientOf([a, b])
    expect([a.calls, b.calls]).toEqual([[], []])
    await client.getById('a', '1')
    await client.getById('a', '2')
    await client.close()
    await client.close()
    expect([a.calls, b.calls]).toEqual([['open', 'close'], []])
    expect(await client.getById('a', '1')).toMatchObject({ kind: 'unavailable', reason: 'closed' })
  })

  it('fail alone: what one throws is no other one’s trouble, and its words are not passed on', async () => {
    const bad = made('bad', {
      search: () => Promise.reject(new TypeError('hush')),
      identify: () => {
        throw new RangeError('hush')
      },
    })
    const good = made('good', { search: () => Promise.resolve(hit([result('good', 'Rocket Turtle')])) })
    const client = clientOf([bad, good])
    expect(await client.search({ title: 'Rocket Turtle' })).toEqual({
      results: [result('good', 'Rocket Turtle')],
      outcomes: [
        {
          provider: 'bad',
          kind: 'unavailable',
          reason: 'malformed',
          message: 'failed within curator, with TypeError',
        },
        { provider: 'good', kind: 'hit' },
      ],
    })
    expect((await client.identify(FILE)).outcomes[0]).toMatchObject({
      message: 'failed within curator, with RangeError',
    })
  })

  it('without keys are not opened, and say which they need', async () => {
    const keys = [{ variable: 'CURATOR_A_KEY', required: true, about: 'x' }]
    const a = made('a', {}, { keys })
    const client = clientOf([a], { env: { CURATOR_A_KEY: ' ' } })
    expect((await client.search({ title: 'x' })).outcomes).toEqual([
      { provider: 'a', kind: 'unavailable', reason: 'unconfigured', message: 'needs CURATOR_A_KEY' },
    ])
    expect(a.calls).toEqual([])
  })

  it.each(['not an address', 'ftp://127.0.0.1/', 'localhost:80'])(
    'are not asked at what is no address: %s',
    async (address) => {
      const keys = [
        { variable: 'CURATOR_A_URL', required: false, open: true, isAddress: true, about: 'x' },
        { variable: 'CURATOR_A_FOLDER', required: false, open: true, about: 'x' },
      ]
      const a = made('a', { search: () => Promise.resolve(miss()) }, { keys })
      const client = clientOf([a], { env: { CURATOR_A_URL: address, CURATOR_A_FOLDER: './x' } })
      expect((await client.search({ title: 'x' })).outcomes).toEqual([
        {
          provider: 'a',
          kind: 'unavailable',
          reason: 'auth',
          message: 'finds no address in CURATOR_A_URL',
        },
      ])
    },
  )

  it.each(['hush\nhush', '\u201chush\u201d'])('say so where their keys cannot be sent: %j', async (key) => {
    const server = await standIn('steamgriddb')
    const { definition } = caseOf('steamgriddb')
    const env = { CURATOR_STEAMGRIDDB_URL: server.url, CURATOR_STEAMGRIDDB_API_KEY: key }
    const client = createMetadataClient({ providers: [definition], env, cache: memoryCache() })
    expect((await client.search({ title: 'x' })).outcomes).toEqual([
      {
        provider: 'steamgriddb',
        kind: 'unavailable',
        reason: 'auth',
        message: 'has keys with signs in them that cannot be sent',
      },
    ])
    await client.close()
    expect(server.asked).toEqual([])
  })

  it('that do not know the platform are skipped, and that is said', async () => {
    const a = made('a', {
      covers: (platform) => platform === 'nes',
      search: () => Promise.resolve(hit([result('a', 'x')])),
    })
    const client = clientOf([a])
    expect(await client.search({ title: 'x', platform: 'snes' })).toEqual({
      results: [],
      outcomes: [{ provider: 'a', kind: 'skipped', reason: 'platform' }],
    })
  })

  it('are asked side by side', async () => {
    let open = 0
    let most = 0
    const slow = async () => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve, 20))
      open--
      return miss()
    }
    await clientOf(['a', 'b', 'c'].map((name) => made(name, { search: slow }))).search({ title: 'x' })
    expect(most).toBe(3)
  })
})

describe('identify', () => {
  it('takes the first that is sure, in order, and asks no further', async () => {
    const a = made('a', { identify: () => Promise.resolve(miss([result('a', 'Rocket Turtle 2')])) })
    const b = made('b', {
      identify: identified({ game: game('b', 'Rocket Turtle'), via: 'exact', others: [] }),
    })
    const c = made('c', {
      identify: identified({ game: game('c', 'Rocket Turtle'), via: 'exact', others: [] }),
    })
    const found = await clientOf([a, b, c]).identify(FILE)
    expect(found).toEqual({
      match: { game: game('b', 'Rocket Turtle'), via: 'exact', label: 'filename', by: 'b' },
      suggestions: [result('a', 'Rocket Turtle 2')],
      outcomes: [
        { provider: 'a', kind: 'miss' },
        { provider: 'b', kind: 'hit' },
      ],
    })
    expect(c.calls).toEqual([])
  })

  it('goes by an id in the name of the file, before anything else', async () => {
    const moby = made('mobygames', {
      getById: (id) => Promise.resolve(id === '12' ? hit(game('mobygames', 'Other')) : miss()),
    })
    const first = made('a', {
      identify: identified({ game: game('a', 'Rocket Turtle'), via: 'exact', others: [] }),
    })
    const found = await clientOf([first, moby]).identify({ ...FILE, fileName: 'Rocket Turtle (moby-12).sfc' })
    expect(found.match).toMatchObject({ via: 'id', by: 'mobygames' })
  })

  it('goes on when somebody cannot be asked, and says so', async () => {
    const a = made('a', {
      identify: () => Promise.resolve(unavailable('quota', 'has no requests left', 1000)),
    })
    const b = made('b', { identify: identified({ game: game('b', 'x'), via: 'key', others: [] }) })
    const { match, outcomes } = await clientOf([a, b]).identify(FILE)
    expect(match?.via).toBe('key')
    expect(outcomes[0]).toEqual({
      provider: 'a',
      kind: 'unavailable',
      reason: 'quota',
      message: 'has no requests left',
      retryAfter: 1000,
    })
  })

  it('does not ask those that have pictures alone, unless they are named', async () => {
    const art = made(
      'art',
      { identify: identified({ game: game('art', 'x'), via: 'exact', others: [] }) },
      { capabilities: capabilities({ search: true, artOnly: true }) },
    )
    const client = clientOf([art])
    expect((await client.identify(FILE)).match).toBeUndefined()
    expect((await client.identify({ ...FILE, only: ['art'] })).match?.by).toBe('art')
  })
})

describe('identify smart', () => {
  const byHash = (title: string | undefined) =>
    made('h', { byHash: identified({ game: game('h', title), via: 'hash', others: [] }) })
  const byName = (via: 'exact' | 'key', others: readonly SearchResult[]) =>
    made('n', { identify: identified({ game: game('n', 'Rocket Turtle'), via, others }) })
  const smart = { ...FILE, hashes: { sha1: SHA1 } }

  it.each<[string, Made[], boolean, MatchLabel | undefined]>([
    ['hash and name agree', [byHash('Rocket Turtle')], false, 'hash+filename'],
    ['hash and name differ', [byHash('Another Game')], false, 'hash'],
    ['the hash has no title', [byHash(undefined)], true, 'hash'],
    ['only the name is known', [byName('exact', [])], false, 'filename'],
    ['the name must be alone, and is', [byName('key', [])], true, 'filename_unique'],
    [
      'the name must be alone, and is far from all others',
      [byName('exact', [result('n', 'Zebra')])],
      true,
      'filename_best',
    ],
    [
      'the name must be alone, and another is near',
      [byName('exact', [result('n', 'Rocket Turtles')])],
      true,
      undefined,
    ],
    [
      'the name must be alone, and is only the same by key',
      [byName('key', [result('n', 'Zebra')])],
      true,
      undefined,
    ],
    ['nobody knows it', [made('x', {})], false, undefined],
  ])('%s', async (_, providers, requireUnique, label) => {
    const found = await clientOf(providers).identifySmart({ ...smart, requireUnique })
    expect(found.match?.label).toBe(label)
  })

  it('suggests what came near, when it must be alone', async () => {
    const others = [result('n', 'Rocket Turtles')]
    expect(
      await clientOf([byName('exact', others)]).identifySmart({ ...FILE, requireUnique: true }),
    ).toMatchObject({ suggestions: others })
  })
})

describe('identify by hash', () => {
  it('asks files first, then those without keys, then the others', async () => {
    const order: string[] = []
    const asked = (name: string, more: Partial<ProviderDefinition> = {}) =>
      made(name, { byHash: () => (order.push(name), Promise.resolve(miss())) }, more)
    const key = { keys: [{ variable: 'K', required: true, about: 'x' }] }
    const local = { capabilities: capabilities({ local: true, byHash: ['sha1'] }) }
    await clientOf([asked('keyed', key), asked('free'), asked('local', local)], {
      env: { K: 'k' },
    }).identifyByHash({ platform: 'snes', hashes: { sha1: SHA1 } })
    expect(order).toEqual(['local', 'free', 'keyed'])
  })

  it('asks nobody for hashes that are not theirs', async () => {
    const a = made('a', { byHash: identified({ game: game('a', 'x'), via: 'hash', others: [] }) })
    expect(await clientOf([a]).identifyByHash({ platform: 'snes', hashes: { crc32: '1' } })).toEqual({
      suggestions: [],
      outcomes: [],
    })
  })

  it('fetches the game from those whose ids it learns', async () => {
    const server = { hasheous: await standIn('hasheous'), igdb: await standIn('igdb') }
    const env = {
      ...envOf(caseOf('hasheous'), server.hasheous.url),
      ...envOf(caseOf('igdb'), server.igdb.url),
    }
    const providers = [caseOf('hasheous').definition, caseOf('igdb').definition]
    const client = createMetadataClient({ providers, env, cache: memoryCache(), clock: jumpingClock() })
    const query = { fileName: 'Rocket Turtle (USA).sfc', platform: 'snes', hashes: { sha1: SHA1, md5: MD5 } }
    const found = await client.identifySmart(query)
    expect(found.match).toMatchObject({
      label: 'hash+filename',
      by: 'hasheous',
      game: { provider: 'igdb', id: '4711', ids: { hasheous: '12345', thegamesdb: '136' } },
    })
    expect(client.traffic()).toMatchObject({ hasheous: { asked: 1 }, igdb: { asked: 2 } })
    expect(await client.identifySmart(query)).toEqual(found)
    expect(client.traffic()).toMatchObject({
      hasheous: { asked: 1, fromCache: 1 },
      igdb: { asked: 2, fromCache: 1 },
    })
    await client.close()
  })
})

describe('the second time', () => {
  it('asks nothing, of anybody', async () => {
    const cache = memoryCache()
    const servers = await Promise.all(
      CASES.map(async (one) => ({ one, server: await standIn(one.definition.name, one.blanks) })),
    )
    const env = Object.assign({}, ...servers.map(({ one, server }) => envOf(one, server.url)))
    const providers = CASES.map(({ definition }) => definition)
    const run = async () => {
      const client = createMetadataClient({ providers, env, cache, clock: jumpingClock(), random: () => 0 })
      const found = [
        await client.search({ title: 'Rocket Turtle', platform: 'snes' }),
        await client.identifySmart({ ...FILE, hashes: { md5: MD5, sha1: SHA1 }, size: 524_288 }),
        await client.identify({ fileName: 'Zzz Nothing Here.sfc', platform: 'snes' }),
      ]
      await client.close()
      return { found, asked: servers.reduce((sum, { server }) => sum + server.asked.length, 0) }
    }
    const first = await run()
    const before = first.asked
    expect(before).toBeGreaterThan(10)
    const second = await run()
    expect(second.found).toEqual(first.found)
    // sessions are secrets and are not kept, so not even those are asked for
    expect(second.asked - before).toBe(0)
  })
})

describe('status', () => {
  it('tells who is configured, and who answers', async () => {
    const server = await standIn('mobygames')
    const providers = [
      caseOf('mobygames').definition,
      caseOf('thegamesdb').definition,
      made('down', { heartbeat: () => Promise.resolve(unavailable('network', 'cannot be reached')) })
        .definition,
    ]
    const client = createMetadataClient({
      providers,
      env: envOf(caseOf('mobygames'), server.url),
      cache: memoryCache(),
      clock: jumpingClock(),
    })
    const plain = await client.status()
    expect(
      plain.map(({ name, isConfigured, missing, reached }) => [name, isConfigured, missing, reached]),
    ).toEqual([
      ['mobygames', true, [], undefined],
      ['thegamesdb', false, ['CURATOR_THEGAMESDB_API_KEY'], undefined],
      ['down', true, [], undefined],
    ])
    expect(server.asked).toEqual([])
    const reached = await client.status({ reach: true })
    expect(reached.map((one) => one.reached)).toEqual([
      { is: true },
      undefined,
      { is: false, reason: 'network', message: 'cannot be reached' },
    ])
    expect(server.asked).toHaveLength(1)
    await client.close()
  })
})

describe('the registry', () => {
  it('has every provider under its name, and leaves out what must be named', async () => {
    const all = await loadProviders({ names: PROVIDER_NAMES })
    expect(all.map(({ name }) => name)).toEqual([...PROVIDER_NAMES])
    const usual = await loadProviders()
    expect(usual.map(({ name }) => name)).toEqual(
      PROVIDER_NAMES.filter((name) => name !== 'hltb' && name !== 'gamelist'),
    )
    await expect(loadProviders({ names: ['nobody'] })).rejects.toThrow(
      'There is no metadata provider "nobody".',
    )
  })

  it('names variables as they are documented', async () => {
    const all = await loadProviders({ names: PROVIDER_NAMES })
    const variables = all.flatMap(({ keys }) => keys.map(({ variable }) => variable))
    expect(new Set(variables).size).toBe(variables.length)
    for (const variable of variables) expect(variable).toMatch(/^CURATOR_[A-Z_]+$/)
  })
})
