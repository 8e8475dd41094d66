/**
 * A polite HTTP client: paces requests, asks only for what changed, waits when it is told to, tries again when that can
 * help, and bounds everything it takes in. Secrets go to the origin they are for and nowhere else.
 */
import { systemClock, type Clock } from './clock.ts'
import { isElsewhere } from './elsewhere.ts'
import { HttpError, refusal } from './failure.ts'
import { createPacer } from './pace.ts'
import { LONGEST_PEACE_MS, waitInWords, type Peace } from './peace.ts'
import { exchange, type Exchange } from './exchange.ts'

/** What makes a request conditional, as an earlier answer gave it. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

export interface Ask {
  readonly url: string
  /** Default: GET. */
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Names of parameters of the address that are meant for its origin alone: redirects to another one lose them. */
  readonly secretQuery?: readonly string[]
  readonly validators?: Validators
  /** Bytes the body may have. */
  readonly most: number
  /** `file`: a web page in answer is an error. Default: `text`. */
  readonly wants?: 'text' | 'file'
  /** Where redirects are the answer, not followed. */
  readonly stay?: boolean
}

/** 200, 304 (only when there were validators), or 3xx (only with `stay`). */
export interface Reply {
  readonly status: number
  /** After redirects. */
  readonly url: string
  readonly headers: Headers
  readonly validators: Validators
  /** To be read once. Throws `HttpError` when it is cut short, too long, or stops. */
  body(): AsyncIterable<Uint8Array>
}

export interface Http {
  /**
   * Asks, and hands the answer to `take`, which may be called again with another one when a body broke off.
   * Throws `HttpError`, and whatever `take` throws.
   */
  ask<T>(ask: Ask, take: (reply: Reply) => Promise<T>): Promise<T>
}

export interface HttpOptions {
  readonly clock?: Clock
  readonly signal?: AbortSignal
  /** The value of `Authorization` for an address; asked anew after every redirect. */
  readonly authorization?: (url: URL) => string | undefined
  /** Milliseconds between two requests to a host, in place of `APART_MS`. */
  readonly apart?: (url: URL) => number | undefined
  /** For an answer to begin, and for its next piece to come. Default: 30 s. */
  readonly patienceMs?: number
  /** Without it, each run asks those anew who wanted to be let alone by the one before. */
  readonly peace?: Peace
}

const APART_MS = 200
const PATIENCE_MS = 30_000
/** Waits before the second and the third try. */
const BACK_OFF_MS = [500, 2000] as const
/** A server that says "too many" without saying how long. */
const WHEN_TOO_MANY_MS = 5000
/** Who asks for more is not waited for. */
const LONGEST_WAIT_MS = 60_000
const TOO_MANY = 429

export function createHttp(options: HttpOptions = {}): Http {
  const { clock = systemClock(), signal, apart, authorization, patienceMs = PATIENCE_MS, peace } = options
  const pacer = createPacer(clock)
  /** Hosts that asked to be let alone: until when they are, and until when they asked for. */
  const alone = new Map<string, { readonly until: number; readonly asked: number }>()
  for (const [host, until] of peace?.known() ?? []) {
    const left = until - clock.now()
    // nobody is let alone for longer: a clock was set back since
    if (left > LONGEST_PEACE_MS) continue
    if (left > LONGEST_WAIT_MS) alone.set(host, { until, asked: until })
    else pacer.hold(host, left)
  }

  function checkPeace({ host, href }: URL): void {
    const now = clock.now()
    const { until = 0, asked = 0 } = alone.get(host) ?? {}
    if (until <= now) return
    const what = `is not asked: its server wants us to wait ${waitInWords(asked - now, now)}`
    throw new HttpError(href, what, { status: TOO_MANY, afterMs: until - now })
  }

  async function once<T>(ask: Ask, take: (reply: Reply) => Promise<T>): Promise<T> {
    const how: Exchange = {
      patienceMs,
      ...(signal ? { signal } : {}),
      ...(authorization ? { authorization } : {}),
      async turn(url) {
        await pacer.turn(url.host, apart?.(url) ?? APART_MS, signal)
        checkPeace(url)
      },
    }
    return exchange(ask, how, async (reply) => {
      const elsewhere = isElsewhere(ask.url, reply.url)
      if (!isWanted(reply.status, ask)) throw refusal(reply, elsewhere, clock.now())
      if (reply.status === 200 && ask.wants === 'file' && isPage(reply.headers))
        throw new HttpError(reply.url, 'answered with a web page instead of a file', {
          status: 200,
          elsewhere,
        })
      return take(reply)
    })
  }

  return {
    async ask(ask, take) {
      for (let tries = 0; ; tries++) {
        signal?.throwIfAborted()
        try {
          return await once(ask, take)
        } catch (error) {
          const wait = error instanceof HttpError ? waitBefore(error, tries) : undefined
          if (error instanceof HttpError && wait === undefined && wantsPeace(error)) {
            const { afterMs = 0 } = error
            const until = clock.now() + Math.min(afterMs, LONGEST_PEACE_MS)
            const { host } = new URL(ask.url)
            alone.set(host, { until, asked: clock.now() + afterMs })
            peace?.keep(host, until)
          }
          if (wait === undefined) throw error
          pacer.hold(new URL(ask.url).host, wait)
        }
      }
    },
  }
}

export { HttpError } from './failure.ts'

/** How long to wait before the next try; undefined when there should be none. */
function waitBefore({ again, status, afterMs }: HttpError, tries: number): number | undefined {
  if (!again || (afterMs ?? 0) > LONGEST_WAIT_MS) return undefined
  if (status === TOO_MANY) return tries === 0 ? afterMs || WHEN_TOO_MANY_MS : undefined
  const wait = BACK_OFF_MS[tries]
  return wait === undefined ? undefined : Math.max(wait, afterMs ?? 0)
}

/** It says for how long, and means all of us: not only who asked. */
function wantsPeace({ again, afterMs = 0, elsewhere }: HttpError): boolean {
  return again && afterMs > 0 && !elsewhere
}

function isWanted(status: number, { validators, stay }: Ask): boolean {
  if (status === 200) return true
  if (status === 304) return validators?.etag !== undefined || validators?.lastModified !== undefined
  return stay === true && status >= 301 && status <= 308
}

function isPage(headers: Headers): boolean {
  return /^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '')
}
