/** Files of ours that get each other's names are renamed: nothing is copied, and nothing is lost, also where no source is left. */
import { describe, expect, it } from 'vitest'
import { problem } from '../../src/errors.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import type { Resolve } from '../../src/targets/device/apply/run.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'
import { build, planOf, sayActions, visible, type Texts } from './support.ts'

const SWAPPED = [
  'two names',
  { 'n/a': 'one', 'n/b': 'two' },
  { 'n/a': 'two', 'n/b': 'one' },
  ['move n/b > n/a (renamed)', 'move n/a > n/b (renamed)'],
] as const

const CASES: readonly (readonly [string, Texts, Texts, readonly string[]])[] = [
  SWAPPED,
  [
    'a ring of three, and two that swap beside it',
    { a: 'one', b: 'two', c: 'three', 'm/x': 'four', 'm/y': 'five' },
    { a: 'three', b: 'one', c: 'two', 'm/x': 'five', 'm/y': 'four' },
    [
      'move c > a (renamed)',
      'move a > b (renamed)',
      'move b > c (renamed)',
      'move m/y > m/x (renamed)',
      'move m/x > m/y (renamed)',
    ],
  ],
  [
    'a chain whose end is new',
    { a: 'one', b: 'two', c: 'three' },
    { b: 'one', c: 'two', d: 'three' },
    ['move a > b (renamed)', 'move b > c (renamed)', 'move c > d (renamed)'],
  ],
]

/** Everything is gone but what is on the disk. */
const nowhere: Resolve = ({ path }) => problem('source-changed', `${path} is not there any more.`)

async function holding(texts: Texts): Promise<MemoryDisk> {
  const disk = memoryDisk()
  await build(disk, texts)
  disk.eject()
  return disk
}

function apply(disk: MemoryDisk, wanted: Texts, signal?: AbortSignal) {
  const plan = planOf(disk, wanted)
  return applyPlan(disk, plan, nowhere, { tree: 'after', ...(signal ? { signal } : {}) })
}

function textsOn(disk: MemoryDisk): readonly string[] {
  return [...new Set(Object.values(visible(disk.files())))].sort()
}

describe.each(CASES)('%s', (_case, before, after, actions) => {
  const texts = Object.values(before).sort()

  it('is done by renames', async () => {
    const disk = await holding(before)
    expect(sayActions(planOf(disk, after).actions)).toEqual(actions)
    const done = await apply(disk, after)
    expect(done).toMatchObject({ outcome: 'done', moved: actions.length, put: 0, deleted: 0, bytes: 0 })
    expect(visible(disk.files())).toEqual(after)
    expect((await build(disk, after)).plan?.actions).toEqual([])
    expect((await build(disk, before)).bytes).toBe(0)
    expect(visible(disk.files())).toEqual(before)
  })

  it('loses nothing to a power cut at any moment', async () => {
    for (let cut = 1; cut < 90; cut++) {
      const disk = await holding(before)
      disk.dieAt(cut)
      const isDone = await apply(disk, after).then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof PowerLoss)) throw error
          return false
        },
      )
      let n = 0
      disk.crash(() => ((n += 1) * cut * 0.37) % 1)
      expect([cut, textsOn(disk)]).toEqual([cut, texts])
      await apply(disk, after)
      expect([cut, visible(disk.files())]).toEqual([cut, after])
      if (isDone) return
    }
    expect.unreachable('it was never done')
  })

  it.each(['EIO', 'EACCES', 'ENOSPC'])('loses nothing to one failure with %s', async (errno) => {
    for (let at = 1; at < 90; at++) {
      const disk = await holding(before)
      disk.failAt(at, errno, false)
      const { outcome } = await apply(disk, after)
      disk.heal()
      expect([at, textsOn(disk)]).toEqual([at, texts])
      await apply(disk, after)
      expect([at, visible(disk.files())]).toEqual([at, after])
      if (outcome === 'done') return
    }
    expect.unreachable('it was never done')
  })

  it('knows its files after one failure, whatever times they have by then', async () => {
    for (let at = 1; at < 90; at++) {
      const disk = await holding(before)
      disk.failAt(at, 'EIO', false)
      const { outcome } = await apply(disk, after)
      disk.heal()
      for (const path of Object.keys(visible(disk.files()))) disk.touch(path, 5000)
      await build(disk, {})
      expect([at, visible(disk.files())]).toEqual([at, {}])
      if (outcome === 'done') return
    }
    expect.unreachable('it was never done')
  })

  it('leaves nothing halfway when it is interrupted', async () => {
    const disk = await holding(before)
    const stop = new AbortController()
    const { rename } = disk
    Object.assign(disk, {
      rename(from: string, to: string) {
        rename(from, to)
        stop.abort()
      },
    })
    await apply(disk, after, stop.signal)
    expect(Object.keys(visible(disk.files())).filter((path) => path.includes('~'))).toEqual([])
    expect(textsOn(disk)).toEqual(texts)
  })
})

it('leaves a file alone that takes the spare name before it is needed', async () => {
  const [, before, after] = SWAPPED
  const disk = await holding(before)
  const plan = planOf(disk, after)
  disk.write('n/~curator1', Buffer.from('mine'))
  await applyPlan(disk, plan, nowhere, { tree: 'after' })
  expect(disk.files()).toMatchObject({ ...before, 'n/~curator1': 'mine' })
  expect(await apply(disk, after)).toMatchObject({ outcome: 'done', bytes: 0 })
  expect(visible(disk.files())).toEqual({ ...after, 'n/~curator1': 'mine' })
})

it('writes what is new to a place that was left', async () => {
  const disk = await holding({ a: 'one' })
  const wanted = { a: 'new', b: 'one' }
  expect(sayActions(planOf(disk, wanted).actions)).toEqual(['move a > b (renamed)', 'put a (changed)'])
  expect(await build(disk, wanted)).toMatchObject({ moved: 1, put: 1, bytes: 3 })
  expect(visible(disk.files())).toEqual(wanted)
})

it('writes nothing to a place that could not be left', async () => {
  const disk = await holding({ a: 'one' })
  const { rename } = disk
  Object.assign(disk, {
    rename(from: string, to: string) {
      if (from === 'a') throw Object.assign(new Error('broken'), { code: 'EIO' })
      rename(from, to)
    },
  })
  expect(await build(disk, { a: 'new', b: 'one' })).toMatchObject({ outcome: 'partial', moved: 0, put: 0 })
  expect(visible(disk.files())).toEqual({ a: 'one' })
})

it('knows what it wrote to a place that was left, though it cannot look at it', async () => {
  const failed: number[] = []
  for (let at = 1; at < 90; at++) {
    const disk = await holding({ a: 'one' })
    disk.wait(10_000)
    disk.failReadAt(at, 'EIO', false)
    const { problems } = await build(disk, { a: 'new', b: 'one' })
    disk.heal()
    // some failures do no harm
    if (problems.some(({ message }) => message.startsWith('/card/a could not be written'))) failed.push(at)
    await build(disk, {})
    expect([at, visible(disk.files())]).toEqual([at, {}])
  }
  expect(failed).not.toEqual([])
})
