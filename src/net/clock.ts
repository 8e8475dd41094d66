/** Time as the network sees it: tests hand in a clock of their own, and nobody waits. */
import { setTimeout as pause } from 'node:timers/promises'

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Rejects when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export function systemClock(): Clock {
  return {
    now: Date.now,
    sleep: (ms, signal) => pause(ms, undefined, signal ? { signal } : {}),
  }
}
