/** The client against a server that misbehaves in every way the wild has shown. */
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createHttp, HttpError, type Ask, type HttpOptions } from '../../src/net/http.ts'
import { shownAddress } from '../../src/net/failure.ts'
import { fileNameOf, readText, saveBody } from '../../src/net/take.ts'
import { jumpingClock } from '../support/clock.ts'
import { testServer, type Answer } from '../support/server.ts'
import { tempDir } from '../support/cli.ts'

function ask(url: string, more: Partial<Ask> = {}, options: HttpOptions = {}): Promise<string> {
  const http = createHttp({ clock: jumpingClock(), patienceMs: 2000, ...options })
  return http.ask({ url, most: 1000, ...more }, async (reply) => `${reply.status} ${await readText(reply)}`)
}

async function serve(...answers: readonly Answer[]) {
  const server = await testServer()
  server.at('/dat', ...answers)
  return { server, url: `${server.url}/dat` }
}

async function failureOf(work: Promise<unknown>): Promise<HttpError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof HttpError) return error
  throw new Error(`not an HttpError: ${String(error)}`)
}

describe('an answer', () => {
  it('is read whole, and says who asks', async () => {
    const { server, url } = await serve({ body: 'games' })
    expect(await ask(url)).toBe('200 games')
    expect(server.asked[0]?.headers['user-agent']).toMatch(/^curator\/\S+ \(.*\)$/)
    expect(server.asked[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('is a text without the mark of its encoding', async () => {
    const { url } = await serve({ body: '\ufeff{"games":"Käfer"}' })
    expect(await ask(url)).toBe('200 {"games":"Käfer"}')
  })

  it('is read no further than is asked for', async () => {
    async function* body(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ga')
      yield Buffer.from('mes')
      throw new Error('read on')
    }
    const reply = { status: 200, url: '', headers: new Headers(), validators: {}, body }
    expect(await readText(reply, 5)).toBe('games')
  })

  it('is 304 for one who has it', async () => {
    const { server, url } = await serve({ body: 'games', etag: '"v1"' })
    expect(
      await ask(url, { validators: { etag: '"v1"', lastModified: 'Mon, 31 Aug 2026 00:00:00 GMT' } }),
    ).toBe('304 ')
    expect(server.asked[0]?.headers['if-modified-since']).toBe('Mon, 31 Aug 2026 00:00:00 GMT')
    expect(await ask(url, { validators: { etag: '"v0"' } })).toBe('200 games')
  })

  it('of 304 that nobody asked for is refused', async () => {
    const { url } = await serve({ status: 304 })
    expect((await failureOf(ask(url))).message).toBe(`${url} answered 304.`)
  })

  it.each([
    [404, 'answered 404 (not found).', 1],
    [403, 'answered 403 (forbidden).', 1],
    [418, 'answered 418.', 1],
    [500, 'answered 500 (a fault of the server).', 3],
    [503, 'answered 503 (not available).', 3],
  ])('of %i: %s Asked %i times', async (status, message, times) => {
    const { server, url } = await serve({ status, body: 'no' })
    const error = await failureOf(ask(url))
    expect(error.message).toBe(`${url} ${message}`)
    expect(error.status).toBe(status)
    expect(server.asked).toHaveLength(times)
  })

  it('that a second try brings is taken', async () => {
    const { server, url } = await serve({ status: 502 }, { body: 'games' })
    const clock = jumpingClock()
    expect(await ask(url, {}, { clock })).toBe('200 games')
    expect(server.asked).toHaveLength(2)
    expect(clock.slept).toEqual([500])
  })
})

describe('a server that has enough', () => {
  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Mon, 31 Aug 2026 00:00:09 GMT' }, 9000],
    [{}, 5000],
  ])('is left alone for as long as it says: %j', async (headers, wait) => {
    const { server, url } = await serve({ status: 429, headers }, { body: 'games' })
    const clock = jumpingClock()
    expect(await ask(url, {}, { clock })).toBe('200 games')
    expect(clock.slept).toEqual([wait])
    expect(server.asked).toHaveLength(2)
  })

  it('is not asked a third time', async () => {
    const { server, url } = await serve({ status: 429, headers: { 'retry-after': '1' } })
    const error = await failureOf(ask(url))
    expect(error.message).toBe(`${url} answered 429 (too many requests); it asks to wait 1.0 s.`)
    expect(server.asked).toHaveLength(2)
  })

  it('and wants a long pause is given up at once', async () => {
    const headers = { 'retry-after': '3600', 'x-ratelimit-remaining': '0' }
    const { server, url } = await serve({ status: 429, headers })
    const clock = jumpingClock()
    expect((await failureOf(ask(url, {}, { clock }))).message).toBe(
      `${url} answered 429 (too many requests); its limit of requests is used up; it asks to wait until 2026-08-31 01:00 UTC.`,
    )
    expect(clock.slept).toEqual([])
    expect(server.asked).toHaveLength(1)
  })

  it('gets requests one after the other, with pauses', async () => {
    const { url } = await serve({ body: 'games' })
    const clock = jumpingClock()
    const http = createHttp({ clock, apart: () => 5000 })
    for (let i = 0; i < 3; i++) await http.ask({ url, most: 100 }, (reply) => readText(reply))
    expect(clock.slept).toEqual([5000, 5000])
  })
})

describe('a body', () => {
  it.each<[string, Answer]>([
    ['with a length', { body: 'x'.repeat(500), cutAfter: 200 }],
    ['in chunks', { body: 'x'.repeat(500), cutAfter: 200, length: 'none' }],
    ['shorter than it says', { body: 'x'.repeat(500), length: 900 }],
  ])('that is cut short is asked for again, and is an error in the end: %s', async (_, answer) => {
    const { server, url } = await serve(answer)
    expect((await failureOf(ask(url))).message).toMatch(/ broke (?:the connection )?off/)
    expect(server.asked).toHaveLength(3)
    server.at('/dat', answer, { body: 'whole' })
    expect(await ask(url)).toBe('200 whole')
  })

  it.each<[string, Answer]>([
    ['as it says, whatever comes', { body: 'x', length: 1001 }],
    ['without saying so', { body: 'x'.repeat(5000), length: 'none', piece: 500, delay: 1 }],
  ])('that is too long is not read on: %s', async (_, answer) => {
    const { server, url } = await serve(answer)
    expect((await failureOf(ask(url))).message).toBe(
      `${url} sends more than the 1.0 KB that are taken from it.`,
    )
    expect(server.asked).toHaveLength(1)
  })

  it('that comes slowly is waited for, as long as it comes', async () => {
    // longer than the patience in all, and far less from piece to piece, however busy this machine is
    const { url } = await serve({ body: 'x'.repeat(10), piece: 1, delay: 120 })
    expect(await ask(url, {}, { patienceMs: 1000 })).toBe('200 xxxxxxxxxx')
  })

  it('that comes byte by byte is not waited for without end', async () => {
    const { server, url } = await serve({ body: 'x'.repeat(1000), piece: 1, delay: 10 })
    // its minutes pass in a moment, so that no piece is late however busy this machine is
    const now = performance.now.bind(performance)
    const watch = vi.spyOn(performance, 'now').mockImplementation(() => now() * 200)
    onTestFinished(() => watch.mockRestore())
    const failure = await failureOf(ask(url))
    expect(failure.message).toBe(`${url} sends too slowly.`)
    expect(server.asked).toHaveLength(1)
  })

  it.each<[string, Answer, RegExp]>([
    ['never begins', { hangs: true }, / did not answer in time\.$/],
    [
      'stops',
      { body: 'x'.repeat(10), piece: 5, delay: 2000 },
      / (?:did not answer in time|stopped sending)\.$/,
    ],
  ])('that %s is given up', async (_, answer, message) => {
    const { server, url } = await serve(answer)
    expect((await failureOf(ask(url, {}, { patienceMs: 300 }))).message).toMatch(message)
    expect(server.asked).toHaveLength(3)
  })

  it('that is a web page is no file', async () => {
    const { url } = await serve({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>' })
    expect((await failureOf(ask(url, { wants: 'file' }))).message).toBe(
      `${url} answered with a web page instead of a file.`,
    )
    expect(await ask(url)).toBe('200 <html>')
  })

  it('is kept as a file, with its hash and the name the server gives it', async () => {
    const { url } = await serve({
      headers: { 'content-disposition': 'attachment; filename="a/Sony - PlayStation (2026-08-31).zip"' },
      body: 'games',
    })
    const dir = tempDir('http')
    const http = createHttp({ clock: jumpingClock() })
    const saved = await http.ask({ url, most: 100 }, async (reply) => ({
      ...(await saveBody(reply, join(dir, 'f'))),
      name: fileNameOf(reply),
    }))
    expect(saved).toEqual({
      size: 5,
      sha256: 'cd7ac4c61fd8bd3e76fe77e03b810a442d82f21d7dd08be0f82a58e2ad17a4e5',
      name: 'Sony - PlayStation (2026-08-31).zip',
    })
    expect(readFileSync(join(dir, 'f'), 'utf8')).toBe('games')
  })
})

describe('a redirect', () => {
  it('is followed, and secrets stay behind when it leads to another host', async () => {
    const other = await testServer()
    other.at('/asset', { body: 'games' })
    const { server, url } = await serve({ status: 302, headers: { location: `${other.url}/asset` } })
    const authorization = ({ host }: URL) => (host === server.host ? 'Bearer hush' : undefined)
    const headers = { cookie: 'session=hush', 'x-api-key': 'hush', accept: 'text/plain' }
    expect(await ask(url, { headers }, { authorization })).toBe('200 games')
    expect(server.asked[0]?.headers).toMatchObject({ authorization: 'Bearer hush', cookie: 'session=hush' })
    expect(JSON.stringify(other.asked)).not.toContain('hush')
    expect(other.asked[0]?.headers.accept).toBe('text/plain')
  })

  it('on the same host keeps them', async () => {
    const { server, url } = await serve({ status: 301, headers: { location: '/moved' } })
    server.at('/moved', { body: 'games' })
    expect(await ask(url, { headers: { cookie: 'session=1' } })).toBe('200 games')
    expect(server.asked[1]?.headers.cookie).toBe('session=1')
  })

  it('can be the answer itself', async () => {
    const { url } = await serve({ status: 302, headers: { location: '/releases/tag/v2' } })
    const http = createHttp({ clock: jumpingClock() })
    const target = await http.ask({ url, stay: true, most: 10 }, (reply) =>
      Promise.resolve(reply.headers.get('location')),
    )
    expect(target).toBe('/releases/tag/v2')
  })

  it('in a circle ends', async () => {
    const { server, url } = await serve({ status: 302, headers: { location: '/dat' } })
    expect((await failureOf(ask(url))).message).toBe(`${url} redirects more than 5 times.`)
    expect(server.asked).toHaveLength(6)
  })

  it('to what is not the web is not followed', async () => {
    const { url } = await serve({ status: 302, headers: { location: 'file:///etc/passwd' } })
    expect((await failureOf(ask(url))).message).toBe(`${url} leads to an address that is not http.`)
  })

  it('to no address at all is told with the address that sends there', async () => {
    const { url } = await serve({ status: 302, headers: { location: 'http://[::bad' } })
    expect((await failureOf(ask(url))).message).toBe(`${url} leads to an address that is not http.`)
  })
})

describe('the name of what is sent', () => {
  it.each([
    ['attachment; filename="a/b (1).zip"', 'b (1).zip'],
    [
      "attachment; filename=plain.zip; filename*=UTF-8''Pok%C3%A9mon%20%282026-09-03%29.dat",
      'Pokémon (2026-09-03).dat',
    ],
    ["attachment; filename*=UTF-8''..%2F..%2Fevil.dat", 'evil.dat'],
    ["attachment; filename=plain.zip; filename*=UTF-8''50%", 'plain.zip'],
    ['inline', undefined],
  ])('by %s is %s', (value, name) => {
    const reply = { headers: new Headers({ 'content-disposition': value }) } as Parameters<
      typeof fileNameOf
    >[0]
    expect(fileNameOf(reply)).toBe(name)
  })
})

describe('what is said', () => {
  it.each([
    ['https://me:hush@example.org/a?key=hush#hush', 'https://example.org/a'],
    ['gopher://me:hush@example.org/a?key=hush', 'gopher://example.org/a'],
    ['example.org', 'an address that is none'],
  ])('of %s is %s', (url, shown) => expect(shownAddress(url)).toBe(shown))

  it('names no secret of the address', async () => {
    const { server, url } = await serve({ status: 404 })
    expect((await failureOf(ask(`${url}?key=hush#hush`))).message).toBe(`${url} answered 404 (not found).`)
    const withPassword = url.replace('//', '//me:hush@')
    expect((await failureOf(ask(withPassword))).message).toBe(`${url} has a password in its address.`)
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['http://127.0.0.1:{port}/dat', 'cannot be reached: the connection was refused.'],
    ['http://no-such-host.invalid/dat', 'cannot be reached: '],
  ])('of a host that is not there: %s %s', async (address, message) => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const url = address.replace('{port}', String(port))
    expect((await failureOf(ask(url))).message).toContain(`${url} ${message}`)
  })

  it('after a Ctrl-C is nothing: it ends', async () => {
    const { server, url } = await serve({ hangs: true })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await expect(ask(url, {}, { signal: controller.signal })).rejects.toThrow(/abort/i)
    expect(server.asked).toHaveLength(1)
  })
})

describe('a server that wants to be let alone', () => {
  const after = (seconds: string): Answer => ({ status: 429, headers: { 'retry-after': seconds } })

  it('is asked for nothing else until then', async () => {
    const { server, url } = await serve(after('7200'), { body: 'games' })
    server.at('/other', { body: 'other' })
    const clock = jumpingClock()
    const http = createHttp({ clock })
    const text = (address: string) => http.ask({ url: address, most: 1000 }, readText)
    await failureOf(text(url))
    const error = await failureOf(text(`${server.url}/other`))
    expect(error.message).toBe(
      `${server.url}/other is not asked: its server wants us to wait until 2026-08-31 02:00 UTC.`,
    )
    expect([error.status, error.again]).toEqual([429, false])
    expect(server.asked).toHaveLength(1)
    await clock.sleep(7_200_001)
    expect([await text(`${server.url}/other`), await text(url)]).toEqual(['other', 'games'])
  })

  it.each([
    ['999999999', 'until 2058-05-09 01:46 UTC'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 'until 9999-12-31 00:00 UTC'],
    ['3599', '59 min 59 s'],
  ])('says until when: %s', async (wish, words) => {
    const { url } = await serve(after(wish))
    const error = await failureOf(ask(url, {}, { clock: jumpingClock() }))
    expect(error.message).toBe(`${url} answered 429 (too many requests); it asks to wait ${words}.`)
  })

  it('for years is asked again after a day', async () => {
    const { url } = await serve(after('999999999'), { body: 'games' })
    const clock = jumpingClock()
    const http = createHttp({ clock })
    await failureOf(http.ask({ url, most: 1000 }, readText))
    await clock.sleep(24 * 3_600_000 - 1000)
    const error = await failureOf(http.ask({ url, most: 1000 }, readText))
    expect(error.message).toBe(`${url} is not asked: its server wants us to wait until 2058-05-09 01:46 UTC.`)
    await clock.sleep(1000)
    expect(await http.ask({ url, most: 1000 }, readText)).toBe('games')
  })

  it('says so when it is asked too much, and not when it refuses one thing', async () => {
    const { server, url } = await serve({ status: 403, headers: { 'retry-after': '3600' } })
    server.at('/other', { body: 'other' })
    const http = createHttp({ clock: jumpingClock() })
    await failureOf(http.ask({ url, most: 1000 }, readText))
    expect(await http.ask({ url: `${server.url}/other`, most: 1000 }, readText)).toBe('other')
  })

  it('is not the one that led us to it', async () => {
    const busy = await serve(after('3600'))
    const { server, url } = await serve({ status: 302, headers: { location: busy.url } })
    server.at('/other', { body: 'other' })
    const http = createHttp({ clock: jumpingClock() })
    await failureOf(http.ask({ url, most: 1000 }, readText))
    expect(await http.ask({ url: `${server.url}/other`, most: 1000 }, readText)).toBe('other')
  })

  it('is no other server', async () => {
    const { url } = await serve(after('3600'))
    const other = await serve({ body: 'games' })
    const http = createHttp({ clock: jumpingClock() })
    await failureOf(http.ask({ url, most: 1000 }, readText))
    expect(await http.ask({ url: other.url, most: 1000 }, readText)).toBe('games')
  })
})
