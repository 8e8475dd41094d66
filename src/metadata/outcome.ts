/** What came of asking several providers: nobody's failure is another's, and none is kept quiet. */
import type { Answer, UnavailableReason } from './answer.ts'

export type Outcome =
  | { readonly provider: string; readonly kind: 'hit' | 'miss' }
  | {
      readonly provider: string
      readonly kind: 'unavailable'
      readonly reason: UnavailableReason
      readonly message: string
      readonly retryAfter?: number
    }
  /** It was not asked, because it cannot know. */
  | { readonly provider: string; readonly kind: 'skipped'; readonly reason: 'platform' | 'capability' }

export function outcomeOf(provider: string, answer: Answer<unknown>): Outcome {
  if (answer.kind !== 'unavailable') return { provider, kind: answer.kind }
  const { reason, message, retryAfter } = answer
  return {
    provider,
    kind: 'unavailable',
    reason,
    message,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}
