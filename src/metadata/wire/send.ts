/** One request, and the tries after it that may go better. */
import { exchange } from '../../net/exchange.ts'
import { isElsewhere } from '../../net/elsewhere.ts'
import { HttpError, shownAddress } from '../../net/failure.ts'
import type { Ask } from '../../net/http.ts'
import type { Clock } from '../../net/clock.ts'
import { readText } from '../../net/take.ts'
import { unavailable, type Unavailable } from '../answer.ts'
import type { Limiter } from './limiter.ts'
import { retryAfterOf } from '../reply.ts'

export interface Sent {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly retryAfter?: number
  /** Where redirects led, without its query, when that is not what was asked. */
  readonly elsewhere?: string
}

interface SendDeps {
  readonly clock: Clock
  readonly limiter: Limiter
  readonly signal: AbortSignal
  readonly random: () => number
  readonly patienceMs?: number
  /** Why there is to be no request after all, when its turn has come: others may have been refused meanwhile. */
  readonly whyNot: () => Unavailable | undefined
  /** Shared by all questions: whether the last answer said that there were too many. */
  readonly last: { wasTooMany: boolean }
  readonly onSend: () => void
  /** An answer that is not tried again; told before anybody else has a turn. */
  readonly onAnswer: (answer: Sent) => void
}

/** For an answer to begin, and for its next piece to come. */
const PATIENCE_MS = 30_000
/** A whole answer, however steadily it trickles, has so many times as long. */
const WHOLE = 5
/** Waits before the second and the third try; up to half as long again, so that not all come back at once. */
const BACK_OFF_MS = [500, 2000] as const
const SPREAD = 0.5
/** A server that says "too many" without saying how long. */
const WHEN_TOO_MANY_MS = 5000
/** Who asks for more is not waited for. */
const LONGEST_WAIT_MS = 60_000
const PASSING: ReadonlySet<number> = new Set([502, 503, 504])
const TOO_MANY = 429

/** Never rejects. Any status is a `Sent`: what it means is not decided here. */
export async function send(ask: Ask, deps: SendDeps): Promise<Sent | Unavailable> {
  for (let tries = 0; ; tries++) {
    const { result, isOver } = await once(ask, deps, tries)
    if (isOver || deps.signal.aborted) return result
  }
}

async function once(
  ask: Ask,
  deps: SendDeps,
  tries: number,
): Promise<{ readonly result: Sent | Unavailable; readonly isOver: boolean }> {
  let done: (() => void) | undefined
  try {
    done = await deps.limiter.turn(deps.signal)
    const stopped = deps.whyNot()
    if (stopped) return { result: stopped, isOver: true }
    const result = await request(ask, deps)
    const wait = waitBefore(result, deps.last.wasTooMany ? Math.max(tries, 1) : tries, deps.random)
    deps.last.wasTooMany = !('kind' in result) && result.status === TOO_MANY
    // those in line must know before it is their turn
    if (wait !== undefined) deps.limiter.hold(wait)
    else if (!('kind' in result)) deps.onAnswer(result)
    return { result, isOver: wait === undefined }
  } catch {
    return { result: unavailable('closed', 'the connection is closed'), isOver: true }
  } finally {
    done?.()
  }
}

async function request(
  ask: Ask,
  { clock, signal, patienceMs = PATIENCE_MS, onSend }: SendDeps,
): Promise<Sent | Unavailable> {
  // people copy more than the key: a line break, or the quotation marks of a page
  if (!canBeSent(ask.headers)) return unavailable('auth', 'has keys with signs in them that cannot be sent')
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), patienceMs * WHOLE)
  onSend()
  const how = {
    patienceMs,
    signal: AbortSignal.any([signal, late.signal]),
    turn: () => Promise.resolve(),
  }
  try {
    return await exchange(ask, how, async (reply): Promise<Sent> => {
      const retryAfter = retryAfterOf(reply.headers, clock.now())
      return {
        status: reply.status,
        headers: reply.headers,
        text: await readText(reply),
        ...(retryAfter === undefined ? {} : { retryAfter }),
        ...(isElsewhere(ask.url, reply.url) ? { elsewhere: shownAddress(reply.url) } : {}),
      }
    })
  } catch (error) {
    if (signal.aborted) return unavailable('closed', 'the connection is closed')
    if (late.signal.aborted) return unavailable('network', 'did not finish its answer in time')
    // it takes too much, or leads us away from encryption: no other try makes that better
    if (error instanceof HttpError && !error.again) return unavailable('malformed', error.message)
    return unavailable('network', error instanceof HttpError ? error.message : 'cannot be reached')
  } finally {
    clearTimeout(timer)
  }
}

function canBeSent(headers: Ask['headers']): boolean {
  try {
    new Headers(headers).keys()
    return true
  } catch {
    return false
  }
}

/** Undefined: there is no use in another try. */
function waitBefore(result: Sent | Unavailable, tries: number, random: () => number): number | undefined {
  if ('kind' in result) return result.reason === 'network' ? backOff(tries, random) : undefined
  const { status, retryAfter = 0 } = result
  if (retryAfter > LONGEST_WAIT_MS) return undefined
  if (status === TOO_MANY) return tries === 0 ? retryAfter || WHEN_TOO_MANY_MS : undefined
  if (!PASSING.has(status)) return undefined
  const wait = backOff(tries, random)
  return wait === undefined ? undefined : Math.max(wait, retryAfter)
}

function backOff(tries: number, random: () => number): number | undefined {
  const wait = BACK_OFF_MS[tries]
  return wait === undefined ? undefined : Math.round(wait * (1 + SPREAD * random()))
}
