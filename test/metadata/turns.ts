/** When requests began and ended on a clock of the test, and how many at once. */
import type { Clock } from '../../src/net/clock.ts'
import type { Limiter } from '../../src/metadata/wire/limiter.ts'

export interface VirtualClock extends Clock {
  run(work: Promise<unknown>): Promise<void>
}

/** Time that goes on only when everybody waits: to the first who wants to go on. */
export function virtualClock(): VirtualClock {
  let now = 0
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => void sleepers.push({ at: now + ms, wake })),
    async run(work) {
      let isOver = false
      void work.finally(() => (isOver = true))
      for (;;) {
        for (let i = 0; i < 50; i++) await Promise.resolve()
        if (isOver) return
        sleepers.sort((a, b) => a.at - b.at)
        const next = sleepers.shift()
        if (!next) throw new Error('everybody waits for ever')
        now = Math.max(now, next.at)
        next.wake()
      }
    },
  }
}

export interface Request {
  readonly from: number
  readonly to: number
}

/** Asks so many times; each request takes its time. What is asked is added to `done`. */
export async function askAll(
  limiter: Limiter,
  clock: VirtualClock,
  takes: readonly number[],
  done: Request[],
): Promise<void> {
  await Promise.all(
    takes.map(async (ms) => {
      const end = await limiter.turn()
      const from = clock.now()
      if (ms > 0) await clock.sleep(ms)
      done.push({ from, to: clock.now() })
      end()
      end()
    }),
  )
}

export function mostIn(all: readonly Request[], perMs: number): number {
  return Math.max(
    ...all.map(({ from }) => all.filter((one) => one.from >= from && one.from < from + perMs).length),
  )
}

export function mostOpen(all: readonly Request[]): number {
  return Math.max(
    ...all.map(
      ({ from }) => all.filter((one) => one.from <= from && (one.to > from || one.from === from)).length,
    ),
  )
}
