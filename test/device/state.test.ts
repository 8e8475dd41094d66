/** What a device remembers of runs that never ended. */
import { expect, it } from 'vitest'
import { readQuickState, readState, writeJournal } from '../../src/targets/device/notes/state.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { build, visible } from './support.ts'

it('each journal of a generation takes the place of the older of two', () => {
  const disk = memoryDisk()
  disk.mkdir('.curator')
  const begin = (path: string) => {
    const { slots, suspects } = readState(disk)
    writeJournal(disk, slots, { claims: new Map([[path, ['a'.repeat(40)]]]), made: [] })
    return [slots.journal, slots.stamp.generation, slots.stamp.sequence, [...suspects].join(' ')]
  }
  expect(['a', 'b', 'c', 'd'].map(begin)).toEqual([
    ['.curator/journal.1', 1, 1, ''],
    ['.curator/journal.0', 1, 2, 'a'],
    ['.curator/journal.1', 1, 3, 'b a'],
    ['.curator/journal.0', 1, 4, 'c b'],
  ])
  // one that is torn is no journal: the other is all there is
  const torn = disk.read('.curator/journal.0') ?? new Uint8Array()
  disk.write('.curator/journal.0', torn.subarray(0, -2))
  expect(begin('e')).toEqual(['.curator/journal.0', 1, 4, 'c'])
})

it('what three runs that never ended wrote is known as ours, though no two journals hold it all', async () => {
  const disk = memoryDisk()
  const neverEnds = {
    ...disk,
    write(path: string, bytes: Uint8Array) {
      if (path.includes('/manifest.')) throw Object.assign(new Error('EIO'), { code: 'EIO' })
      disk.write(path, bytes)
    },
  }
  for (const want of [{ a: '1' }, { a: '1', b: '2' }, { a: '1', b: '2', c: '3' }]) {
    const { outcome } = await build(neverEnds, want)
    expect([outcome, visible(disk.files())]).toEqual(['partial', want])
  }
  expect(await build(disk, { c: '3' })).toMatchObject({ deleted: 2, conflicts: 0, outcome: 'done' })
  expect(visible(disk.files())).toEqual({ c: '3' })
})

it('manifests that cannot be read are a damage, unless a run that never ended knows what they knew', () => {
  const disk = memoryDisk()
  disk.mkdir('.curator')
  expect(readQuickState(disk)).toMatchObject({ interrupted: false, damaged: false })
  disk.write('.curator/manifest.0', Buffer.from('torn'))
  expect(readQuickState(disk)).toMatchObject({ interrupted: false, damaged: true })
  writeJournal(disk, readState(disk).slots, { claims: new Map(), made: [] })
  expect(readQuickState(disk)).toMatchObject({ interrupted: true, damaged: false })
})

it('where only a journal is left, the next manifest is one that closes it', () => {
  const disk = memoryDisk()
  disk.mkdir('.curator')
  const slots = { ...readState(disk).slots, stamp: { generation: 7, sequence: 2 } }
  writeJournal(disk, slots, { claims: new Map(), made: [] })
  expect(readState(disk).slots.stamp).toEqual({ generation: 7, sequence: 3 })
})
