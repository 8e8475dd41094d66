/** The review queue for the page: what `src/review` says, as it says it. */
import { CuratorError, problem } from '../errors.ts'
import { isKind, KIND_INFO, type ReviewFilter } from '../review/item.ts'
import { openReview, type Review } from '../review/review.ts'
import { parseVerdict } from '../review/verdict.ts'
import type { ReviewAnswer, ReviewDoneAnswer, ReviewEvidenceAnswer, ReviewItemAnswer } from './api.ts'
import type { Opened } from './desk.ts'

/** The queue stays open while somebody looks at it, so that the next item is there at once. */
export const LOOKING_MS = 5000
/** Longer after a decision, so that it can be taken back. */
export const DECIDING_MS = 60_000
const SHOWN_ITEMS = 100

export async function reviewAnswer(opened: Opened, query: URLSearchParams): Promise<ReviewAnswer> {
  const review = await reviewOf(opened)
  const kinds = new Map<string, number>()
  for (const { kind } of review.items()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const items = review.items(filterOf(query))
  return {
    open: items.length,
    kinds: [...kinds],
    items: items
      .slice(0, SHOWN_ITEMS)
      .map(({ id, kind, platform, subject, settles, detail, isNew }): ReviewItemAnswer => ({
        id,
        kind,
        subject,
        settles,
        isNew,
        ...(platform === undefined ? {} : { platform }),
        ...(detail === undefined ? {} : { detail }),
      })),
  }
}

export async function reviewItemAnswer(
  opened: Opened,
  id: string,
): Promise<ReviewEvidenceAnswer | undefined> {
  const review = await reviewOf(opened)
  const item = review.item(id)
  if (!item) return undefined
  const { question, sides, choices, actions } = review.evidence(item)
  const words = KIND_INFO[item.kind].actions
  return { question, sides, choices, actions: actions.map((action) => [action, words[action] ?? '']) }
}

/** `verdict`: as it is written in tables, `accept 2` or `rename Final Fantasy VI`. Throws `review-impossible`. */
export async function decided(opened: Opened, id: string, verdict: string): Promise<ReviewDoneAnswer> {
  const review = await reviewOf(opened)
  const item = review.item(id)
  if (!item) throw new CuratorError(problem('not-found', 'This is not in the queue any more.'))
  const { said } = await review.decide(item, parseVerdict(verdict))
  return { said, id }
}

export async function undone(opened: Opened): Promise<ReviewDoneAnswer> {
  const done = await (await reviewOf(opened)).undo()
  return { said: done?.said ?? null, id: done?.item.id ?? null }
}

function reviewOf({ project, db, once }: Opened): Promise<Review> {
  return once('review', () => openReview(db, project.dir, Date.now()))
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
