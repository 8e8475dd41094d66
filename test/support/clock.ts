/** A clock for what waits: nobody does. */
import type { Clock } from '../../src/net/clock.ts'

export interface JumpingClock extends Clock {
  /** How long was slept, each time. */
  readonly slept: number[]
}

/** Who sleeps on it jumps ahead. */
export function jumpingClock(start = Date.UTC(2026, 7, 31)): JumpingClock {
  const slept: number[] = []
  let now = start
  return {
    slept,
    now: () => now,
    sleep(ms) {
      slept.push(ms)
      now += ms
      return Promise.resolve()
    },
  }
}
