/**
 * What a provider answers: found, not there, or it could not be asked. The last two are never mixed up: only what is
 * not there may be remembered as such.
 */
import type { SearchResult } from './game.ts'

export type Answer<T> = Hit<T> | Miss | Unavailable

export interface Hit<T> {
  readonly kind: 'hit'
  readonly value: T
}

export interface Miss {
  readonly kind: 'miss'
  /** What looks like it, best first: for people to decide on. */
  readonly suggestions: readonly SearchResult[]
}

export interface Unavailable {
  readonly kind: 'unavailable'
  readonly reason: UnavailableReason
  /** For people; names no secret. */
  readonly message: string
  /** Milliseconds until it may be asked again, where the provider says so. */
  readonly retryAfter?: number
}

export type UnavailableReason =
  /** Keys are missing. */
  | 'unconfigured'
  /** Keys were refused. */
  | 'auth'
  /** No requests are left for the day or month. */
  | 'quota'
  /** Too many requests at once. */
  | 'rate'
  /** No answer, or one that broke off. */
  | 'network'
  /** The provider has a fault of its own. */
  | 'server'
  /** The provider, or our connection to it, is closed. */
  | 'closed'
  /** The answer makes no sense, or the question was refused. */
  | 'malformed'
  /** It has no way to be asked that. */
  | 'unsupported'
  /** It would have to be asked, and may not: `--offline`. */
  | 'offline'
  /** It would have to be asked, and requests are only counted: `--dry-run`. */
  | 'dry-run'

export function hit<T>(value: T): Hit<T> {
  return { kind: 'hit', value }
}

export function miss(suggestions: readonly SearchResult[] = []): Miss {
  return { kind: 'miss', suggestions }
}

export function unavailable(reason: UnavailableReason, message: string, retryAfter?: number): Unavailable {
  return { kind: 'unavailable', reason, message, ...(retryAfter === undefined ? {} : { retryAfter }) }
}

/** Whether it is of no use to ask on. A dry run, in which nothing is answered, goes on: to count what would be asked then. */
export function endsAsking(answer: Answer<unknown>): answer is Refusal {
  return answer.kind === 'unavailable' && answer.reason !== 'dry-run'
}

type Refusal = Unavailable & { readonly reason: Exclude<UnavailableReason, 'dry-run'> }
