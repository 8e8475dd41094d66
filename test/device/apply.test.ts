import { describe, expect, test } from 'vitest'
import { problem } from '../../src/errors.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { isFresh, observe } from '../../src/targets/device/look/observe.ts'
import { memoryDisk, PowerLoss } from '../support/memory-disk.ts'
import { build, hashOf, planOf, resolveText, sayActions, visible } from './support.ts'

const TWO = { 'nes/a.nes': 'one', 'nes/b.nes': 'two' }

describe('a build', () => {
  test('writes, counts, and has nothing to do the second time', async () => {
    const disk = memoryDisk()
    expect(await build(disk, TWO)).toMatchObject({
      put: 2,
      moved: 0,
      deleted: 0,
      kept: 0,
      conflicts: 0,
      bytes: 6,
      problems: [],
      generation: 1,
      outcome: 'done',
    })
    expect(visible(disk.files())).toEqual(TWO)
    const changes = disk.changes()
    expect(await build(disk, TWO)).toMatchObject({ put: 0, kept: 2, generation: 1, outcome: 'nothing' })
    expect(disk.changes()).toBe(changes)
  })

  test('writes only its notes when the tree has another name and the same files', async () => {
    const disk = memoryDisk()
    await build(disk, TWO)
    const built = await build(disk, TWO, { tree: 'other' })
    expect(built.outcome).toBe('nothing')
    expect(isFresh(observe(disk), 'other')).toBe(false)
    const plan = planOf(disk, TWO)
    expect(await applyPlan(disk, plan, resolveText, { tree: 'other' })).toMatchObject({
      outcome: 'nothing',
      generation: 2,
    })
    expect(isFresh(observe(disk), 'other')).toBe(true)
  })

  test('reads back every name it can write', async () => {
    const odd = {
      'nes/.curator': '1',
      'nes/..a': '2',
      'a b/ü.nes': '3',
      'a b/"q".nes': '4',
      '.curatorial': '5',
    }
    const disk = memoryDisk()
    await build(disk, odd)
    expect(await build(disk, odd)).toMatchObject({ kept: 5, outcome: 'nothing', plan: undefined })
    expect(await build(disk, {})).toMatchObject({ deleted: 5, outcome: 'done' })
  })

  test('makes nothing for an empty tree on an empty disk', async () => {
    const disk = memoryDisk()
    expect(await build(disk, {})).toMatchObject({ outcome: 'nothing', generation: 0 })
    expect(disk.changes()).toBe(0)
  })

  test('removes the folders it made when they are empty, and no other', async () => {
    const disk = memoryDisk()
    disk.mkdir('mine')
    await build(disk, { 'mine/a.nes': 'one', 'ours/deep/b.nes': 'two', 'used/c.nes': 'three' })
    disk.write('used/save.srm', Buffer.from('save'))
    expect(await build(disk, {})).toMatchObject({ deleted: 3, outcome: 'done' })
    expect(disk.folders().filter((folder) => !folder.startsWith('.curator'))).toEqual(['mine', 'used'])
    expect(visible(disk.files())).toEqual({ 'used/save.srm': 'save' })
  })

  test('says what is in the way', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'one' })
    disk.wait(10_000)
    disk.write('a.nes', Buffer.from('mine'))
    disk.write('b.nes', Buffer.from('mine too'))
    const built = await build(disk, { 'a.nes': 'one', 'b.nes': 'two', 'c.nes': 'three' })
    expect(built).toMatchObject({ put: 1, conflicts: 2, outcome: 'partial' })
    expect(built.problems).toEqual([
      {
        code: 'changed-on-device',
        message: '/card/a.nes was changed since curator wrote it. It was left alone.',
        path: '/card/a.nes',
        hint: 'Keep it, or run `curator build --force` to put ours back.',
      },
      {
        code: 'foreign-file',
        message: '/card/b.nes is in the way: curator did not write it. It was left alone.',
        path: '/card/b.nes',
        hint: 'Move it away, or run `curator build --force` to replace it.',
      },
    ])
  })

  test('names a folder where a file goes, and once a file where a folder goes: not even --force replaces those', async () => {
    const disk = memoryDisk()
    disk.mkdir('a.nes')
    disk.write('nes', Buffer.from('mine'))
    const tree = { 'a.nes': 'one', 'nes/b.nes': 'two', 'nes/sub/c.nes': 'three' }
    for (const force of [false, true]) {
      const built = await build(disk, tree, { force })
      expect(built).toMatchObject({ put: 0, conflicts: 3, outcome: 'partial' })
      const hint = 'Move it away, and run `curator build` again.'
      expect(built.problems).toEqual([
        {
          code: 'foreign-file',
          message:
            '/card/a.nes is in the way: it is a folder, and a file has to go there. It was left alone.',
          path: '/card/a.nes',
          hint,
        },
        {
          code: 'foreign-file',
          message:
            '/card/nes is in the way: it is no folder, and files have to go into it. It was left alone.',
          path: '/card/nes',
          hint,
        },
      ])
    }
    expect(visible(disk.files())).toEqual({ nes: 'mine' })
  })

  test('with --force keeps what it replaces', async () => {
    const disk = memoryDisk()
    disk.mkdir('nes')
    disk.write('nes/a.nes', Buffer.from('mine'))
    const built = await build(disk, { 'nes/a.nes': 'one' }, { force: true })
    expect(built).toMatchObject({
      put: 1,
      conflicts: 0,
      outcome: 'done',
      aside: ['.curator/replaced/1/nes/a.nes'],
    })
    expect(disk.read('.curator/replaced/1/nes/a.nes')?.toString()).toBe('mine')
    expect(disk.read('nes/a.nes')?.toString()).toBe('one')
  })

  test.each([
    ['a FAT disk', 2000, 'nothing', 0],
    ['a disk with fine times, whose files have to be read again', 0.000001, 'nothing', 2],
  ])('on %s nothing is written twice for another time zone', async (_disk, tick, outcome, changes) => {
    const disk = memoryDisk({ tick })
    await build(disk, TWO)
    disk.shiftZone(-5.5 * 3_600_000)
    const before = disk.changes()
    expect(await build(disk, TWO)).toMatchObject({ put: 0, kept: 2, outcome })
    // The new times are noted: one write, one sync.
    expect(disk.changes() - before).toBe(changes)
  })

  test('reports progress by what is written', async () => {
    const seen: string[] = []
    await build(memoryDisk(), TWO, {
      onProgress: ({ files, ofFiles, bytes, ofBytes }) =>
        seen.push(`${files}/${ofFiles} ${bytes}/${ofBytes}`),
    })
    expect(seen).toEqual(['1/2 3/6', '2/2 6/6'])
  })

  test('writes a manifest after each chunk', async () => {
    const disk = memoryDisk()
    expect(await build(disk, { a: '1111', b: '2222', c: '3333' }, { chunk: 8 })).toMatchObject({
      put: 3,
      generation: 2,
    })
  })
})

describe('what fails', () => {
  test('a source that changed fails its own file only, and is tried again', async () => {
    const disk = memoryDisk()
    const plan = planOf(disk, TWO)
    const other = (file: { path: string }) => ({ text: file.path === 'nes/a.nes' ? 'not it' : 'two' })
    const result = await applyPlan(disk, plan, other, { tree: hashOf(TWO) })
    expect(result).toMatchObject({ put: 1, bytes: 3, outcome: 'partial' })
    expect(result.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'source-changed: nes/a.nes could not be written from its generated text: it no longer holds the bytes that were identified.',
    ])
    expect(visible(disk.files())).toEqual({ 'nes/b.nes': 'two' })
    expect(disk.list('.curator/tmp')).toEqual([])
    expect(await build(disk, TWO)).toMatchObject({ put: 1, kept: 1, outcome: 'done' })
  })

  test('a file that cannot be resolved is left out', async () => {
    const disk = memoryDisk()
    const lost = problem('source-changed', 'a.nes is nowhere any more.')
    const result = await applyPlan(disk, planOf(disk, { 'a.nes': 'one' }), () => lost, { tree: 't' })
    expect(result).toMatchObject({ put: 0, problems: [lost], outcome: 'partial' })
  })

  test('a full disk stops the writing, and the rest is counted', async () => {
    const disk = memoryDisk()
    disk.failAt(7, 'ENOSPC', false)
    const built = await build(disk, { a: 'one', b: 'two', c: 'three' })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'no-space: b could not be written: no space left on the device.',
      'no-space: card: 1 change left undone: there is no space left.',
    ])
    expect(built).toMatchObject({ put: 1, outcome: 'partial', generation: 1 })
    expect(visible(disk.files())).toEqual({ a: 'one' })
    expect(await build(disk, { a: 'one', b: 'two', c: 'three' })).toMatchObject({
      put: 2,
      kept: 1,
      outcome: 'done',
    })
  })

  test('where space is short, each file takes the place of its old one before the next is written', async () => {
    const disk = memoryDisk()
    const texts = (fill: string) =>
      Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, fill.repeat(100_000)]))
    await build(disk, texts('1'))
    const used = Object.values(disk.files()).reduce((bytes, text) => bytes + text.length, 0)
    disk.resize(used + 150_000)
    // as on a real one, there is time to write on while something becomes durable
    const slow = {
      ...disk,
      async sync(paths: readonly string[]) {
        await new Promise(setImmediate)
        await disk.sync(paths)
      },
    }
    expect(await build(slow, texts('2'))).toMatchObject({ put: 4, problems: [], outcome: 'done' })
  })

  test('a disk that cannot be written to is named', async () => {
    const disk = memoryDisk()
    disk.failAt(1, 'EROFS', true)
    const built = await build(disk, TWO)
    expect(built).toMatchObject({ put: 0, outcome: 'partial', generation: 0 })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'target-read-only: /card cannot be written to. Nothing was changed.',
    ])
  })

  test('a disk that cannot be read while it is planned for is left alone', async () => {
    const disk = memoryDisk()
    await build(disk, { ...TWO, 'gb/c.gb': 'three' })
    const seen = observe(disk)
    // what is to be put at a place is looked for there
    disk.failReadAt(8, 'EIO', true)
    const built = await build(disk, { ...TWO, 'gb/d.gb': 'four' }, {}, seen)
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'write-failed: /card cannot be looked at: the disk reported an input/output error. Nothing was written.',
    ])
    expect(built).toMatchObject({ put: 0, moved: 0, deleted: 0, outcome: 'partial' })
    disk.heal()
    expect(await build(disk, { ...TWO, 'gb/d.gb': 'four' })).toMatchObject({ put: 1, deleted: 1 })
  })

  test('a file of ours that cannot be read now is known as ours when it can be read again', async () => {
    const disk = memoryDisk({ tick: 0.001 })
    await build(disk, TWO)
    disk.shiftZone(3_600_000) // so that it has to be read
    const seen = observe(disk)
    const isBroken = { now: true }
    const broken = {
      ...disk,
      hash(path: string) {
        if (isBroken.now && path === 'nes/b.nes') throw Object.assign(new Error('EIO'), { code: 'EIO' })
        return disk.hash(path)
      },
    }
    const built = await build(broken, { 'nes/a.nes': 'one' }, {}, seen)
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'write-failed: /card/nes/b.nes cannot be read: the disk reported an input/output error. It cannot be told whether it is ours, so it is left alone.',
    ])
    expect(visible(disk.files())).toEqual(TWO)
    isBroken.now = false
    expect(await build(broken, { 'nes/a.nes': 'one' })).toMatchObject({ deleted: 1, outcome: 'done' })
  })

  test('an interrupt keeps what is done', async () => {
    const disk = memoryDisk()
    const stop = new AbortController()
    const built = await build(
      disk,
      { a: 'one', b: 'two', c: 'three' },
      {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      },
    )
    expect(built).toMatchObject({ put: 1, outcome: 'partial', generation: 1 })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'interrupted: card: 2 changes left undone: it was interrupted.',
    ])
    expect(disk.list('.curator/tmp')).toEqual([])
    const again = await build(disk, { a: 'one', b: 'two', c: 'three' })
    expect(again).toMatchObject({ put: 2, kept: 1, outcome: 'done' })
  })

  test('what changed after the plan was made is left alone', async () => {
    const disk = memoryDisk()
    await build(disk, { 'old.nes': 'old', 'a.nes': 'one' })
    const plan = planOf(disk, { 'a.nes': 'two', 'b.nes': 'new' })
    expect(sayActions(plan.actions)).toHaveLength(3)
    disk.wait(10_000)
    for (const path of ['old.nes', 'a.nes', 'b.nes']) disk.write(path, Buffer.from('mine'))
    const result = await applyPlan(disk, plan, resolveText, { tree: 't' })
    expect(result).toMatchObject({ put: 0, deleted: 0, outcome: 'partial' })
    expect(result.problems.map(({ message }) => message)).toEqual([
      '/card/a.nes changed after the plan was made. It was left alone.',
      '/card/b.nes changed after the plan was made. It was left alone.',
      '/card/old.nes changed after the plan was made. It was left alone.',
    ])
    expect(visible(disk.files())).toEqual({ 'old.nes': 'mine', 'a.nes': 'mine', 'b.nes': 'mine' })
  })

  test('power loss is repaired, and the plan says so', async () => {
    const disk = memoryDisk()
    disk.dieAt(12)
    await expect(build(disk, TWO)).rejects.toBeInstanceOf(PowerLoss)
    disk.crash(() => 0)
    expect(observe(disk)).toMatchObject({ interrupted: true, generation: 0 })
    expect(sayActions(planOf(disk, TWO).actions)).toEqual([
      'put nes/a.nes (repaired)',
      'put nes/b.nes (repaired)',
    ])
    expect(await build(disk, TWO)).toMatchObject({ put: 2, outcome: 'done' })
  })
})
