/**
 * Who may come in. The server listens on this machine only, but every page that a browser shows on this machine can
 * send requests to it: another site's, a name that was made to point here (DNS rebinding), another local server's. So a
 * request must name this host and port, must not come from another page, and must carry a session that only the link
 * printed in the terminal opens, once.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

interface Gate {
  /** A link that opens a session once. Earlier ones that were not used stay good. */
  ticket(): string
  /** Undefined: come in. `cookie`: to be set, because the ticket of the address was used up. */
  admit(request: IncomingMessage, port: number): Admission
}

/** It names another host; it comes from another page; it has no session. */
export type Refusal = 'host' | 'origin' | 'session'

interface Admission {
  /** Why not. */
  readonly refused?: Refusal
  readonly cookie?: string
}

const BYTES = 32
const MOST_TICKETS = 16
const PARAMETER = 'ticket'

export function createGate(): Gate {
  const session = randomBytes(BYTES).toString('base64url')
  const tickets = new Set<string>()
  return {
    ticket() {
      const ticket = randomBytes(BYTES).toString('base64url')
      tickets.add(ticket)
      for (const oldest of tickets) if (tickets.size > MOST_TICKETS) tickets.delete(oldest)
      return `?${PARAMETER}=${ticket}`
    },
    admit(request, port) {
      const host = request.headers.host ?? ''
      if (!isOurHost(host, port)) return { refused: 'host' }
      if (!isOwnRequest(request, host)) return { refused: 'origin' }
      // cookies know no ports: the name keeps those of two servers apart
      const name = `curator-${port}`
      if (cookieValues(request, name).some((value) => isSame(value, session))) return {}
      const ticket = ticketOf(request)
      const known = ticket === null ? undefined : [...tickets].find((one) => isSame(one, ticket))
      if (known === undefined) return { refused: 'session' }
      tickets.delete(known)
      return { cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict` }
    },
  }
}

function isOurHost(host: string, port: number): boolean {
  // of the usual port browsers say nothing
  const ours = port === 80 ? ['', ':80'] : [`:${port}`]
  return ours.some((end) => host === `127.0.0.1${end}` || host === `localhost${end}`)
}

/**
 * Browsers say where a request comes from. What changes something must say so; what only asks may come from no page at
 * all (a typed address), and never from another one.
 */
function isOwnRequest({ method, headers, url = '/' }: IncomingMessage, host: string): boolean {
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return false
  const site = headers['sec-fetch-site']
  if (method === 'GET') {
    // the page itself may be opened by a link, from wherever
    if (url.split('?')[0] === '/') return true
    return site === undefined || site === 'same-origin' || site === 'none'
  }
  return method === 'POST' && origin !== undefined && (site === undefined || site === 'same-origin')
}

function ticketOf({ method, url = '/' }: IncomingMessage): string | null {
  const [path, query = ''] = url.split(/\?(.*)/s)
  return method === 'GET' && path === '/' ? new URLSearchParams(query).get(PARAMETER) : null
}

function cookieValues({ headers }: IncomingMessage, name: string): string[] {
  return (headers.cookie ?? '').split(';').flatMap((pair) => {
    const [key = '', value = ''] = pair.trim().split('=')
    return key === name ? [value] : []
  })
}

/** In a time that tells nothing of how much of them is equal. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
