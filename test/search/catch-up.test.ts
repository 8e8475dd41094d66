/** Searching while the index is made: others get their turns, and it can be stopped. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { createTurns, openInTurn } from '../../src/catalog/turns.ts'
import { caughtUp } from '../../src/search/catch-up.ts'
import { stalePlatforms } from '../../src/search/index-games.ts'
import { parseQuery } from '../../src/search/query.ts'
import { search } from '../../src/search/search.ts'
import { tempDir } from '../support/cli.ts'

const PLATFORMS = 8

/** Platforms with so many games each; indexing one takes some milliseconds. */
function stateWith(games: number): string {
  const state = tempDir('catch-up')
  const catalog = openCatalog(state)
  catalog.db.exec(`
    create temp table n as with n(i) as (select 1 union all select i + 1 from n where i < ${games * PLATFORMS}) select i from n;
    insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed');
    insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id, digest, dialect)
      select 'all', id || '.dat', 0, 0, 0, 0, 1, id, '', 'no-intro' from platform where id <= ${PLATFORMS};
    insert into atomic_game_unit (id, title, platform_id, cluster)
      select i, 'Game ' || i, 1 + i % ${PLATFORMS}, 'game||' || i from n;
    insert into game_release (id, platform_id, name, atomic_id) select i, 1 + i % ${PLATFORMS}, 'Game ' || i, i from n;
    insert into dat_game (id, log_id, platform_id, name, release_name, variant)
      select i, 1, 1 + i % ${PLATFORMS}, 'Game ' || i, 'Game ' || i, 0 from n;
    insert into release_block (release_id, variant, dat_game_id) select i, 0, i from n;
    update platform set games = 1 where id <= ${PLATFORMS}`)
  catalog.close()
  return state
}

const find = (typed: string) => (db: Parameters<typeof search>[0]) =>
  search(db, parseQuery(typed), 5).results.map((result) => (result.kind === 'game' ? result.title : ''))

it('lets another curator in between platforms, and finds what there is at the end', async () => {
  const state = stateWith(50)
  const turns = createTurns({ stateDir: state, waitMs: 5000 })
  let isDone = false
  const left: number[] = []
  const waiting = {
    signal: new AbortController().signal,
    onLeft: (n: number) => left.push(n),
    holdMs: 0,
    lookMs: 0,
  }
  const searching = caughtUp(turns, waiting, find('game 77')).finally(() => (isDone = true))
  await pause(1)
  const other = await openInTurn(state, { waitMs: 5000 })
  expect(isDone).toBe(false)
  other.close()
  expect(await searching).toContain('Game 77')
  expect(left[0]).toBe(PLATFORMS)
  expect(left.at(-1)).toBe(1)
  await turns.release()
}, 60_000)

it('begins with the platforms of which something is owned', () => {
  const { db, close } = openCatalog(stateWith(1))
  onTestFinished(close)
  db.exec('update platform set holdings = 3 where id in (4, 7)')
  expect(stalePlatforms(db).map(({ id }) => id)).toEqual([4, 7, 1, 2, 3, 5, 6, 8])
})

it('indexes no other platforms than those that are asked for', async () => {
  const turns = createTurns({ stateDir: stateWith(3), waitMs: 5000 })
  const signal = new AbortController().signal
  const slug = await turns.take(({ db }) =>
    String(db.prepare('select slug from platform where id = 3').pluck().get()),
  )
  const waiting = { signal, platforms: [slug], onLeft: () => undefined }
  expect(await caughtUp(turns, waiting, find(`game platform:${slug}`))).toHaveLength(3)
  await turns.take(({ db }) => expect(stalePlatforms(db).map(({ id }) => id)).toEqual([1, 2, 4, 5, 6, 7, 8]))
  await turns.release()
})

it('stops when it is told to, and goes on from there the next time', async () => {
  const state = stateWith(20)
  const turns = createTurns({ stateDir: state, waitMs: 5000 })
  const stop = new AbortController()
  const stopping = (n: number): void => {
    if (n < PLATFORMS - 3) stop.abort()
  }
  expect(
    await caughtUp(turns, { signal: stop.signal, onLeft: stopping, lookMs: 0 }, find('game 7')),
  ).toBeUndefined()
  const left: number[] = []
  const going = { signal: new AbortController().signal, onLeft: (n: number) => left.push(n), lookMs: 0 }
  expect(await caughtUp(turns, going, find('game 77'))).toContain('Game 77')
  expect(left[0]).toBe(PLATFORMS - 4)
  await turns.release()
})

it.each([true, false])('says what is found by then, and goes on: %s', async (goesOn) => {
  const state = stateWith(300)
  const turns = createTurns({ stateDir: state, waitMs: 5000 })
  const early: unknown[] = []
  const onEarly = (found: readonly string[], platforms: number): boolean => {
    early.push([found.includes('Game 77'), platforms])
    return goesOn
  }
  const waiting = {
    signal: new AbortController().signal,
    onLeft: () => undefined,
    lookMs: 0,
    earlyMs: 0,
    onEarly,
  }
  const found = await caughtUp(turns, waiting, find('game 77'))
  expect(early).toEqual([[false, PLATFORMS]])
  expect(found?.includes('Game 77')).toBe(goesOn ? true : undefined)
  await turns.release()
})
