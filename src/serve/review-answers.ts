/** The review queue for the page: what `src/review` says, as it says it. */
import { defined } from '../defined.ts'
import { CuratorError, problem } from '../errors.ts'
import { isKind, KIND_INFO, type ReviewFilter } from '../review/item.ts'
import type { Review } from '../review/review.ts'
import { parseVerdict } from '../review/verdict.ts'
import type { ReviewAnswer, ReviewDoneAnswer, ReviewEvidenceAnswer, ReviewItemAnswer } from './api.ts'

/** Beside those that were passed over, which come again. */
const SHOWN_ITEMS = 100

export async function reviewAnswer(review: Review, query: URLSearchParams): Promise<ReviewAnswer> {
  await review.refresh()
  const kinds = new Map<string, number>()
  for (const { kind } of review.items()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const items = review.items(filterOf(query))
  const passed = Math.max(0, Number(query.get('passed')) || 0)
  return {
    open: items.length,
    all: review.items({}).length,
    kinds: [...kinds],
    items: items
      .slice(0, SHOWN_ITEMS + passed)
      .map(({ id, kind, platform, subject, settles, detail, isNew }): ReviewItemAnswer => ({
        id,
        kind,
        subject,
        settles,
        isNew,
        ...defined({ platform, detail }),
      })),
  }
}

export async function reviewItemAnswer(
  review: Review,
  id: string,
): Promise<ReviewEvidenceAnswer | undefined> {
  const item = review.item(id)
  const evidence = item && (await review.evidence(item))
  if (!evidence) return undefined
  const { question, sides, choices, actions } = evidence
  const words = KIND_INFO[item.kind].actions
  return { question, sides, choices, actions: actions.map((action) => [action, words[action] ?? '']) }
}

/** `verdict`: as it is written in tables, `accept 2` or `rename Final Fantasy VI`. Throws `review-impossible`. */
export async function decided(review: Review, id: string, verdict: string): Promise<ReviewDoneAnswer> {
  const item = review.item(id)
  if (!item) throw new CuratorError(problem('not-found', 'This is not in the queue any more.'))
  const { said } = await review.decide(item, parseVerdict(verdict))
  return { said, id }
}

export async function undone(review: Review): Promise<ReviewDoneAnswer> {
  const done = await review.undo()
  return { said: done?.said ?? null, id: done?.item.id ?? null }
}

function filterOf(query: URLSearchParams): ReviewFilter {
  const kind = query.get('kind') ?? ''
  const platform = query.get('platform') ?? ''
  return {
    ...(isKind(kind) ? { kinds: [kind] } : {}),
    ...(platform === '' ? {} : { platform }),
    ...(query.has('new') ? { onlyNew: true } : {}),
  }
}
