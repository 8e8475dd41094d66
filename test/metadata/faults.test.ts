import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/metadata/answer.ts'
import type { MetadataProvider } from '../../src/metadata/provider.ts'
import { failing, question } from './failing.ts'
import { CASES, openCase } from './subjects.ts'
import { exchangesOf, standIn, type Reply } from './stand-in.ts'

const each = CASES.map((one) => [one.definition.name, one] as const)

/** Who has a session asks for that first, and tries it anew once where it is refused. */
const WITH_SESSION: readonly string[] = ['igdb', 'hltb']

/** Of the right form outside and of none inside, for one provider or another. */
const NONSENSE: readonly (readonly [unknown])[] = [
  [[[[[]]]]],
  [[{}]],
  [[[], 'x', 7, null]],
  [[{ id: { of: 1 }, title: ['x'], name: 5 }]],
  [{ data: [[[]]], games: [[[]]], response: { jeux: [[[]]], jeu: [] } }],
  [{ data: { games: [{ id: '1' }, 'x'] }, games: [{ title: 'x' }], response: { jeux: ['x'], jeu: 'x' } }],
  [{ data: [{ id: -1, name: '' }], gameMatchType: 'Perhaps', id: '1', name: 7 }],
  [{ gameMatchType: 'SHA1', data: 5, games: { 1: {} }, response: [] }],
]

describe.each(each)('%s', (name, one) => {
  it.each([500, 501])('that answers %i has a fault, and is not asked again', async (status) => {
    const { kind, times } = await failing(one, { status, text: 'broken' })
    expect([kind, times]).toEqual(['server', 1])
  })

  it.each([502, 503, 504])('that answers %i is asked twice more, later each time', async (status) => {
    const { kind, times, clock } = await failing(one, { status, text: '' })
    expect([kind, times]).toEqual(['server', 3])
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(2500)
  })

  it('that has too many is asked once more, when it says', async () => {
    const { kind, times, clock, answer } = await failing(one, {
      status: 429,
      headers: { 'retry-after': '7' },
      text: '',
    })
    expect([kind, times]).toEqual(['rate', 2])
    expect(answer).toMatchObject({ retryAfter: 7000 })
    expect(clock.slept).toContain(7000)
  })

  it('that wants a long pause is not waited for, and not asked again', async () => {
    const { provider, server, kind, clock, answer } = await failing(one, {
      status: 429,
      headers: { 'retry-after': '3600' },
      text: '',
    })
    expect(kind).toBe('rate')
    expect(answer).toMatchObject({
      message: 'wants fewer requests (429); it asks to wait until 2026-08-31 01:00 UTC',
    })
    expect(clock.slept.filter((ms) => ms >= 60_000)).toEqual([])
    const again = await question(one)(provider)
    expect([again.kind, server.asked.length]).toEqual(['unavailable', 1])
  })

  it('that is out of order for long is not asked again before', async () => {
    const { provider, server, kind, clock } = await failing(one, {
      status: 503,
      headers: { 'retry-after': '3600' },
      text: '',
    })
    expect([kind, server.asked.length]).toEqual(['server', 1])
    await question(one)(provider)
    expect(server.asked).toHaveLength(1)
    await clock.sleep(3_601_000)
    await question(one)(provider)
    expect(server.asked).toHaveLength(2)
  })

  it('that has no web page of a game has not said that there is none, unless pages are what it sends', async () => {
    const page = { status: 404, text: '\n<!DOCTYPE html><html><body>Not found</body></html>' }
    const { kind, cache } = await failing(one, page)
    if (name === 'libretro-thumbnails') return expect(kind).toBe('miss')
    expect(['malformed', 'closed']).toContain(kind)
    expect(await cache.clear()).toBe(0)
  })

  it('that refuses keys is not asked again', async () => {
    const { provider, server, kind } = await failing(one, { status: 401, json: { message: 'no' } })
    // ScreenScraper's way to say that it has too much to do
    expect(kind).toBe(name === 'screenscraper' ? 'closed' : 'auth')
    const before = server.asked.length
    await question(one)(provider)
    expect([before, server.asked.length]).toEqual([1, 1])
  })

  it('that forbids it is not asked again', async () => {
    const { provider, server, kind, times, answer } = await failing(one, { status: 403, text: 'no' })
    expect(kind).toBe('auth')
    const hasKeys = one.definition.keys.some(({ required }) => required)
    expect(answer).toMatchObject({ message: hasKeys ? 'refused our keys (403)' : 'refused us (403)' })
    expect(times).toBe(1)
    await question(one)(provider)
    expect(server.asked).toHaveLength(1)
  })

  it('that never answers is given up after three tries', async () => {
    const { kind, times } = await failing(one, { hangs: true })
    expect([kind, times]).toEqual(['network', 3])
  })

  it('whose answer is not packed as it says is asked again, and told so', async () => {
    const { answer, times } = await failing(one, { text: 'flat', headers: { 'content-encoding': 'gzip' } })
    expect(answer).toMatchObject({
      reason: 'network',
      message: expect.stringMatching(/sent something that is not packed as it says\.?$/) as string,
    })
    expect(times).toBe(3)
  })

  it('whose answer breaks off is asked again', async () => {
    const { kind, times } = await failing(one, { breaks: true, text: 'x'.repeat(5000) })
    expect([kind, times]).toEqual(['network', 3])
  })

  it.each<[string, Reply]>([
    ['plain text that says it is JSON', { text: 'Erreur : something' }],
    ['a web page', { text: '<html><body>Log in</body></html>', headers: { 'content-type': 'text/html' } }],
    ['nothing', { text: '' }],
    ['half of it', { text: '{"data":[{"id":1' }],
    ['a text', { json: 'hello' }],
    ['null', { json: null }],
    ['a number', { json: 42 }],
    ['an answer of another', { json: { what: 'ever' } }],
  ])('that sends %s is not understood, and nothing is kept', async (_, reply) => {
    const { kind, cache } = await failing(one, reply)
    expect(kind).toBe('malformed')
    expect(await cache.clear()).toBe(0)
  })

  it.each(NONSENSE)('that sends %j has not said that it knows nothing', async (json) => {
    const { known } = one
    const { platform, hashes = {}, size = 0, fileName = '', title } = known
    const asks: ((provider: MetadataProvider) => Promise<Answer<unknown>> | undefined)[] = [
      (provider) => provider.search({ title, platform }),
      (provider) => provider.identify({ title, platform, fileName, serial: 'SLUS-00664' }),
      (provider) => provider.getById(known.id),
      (provider) => provider.byHash?.({ platform, hashes, size, fileName }),
    ]
    for (const ask of asks) {
      const opened = await openCase(one)
      if (WITH_SESSION.includes(name)) await opened.provider.heartbeat()
      opened.server.instead({ json })
      expect((await ask(opened.provider))?.kind ?? 'unavailable').toBe('unavailable')
      expect(await opened.cache.clear()).toBe(0)
    }
  })

  it('that sends too much is not read on', async () => {
    if (['retroachievements', 'libretro-thumbnails'].includes(name)) return
    const { kind, times } = await failing(one, { text: `"${'x'.repeat(8_000_001)}"` })
    expect([kind, times]).toEqual(['malformed', 1])
  })

  it('takes no secrets along when it sends us elsewhere', async () => {
    const other = await standIn(name)
    other.instead({ json: [] })
    const opened = await openCase(one)
    if (WITH_SESSION.includes(name)) await opened.provider.heartbeat()
    opened.server.instead({ status: 302, headers: { location: `${other.url}/elsewhere` }, text: '' })
    // nothing there says that there is no such game
    expect((await question(one)(opened.provider)).kind).toBe('unavailable')
    // what is sent, and not only asked, does not go there
    const isSent = opened.server.asked.some(({ method }) => method === 'POST')
    expect(other.asked.length > 0).toBe(!isSent)
    const told = JSON.stringify(
      other.asked.map(({ headers, query, body }) => [headers, query.toString(), body]),
    )
    expect(told).not.toMatch(/hush|token-of-tests|session-of-tests/)
    expect(other.asked[0]?.headers.authorization).toBeUndefined()
  })

  it('comes back after it was gone', async () => {
    const opened = await openCase(one)
    opened.server.instead({ status: 503, text: '' }, undefined)
    expect((await question(one)(opened.provider)).kind).toBe('hit')
  })

  it('answers whatever bodies it sends, and never rejects', async () => {
    const bodies = exchangesOf(name).map(({ reply }) => reply.text ?? JSON.stringify(reply.json))
    const body = fc.oneof(
      fc.json(),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ data: value, games: [value], response: { jeux: [value] } })),
      fc
        .tuple(fc.constantFrom(...bodies), fc.nat(), fc.nat(60), fc.string())
        .map(([text, at, length, put]) => {
          const start = at % (text.length + 1)
          return text.slice(0, start) + put + text.slice(start + length)
        }),
      fc
        .tuple(
          fc.constantFrom(...bodies),
          fc.nat(),
          fc.constantFrom('null', '[]', '{}', '-1', '1e99', '""', '"__proto__"'),
        )
        .map(([text, at, put]) => {
          const values = [...text.matchAll(/:("[^"]*"|\d+|null)/g)]
          const found = values[at % Math.max(1, values.length)]
          return found
            ? `${text.slice(0, found.index + 1)}${put}${text.slice(found.index + found[0].length)}`
            : text
        }),
    )
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const { known } = one
        const { platform, hashes = {}, size = 0, fileName = '' } = known
        const fresh = await openCase(one)
        fresh.server.instead({ text })
        const answers = [
          await fresh.provider.search({ title: known.title, platform }),
          await fresh.provider.identify({ title: known.title, platform, fileName }),
          await fresh.provider.getById(known.id),
          await fresh.provider.byHash?.({ platform, hashes, size, fileName }),
          await fresh.provider.heartbeat(),
        ]
        for (const answer of answers)
          expect(['hit', 'miss', 'unavailable', undefined]).toContain(answer?.kind)
      }),
      { numRuns: process.env['CURATOR_DEEP'] === '1' ? 500 : 25 },
    )
  })
})
