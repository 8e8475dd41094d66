/** What a provider cost in one run. */
import type { UnavailableReason } from '../answer.ts'

export interface Traffic {
  /** Requests that went out, tries again included. */
  readonly asked: number
  /** Questions that the cache answered. */
  readonly fromCache: number
  /** Questions that would have gone out in a dry run. Their answers may lead to more. */
  readonly wouldAsk: number
  /** What the provider says is left for us. */
  readonly quota?: Quota
  /** Questions that have no answer, because it could not be asked. */
  readonly unanswered?: Unanswered
}

export interface Unanswered {
  readonly questions: number
  /** Why the first of them has none; completes the name of the provider. Names no secret. */
  readonly reason: UnavailableReason
  readonly message: string
}

export interface Quota {
  readonly left: number
  /** Of so many. */
  readonly of?: number
  /** Milliseconds since the epoch. */
  readonly resetsAt?: number
}

interface Meter {
  read(): Traffic
  count(what: 'asked' | 'fromCache' | 'wouldAsk'): void
  quota(quota: Quota): void
}

export function createMeter(): Meter {
  const counts = { asked: 0, fromCache: 0, wouldAsk: 0 }
  let left: Quota | undefined
  return {
    read: () => ({ ...counts, ...(left ? { quota: left } : {}) }),
    count(what) {
      counts[what]++
    },
    quota(quota) {
      left = quota
    },
  }
}
