/** Who may come in: the link once, its session after that, and nobody who comes from elsewhere. */
import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createGate } from '../../src/serve/gate.ts'

const PORT = 4816
const HOST = `127.0.0.1:${PORT}`

interface Asked {
  readonly method?: string
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
}

function request({ method = 'GET', url = '/api/library', headers = {} }: Asked): IncomingMessage {
  return { method, url, headers: { host: HOST, ...headers } } as unknown as IncomingMessage
}

/** A gate, and the cookie of a session that its link opened. */
function opened() {
  const gate = createGate()
  const { cookie = '' } = gate.admit(request({ url: `/${gate.ticket()}` }), PORT)
  return { gate, cookie: cookie.split(';')[0] ?? '' }
}

describe('the gate', () => {
  it('lets the printed link in once, and its session from then on', () => {
    const gate = createGate()
    const link = `/${gate.ticket()}`
    const first = gate.admit(request({ url: link }), PORT)
    expect(first.refused).toBeUndefined()
    expect(first.cookie).toMatch(/^curator-4816=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(gate.admit(request({ url: link }), PORT)).toEqual({ refused: 'session' })
    const cookie = first.cookie?.split(';')[0] ?? ''
    expect(gate.admit(request({ headers: { cookie } }), PORT)).toEqual({})
    expect(gate.admit(request({ headers: { cookie: `other=1; ${cookie}` } }), PORT)).toEqual({})
  })

  it('knows that browsers leave out the usual port', () => {
    const gate = createGate()
    const { cookie = '' } = gate.admit(
      request({ url: `/${gate.ticket()}`, headers: { host: 'localhost' } }),
      80,
    )
    const headers = { host: '127.0.0.1', cookie: cookie.split(';')[0] ?? '' }
    expect(gate.admit(request({ headers }), 80)).toEqual({})
    expect(gate.admit(request({ headers }), PORT)).toEqual({ refused: 'host' })
    expect(gate.admit(request({ headers: { ...headers, host: 'evil.example' } }), 80)).toEqual({
      refused: 'host',
    })
  })

  it('takes a ticket only for the page itself', () => {
    const gate = createGate()
    const ticket = gate.ticket()
    expect(gate.admit(request({ url: `/api/library${ticket}` }), PORT)).toEqual({ refused: 'session' })
    const post = { method: 'POST', url: `/${ticket}`, headers: { origin: `http://${HOST}` } }
    expect(gate.admit(request(post), PORT)).toEqual({ refused: 'session' })
    expect(gate.admit(request({ url: `/${ticket}` }), PORT).refused).toBeUndefined()
  })

  it.each([[''], ['curator-4816='], ['curator-4816=x'], ['curator-4817=SESSION'], ['SESSION']])(
    'refuses the cookie %j',
    (text) => {
      const { gate, cookie } = opened()
      const value = cookie.split('=')[1] ?? ''
      const headers = { cookie: text.replace('SESSION', value) }
      expect(gate.admit(request({ headers }), PORT)).toEqual({ refused: 'session' })
    },
  )

  it.each([
    ['evil.example'],
    ['evil.example:4816'],
    ['127.0.0.1'],
    ['127.0.0.1:80'],
    ['127.0.0.1:4816.evil.example'],
    ['[::1]:4816'],
    ['0.0.0.0:4816'],
    [''],
  ])('refuses requests for the host %j, whatever their cookie', (host) => {
    const { gate, cookie } = opened()
    expect(gate.admit(request({ headers: { cookie, host } }), PORT)).toEqual({ refused: 'host' })
  })

  it('answers to localhost as well', () => {
    const { gate, cookie } = opened()
    const headers = { cookie, host: 'localhost:4816' }
    expect(gate.admit(request({ headers }), PORT)).toEqual({})
  })

  it.each<[what: string, asked: Asked]>([
    ['another site', { headers: { origin: 'https://evil.example' } }],
    ['another server of this machine', { headers: { origin: 'http://127.0.0.1:8080' } }],
    ['a page without origin', { headers: { origin: 'null' } }],
    ['another site, as a picture or a script', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['another port, as a picture or a script', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['a form of another site', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }],
    ['nobody knows where, and changes something', { method: 'POST' }],
    ['here, by another method', { method: 'PUT', headers: { origin: `http://${HOST}` } }],
    [
      'here, by a method that asks what is allowed',
      { method: 'OPTIONS', headers: { origin: `http://${HOST}` } },
    ],
  ])('refuses a request that comes from %s', (_, { method, headers = {} }) => {
    const { gate, cookie } = opened()
    const asked = { ...(method === undefined ? {} : { method }), headers: { cookie, ...headers } }
    expect(gate.admit(request(asked), PORT)).toEqual({ refused: 'origin' })
  })

  it('lets its own page ask and tell', () => {
    const { gate, cookie } = opened()
    const own = { cookie, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }
    expect(gate.admit(request({ method: 'POST', headers: own }), PORT)).toEqual({})
    expect(gate.admit(request({ headers: { cookie, 'sec-fetch-site': 'same-origin' } }), PORT)).toEqual({})
    expect(gate.admit(request({ headers: { cookie, 'sec-fetch-site': 'none' } }), PORT)).toEqual({})
  })

  it('forgets the oldest of many unused links', () => {
    const gate = createGate()
    const [first = '', ...others] = Array.from({ length: 17 }, () => gate.ticket())
    expect(gate.admit(request({ url: `/${first}` }), PORT)).toEqual({ refused: 'session' })
    expect(gate.admit(request({ url: `/${others[0]}` }), PORT).refused).toBeUndefined()
  })
})
