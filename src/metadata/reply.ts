/** What the answer of a server means, before anyone looks into its body. */
import { hit, miss, unavailable, type Answer, type Miss, type Unavailable } from './answer.ts'
import type { Keep } from './cache/cache.ts'
import { waitInWords } from '../net/peace.ts'
import { list } from './json.ts'

export interface WireReply {
  readonly status: number
  /** Without secrets. */
  readonly text: string
  /** When the provider said it, in milliseconds since the epoch. */
  readonly at: number
  /** Of a fresh one: milliseconds the provider wants to be let alone. */
  readonly retryAfter?: number
  /** Without secrets: where it came from, when that is not what was asked. */
  readonly elsewhere?: string
}

export type ReadReply<T> = (reply: WireReply) => Answer<T>

/** Reads the body as JSON; one that is none makes the answer `malformed`. */
export function readJson<T>(read: (value: unknown, at: number) => Answer<T>): ReadReply<T> {
  return ({ text, at }) => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return malformed('sent something that is no JSON')
    }
    return read(value, at)
  }
}

/**
 * What a list says, item by item. No list, and one that is none of ours because most of its items cannot be read, are
 * `malformed`: only a list that is empty, or whose items are left out, says that something is not there.
 * @param read undefined for what cannot be read, null for what is left out
 */
export function readItems<T>(
  value: unknown,
  read: (item: unknown) => T | null | undefined,
  of = 'games',
): Answer<readonly T[]> {
  if (!Array.isArray(value)) return malformed(`sent no list of ${of}`)
  const items = list(value).map(read)
  const known = items.filter((item) => item !== undefined)
  if (2 * known.length < items.length) return malformed(`sent a list of ${of} that cannot be read`)
  return hit(known.filter((item) => item !== null))
}

export function malformed(what: string): Unavailable {
  return unavailable('malformed', what)
}

export interface StatusRules {
  /** Statuses by which this provider says that there is no such thing. */
  readonly missing?: readonly number[] | undefined
  /** It answers with web pages: else one comes from a gate, or a place that has moved, and says nothing of games. */
  readonly sendsPages?: boolean | undefined
  readonly hasKeys: boolean
}

/** What a status says by itself; undefined for those whose body has the answer. */
export function statusAnswer(
  { status, text, at, retryAfter }: WireReply,
  { missing = [], sendsPages = false, hasKeys }: StatusRules,
): Miss | Unavailable | undefined {
  if (missing.includes(status))
    return WEB_PAGE.test(text) && !sendsPages ? malformed(`sent a web page (${status})`) : miss()
  if (status >= 200 && status < 300) return undefined
  if (status === 401 || status === 403)
    return unavailable('auth', hasKeys ? `refused our keys (${status})` : `refused us (${status})`)
  // what is shorter is waited for
  const later = (retryAfter ?? 0) < TOLD_MS ? '' : `; it asks to wait ${waitInWords(retryAfter ?? 0, at)}`
  if (status === 429) return unavailable('rate', `wants fewer requests (429)${later}`, retryAfter)
  if (status >= 500) return unavailable('server', `has a fault of its own (${status})${later}`, retryAfter)
  return malformed(`refused the question (${status})`)
}

const TOLD_MS = 60_000
const WEB_PAGE = /^\s*<(?:!doctype|html)/i

/** Questions whose answers are read for what is not in them. */
const WHOLE: ReadonlySet<Keep> = new Set(['list', 'listing'])

/**
 * What an answer that came from elsewhere is worth. A login page, a gate of the network or an address that has moved may
 * send an empty list, too: so it tells of games that are there, and of none that is not.
 */
export function doubted<T>(answer: Answer<T>, place: string, keep: Keep): Answer<T> {
  if (answer.kind === 'miss')
    return malformed(`sent us to ${place}; that nothing was found there proves nothing`)
  if (answer.kind === 'hit' && WHOLE.has(keep))
    return malformed(`sent us to ${place}; a list from there is not taken for its own`)
  return answer
}

const SECOND = 1000

/** `Retry-After` as seconds or date, or the seconds of `ratelimit-reset`, in milliseconds from now. */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after')?.trim()
  if (after !== undefined && /^\d{1,9}$/.test(after)) return Number(after) * SECOND
  const date = after === undefined ? Number.NaN : Date.parse(after)
  if (!Number.isNaN(date)) return Math.max(0, date - now)
  const reset = headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset')
  return reset !== null && /^\d{1,6}$/.test(reset.trim()) ? Number(reset) * SECOND : undefined
}
