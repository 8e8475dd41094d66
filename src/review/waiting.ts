/** How many decisions wait: for who shows but a line of it. */
import type { Db } from '../catalog/sqlite.ts'
import { hasDecisions, type Decisions } from '../decisions/decisions.ts'
import { KINDS, type ReviewItem, type ReviewKind } from './item.ts'
import { countKinds, openOnes, readItems } from './queue.ts'
import { refreshQueue } from './refresh.ts'

export interface Waiting {
  readonly kind: ReviewKind
  readonly items: number
}

/**
 * By kind, in the order of the queue. Where nothing is decided the items are only counted.
 * @param now milliseconds since the epoch
 */
export function waiting(db: Db, decisions: Decisions, now: number): readonly Waiting[] {
  refreshQueue(db, now)
  const counts = isEmpty(decisions) ? countKinds(db) : kindsOf(openOnes(readItems(db, now), decisions))
  return KINDS.flatMap((kind) => {
    const items = counts.get(kind)
    return items === undefined ? [] : [{ kind, items }]
  })
}

function kindsOf(items: readonly ReviewItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

function isEmpty(decisions: Decisions): boolean {
  return !hasDecisions(decisions) && decisions.differentCompanies.length === 0 && !decisions.metadata
}
