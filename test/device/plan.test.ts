import { describe, expect, test } from 'vitest'
import { folder as folderPreset } from '../../presets/index.ts'
import { foldersAbove } from '../../src/disk/path.ts'
import { adopt } from '../../src/targets/device/adopt.ts'
import { readDevice } from '../../src/targets/device/look/reading.ts'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { build, planOf, sayActions, visible, type Texts } from './support.ts'

const CARD = folderPreset({ path: 'card', policy: 'everything' }).device

/** As a person does it: later, and with the folders it takes. */
function write(disk: MemoryDisk, path: string, text: string): void {
  disk.wait(10_000)
  for (const folder of foldersAbove(path).slice(0, 1)) disk.mkdir(folder)
  disk.write(path, Buffer.from(text))
  disk.eject()
}

async function builtDisk(texts: Texts, switches = {}): Promise<MemoryDisk> {
  const disk = memoryDisk(switches)
  await build(disk, texts)
  disk.wait(10_000)
  return disk
}

describe('a plan', () => {
  test('puts what is new, and in order of path', () => {
    const plan = planOf(memoryDisk(), { 'b.nes': 'two', 'a.nes': 'one!' })
    expect(sayActions(plan.actions)).toEqual(['put a.nes (new)', 'put b.nes (new)'])
    expect([plan.kept, plan.bytes, plan.problems, plan.deletesFirst]).toEqual([0, 7, [], false])
  })

  test('puts files in the order of their names where the device shows them as they came', async () => {
    const texts = { 'GB/b.gb': '1', 'GB/Z.gb': '2', 'GB/a.gb': '3', 'GB-x/y.gb': '4', '#/x.gb': '5' }
    const plan = planOf(memoryDisk(), texts, { byName: true })
    expect(plan.actions.map(({ path }) => path)).toEqual([
      '#/x.gb',
      'GB/a.gb',
      'GB/b.gb',
      'GB/Z.gb',
      'GB-x/y.gb',
    ])
    const disk = memoryDisk()
    await build(disk, texts, { byName: true })
    expect(planOf(disk, texts, { byName: true }).actions).toEqual([])
  })

  test('keeps what is right, replaces what changed, deletes what is not wanted any more', async () => {
    const disk = await builtDisk({ 'a.nes': 'one', 'b.nes': 'two', 'c.nes': 'three' })
    const plan = planOf(disk, { 'a.nes': 'one', 'b.nes': 'TWO' })
    expect(sayActions(plan.actions)).toEqual(['put b.nes (changed)', 'delete c.nes (no longer wanted)'])
    expect(plan.kept).toBe(1)
  })

  test('forgets what went, and not what its user changed, also while it is not known what else is wanted', async () => {
    const disk = await builtDisk({ 'a.nes': 'one', 'b.nes': 'two', 'c.nes': 'three' })
    write(disk, 'c.nes', 'mine')
    const dark = { staying: new Set(['d.nes']) }
    await build(disk, { 'a.nes': 'one' }, dark)
    await build(disk, { 'a.nes': 'ONE' }, dark)
    expect(visible(disk.files())).toEqual({ 'a.nes': 'ONE', 'c.nes': 'mine' })
    write(disk, 'b.nes', 'two')
    const plan = planOf(disk, { 'a.nes': 'ONE', 'c.nes': 'three' })
    expect(sayActions(plan.actions)).toEqual(['conflict c.nes (changed on the device)'])
  })

  test('changes nothing on the disk', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    const before = disk.changes()
    planOf(disk, { 'b.nes': 'two' })
    expect(disk.changes()).toBe(before)
  })

  test('puts back what is missing', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    disk.remove('a.nes')
    expect(sayActions(planOf(disk, { 'a.nes': 'one' }).actions)).toEqual([
      'put a.nes (missing on the device)',
    ])
  })

  test.each([
    ['another text', 'mine', 'conflict a.nes (changed on the device)'],
    ['fewer bytes of ours', 'on', 'conflict a.nes (changed on the device)'],
  ])('leaves an output that was changed to %s', async (_case, text, said) => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    write(disk, 'a.nes', text)
    expect(sayActions(planOf(disk, { 'a.nes': 'one' }).actions)).toEqual([said])
    expect(sayActions(planOf(disk, { 'a.nes': 'one' }, { force: true }).actions)).toEqual([
      'put a.nes (forced)',
    ])
  })

  test('reads an output that was only touched, and keeps it', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    write(disk, 'a.nes', 'one')
    expect(planOf(disk, { 'a.nes': 'one' })).toMatchObject({ actions: [], kept: 1 })
  })

  test('leaves a file that is not ours, however it came there', () => {
    const disk = memoryDisk()
    write(disk, 'a.nes', 'mine')
    expect(sayActions(planOf(disk, { 'a.nes': 'one' }).actions)).toEqual(['conflict a.nes (not ours)'])
  })

  test('takes a foreign file that equals an output as right, and never deletes it', async () => {
    const disk = memoryDisk()
    write(disk, 'a.nes', 'one')
    expect(await build(disk, { 'a.nes': 'one' })).toMatchObject({ put: 0, kept: 1, outcome: 'nothing' })
    expect(planOf(disk, {}).actions).toEqual([])
  })

  test('does not mention a file that is not wanted any more and was changed', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    write(disk, 'a.nes', 'mine')
    expect(planOf(disk, {}).actions).toEqual([])
  })

  test('renames what has only another path', async () => {
    const disk = await builtDisk({ 'old/a.nes': 'one', 'old/b.nes': 'two' })
    const plan = planOf(disk, { 'new/a.nes': 'one', 'new/b.nes': 'two', 'new/copy.nes': 'two' })
    expect(sayActions(plan.actions)).toEqual([
      'move old/a.nes > new/a.nes (renamed)',
      'move old/b.nes > new/b.nes (renamed)',
      'put new/copy.nes (new)',
    ])
    expect(plan.bytes).toBe(3)
  })

  test('clears a file that has to become a folder first, if it is ours', async () => {
    const disk = await builtDisk({ a: 'one' })
    expect(sayActions(planOf(disk, { 'a/b': 'two' }).actions)).toEqual([
      'delete a (no longer wanted)',
      'put a/b (new)',
    ])
    write(disk, 'a', 'mine')
    expect(sayActions(planOf(disk, { 'a/b': 'two' }).actions)).toEqual(['conflict a/b (not ours)'])
  })

  test('clears a folder that has to become a file first, if all in it is ours', async () => {
    const disk = await builtDisk({ 'a/b/c': 'one' })
    expect(sayActions(planOf(disk, { a: 'two' }).actions)).toEqual([
      'delete a/b/c (no longer wanted)',
      'put a (new)',
    ])
    write(disk, 'a/save.srm', 'mine')
    const plan = planOf(disk, { a: 'two' }, { force: true })
    expect(sayActions(plan.actions)).toEqual(['delete a/b/c (no longer wanted)', 'conflict a (not ours)'])
  })

  test('changes the spelling of a name on a disk that folds case', async () => {
    const disk = await builtDisk({ 'nes/A.nes': 'one' }, { foldCase: true })
    const built = await build(disk, { 'nes/a.nes': 'one' })
    expect(sayActions(built.plan?.actions ?? [])).toEqual(['move nes/A.nes > nes/a.nes (renamed)'])
    expect(visible(disk.files())).toEqual({ 'nes/a.nes': 'one' })
    expect(await build(disk, { 'nes/a.nes': 'one' })).toMatchObject({ outcome: 'nothing', plan: undefined })
  })

  test('takes names that differ in case for two files where they are', async () => {
    const disk = await builtDisk({ 'A.nes': 'one' }, { foldCase: false })
    await build(disk, { 'A.nes': 'one', 'a.nes': 'two' })
    await build(disk, { 'a.nes': 'two' })
    expect(visible(disk.files())).toEqual({ 'a.nes': 'two' })
  })

  test('refuses paths that are no outputs, and does the rest', () => {
    const plan = planOf(memoryDisk(), {
      '../out': 'x',
      '.curator/id': 'x',
      '.Curator': 'x',
      '/abs': 'x',
      'a.nes': 'one',
    })
    expect(sayActions(plan.actions)).toEqual(['put a.nes (new)'])
    expect(plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'path-escapes: card: "../out" is no path of an output.',
      'path-escapes: card: ".Curator" is no path of an output.',
      'path-escapes: card: ".curator/id" is no path of an output.',
      'path-escapes: card: "/abs" is no path of an output.',
    ])
  })

  test('refuses a folder that was built as another target', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    const plan = planOf(disk, { 'a.nes': 'two' }, { target: 'cart' })
    expect(plan.actions).toEqual([])
    expect(plan.problems).toEqual([
      {
        code: 'target-other-owner',
        message: '/card was built as target "card", not as "cart". Nothing was written.',
        path: '/card',
        hint: 'Give "cart" a folder of its own, or delete /card/.curator/id to hand this one over.',
      },
    ])
    expect(await build(disk, { 'a.nes': 'two' }, { target: 'cart' })).toMatchObject({
      outcome: 'partial',
      put: 0,
    })
    expect(visible(disk.files())).toEqual({ 'a.nes': 'one' })
  })

  test('takes over a folder whose name tag was deleted', async () => {
    const disk = await builtDisk({ 'a.nes': 'one' })
    disk.remove('.curator/id')
    expect(await build(disk, { 'a.nes': 'two' }, { target: 'cart' })).toMatchObject({
      put: 1,
      outcome: 'done',
    })
    expect(planOf(disk, {}, { target: 'card' }).problems.map(({ code }) => code)).toEqual([
      'target-other-owner',
    ])
  })
})

describe('space', () => {
  const big = 'x'.repeat(10_000)

  test('deletes first when that makes room, and says so', async () => {
    const disk = await builtDisk({ 'old.nes': big }, { capacity: 15_000 })
    const plan = planOf(disk, { 'new.nes': `${big}!` })
    expect(sayActions(plan.actions)).toEqual(['delete old.nes (no longer wanted)', 'put new.nes (new)'])
    expect(plan.deletesFirst).toBe(true)
    expect(await build(disk, { 'new.nes': `${big}!` })).toMatchObject({ put: 1, deleted: 1, outcome: 'done' })
  })

  test('writes nothing when it cannot fit', async () => {
    const disk = await builtDisk({ 'old.nes': 'one' }, { capacity: 5000 })
    const free = disk.space()?.free ?? 0
    const [has, lacks] = [free, 10_512 - 3 - free].map((bytes) => `${(bytes / 1000).toFixed(1)} KB`)
    const plan = planOf(disk, { 'new.nes': big })
    expect(plan.actions).toEqual([])
    expect(plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `no-space: card: /card has ${has} free, and ${lacks} more would be needed to write 1 file. Nothing was written.`,
    ])
    const before = disk.files()
    expect(await build(disk, { 'new.nes': big })).toMatchObject({ outcome: 'partial', put: 0, deleted: 0 })
    expect(disk.files()).toEqual(before)
  })

  test('fits where it is there already under another name, and only taken over', async () => {
    const disk = memoryDisk({ capacity: 15_000 })
    disk.write('by-hand.nes', Buffer.from(big))
    expect(planOf(disk, { 'new.nes': big }).problems.map(({ code }) => code)).toEqual(['no-space'])
    const taken = await adopt(disk, planOf(disk, { 'new.nes': big }, { adopt: true }), CARD, readDevice(disk))
    expect(taken).toEqual({ inPlace: 0, elsewhere: 1, problems: [] })
    expect(sayActions(planOf(disk, { 'new.nes': big }).actions)).toEqual([
      'move by-hand.nes > new.nes (renamed)',
    ])
  })

  test('leaves out a file that the file system cannot hold', async () => {
    const disk = memoryDisk({ capacity: 100_000, largest: 5000 })
    const built = await build(disk, { 'big.iso': big, 'a.nes': 'one' })
    expect(built).toMatchObject({ put: 1, outcome: 'partial' })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'file-too-large: card: big.iso has 10,000 bytes, and a file on this disk can have 5,000.',
    ])
  })
})
