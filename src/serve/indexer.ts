/**
 * Brings the search index up to date beside what is asked for: a little at a time, so that no request waits long, and with
 * pauses in which another curator gets its turn at the catalog.
 */
import { setImmediate as othersFirst, setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../catalog/sqlite.ts'
import { refreshing, type Left } from '../search/refresh.ts'
import type { Desk } from './desk.ts'

export interface Indexer {
  /**
   * Works for a moment, and goes on between requests if that is not enough. Returns how many platforms are not indexed
   * yet; for files that are not, 1.
   */
  work(db: Db): number
  /** Until somebody searches again. */
  stop(): void
}

/** What a search may take longer for. */
const AT_ONCE_MS = 150
const TURN_MS = 30
/** So long it keeps others out at most, but for the platform it is at. */
const HOLD_MS = 1000
/** Longer than others wait between two looks. */
const LET_GO_MS = 150

interface Job {
  readonly db: Db
  readonly pieces: Generator<Left, void>
}

export function createIndexer(desk: Desk): Indexer {
  let job: Job | undefined
  let going: AbortController | undefined

  /** What is left; undefined when nothing is. */
  const workFor = (db: Db, ms: number): Left | undefined => {
    // a catalog that was opened anew is another one: what was done in it is done
    const { pieces } = job?.db === db ? job : { pieces: refreshing(db) }
    job = undefined // what throws is begun again
    const until = performance.now() + ms
    for (;;) {
      const { value } = pieces.next()
      if (!value) return undefined
      if (performance.now() < until) continue
      job = { db, pieces }
      return value
    }
  }

  const goOn = async ({ signal }: AbortController): Promise<void> => {
    let since = performance.now()
    while (!signal.aborted) {
      const left = await desk.read(({ db }) => workFor(db, TURN_MS))
      if (!left) return
      await othersFirst()
      if (left.isBetween && performance.now() - since > HOLD_MS) {
        await desk.release()
        await pause(LET_GO_MS)
        since = performance.now()
      }
    }
  }

  return {
    work(db) {
      const left = workFor(db, AT_ONCE_MS)
      if (left && (!going || going.signal.aborted)) {
        const own = new AbortController()
        going = own
        // what is in its way, such as a build, is told to whoever asks next
        void goOn(own)
          .catch(() => undefined)
          .finally(() => own.abort())
      }
      return left ? Math.max(1, left.platforms) : 0
    },
    stop: () => going?.abort(),
  }
}
