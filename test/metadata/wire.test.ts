import { describe, expect, it } from 'vitest'
import { hit, miss } from '../../src/metadata/answer.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { readJson } from '../../src/metadata/reply.ts'
import {
  createExchange,
  type ConnectOptions,
  type Question,
  type WireDeps,
} from '../../src/metadata/wire/wire.ts'
import { jumpingClock } from '../support/clock.ts'
import { testServer } from '../support/server.ts'
import { CASES, NOW, caseOf, openCase } from './subjects.ts'
import { standIn, type Reply } from './stand-in.ts'

const PROVIDER = { name: 'test', version: 1, pace: { windows: [], parallel: 4 } }
const DAY = 24 * 3_600_000

async function open(
  replies: readonly Reply[],
  deps: Partial<WireDeps> = {},
  options: Partial<ConnectOptions> = {},
) {
  const server = await standIn('igdb')
  server.instead(...replies)
  const clock = jumpingClock()
  const cache = memoryCache({ now: () => clock.now() })
  const exchange = createExchange({
    provider: PROVIDER,
    cache,
    clock,
    patienceMs: 10_000,
    random: () => 0,
    ...deps,
  })
  const wire = exchange.connect({ base: server.url, ...options })
  const ask = (question: Partial<Question> = {}) =>
    wire.ask(
      { path: '/games', keep: 'id', missing: [404], ...question },
      readJson((value) => hit(value)),
    )
  return { server, clock, cache, exchange, wire, ask }
}

describe('what was answered', () => {
  it('is asked for once', async () => {
    const { ask, server, exchange } = await open([{ json: { a: 1 } }, { json: { a: 2 } }])
    expect(await ask()).toEqual(hit({ a: 1 }))
    expect(await ask()).toEqual(hit({ a: 1 }))
    expect(server.asked).toHaveLength(1)
    expect(exchange.traffic()).toEqual({ asked: 1, fromCache: 1, wouldAsk: 0 })
  })

  it('is asked for once by many at the same time', async () => {
    const { ask, server } = await open([{ json: 1 }])
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()))
    expect(answers).toEqual(Array.from({ length: 20 }, () => hit(1)))
    expect(server.asked).toHaveLength(1)
  })

  it('that there is no such thing is kept, for less long', async () => {
    const { ask, server, clock } = await open([{ status: 404, text: '' }])
    expect((await ask()).kind).toBe('miss')
    await clock.sleep(6 * DAY)
    expect((await ask()).kind).toBe('miss')
    expect(server.asked).toHaveLength(1)
    await clock.sleep(2 * DAY)
    await ask()
    expect(server.asked).toHaveLength(2)
  })

  it.each<[Question['keep'], number]>([
    ['id', 180],
    ['hash', 180],
    ['search', 30],
    ['list', 7],
    ['listing', 1],
  ])('to a question of the kind %s stays %i days', async (keep, days) => {
    const { ask, server, clock } = await open([{ json: 1 }])
    await ask({ keep })
    await clock.sleep((days - 0.5) * DAY)
    await ask({ keep })
    expect(server.asked).toHaveLength(1)
    await clock.sleep(DAY)
    await ask({ keep })
    expect(server.asked).toHaveLength(2)
  })

  it('stays as long as the config says', async () => {
    const { ask, server, clock } = await open([{ json: 1 }], { ttl: { id: DAY } })
    await ask()
    await clock.sleep(2 * DAY)
    await ask()
    expect(server.asked).toHaveLength(2)
  })

  it('tells when it was said, not when it was read', async () => {
    const { server, clock, cache } = await open([{ json: 1 }])
    const exchange = createExchange({ provider: PROVIDER, cache, clock })
    const when = () =>
      exchange.connect({ base: server.url }).ask({ path: '/games', keep: 'id' }, ({ at }) => hit(at))
    expect(await when()).toEqual(hit(NOW))
    await clock.sleep(DAY)
    expect(await when()).toEqual(hit(NOW))
  })

  it('is kept under what was asked, whatever the order of the parameters', async () => {
    const { ask, server } = await open([{ json: 1 }])
    await ask({ query: { a: 1, b: 2, c: undefined } })
    await ask({ query: { b: 2, a: 1 } })
    expect(server.asked).toHaveLength(1)
    for (const other of [
      { query: { a: 2, b: 1 } },
      { path: '/b' },
      { method: 'POST' as const },
      { body: 'x', method: 'POST' as const },
    ])
      await ask(other)
    expect(server.asked).toHaveLength(5)
  })

  it('is the same whoever asks with which keys', async () => {
    const cache = memoryCache()
    const first = await open([{ json: 1 }], { cache }, { secretQuery: { key: 'hush-1' } })
    const second = await open([{ json: 2 }], { cache }, { secretQuery: { key: 'hush-2' } })
    await first.ask()
    expect(await second.ask()).toEqual(hit(1))
    expect(first.server.asked[0]?.query.get('key')).toBe('hush-1')
  })

  it('is asked for anew when that is wanted, and kept', async () => {
    const { ask, cache, server } = await open([{ json: 1 }, { json: 2 }])
    await ask()
    const again = createExchange({ provider: PROVIDER, cache, clock: jumpingClock(), refresh: true })
    const question = { path: '/games', keep: 'id' as const, missing: [404] }
    expect(
      await again.connect({ base: server.url }).ask(
        question,
        readJson((value) => hit(value)),
      ),
    ).toEqual(hit(2))
    expect(await ask()).toEqual(hit(2))
  })

  it('is had without a cache that works', async () => {
    const fails = () => Promise.reject(new Error('the disk is full'))
    const cache = { ...memoryCache(), get: fails, set: fails }
    const { ask } = await open([{ json: 1 }], { cache })
    expect(await ask()).toEqual(hit(1))
  })

  it.each(['', 'no JSON', '[]', '[200]', '["a","b","c"]', '{}', '[200,1,"no JSON"]'])(
    'is asked for anew when what is kept is %j',
    async (kept) => {
      const { ask, cache } = await open([{ json: 1 }])
      const key = await onlyKey(ask, cache)
      await cache.set(key, kept)
      expect(await ask()).toEqual(hit(1))
    },
  )

  async function onlyKey(
    ask: () => Promise<unknown>,
    cache: ReturnType<typeof memoryCache>,
  ): Promise<string> {
    const keys: string[] = []
    const { set } = cache
    cache.set = (key, ...rest) => {
      keys.push(key)
      return set(key, ...rest)
    }
    await ask()
    expect(keys[0]).toMatch(/^v1\/test\/1\/id\/[\da-f]{64}$/)
    return keys[0] ?? ''
  }
})

describe('that it could not be asked', () => {
  it('is not kept', async () => {
    const { ask, cache } = await open([{ status: 500, text: '' }, { json: 1 }])
    expect((await ask()).kind).toBe('unavailable')
    expect(await cache.clear()).toBe(0)
    expect(await ask()).toEqual(hit(1))
  })

  it('is tried twice again, after waits that are longer and up to half as long again', async () => {
    const waits = async (random: number) => {
      const { ask, clock, server } = await open([{ status: 503, text: '' }], { random: () => random })
      expect(await ask()).toMatchObject({ kind: 'unavailable', reason: 'server' })
      expect(server.asked).toHaveLength(3)
      return clock.slept
    }
    expect(await waits(0)).toEqual([500, 2000])
    expect(await waits(1)).toEqual([750, 3000])
  })

  it('is said of an answer that trickles on and on', async () => {
    const server = await testServer()
    server.at('/games', { body: '1'.padStart(200), piece: 1, delay: 20 })
    const { wire } = await open([], { patienceMs: 200 }, { base: server.url })
    const answer = await wire.ask({ path: '/games', keep: 'id' }, readJson(hit))
    expect(answer).toMatchObject({ kind: 'unavailable', reason: 'network' })
    expect('message' in answer && answer.message).toContain('did not finish its answer in time')
  })

  it('leaves it alone for a minute after three failures', async () => {
    const { ask, server, clock } = await open([{ status: 500, text: '' }])
    for (let i = 0; i < 10; i++) await ask({ path: `/${i}` })
    expect(server.asked).toHaveLength(3)
    await clock.sleep(61_000)
    await ask()
    expect(server.asked).toHaveLength(4)
  })
})

describe('offline', () => {
  it('there is what is kept, and nothing is asked', async () => {
    const { ask, cache, server, clock } = await open([{ json: 1 }])
    await ask()
    const exchange = createExchange({ provider: PROVIDER, cache, clock, mode: 'offline' })
    const wire = exchange.connect({ base: server.url })
    const asked = (path: string) =>
      wire.ask(
        { path, keep: 'id' },
        readJson((value) => hit(value)),
      )
    expect(await asked('/games')).toEqual(hit(1))
    expect(await asked('/other')).toEqual({
      kind: 'unavailable',
      reason: 'offline',
      message: 'is not asked offline',
    })
    expect(server.asked).toHaveLength(1)
  })

  it('a dry run counts what it would ask', async () => {
    const { ask, server, exchange } = await open([{ json: 1 }], { mode: 'count' })
    // what is asked twice would be answered from the cache
    for (const path of ['/a', '/b', '/c', '/a'])
      expect(await ask({ path })).toMatchObject({ reason: 'dry-run' })
    expect(exchange.traffic()).toEqual({ asked: 0, fromCache: 0, wouldAsk: 3 })
    expect(server.asked).toEqual([])
  })
})

describe('a dry run of a game that nobody knows', () => {
  it.each(CASES.map((one) => [one.definition.name, one] as const))(
    'counts what %s is asked',
    async (_, one) => {
      const { platform } = one.known
      const { title, hashes } = one.unknown
      const run = async (mode: 'count' | 'online') => {
        const { provider, traffic } = await openCase(one, { mode })
        await provider.byHash?.({
          platform,
          hashes: { ...hashes, crc32: 'ffffffff' },
          fileName: `${title}.sfc`,
          size: 9,
        })
        await provider.identify({ platform, title, fileName: `${title}.sfc` })
        return traffic()
      }
      const { wouldAsk } = await run('count')
      expect([wouldAsk > 0, wouldAsk]).toEqual([true, (await run('online')).asked])
    },
  )
})

describe('limits that replies tell of', () => {
  it('end it when nothing is left, until there is more again', async () => {
    const one = caseOf('thegamesdb')
    const { provider, server, traffic, clock } = await openCase(one)
    const body = {
      data: { games: [] },
      remaining_monthly_allowance: 0,
      extra_allowance: 0,
      allowance_refresh_timer: 3600,
    }
    server.instead({ json: body })
    expect((await provider.search({ title: 'a game', platform: 'snes' })).kind).toBe('miss')
    expect(traffic().quota).toEqual({ left: 0, resetsAt: NOW + 3_600_000 })
    expect(await provider.search({ title: 'another', platform: 'snes' })).toMatchObject({
      kind: 'unavailable',
      reason: 'quota',
    })
    expect(server.asked).toHaveLength(1)
    await clock.sleep(3_600_001)
    await provider.search({ title: 'another', platform: 'snes' })
    expect(server.asked).toHaveLength(2)
  })
})

describe('a session', () => {
  it('is fetched once, renewed when it is refused, and only once', async () => {
    const { provider, server } = await openCase(caseOf('igdb'))
    await provider.heartbeat()
    await provider.heartbeat()
    const paths = () => server.asked.map(({ path }) => path)
    expect(paths()).toEqual(['/oauth2/token', '/games', '/games'])
    server.instead({ status: 401, text: '' }, undefined)
    expect((await provider.heartbeat()).kind).toBe('hit')
    expect(paths().slice(3)).toEqual(['/games', '/oauth2/token', '/games'])
  })

  it('is fetched anew before it expires', async () => {
    const { provider, server, clock } = await openCase(caseOf('igdb'))
    await provider.heartbeat()
    await clock.sleep(5_000_000_000)
    await provider.heartbeat()
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/oauth2/token',
      '/games',
      '/oauth2/token',
      '/games',
    ])
  })
})

describe('an answer from elsewhere', () => {
  const moved = (to: string, status = 302): Reply => ({ status, headers: { location: to }, text: '' })
  const read = readJson((value) => (Array.isArray(value) && value.length === 0 ? miss() : hit(value)))
  const search: Question = { path: '/games', query: { q: 'pond', n: 1 }, keep: 'search', missing: [404] }

  it.each<[string, string, Reply]>([
    ['an empty list of another path', '/login', { json: [] }],
    ['a 404 of another path', '/v5/games?q=pond&n=1', { status: 404, text: '' }],
    ['an empty list without what was asked for', '/games', { json: [] }],
    ['an empty list with another question', '/games?q=pong&n=1', { json: [] }],
  ])('is no proof that there is nothing: %s', async (_, to, answer) => {
    const { server, wire } = await open([moved(to), answer, moved(to), answer])
    const path = to.replace(/\?.*/, '')
    const message = `sent us to ${server.url}${path}; that nothing was found there proves nothing`
    const expected = { kind: 'unavailable', reason: 'malformed', message }
    expect(await wire.ask(search, read)).toEqual(expected)
    // and it is not kept
    expect(await wire.ask(search, read)).toEqual(expected)
    expect(server.asked).toHaveLength(4)
  })

  it('of another host is none either', async () => {
    const other = await standIn('igdb')
    other.instead({ json: [] })
    const { wire, server } = await open([moved(`${other.url}/games?q=pond&n=1`)])
    const message = `sent us to ${other.url}/games; that nothing was found there proves nothing`
    expect(await wire.ask(search, read)).toMatchObject({ kind: 'unavailable', message })
    expect([server.asked.length, other.asked.length]).toEqual([1, 1])
  })

  it('tells of games that are there, and is kept with where it came from', async () => {
    const { wire, cache, server } = await open([moved('/v5/games'), { json: [1] }])
    expect(await wire.ask(search, read)).toEqual(hit([1]))
    expect(await wire.ask(search, read)).toEqual(hit([1]))
    expect(server.asked).toHaveLength(2)
    // another reading of the kept reply finds nothing: that is no proof now, either
    const again = createExchange({ provider: PROVIDER, cache, clock: jumpingClock(), mode: 'offline' })
    const found = await again.connect({ base: server.url }).ask(search, () => miss())
    expect(found).toMatchObject({ kind: 'unavailable', reason: 'offline' })
  })

  it.each<Question['keep']>(['list', 'listing'])(
    'is no whole list (%s): what is not in it would not be there',
    async (keep) => {
      const { wire, server } = await open([moved('/login'), { json: [1] }])
      expect(await wire.ask({ path: '/all', keep }, read)).toMatchObject({
        kind: 'unavailable',
        message: `sent us to ${server.url}/login; a list from there is not taken for its own`,
      })
    },
  )

  it.each([
    ['a slash at the end', '/games/?q=pond&n=1'],
    ['another order of the question', '/games?n=1&q=pond'],
    ['other escapes', '/%67ames?q=p%6fnd&n=1'],
  ])('is no such answer where nothing but the spelling changed: %s', async (_, to) => {
    const { wire } = await open([moved(to, 301), { json: [] }])
    expect(await wire.ask(search, read)).toEqual(miss())
  })
})

describe('what is sent', () => {
  it('does not go to another host', async () => {
    const other = await standIn('igdb')
    const { wire, server } = await open([{ status: 307, headers: { location: other.url }, text: '' }])
    const answer = await wire.ask(
      { method: 'POST', path: '/find', body: { hash: 'hush' }, keep: 'hash' },
      () => hit(1),
    )
    expect(answer).toMatchObject({
      kind: 'unavailable',
      message: `${server.url}/find redirects what was sent to it to another host; it is not followed.`,
    })
    expect(other.asked).toEqual([])
  })

  it('loses our keys where a redirect repeats them for another host, and nothing else', async () => {
    const other = await standIn('igdb')
    other.instead({ json: [1] })
    const server = await standIn('igdb')
    const { connect } = createExchange({ provider: PROVIDER, cache: memoryCache(), clock: jumpingClock() })
    const wire = connect({ base: server.url, secretQuery: { key: 'hush' } })
    server.instead({ status: 302, headers: { location: `${other.url}/games?q=pond&key=hush` }, text: '' })
    const asked = { path: '/games', query: { q: 'pond' }, keep: 'search' } as const
    expect(await wire.ask(asked, () => hit(1))).toEqual(hit(1))
    expect(server.asked.map(({ query }) => query.toString())).toEqual(['q=pond&key=hush'])
    expect(other.asked.map(({ query }) => query.toString())).toEqual(['q=pond'])
  })

  it('is not sent again where the answer is to be fetched', async () => {
    const { wire, server } = await open([
      { status: 303, headers: { location: '/found' }, text: '' },
      { json: 1 },
    ])
    await wire.ask({ method: 'POST', path: '/find', body: 'x', keep: 'hash' }, () => hit(1))
    expect(server.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/find', 'x'],
      ['GET', '/found', ''],
    ])
  })
})

describe('questions that wait for their turn', () => {
  it.each([
    ['wants to be let alone', { status: 429, headers: { 'retry-after': '3600' }, text: '' }, 'rate'],
    [
      'wants to be let alone until a date',
      { status: 429, headers: { 'retry-after': new Date(Date.now() + 9_000_000).toUTCString() }, text: '' },
      'rate',
    ],
    ['refuses our keys', { status: 401, text: '' }, 'auth'],
  ])('are not asked of a provider that %s', async (_, reply, reason) => {
    const pace = { windows: [], parallel: 2 }
    const { server, wire } = await open([reply], { provider: { ...PROVIDER, pace } })
    const answers = await Promise.all(
      Array.from({ length: 9 }, (__, n) => wire.ask({ path: `/games/${n}`, keep: 'id' }, () => hit(n))),
    )
    expect(answers.map((answer) => answer.kind === 'unavailable' && answer.reason)).toEqual(
      Array.from({ length: 9 }, () => reason),
    )
    expect(server.asked).toHaveLength(2)
  })

  it('are not tried again either where it says so and names no time', async () => {
    const pace = { windows: [], parallel: 1 }
    const reply = { status: 429, headers: { 'retry-after': '0' }, text: '' }
    const { server, wire, clock } = await open([reply], { provider: { ...PROVIDER, pace } })
    const ask = (n: number) => wire.ask({ path: `/games/${n}`, keep: 'id' }, () => hit(n))
    await Promise.all(Array.from({ length: 9 }, (__, n) => ask(n)))
    expect(server.asked).toHaveLength(2)
    expect(await ask(10)).toMatchObject({ kind: 'unavailable', reason: 'rate' })
    await clock.sleep(60_001)
    await ask(11)
    expect(server.asked).toHaveLength(3)
  })
})
