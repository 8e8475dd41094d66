/** What is kept of an address that needs a secret, and what is told when it fails. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openArtCache } from '../../src/art/cache.ts'
import { openDownloads } from '../../src/art/download.ts'
import { createHttp } from '../../src/net/http.ts'
import { png } from '../support/png.ts'
import { testServer } from '../support/server.ts'
import { cacheOf } from './library.ts'
import { sha1 } from '../support/sha1.ts'

const PICTURE = png(3, 2)

function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => name + readFileSync(join(parentPath, name), 'latin1'))
    .join('\n')
}

it('sends the secret of an address, keeps the address without it, and asks once for many', async () => {
  const server = await testServer()
  const folder = cacheOf()
  server.at('/a.png?key=hush', { body: PICTURE })
  const cache = openArtCache(folder)
  const downloads = openDownloads({ http: createHttp(), cache, now: () => 1 })
  const url = `${server.url}/a.png`
  const signed = () => Promise.resolve(`${url}?key=hush`)
  const got = await Promise.all([downloads.fetch(url, signed), downloads.fetch(url, signed)])
  const picture = { sha1: sha1(PICTURE), size: PICTURE.length, format: 'png', width: 3, height: 2 }
  expect(got[0]).toEqual({ kind: 'picture', isNew: true, picture })
  expect(got[1]).toEqual(got[0])
  expect([downloads.requests(), downloads.bytes(), server.asked.length]).toEqual([1, PICTURE.length, 1])
  expect(everythingIn(folder)).toContain(url)
  expect(everythingIn(folder)).not.toContain('hush')

  const again = openDownloads({ http: createHttp(), cache, now: () => 1 })
  expect(await again.fetch(url, signed)).toMatchObject({ kind: 'picture', isNew: false })
  expect(again.requests()).toBe(0)
})

it.each([
  ['a refusal', { status: 403 }, 'answered 403 (forbidden).'],
  [
    'a place that is no web',
    { headers: { location: 'ftp://elsewhere/x' }, status: 302 },
    'leads to an address that is not http.',
  ],
  ['too much', { body: PICTURE, length: 33_000_000 }, 'sends more than the 32.0 MB that are taken from it.'],
])('tells of %s without the secret, and keeps nothing', async (_, answer, what) => {
  const server = await testServer()
  const cache = openArtCache(cacheOf())
  server.at('/a.png?key=hush', answer)
  const url = `${server.url}/a.png`
  const downloads = openDownloads({ http: createHttp(), cache, now: () => 1 })
  expect(await downloads.fetch(url, () => Promise.resolve(`${url}?key=hush`))).toEqual({
    kind: 'failed',
    message: `${url} ${what}`,
  })
  expect(cache.find(url)).toBeUndefined()
})

it.each(['file:///etc/passwd', 'data:image/png;base64,AAAA', 'javascript:1'])(
  'does not open %s',
  async (url) => {
    const downloads = openDownloads({ http: createHttp(), cache: openArtCache(cacheOf()), now: () => 1 })
    expect(await downloads.fetch(url, () => Promise.resolve(url))).toEqual({ kind: 'missing' })
    expect(downloads.requests()).toBe(0)
  },
)

it('remembers for a month that there is nothing', async () => {
  const server = await testServer()
  const cache = openArtCache(cacheOf())
  const url = `${server.url}/none.png`
  const ask = async (day: number) => {
    const downloads = openDownloads({ http: createHttp(), cache, now: () => day * 86_400_000 })
    await downloads.fetch(url, () => Promise.resolve(url))
    return downloads.requests()
  }
  expect([await ask(0), await ask(29), await ask(31)]).toEqual([1, 0, 1])
})

it.each([
  [
    'a web page',
    { body: '<html>Log in', headers: { 'content-type': 'text/html' } },
    'answered with a web page instead of a file.',
  ],
  ['bytes that are no picture', { body: 'Log in' }, 'sent is no PNG, JPEG, WebP or GIF.'],
  ['nothing there', { status: 404 }, 'answered 404 (not found).'],
])('does not take %s for proof where it was led away', async (_, answer, what) => {
  const server = await testServer()
  const other = await testServer()
  const cache = openArtCache(cacheOf())
  server.at('/a.png', { status: 302, headers: { location: `${other.url}/login` } })
  other.at('/login', answer)
  const url = `${server.url}/a.png`
  const downloads = openDownloads({ http: createHttp(), cache, now: () => 1 })
  expect(await downloads.fetch(url, () => Promise.resolve(url))).toEqual({
    kind: 'failed',
    message: `${what.includes('sent') ? 'What ' : ''}${other.url}/login ${what}`,
  })
  expect(cache.find(url)).toBeUndefined()
})

it('takes a picture from wherever it was led to', async () => {
  const server = await testServer()
  const other = await testServer()
  server.at('/a.png', { status: 302, headers: { location: `${other.url}/cdn/1` } })
  other.at('/cdn/1', { body: PICTURE })
  const url = `${server.url}/a.png`
  const downloads = openDownloads({ http: createHttp(), cache: openArtCache(cacheOf()), now: () => 1 })
  expect(await downloads.fetch(url, () => Promise.resolve(url))).toMatchObject({
    kind: 'picture',
    isNew: true,
  })
})

it.each([
  ['failed, where nobody knows how long it should be', { length: 'none' as const }, 'failed', false],
  ['none, where it is all that there is', {}, 'missing', true],
])('takes half a picture for %s', async (_, answer, kind, isKept) => {
  const server = await testServer()
  const cache = openArtCache(cacheOf())
  server.at('/a.png', { body: PICTURE.subarray(0, PICTURE.length - 9), ...answer })
  const url = `${server.url}/a.png`
  const downloads = openDownloads({ http: createHttp(), cache, now: () => 1 })
  const got = await downloads.fetch(url, () => Promise.resolve(url))
  expect(got).toEqual(
    kind === 'missing' ? { kind } : { kind, message: `What ${url} sent is damaged, or not all there.` },
  )
  expect(cache.find(url) !== undefined).toBe(isKept)
})
