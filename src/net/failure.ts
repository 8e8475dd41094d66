/** What can go wrong with a request, in words that name no secret. */
import type { Reply } from './http.ts'
import { waitInWords } from './peace.ts'

interface Details {
  readonly status?: number
  /** Whether another try may go better. */
  readonly again?: boolean
  /** How long the server wants to be left alone. */
  readonly afterMs?: number
  /** Redirects led away from what was asked. */
  readonly elsewhere?: boolean
  readonly cause?: unknown
}

/** Its message is a whole sentence that begins with the address. */
export class HttpError extends Error {
  /** Absent when there was no answer. */
  readonly status: number | undefined
  readonly again: boolean
  readonly afterMs: number | undefined
  /** Who says so is not who was asked: that something is not there proves nothing then. */
  readonly elsewhere: boolean

  constructor(url: string, what: string, details: Details = {}) {
    const { status, again = false, afterMs, elsewhere = false, cause } = details
    super(`${shownAddress(url)} ${what}.`, cause === undefined ? {} : { cause })
    this.name = 'HttpError'
    this.status = status
    this.again = again
    this.afterMs = afterMs
    this.elsewhere = elsewhere
  }
}

/** Without user name, password, query and fragment: that is where secrets stand. */
export function shownAddress(url: string): string {
  try {
    const { origin, protocol, host, pathname } = new URL(url)
    return origin === 'null' ? `${protocol}//${host}${pathname}` : `${origin}${pathname}`
  } catch {
    return 'an address that is none'
  }
}

/** An answer that is neither what was wanted nor "unchanged". */
export function refusal(
  { url, status, headers }: Pick<Reply, 'url' | 'status' | 'headers'>,
  elsewhere: boolean,
  now: number,
): HttpError {
  const afterMs = retryAfter(headers, now)
  const again = status === 429 || status >= 500
  const spent = headers.get('x-ratelimit-remaining') === '0' ? '; its limit of requests is used up' : ''
  const wait = afterMs === undefined || afterMs === 0 ? '' : `; it asks to wait ${waitInWords(afterMs, now)}`
  const words = STATUS[status]
  const what = `answered ${status}${words === undefined ? '' : ` (${words})`}${spent}${wait}`
  return new HttpError(url, what, { status, again, elsewhere, ...(afterMs === undefined ? {} : { afterMs }) })
}

/** The connection failed, or broke off. */
export function broken(url: string, error: unknown): HttpError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  // the system's own sentence may quote the address, and with it what must not be told
  const what = NETWORK[code] ?? (code === '' ? 'cannot be reached' : `cannot be reached (${code})`)
  return new HttpError(url, what, { again: true, cause: error })
}

/** Seconds, or a date (RFC 9110, section 10.2.3), in milliseconds from now. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

const STATUS: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'it wants credentials',
  403: 'forbidden',
  404: 'not found',
  410: 'gone',
  429: 'too many requests',
  500: 'a fault of the server',
  502: 'bad gateway',
  503: 'not available',
  504: 'gateway timeout',
}

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'cannot be reached: there is no such host',
  EAI_AGAIN: 'cannot be reached: its name cannot be looked up',
  ECONNREFUSED: 'cannot be reached: the connection was refused',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  ETIMEDOUT: 'did not answer in time',
  UND_ERR_SOCKET: 'broke the connection off',
  UND_ERR_CONNECT_TIMEOUT: 'did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped sending',
  Z_DATA_ERROR: 'sent something that is not packed as it says',
  Z_BUF_ERROR: 'sent something that is not packed as it says',
}
