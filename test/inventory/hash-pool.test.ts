/** The pool answers every question, on threads and without; in which order, `turns.test.ts` tells. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { earlyThreads } from '../../src/inventory/scan/reading/early-threads.ts'
import { inspectAll, type PoolOptions } from '../../src/inventory/hashing/hash-pool.ts'
import type { LargeFile } from '../../src/inventory/hashing/inspect.ts'
import { byCodeUnit } from '../../src/order.ts'

const dir = mkdtempSync(join(tmpdir(), 'curator-pool-'))
const jobs = Array.from({ length: 500 }, (_, i) => ({
  file: join(dir, `${i}`),
  size: i % 97 === 0 ? 5_000_000 : 10,
}))
beforeAll(() => {
  for (const [i, { file }] of jobs.entries()) writeFileSync(file, `content ${i}`)
})
afterAll(() => rmSync(dir, { recursive: true }))

async function ask(
  options: Partial<PoolOptions>,
  enough = Infinity,
): Promise<readonly [string, string | undefined][]> {
  const answers: [string, string | undefined][] = []
  for await (const batch of inspectAll(jobs, { wish: { md5: false }, ...options })) {
    answers.push(
      ...batch.map(([job, facts]) => [job.file, facts.content?.sha1] as [string, string | undefined]),
    )
    if (answers.length >= enough) break
  }
  return answers
}

/** On a busy machine a thread may be so late that others are not waited for. */
const inOrder = <A extends readonly [string, unknown]>(answers: readonly A[]): readonly A[] =>
  answers.toSorted(([a], [b]) => byCodeUnit(a, b))

describe('inspectAll', () => {
  it('gives the same answers with 0, 1 and 3 threads, and in order without any', async () => {
    const plain = await ask({ workers: 0 })
    expect(plain.map(([file]) => file)).toEqual(jobs.map(({ file }) => file))
    expect(plain.every(([, sha1]) => sha1?.length === 40)).toBe(true)
    for (const options of [{ workers: 1 }, { workers: 3 }, {}])
      expect(inOrder(await ask(options))).toEqual(inOrder(plain))
  })

  it.each([0, 1])('tells how far a large file has been read, with %i threads', async (workers) => {
    const MIB = 1024 * 1024
    const large = { file: join(dir, 'large'), size: 200 * MIB }
    writeFileSync(large.file, '')
    truncateSync(large.file, large.size)
    const told: LargeFile[] = []
    const onLarge = (one: LargeFile) => told.push(one)
    const asked = inspectAll([jobs[1] ?? large, large], { wish: { md5: false }, workers, onLarge })
    const sizes: unknown[] = []
    for await (const batch of asked) for (const [, { content }] of batch) sizes.push(content?.size)
    expect(sizes.at(-1)).toBe(large.size)
    expect(told).toEqual([64, 128, 192].map((done) => ({ ...large, done: done * MIB })))
  })

  it('takes threads that were begun before, and ends those that nobody took', async () => {
    const how = () => ({ wish: { md5: false }, workers: 2 })
    const early = earlyThreads(how)
    early.expect({ files: 10, bytes: 10 })
    expect(early.take()).toBeUndefined()
    early.expect({ files: 10_000, bytes: 10 })
    expect(inOrder(await ask({ early }))).toEqual(inOrder(await ask({ workers: 0 })))
    expect(early.take()).toBeUndefined()
    const idle = earlyThreads(how)
    idle.expect({ files: 10_000, bytes: 10 })
    idle.end()
    expect(idle.take()).toBeUndefined()
    const none = earlyThreads(() => ({ wish: { md5: false }, workers: 0 }))
    none.expect({ files: 10_000, bytes: 10 })
    expect(none.take()).toBeUndefined()
  })

  it('ends early when the asker has enough', async () => {
    expect((await ask({ workers: 2 }, 10)).length).toBeLessThan(100)
  })

  it('stops after an abort, without threads', async () => {
    const stop = new AbortController()
    let batches = 0
    for await (const _ of inspectAll(jobs, { wish: { md5: false }, workers: 0, signal: stop.signal })) {
      batches += 1
      stop.abort()
    }
    expect(batches).toBe(1)
  })

  it('gives what threads answered while the asker was busy, also after an abort', async () => {
    const endless = { file: join(dir, 'endless'), size: 2 ** 40 }
    writeFileSync(endless.file, '')
    truncateSync(endless.file, endless.size)
    const stop = new AbortController()
    const answered: string[] = []
    const asked = inspectAll([...jobs, endless], { wish: { md5: false }, workers: 2, signal: stop.signal })
    for await (const batch of asked) {
      if (answered.length === 0) await pause(1000)
      answered.push(...batch.map(([job]) => job.file))
      stop.abort()
    }
    expect(answered.length).toBeGreaterThan(100)
    expect(answered).not.toContain(endless.file)
  })

  it.each([1, 3])('leaves a large file in the middle after an abort, with %i threads', async (workers) => {
    const large = { file: join(dir, 'huge'), size: 2 ** 40 }
    writeFileSync(large.file, '')
    truncateSync(large.file, large.size)
    const stop = new AbortController()
    const answered: string[] = []
    const asked = inspectAll([jobs[1] ?? large, large, ...jobs.slice(2, 9)], {
      wish: { md5: false },
      workers,
      signal: stop.signal,
      onLarge: () => stop.abort(),
    })
    for await (const batch of asked) answered.push(...batch.map(([job]) => job.file))
    expect(stop.signal.aborted).toBe(true)
    expect(answered).not.toContain(large.file)
  })
})
