/** Keeps requests to one host apart: each is let through no sooner than agreed after the one before. */
import type { Clock } from './clock.ts'

interface Pacer {
  /** Waits until it is this request's turn; in the order of the calls. */
  turn(host: string, apartMs: number, signal?: AbortSignal): Promise<void>
  /** Nothing more for this host until so much later: it asked for that. */
  hold(host: string, ms: number): void
}

export function createPacer(clock: Clock): Pacer {
  const free = new Map<string, number>()
  return {
    async turn(host, apartMs, signal) {
      const now = clock.now()
      const at = Math.max(now, free.get(host) ?? now)
      free.set(host, at + apartMs)
      if (at > now) await clock.sleep(at - now, signal)
    },
    hold(host, ms) {
      free.set(host, Math.max(free.get(host) ?? 0, clock.now() + ms))
    },
  }
}
