import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { createScrubber } from '../../src/metadata/wire/scrub.ts'
import { createMetadataClient } from '../../src/metadata/client.ts'
import { jumpingClock } from '../support/clock.ts'
import { CASES, caseOf, envOf, openCase } from './subjects.ts'
import { standIn, type Reply } from './stand-in.ts'

/** Remembers all that was ever kept. */
function spyingCache() {
  const rows: string[] = []
  const cache = memoryCache()
  return {
    rows,
    cache: {
      ...cache,
      set: (key: string, value: string, ttl?: number) => (rows.push(key, value), cache.set(key, value, ttl)),
    },
  }
}

const SECRET = /hush|token-of-tests|session-of-tests|value-of-tests/i

describe.each(CASES.map((one) => [one.definition.name, one] as const))('no secret of %s', (_, one) => {
  it('is in what is kept, answered, or counted', async () => {
    const { cache, rows } = spyingCache()
    const { provider, traffic } = await openCase(one, { cache })
    const { title, platform, id, hashes = {}, size = 0, fileName = '' } = one.known
    const told = [
      await provider.search({ title, platform }),
      await provider.identify({ title, platform, serial: 'SNS-RT' }),
      await provider.getById(id),
      await provider.byHash?.({ platform, hashes, size, fileName }),
      await provider.heartbeat(),
      traffic(),
    ]
    expect(JSON.stringify(told)).not.toMatch(SECRET)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.join('\n')).not.toMatch(SECRET)
  })

  const echo = Object.values(one.keys).join(' ')
  it.each<[string, Reply]>([
    ['a refusal that repeats them', { status: 403, text: `wrong: ${echo}` }],
    ['a fault that repeats them', { status: 500, text: echo }],
    ['a redirect to nowhere', { status: 302, headers: { location: 'ftp://hush/' }, text: '' }],
    [
      'a redirect that repeats them',
      {
        status: 302,
        headers: { location: `http://127.0.0.1:1/?devpassword=${encodeURIComponent(echo)}` },
        text: '',
      },
    ],
    ['an answer that breaks off', { breaks: true, text: echo.repeat(50) }],
    ['no answer', { hangs: true }],
  ])('is in what is said of %s', async (_name, reply) => {
    const { cache, rows } = spyingCache()
    const opened = await openCase(one, { cache, ...(reply.hangs ? { patienceMs: 60 } : {}) })
    opened.server.instead(reply)
    const { title, platform, id, hashes = {}, size = 0, fileName = '' } = one.known
    const told = [
      await opened.provider.search({ title, platform }),
      await opened.provider.getById(id),
      await opened.provider.byHash?.({ platform, hashes, size, fileName }),
    ]
    expect(JSON.stringify(told)).not.toMatch(SECRET)
    expect(rows.join('\n')).not.toMatch(SECRET)
  })
})

it('ScreenScraper: addresses of pictures get their keys when they are fetched, and at its own servers only', async () => {
  const one = caseOf('screenscraper')
  const { provider } = await openCase(one)
  const answer = await provider.getById(one.known.id)
  const url = answer.kind === 'hit' ? (answer.value.artwork[0]?.url ?? '') : ''
  expect(url).not.toMatch(SECRET)
  const signed = new URL(provider.signed?.(url) ?? '')
  expect(signed.searchParams.get('devpassword')).toBe('hush dev+password')
  expect(signed.searchParams.get('media')).toBe('box-2D(us)')
  for (const other of [
    'https://screenscraper.fr.example.org/a.png',
    'http://neoclone.screenscraper.fr/a.png',
    'no address',
  ])
    expect(provider.signed?.(other)).toBe(other)
})

it('keys come from the environment alone, and only those a provider names', async () => {
  const one = caseOf('mobygames')
  const server = await standIn('mobygames')
  const env = { ...envOf(one, server.url), CURATOR_STEAMGRIDDB_API_KEY: 'hush-other' }
  const seen: (string | undefined)[] = []
  const spy = {
    ...one.definition,
    open: (kit: Parameters<typeof one.definition.open>[0]) => {
      seen.push(kit.key('CURATOR_MOBYGAMES_API_KEY'), kit.key('CURATOR_STEAMGRIDDB_API_KEY'), kit.key('PATH'))
      return one.definition.open(kit)
    },
  }
  const client = createMetadataClient({ providers: [spy], env, cache: memoryCache(), clock: jumpingClock() })
  await client.search({ title: 'Rocket Turtle', platform: 'snes' })
  expect(seen).toEqual(['hush-moby', undefined, undefined])
  await client.close()
})

describe('the scrubber', () => {
  it('finds secrets in any of their forms', () => {
    const scrub = createScrubber(['a/b c+d&"e"'])
    const forms = [
      'a/b c+d&"e"',
      encodeURIComponent('a/b c+d&"e"'),
      'a%2fb%20c%2bd%26%22e%22',
      'a%2Fb+c%2Bd%26%22e%22',
    ]
    for (const form of forms) expect(scrub(`x ${form} y`)).toBe('x *** y')
    expect(scrub(JSON.stringify({ k: 'a/b c+d&"e"' }))).toBe('{"k":"***"}')
  })

  it.each([
    ['?devid=me&title=Zelda&sspassword=x', '?devid=***&title=Zelda&sspassword=***'],
    ['"https://a/?api_key=1234","b"', '"https://a/?api_key=***","b"'],
    ['?y=abc&z=def&xy=1', '?y=***&z=***&xy=1'],
    ['the key of Zelda', 'the key of Zelda'],
  ])('knows parameters that are secret: %s', (text, clean) => expect(createScrubber([])(text)).toBe(clean))

  it('leaves alone what is too short to be told from words', () => {
    expect(createScrubber(['a', 'the'])('a turtle, the game')).toBe('a turtle, the game')
  })

  it('leaves nothing of any secret, however often it stands there', () => {
    const secret = fc
      .string({ minLength: 4 })
      .filter((text) => !'*'.repeat(99).includes(text) && text.trim().length > 3)
    fc.assert(
      fc.property(secret, fc.array(fc.string()), (word, others) => {
        const scrub = createScrubber([word])
        const text = others.join(word)
        fc.pre(!others.some((other) => other.includes(word)))
        expect(others.length < 2 || scrub(text) !== text).toBe(true)
        expect(scrub(word)).not.toContain(word)
        const kept: unknown = JSON.parse(scrub(JSON.stringify({ word })))
        expect(kept).toBeTypeOf('object')
      }),
    )
  })
})
