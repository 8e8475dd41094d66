/** Two curators that ask one provider keep its pace together. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { keepAlive } from '../../src/catalog/sqlite.ts'
import { createLimiter, type Limiter, type PaceOptions } from '../../src/metadata/wire/limiter.ts'
import { sharedPace } from '../../src/metadata/wire/shared-pace.ts'
import { tempDir } from '../support/cli.ts'
import { askAll, mostIn, mostOpen, virtualClock, type Request, type VirtualClock } from './turns.ts'

/** As another process opens it: with a connection of its own. */
function limiterIn(folder: string, clock: VirtualClock, pace: PaceOptions, place = 'igdb'): Limiter {
  const shared = sharedPace({ CURATOR_CACHE: folder })
  onTestFinished(() => shared.close())
  return createLimiter(
    pace,
    clock,
    shared.of(place, () => clock.now()),
  )
}

it('no window holds more requests than it may, and no more are open, whoever asks', async () => {
  const folder = tempDir('pace')
  const window = fc.record({
    requests: fc.integer({ min: 1, max: 6 }),
    perMs: fc.integer({ min: 1, max: 1000 }),
  })
  const takes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 })
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(window, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(takes, { minLength: 2, maxLength: 3 }),
      async (windows, parallel, all) => {
        const clock = virtualClock()
        const done: Request[] = []
        run++
        const works = all.map((one) => {
          const limiter = limiterIn(folder, clock, { windows, parallel }, `place ${run}`)
          return askAll(limiter, clock, one, done)
        })
        await clock.run(Promise.all(works))
        expect(done).toHaveLength(all.flat().length)
        for (const { requests, perMs } of windows) expect(mostIn(done, perMs)).toBeLessThanOrEqual(requests)
        expect(mostOpen(done)).toBeLessThanOrEqual(parallel)
      },
    ),
    { numRuns: 20 },
  )
})

const SLOW: PaceOptions = { windows: [{ requests: 1, perMs: 5000 }], parallel: 1 }

async function askedAt(limiter: Limiter, clock: VirtualClock): Promise<number> {
  const done: Request[] = []
  await clock.run(askAll(limiter, clock, [10], done))
  return done[0]?.from ?? NaN
}

it('who comes after another waits as long as that one would have, and another provider for nobody', async () => {
  const folder = tempDir('pace')
  const clock = virtualClock()
  expect(await askedAt(limiterIn(folder, clock, SLOW), clock)).toBe(0)
  expect(await askedAt(limiterIn(folder, clock, SLOW, 'mobygames'), clock)).toBe(10)
  expect(await askedAt(limiterIn(folder, clock, SLOW), clock)).toBe(5000)
})

it('what one is told to wait, all wait', async () => {
  const folder = tempDir('pace')
  const clock = virtualClock()
  const [one, other] = [limiterIn(folder, clock, SLOW), limiterIn(folder, clock, SLOW)]
  expect(await askedAt(one, clock)).toBe(0)
  one.hold(30_000)
  expect(await askedAt(other, clock)).toBe(30_010)
})

it('what a killed curator had open is over, and what a wrong clock said is not waited for', async () => {
  const folder = tempDir('pace')
  const clock = virtualClock()
  expect(await askedAt(limiterIn(folder, clock, SLOW), clock)).toBe(0)
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  const db = new Database(join(folder, 'pace.db'))
  keepAlive(db)
  db.exec(`update turn set ends = 170000, pid = ${pid};
    insert into turn (place, began, ends) values ('igdb', 9000000, 9000000);
    insert into hold values ('igdb', 9000000)`)
  db.close()
  expect(await askedAt(limiterIn(folder, clock, SLOW), clock)).toBe(5000)
})

it('an open request of one that lives is waited for', async () => {
  const folder = tempDir('pace')
  const clock = virtualClock()
  const pace = { windows: [], parallel: 1 }
  const done: Request[] = []
  const works = [limiterIn(folder, clock, pace), limiterIn(folder, clock, pace)].map((limiter) =>
    askAll(limiter, clock, [2000], done),
  )
  await clock.run(Promise.all(works))
  expect(done).toEqual([
    { from: 0, to: 2000 },
    { from: 2000, to: 4000 },
  ])
})

it('each keeps it for itself where there is no place for it', async () => {
  const file = join(tempDir('pace'), 'a-file')
  writeFileSync(file, '')
  const clock = virtualClock()
  const limiter = limiterIn(file, clock, SLOW)
  expect(await askedAt(limiter, clock)).toBe(0)
  expect(await askedAt(limiter, clock)).toBe(5000)
  expect(await askedAt(limiterIn(file, clock, SLOW), clock)).toBe(5010)
})
