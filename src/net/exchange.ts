/** One request with its redirects, and the body of the answer, watched while it comes. */
import { amount } from '../wording.ts'
import { broken, HttpError } from './failure.ts'
import type { Ask, Reply, Validators } from './http.ts'

export interface Exchange {
  readonly patienceMs: number
  readonly signal?: AbortSignal
  readonly authorization?: (url: URL) => string | undefined
  /** Waits until a request to this address may go out. */
  readonly turn: (url: URL) => Promise<void>
}

declare const CURATOR_VERSION: string

const MOST_REDIRECTS = 5
/** So much is taken at any pace, in times of what one sign of life may take; after that a pace is asked for. */
const SLOW_START = 10
const LEAST_BYTES_A_SECOND = 1024
/** The answer to what was sent is elsewhere, to be fetched (RFC 9110, section 15.4.4). */
const SEE_OTHER = 303
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Whatever `take` leaves of the answer is let go. */
export async function exchange<T>(ask: Ask, how: Exchange, take: (reply: Reply) => Promise<T>): Promise<T> {
  const watch = watchdog(how)
  try {
    const { response, url } = await follow(ask, how, watch)
    try {
      return await take({
        status: response.status,
        url,
        headers: response.headers,
        validators: validatorsOf(response.headers),
        body: () => bodyOf(response, url, ask, watch),
      })
    } finally {
      // of a body that was read to its end there is nothing left to cancel
      await response.body?.cancel().catch(() => undefined)
    }
  } finally {
    watch.end()
  }
}

/**
 * Ends a request that takes too long. Every sign of life winds it up again, but who sends a byte now and then would keep
 * all others waiting.
 */
interface Watchdog {
  readonly signal: AbortSignal
  readonly isLate: () => boolean
  /** Whether it takes too long to send so many bytes. */
  readonly isSlow: (bytes: number) => boolean
  windUp(): void
  end(): void
}

function watchdog({ patienceMs, signal }: Exchange): Watchdog {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = performance.now()
  return {
    isSlow(bytes) {
      const ms = performance.now() - start
      return ms > SLOW_START * patienceMs && bytes < (LEAST_BYTES_A_SECOND * ms) / 1000
    },
    signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    isLate: () => late.signal.aborted,
    windUp() {
      clearTimeout(timer)
      timer = setTimeout(() => late.abort(), patienceMs)
    },
    end: () => clearTimeout(timer),
  }
}

async function follow(
  ask: Ask,
  how: Exchange,
  watch: Watchdog,
): Promise<{ response: Response; url: string }> {
  let url = addressOf(ask.url, ask.url)
  let sent = ask
  const first = url
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    await how.turn(url)
    const response = await send(sent, url, isSameOrigin(url, first), how, watch)
    const target = response.headers.get('location')
    if (ask.stay || target === null || !REDIRECTS.has(response.status)) return { response, url: url.href }
    await response.body?.cancel().catch(() => undefined)
    const next = addressOf(URL.canParse(target, url.href) ? new URL(target, url).href : target, url.href)
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new HttpError(url.href, 'redirects to an address without encryption; it is not followed')
    if (response.status === SEE_OTHER) sent = asGet(sent)
    // what is sent may be meant for this origin alone, like the headers
    if (sent.body !== undefined && !isSameOrigin(next, first))
      throw new HttpError(url.href, 'redirects what was sent to it to another host; it is not followed')
    // servers repeat them where they send us
    if (!isSameOrigin(next, first)) for (const name of ask.secretQuery ?? []) next.searchParams.delete(name)
    url = next
  }
  throw new HttpError(ask.url, `redirects more than ${MOST_REDIRECTS} times`)
}

function asGet(ask: Ask): Ask {
  const { body: _, ...asked } = ask
  return { ...asked, method: ask.method === 'HEAD' ? 'HEAD' : 'GET' }
}

function addressOf(text: string, from: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && (url.username !== '' || url.password !== ''))
    throw new HttpError(from, 'has a password in its address')
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url
  throw new HttpError(from, 'leads to an address that is not http')
}

async function send(ask: Ask, url: URL, isHome: boolean, how: Exchange, watch: Watchdog): Promise<Response> {
  watch.windUp()
  const authorization = how.authorization?.(url)
  try {
    return await fetch(url, {
      method: ask.method ?? 'GET',
      ...(ask.body === undefined ? {} : { body: ask.body }),
      redirect: 'manual',
      signal: watch.signal,
      headers: {
        'user-agent': `curator/${versionOf()} (a build tool for game libraries)`,
        // the length of a body is checked, and a packed one would hide it
        'accept-encoding': 'identity',
        ...conditions(ask.validators),
        // what the caller put in may be meant for this origin alone
        ...(isHome ? ask.headers : withoutSecrets(ask.headers)),
        ...(authorization === undefined ? {} : { authorization }),
      },
    })
  } catch (error) {
    throw failed(url.href, error, how.signal, watch, 'did not answer in time')
  }
}

function versionOf(): string {
  return typeof CURATOR_VERSION === 'string' ? CURATOR_VERSION : '0'
}

async function* bodyOf(
  response: Response,
  url: string,
  { most, method }: Ask,
  watch: Watchdog,
): AsyncGenerator<Uint8Array> {
  const told = Number(response.headers.get('content-length') ?? Number.NaN)
  const tooLong = () => new HttpError(url, `sends more than the ${amount(most)} that are taken from it`)
  if (told > most) throw tooLong()
  if (method === 'HEAD' || !response.body) return
  let size = 0
  watch.windUp()
  const chunks: AsyncIterator<Uint8Array> = response.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await orAborted(chunks.next(), watch.signal).catch((error: unknown) => {
        throw failed(url, error, undefined, watch, 'stopped sending')
      })
      if (next.done) break
      const chunk = next.value
      watch.windUp()
      size += chunk.length
      if (size > most) throw tooLong()
      if (watch.isSlow(size)) throw new HttpError(url, 'sends too slowly')
      yield chunk
    }
  } finally {
    const over = chunks.return?.().catch(() => undefined)
    // behind a piece that never comes this never ends either
    if (!watch.signal.aborted) await over
  }
  if (size < told && !response.headers.has('content-encoding'))
    throw new HttpError(url, `broke off after ${amount(size)} of ${amount(told)}`, { again: true })
}

/** Node 20 may wait for ever for the next piece of a body that cannot be unpacked, whatever the signal says. */
function orAborted<T>(piece: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    void piece.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function failed(
  url: string,
  error: unknown,
  signal: AbortSignal | undefined,
  watch: Watchdog,
  whenLate: string,
): unknown {
  if (watch.isLate()) return new HttpError(url, whenLate, { again: true, cause: error })
  if (signal?.aborted || watch.signal.aborted) return error
  return broken(url, error)
}

function isSameOrigin(a: URL, b: URL): boolean {
  return a.protocol === b.protocol && a.host === b.host
}

const SECRET = /^(?:authorization|cookie|proxy-authorization|client-id|x-.*(?:key|token|secret).*)$/i

function withoutSecrets(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.test(name)))
}

function conditions({ etag, lastModified }: Validators = {}): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  }
}

function validatorsOf(headers: Headers): Validators {
  const etag = headers.get('etag')
  const lastModified = headers.get('last-modified')
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) }
}
