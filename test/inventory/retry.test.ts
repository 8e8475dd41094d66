/** A disk that fails is asked again, ever more seldom; what is damaged is not asked again until it changes. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as HashPool from '../../src/inventory/hashing/hash-pool.ts'
import type { FileFacts } from '../../src/inventory/hashing/inspect.ts'
import { readTrouble } from '../../src/inventory/trouble.ts'
import { filesKnown } from '../../src/report/files/files.ts'
import { library, type Library } from './support.ts'

/** How the disk fails now; undefined: it does not. */
const disk = vi.hoisted((): { error?: string; asked: string[] } => ({ asked: [] }))

vi.mock('../../src/inventory/hashing/hash-pool.ts', async (original) => {
  const real = await original<typeof HashPool>()
  return {
    ...real,
    async *inspectAll(jobs: Iterable<{ file: string; size: number }>, options: object) {
      for (const job of jobs) {
        disk.asked.push(job.file)
        if (disk.error === 'no-space') {
          for await (const batch of real.inspectAll([job], { wish: { md5: false }, ...options }))
            yield batch.map(([one, facts]) => [one, { ...facts, troubles: [NO_SPACE] }])
        } else if (disk.error === undefined)
          yield* real.inspectAll([job], { wish: { md5: false }, ...options })
        else
          yield [
            [
              job,
              {
                troubles: [readTrouble(Object.assign(new Error('x'), { code: disk.error }))],
              } satisfies FileFacts,
            ],
          ]
      }
    },
  }
})

const NO_SPACE = { code: 'no-space', what: 'needs 1 MiB in x to be unpacked', mayPass: true } as const

let lib: Library
const start = Date.now()
beforeEach(() => {
  lib = library()
  disk.asked = []
})
afterEach(() => {
  lib.close()
  delete disk.error
})

const scanAt = (seconds: number) => lib.scan({ now: () => start + 60_000 + seconds * 1000 })
const asked = (): number => disk.asked.splice(0).length

describe('a file that the disk does not give', () => {
  it.each(['EIO', 'EBUSY', 'ESTALE'])(
    '%s: is tried in the next run, then after 30 s, 60 s, 120 s',
    async (code) => {
      lib.write('a.nes', 'a')
      disk.error = code
      const tries: number[] = []
      for (let seconds = 0; seconds <= 300; seconds += 10) {
        const { problems } = await scanAt(seconds)
        expect(problems).toMatchObject([{ code: 'file-unreadable' }])
        if (asked() > 0) tries.push(seconds)
      }
      expect(tries).toEqual([0, 10, 40, 100, 220])
    },
  )

  it('is told of with the time of the next try', async () => {
    lib.write('a.nes', 'a')
    disk.error = 'EIO'
    const message = `${join(lib.dir, 'a.nes')}: it cannot be read: the disk reported an input/output error.`
    const soon = 'It is tried again in the next run, or when the file changes.'
    expect((await scanAt(0)).problems).toMatchObject([{ message, hint: soon }])
    // 30 s after the second failure, to the next full minute
    const due = new Date(Math.ceil((start + 91_000) / 60_000) * 60_000).toISOString()
    const when = `${due.slice(0, 10)} ${due.slice(11, 16)} UTC`
    const later = `It is tried again in the first run after ${when}, or when the file changes.`
    expect((await scanAt(1)).problems).toMatchObject([{ message, hint: later }])
    const told = `it cannot be read: the disk reported an input/output error; it is tried again in the first run after ${when}`
    expect([...filesKnown(lib.db, { failed: true })]).toMatchObject([{ path: 'a.nes', problem: told }])

    lib.remove('a.nes')
    await scanAt(2)
    const gone = 'it cannot be read: the disk reported an input/output error'
    expect([...filesKnown(lib.db, { missing: true })]).toMatchObject([{ path: 'a.nes', problem: gone }])
  })

  it('waits in file_discovery, with the reason and the time of the next try', async () => {
    const waiting = () =>
      lib.db.prepare('select path, promotion_state, attempts, next_retry, message from file_discovery').all()
    lib.write('a.nes', 'a')
    disk.error = 'EIO'
    for (const seconds of [0, 1]) await scanAt(seconds)
    expect(waiting()).toEqual([
      {
        path: 'a.nes',
        promotion_state: 'failed',
        attempts: 2,
        next_retry: start + 91_000,
        message: 'it cannot be read: the disk reported an input/output error',
      },
    ])
    delete disk.error
    await scanAt(200)
    expect(waiting()).toEqual([])
  })

  it('is read as soon as it changed, and all is well when the disk gives it', async () => {
    lib.write('a.nes', 'a')
    disk.error = 'EIO'
    for (const seconds of [0, 1, 2]) await scanAt(seconds)
    expect(asked()).toBe(2)
    lib.write('a.nes', 'longer')
    await scanAt(3)
    expect(asked()).toBe(1)
    delete disk.error
    expect(await scanAt(200)).toMatchObject({ hashed: 1, problems: [] })
    expect(lib.db.prepare('select failures, retry_at as retry from file_instance').get()).toEqual({
      failures: 0,
      retry: null,
    })
  })

  it('never waits longer than an hour', async () => {
    lib.write('a.nes', 'a')
    disk.error = 'EIO'
    let seconds = 0
    for (let i = 0; i < 20; i++) await scanAt((seconds += 3600))
    expect(asked()).toBe(20)
  })

  it('for want of permission is tried in every run, which costs nothing', async () => {
    lib.write('a.nes', 'a')
    disk.error = 'EACCES'
    for (const seconds of [0, 1, 2, 3]) await scanAt(seconds)
    expect(asked()).toBe(4)
    // what the walk saw of it is known all the same
    expect(lib.db.prepare('select size, settled from file_instance').get()).toEqual({ size: 1, settled: 0 })
    delete disk.error
    expect(await scanAt(4)).toMatchObject({ hashed: 1, problems: [] })
  })
})

it('what was not unpacked for want of space is read again when there is some', async () => {
  lib.write('a.zip', 'no zip')
  disk.error = 'no-space'
  expect((await scanAt(0)).problems).toMatchObject([{ code: 'no-space' }])
  delete disk.error
  await scanAt(10)
  expect(asked()).toBe(2)
  await scanAt(20)
  expect(asked()).toBe(0)
})
