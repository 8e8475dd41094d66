/**
 * The connection of one provider: every question goes through here. It keeps the provider's pace, asks again where that
 * can help, gives up where it cannot, bounds what it takes in, and keeps what was answered: hits and misses, without
 * secrets, and never that something could not be asked. Replies are kept as they came, and read anew each time, so a
 * fault in our reading is mended without asking again.
 */
import { defined } from '../../defined.ts'
import type { Clock } from '../../net/clock.ts'
import { unavailable, type Answer, type Miss, type Unavailable } from '../answer.ts'
import { TTL, type CacheBackend, type Keep, type Ttl } from '../cache/cache.ts'
import { createLimiter, type PaceOptions, type SharedTurns } from './limiter.ts'
import { decodeReply, encodeReply, keyOf } from './kept-reply.ts'
import { doubted, statusAnswer, type ReadReply, type StatusRules, type WireReply } from '../reply.ts'
import { requestOf, secretsOf } from './request.ts'
import { createScrubber } from './scrub.ts'
import { send, type Sent } from './send.ts'
import { createTroubles } from './troubles.ts'
import { createMeter, type Quota, type Traffic } from './traffic.ts'

export interface Wire {
  /** `read` is given 2xx replies, kept ones too. Never rejects. */
  ask<T>(question: Question, read: ReadReply<T>): Promise<Answer<T>>
}

export interface Question {
  /** Behind the base. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  /** Default: GET. */
  readonly method?: 'GET' | 'POST'
  /** Text as it is, or JSON, to which a session may add members. */
  readonly body?: string | Readonly<Record<string, unknown>> | readonly unknown[]
  readonly headers?: Readonly<Record<string, string>>
  readonly keep: Keep
  /** Bytes that are taken. Default: 8 MB. */
  readonly most?: number
  /** Statuses by which this provider says that there is no such thing. */
  readonly missing?: readonly number[]
}

export interface ConnectOptions {
  /** Begins all addresses; no slash at its end. */
  readonly base: string
  /** Values that must never be kept or shown. */
  readonly secrets?: readonly (string | undefined)[]
  /** Parameters of every request that are secrets: they are no part of what an answer is kept under. */
  readonly secretQuery?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly session?: SessionSource
  /** It answers with web pages. */
  readonly sendsPages?: boolean
  /** What a reply means where this provider has a language of its own. Undefined: what it would mean of anyone. */
  readonly classify?: (reply: WireReply) => Miss | Unavailable | undefined
  /** Limits and allowances that a fresh reply tells of. */
  readonly limits?: (reply: Sent) => LimitNews | undefined
  /** Makes a body shorter or whole before it is read and kept. */
  readonly tidy?: (text: string) => string
}

export interface LimitNews {
  readonly pace?: Partial<PaceOptions>
  readonly quota?: Quota
}

/** What has to be fetched before anything can be asked, and again when it is refused. */
export interface SessionSource {
  get(): Promise<Answer<Session>>
  readonly renewOn: readonly number[]
  renew(): void
}

export interface Session {
  readonly headers: Readonly<Record<string, string>>
  /** Members of JSON bodies. */
  readonly members?: Readonly<Record<string, string>>
  /** Values in it that must never be kept or shown. */
  readonly secrets: readonly string[]
}

export interface WireDeps {
  readonly provider: { readonly name: string; readonly version: number; readonly pace: PaceOptions }
  readonly cache: CacheBackend
  readonly clock: Clock
  readonly ttl?: Partial<Ttl>
  /** `offline`: what is not kept cannot be had. `count`: requests are only counted. Default: `online`. */
  readonly mode?: 'online' | 'offline' | 'count'
  /** Does not look at what is kept, and keeps what comes. */
  readonly refresh?: boolean
  readonly signal?: AbortSignal
  /** Of all who ask it, in this process and in others. */
  readonly sharedTurns?: SharedTurns
  readonly patienceMs?: number
  /** From 0 to 1: spreads the waits before other tries. */
  readonly random?: () => number
}

export interface Exchange {
  connect(options: ConnectOptions): Wire
  traffic(): Traffic
  close(): void
}

/** One for each provider: all its connections share its pace, its allowance and its troubles. */
export function createExchange(deps: WireDeps): Exchange {
  const { provider, cache, clock, mode = 'online', refresh = false } = deps
  const ttl = { ...TTL, ...deps.ttl }
  const limiter = createLimiter(provider.pace, clock, deps.sharedTurns)
  const meter = createMeter()
  const troubles = createTroubles(clock)
  const counted = new Set<string>()
  const inFlight = new Map<string, Promise<WireReply | Unavailable>>()
  const stop = new AbortController()
  const signal = deps.signal ? AbortSignal.any([deps.signal, stop.signal]) : stop.signal
  const last = { wasTooMany: false }

  function connect(options: ConnectOptions): Wire {
    const secrets = new Set(secretsOf(options))
    let scrub = createScrubber([...secrets])

    return { ask }

    async function ask<T>(question: Question, read: ReadReply<T>): Promise<Answer<T>> {
      const key = keyOf(provider, question)
      const meaning = (reply: WireReply) => meaningOf(reply, question, read)
      const kept = question.keep === 'never' || refresh ? undefined : await keptReply(key)
      const known = kept && meaning(kept)
      if (known && known.kind !== 'unavailable') {
        meter.count('fromCache')
        return known
      }
      const stopped = whyNot()
      if (stopped) return stopped
      if (mode === 'count') return wouldAsk(key)
      const shared = inFlight.get(key) ?? fetchReply(question)
      inFlight.set(key, shared)
      const reply = await shared.finally(() => inFlight.delete(key))
      if ('kind' in reply) return reply
      const answer = meaning(reply)
      troubles.notice(answer)
      if (answer.kind !== 'unavailable' && question.keep !== 'never')
        await keepReply(key, reply, answer.kind === 'miss' ? ttl.miss : ttl[question.keep])
      return answer
    }

    /** Once for each question: a second time its answer would be kept, or on its way. */
    async function wouldAsk(key: string): Promise<Unavailable> {
      if (!counted.has(key)) {
        counted.add(key)
        meter.count('wouldAsk')
        await options.session?.get()
      }
      return unavailable('dry-run', 'is not asked in a dry run')
    }

    async function fetchReply(question: Question): Promise<WireReply | Unavailable> {
      for (let isFirst = true; ; isFirst = false) {
        const session = await options.session?.get()
        if (session && session.kind !== 'hit')
          return session.kind === 'miss' ? unavailable('malformed', 'gives us no session') : session
        hide(session?.value.secrets ?? [])
        const isToRenew = (status: number) => isFirst && options.session?.renewOn.includes(status) === true
        const sent = await send(requestOf(question, options, session?.value), {
          clock,
          limiter,
          signal,
          random: deps.random ?? Math.random,
          ...(deps.patienceMs === undefined ? {} : { patienceMs: deps.patienceMs }),
          whyNot: troubles.now,
          last,
          onSend: () => meter.count('asked'),
          onAnswer: (answer) => {
            if (!isToRenew(answer.status)) noticeRefusal({ ...answer, at: clock.now() }, options)
          },
        })
        if ('kind' in sent) {
          if (!troubles.isKnown(sent)) troubles.notice(sent)
          return { ...sent, message: scrub(sent.message) }
        }
        if (isToRenew(sent.status)) {
          options.session?.renew()
          continue
        }
        learn(options.limits?.(sent))
        return replyOf(sent)
      }
    }

    /** Takes these out of texts as well, from now on. */
    function hide(more: readonly string[]): void {
      for (const secret of more) if (!secrets.has(secret)) scrub = createScrubber([...secrets.add(secret)])
    }

    function replyOf({ status, text, retryAfter, elsewhere }: Sent): WireReply {
      return {
        status,
        text: scrub(options.tidy?.(text) ?? text),
        at: clock.now(),
        ...defined({ retryAfter, elsewhere: elsewhere === undefined ? undefined : scrub(elsewhere) }),
      }
    }

    function meaningOf<T>(reply: WireReply, question: Question, read: ReadReply<T>): Answer<T> {
      const answer = saidThere(reply, question, read)
      return reply.elsewhere === undefined ? answer : doubted(answer, reply.elsewhere, question.keep)
    }

    function saidThere<T>(reply: WireReply, question: Question, read: ReadReply<T>): Answer<T> {
      const special = options.classify?.(reply)
      if (special) return special
      const said = statusAnswer(reply, { ...rulesOf(options), missing: question.missing })
      if (said) return said
      try {
        return read(reply)
      } catch {
        return unavailable('malformed', 'sent something that cannot be read')
      }
    }
  }

  /** Why there is no request now, if so. */
  function whyNot(): Unavailable | undefined {
    if (signal.aborted) return unavailable('closed', 'the connection is closed')
    if (mode === 'offline') return unavailable('offline', 'is not asked offline')
    return troubles.now()
  }

  /** What a status says of all questions is known before the next one goes out. */
  function noticeRefusal(reply: WireReply, options: ConnectOptions): void {
    const answer = options.classify?.(reply) ?? statusAnswer(reply, rulesOf(options))
    if (answer) troubles.noticeEarly(answer)
  }

  function learn(news: LimitNews | undefined): void {
    if (news?.pace) limiter.adapt(news.pace)
    if (!news?.quota) return
    meter.quota(news.quota)
    const { left, resetsAt } = news.quota
    if (left > 0) return
    const wait = resetsAt === undefined ? undefined : Math.max(0, resetsAt - clock.now())
    troubles.notice(unavailable('quota', 'has no requests left for us', wait))
  }

  /** A cache that fails is a cache that has nothing. */
  async function keptReply(key: string): Promise<WireReply | undefined> {
    const text = await cache.get(key).catch(() => undefined)
    return text === undefined ? undefined : decodeReply(text)
  }

  async function keepReply(key: string, reply: WireReply, stays: number): Promise<void> {
    await cache.set(key, encodeReply(reply), stays).catch(() => undefined)
  }

  return { connect, traffic: () => meter.read(), close: () => stop.abort(new Error('closed')) }
}

function rulesOf(options: ConnectOptions): StatusRules {
  return { sendsPages: options.sendsPages, hasKeys: secretsOf(options).length > 0 }
}
