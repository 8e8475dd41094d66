/**
 * Brings the search index up to date and then searches, for one who waits for the answer. The first index of a large catalog
 * takes the better part of a minute: meanwhile others get their turns at the catalog, and it can be stopped at any time,
 * for what is done is kept.
 */
import { setImmediate as othersFirst, setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../catalog/sqlite.ts'
import type { Turns } from '../catalog/turns.ts'
import { MANY, refreshing } from './refresh.ts'

interface Waiting<T> {
  readonly signal: AbortSignal
  /** Slugs of the platforms that `body` asks for. Default: all. */
  readonly platforms?: readonly string[]
  /** Is told how many platforms are not indexed yet, every few pieces. */
  readonly onLeft: (platforms: number) => void
  /** After so long at work, `onEarly` is given what is found by then. Waiting for others does not count. */
  readonly earlyMs?: number
  /** Is also told how many platforms are not indexed yet; says whether to go on until all are. */
  readonly onEarly?: (found: T, platforms: number) => boolean
  /** For tests: see `HOLD_MS` and `LOOK_MS`. */
  readonly holdMs?: number
  readonly lookMs?: number
}

/** Signals are heard so often. */
const LOOK_MS = 50
/** So long others are kept out at most, but for the platform it is at. They wait longer than that before they give up. */
const HOLD_MS = 2000
/** Longer than others wait between two looks. */
const LET_GO_MS = 150

/** What `body` returns when all that it asks for is indexed; undefined when it was stopped before, by the signal or by `onEarly`. */
export async function caughtUp<T>(
  turns: Turns,
  { signal, platforms: only, onLeft, earlyMs = Infinity, onEarly, ...times }: Waiting<T>,
  body: (db: Db) => T,
): Promise<T | undefined> {
  const { holdMs = HOLD_MS, lookMs = LOOK_MS } = times
  let worked = 0
  let isStopped = false
  let early = onEarly
  for (;;) {
    const answer = await turns.take(async ({ db }) => {
      const since = performance.now()
      let looked = since
      let isFurther = false
      for (const { platforms, isBetween } of refreshing(db, MANY, only)) {
        const now = performance.now()
        if (isBetween && isFurther && now - since > holdMs) {
          worked += now - since
          return undefined
        }
        isFurther ||= !isBetween
        if (now - looked < lookMs) continue
        if (early && worked + now - since >= earlyMs) {
          isStopped = !early(body(db), platforms)
          early = undefined
        }
        if (isStopped) return undefined
        onLeft(platforms)
        await othersFirst()
        if (signal.aborted) return undefined
        looked = now
      }
      return { found: body(db) }
    })
    if (answer) return answer.found
    if (isStopped || signal.aborted) return undefined
    await turns.release()
    await pause(LET_GO_MS)
  }
}
