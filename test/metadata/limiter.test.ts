import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimiter, type PaceWindow } from '../../src/metadata/wire/limiter.ts'
import { loadProviders, PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'
import { askAll, mostIn, mostOpen, virtualClock, type Request } from './turns.ts'

/** Asks so many times; each request takes its time. */
async function requests(
  windows: readonly PaceWindow[],
  parallel: number,
  takes: readonly number[],
): Promise<Request[]> {
  const clock = virtualClock()
  const done: Request[] = []
  await clock.run(askAll(createLimiter({ windows, parallel }, clock), clock, takes, done))
  return done
}

it('no window ever holds more requests than it may, and no more are open', async () => {
  const window = fc.record({
    requests: fc.integer({ min: 1, max: 6 }),
    perMs: fc.integer({ min: 1, max: 1000 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(window, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 30 }),
      async (windows, parallel, takes) => {
        const all = await requests(windows, parallel, takes)
        expect(all).toHaveLength(takes.length)
        for (const { requests: most, perMs } of windows) expect(mostIn(all, perMs)).toBeLessThanOrEqual(most)
        expect(mostOpen(all)).toBeLessThanOrEqual(parallel)
      },
    ),
    { numRuns: 60 },
  )
})

const definitions = await loadProviders({ names: PROVIDER_NAMES })

describe('as providers allow it', () => {
  it.each([
    ['igdb', [[4, 1000]], 8],
    [
      'mobygames',
      [
        [1, 5000],
        [720, 3_600_000],
      ],
      1,
    ],
    ['screenscraper', [[1, 1200]], 1],
    ['retroachievements', [[2, 1000]], 2],
    ['steamgriddb', [[2, 1000]], 2],
    ['thegamesdb', [[1, 1000]], 1],
    ['hasheous', [[4, 1000]], 4],
    ['playmatch', [[4, 1000]], 4],
    ['hltb', [[1, 1000]], 1],
    ['flashpoint', [[2, 1000]], 2],
    ['libretro-thumbnails', [[2, 1000]], 2],
  ])('%s: %j, %i open', async (name, windows, parallel) => {
    const { pace } = definitions.find((one) => one.name === name)!
    expect([pace.windows.map((one) => [one.requests, one.perMs]), pace.parallel]).toEqual([windows, parallel])
    const all = await requests(
      pace.windows,
      pace.parallel,
      Array.from({ length: 25 }, () => 300),
    )
    for (const one of pace.windows) expect(mostIn(all, one.perMs)).toBeLessThanOrEqual(one.requests)
    expect(mostOpen(all)).toBeLessThanOrEqual(pace.parallel)
  })
})

it('goes as fast as it may', async () => {
  const all = await requests(
    [{ requests: 4, perMs: 1000 }],
    8,
    Array.from({ length: 12 }, () => 10),
  )
  expect(all.map(({ from }) => from)).toEqual([0, 0, 0, 0, 1000, 1000, 1000, 1000, 2000, 2000, 2000, 2000])
})

it('holds everybody when it is told to, and takes on another pace', async () => {
  const clock = virtualClock()
  const limiter = createLimiter({ windows: [{ requests: 1, perMs: 100 }], parallel: 1 }, clock)
  const at: number[] = []
  const ask = async () => {
    const end = await limiter.turn()
    at.push(clock.now())
    end()
  }
  await clock.run(ask())
  limiter.hold(5000)
  await clock.run(ask())
  limiter.adapt({ windows: [{ requests: 1, perMs: 7000 }] })
  await clock.run(ask())
  expect(at).toEqual([0, 5000, 12_000])
})

it('who gives up leaves the line to the others', async () => {
  const clock = virtualClock()
  const limiter = createLimiter({ windows: [], parallel: 1 }, clock)
  const end = await limiter.turn()
  const stop = new AbortController()
  const gaveUp = limiter.turn(stop.signal).then(
    () => 'went',
    () => 'gave up',
  )
  const next = limiter.turn().then(() => 'went')
  await Promise.resolve()
  stop.abort(new Error('enough'))
  expect(await gaveUp).toBe('gave up')
  end()
  expect(await next).toBe('went')
})

it('lets those in line go as soon as more may be open, and one in any case', async () => {
  const limiter = createLimiter({ windows: [], parallel: 0 }, virtualClock())
  limiter.adapt({ parallel: 0 })
  await limiter.turn()
  const went: string[] = []
  const waits = ['second', 'third'].map((name) => limiter.turn().then(() => went.push(name)))
  for (let i = 0; i < 50; i++) await Promise.resolve()
  expect(went).toEqual([])
  limiter.adapt({ parallel: 3 })
  await Promise.all(waits)
  expect(went).toEqual(['second', 'third'])
})

it('who gave up before it was his turn has none', async () => {
  const limiter = createLimiter({ windows: [], parallel: 1 }, virtualClock())
  await expect(limiter.turn(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
})
