/** How many decisions wait: for who shows but a line of it. */
import { setImmediate as othersFirst } from 'node:timers/promises'
import type { Db } from '../catalog/sqlite.ts'
import { hasDecisions, type Decisions } from '../decisions/decisions.ts'
import { KINDS, settlesAny, type ReviewItem, type ReviewKind } from './item.ts'
import { countKinds, openOnes, readItems } from './queue.ts'
import { refreshingQueue } from './refresh.ts'

export interface Waiting {
  readonly kind: ReviewKind
  readonly items: number
}

interface Asking {
  readonly signal?: AbortSignal
  /** Is told every few pieces how many platforms are not compared with others yet, of how many. */
  readonly onLeft?: (left: number, all: number) => void
  /** For tests: see `LOOK_MS`. */
  readonly lookMs?: number
}

/** Signals are heard so often. */
const LOOK_MS = 50

/**
 * What settles something, by kind, in the order of the queue. Where nothing is decided the items are only counted.
 * Nothing when it was stopped: what is done is kept.
 * @param now milliseconds since the epoch
 */
export async function waiting(
  db: Db,
  decisions: Decisions,
  now: number,
  { signal, onLeft, lookMs = LOOK_MS }: Asking = {},
): Promise<readonly Waiting[]> {
  let looked = performance.now()
  let all = 0
  for (const left of refreshingQueue(db, now)) {
    all = Math.max(all, left)
    if (performance.now() - looked < lookMs) continue
    onLeft?.(left, all)
    await othersFirst()
    if (signal?.aborted === true) return []
    looked = performance.now()
  }
  const counts = isEmpty(decisions)
    ? countKinds(db)
    : kindsOf(openOnes(readItems(db, now).filter(settlesAny), decisions))
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
