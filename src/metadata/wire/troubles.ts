/** When a provider is let alone for a while: it refused us, or fails again and again. */
import type { Clock } from '../../net/clock.ts'
import type { Answer, Unavailable, UnavailableReason } from '../answer.ts'

export interface Troubles {
  /** Why it is let alone now, if it is. */
  now(): Unavailable | undefined
  /** Whether this is what was last said of it here, and not by the provider. */
  isKnown(answer: Unavailable): boolean
  /** Takes in what came of a question. */
  notice(answer: Answer<unknown>): void
  /** The same, before the reply is read: only what is said of all questions counts. */
  noticeEarly(answer: Answer<unknown>): void
}

/** Failures in a row after which a provider is let alone. */
const MOST_FAILURES = 3
const PAUSE_MS = 60_000
/** What is said of us, and not of a question. */
const OF_ALL: ReadonlySet<UnavailableReason> = new Set(['auth', 'quota', 'closed', 'rate'])
const NEVER = Infinity

export function createTroubles(clock: Clock): Troubles {
  let trouble: { readonly answer: Unavailable; readonly until: number } | undefined
  let failures = 0

  return { now, isKnown: (answer) => answer === trouble?.answer, notice, noticeEarly }

  function now(): Unavailable | undefined {
    if (trouble && trouble.until > clock.now()) return trouble.answer
    trouble = undefined
    return undefined
  }

  function notice(answer: Answer<unknown>): void {
    if (answer.kind !== 'unavailable') {
      failures = 0
      return
    }
    const { reason, retryAfter } = answer
    const at = clock.now()
    if (reason === 'auth' || reason === 'quota' || reason === 'closed')
      trouble = { answer, until: retryAfter === undefined ? NEVER : at + retryAfter }
    else if (reason === 'rate') trouble = { answer, until: at + (retryAfter || PAUSE_MS) }
    else if (reason === 'network' || reason === 'server') {
      failures++
      if (failures >= MOST_FAILURES || wantsPeace(answer))
        trouble = { answer, until: at + Math.max(PAUSE_MS, retryAfter ?? 0) }
    }
  }

  function noticeEarly(answer: Answer<unknown>): void {
    if (answer.kind === 'unavailable' && (OF_ALL.has(answer.reason) || wantsPeace(answer))) notice(answer)
  }
}

/** It says itself that it will not answer for long. */
function wantsPeace({ retryAfter = 0 }: Unavailable): boolean {
  return retryAfter > PAUSE_MS
}
