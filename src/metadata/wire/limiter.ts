/**
 * The pace of one provider: at most so many requests in any window of time, and so many open at once. The windows
 * slide, so no two of them meet in a burst.
 */
import type { Clock } from '../../net/clock.ts'

export interface PaceOptions {
  readonly windows: readonly PaceWindow[]
  /** Requests that are open at the same time. */
  readonly parallel: number
}

export interface PaceWindow {
  readonly requests: number
  readonly perMs: number
}

export interface Limiter {
  /** Waits for a turn, in the order of the calls. What it resolves to is to be called when the request has ended. */
  turn(signal?: AbortSignal): Promise<() => void>
  /** Nobody's turn for so long: the provider asked for that. */
  hold(ms: number): void
  /** What the provider says of its limits itself. */
  adapt(pace: Partial<PaceOptions>): void
}

/** What limiters elsewhere ask as well: see `shared-pace.ts`. */
export interface SharedTurns {
  /** Takes a turn, and returns what is to be called at its end; or how many milliseconds to wait and ask again. */
  take(pace: PaceOptions): (() => void) | number
  hold(ms: number): void
}

export function createLimiter(options: PaceOptions, clock: Clock, shared?: SharedTurns): Limiter {
  let { windows, parallel } = options
  /** When requests began, oldest first; no more than the largest window needs. */
  let sent: number[] = []
  let heldUntil = 0
  let open = 0
  let line: Promise<unknown> = Promise.resolve()
  const waiting: (() => void)[] = []

  return {
    turn(signal) {
      const mine = line.then(() => enter(signal))
      line = mine.catch(() => undefined)
      return mine
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms)
      shared?.hold(ms)
    },
    adapt(pace) {
      windows = pace.windows ?? windows
      parallel = Math.max(1, pace.parallel ?? parallel)
      wake()
    },
  }

  async function enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    // others end while this one waits, and the pace may change
    for (let isFull = open >= parallel; isFull; isFull = open >= parallel) await freed(signal)
    let turn = take()
    for (; typeof turn === 'number'; turn = take()) await clock.sleep(turn, signal)
    const endShared = turn
    const most = Math.max(1, ...windows.map(({ requests }) => requests))
    sent.push(clock.now())
    if (sent.length > 2 * most) sent = sent.slice(-most)
    open++
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      open--
      endShared()
      wake()
    }
  }

  /** What ends it elsewhere; or how long to wait before it can be taken. */
  function take(): (() => void) | number {
    const wait = waitNow()
    if (wait > 0) return wait
    return shared?.take({ windows, parallel }) ?? (() => undefined)
  }

  function waitNow(): number {
    const now = clock.now()
    const free = windows.map(({ requests, perMs }) => (sent.at(-requests) ?? -Infinity) + perMs)
    return Math.max(heldUntil, ...free) - now
  }

  function freed(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
      }
      signal?.addEventListener('abort', stop, { once: true })
      waiting.push(go)
    })
  }

  function wake(): void {
    for (const go of waiting.splice(0, parallel - open)) go()
  }
}
