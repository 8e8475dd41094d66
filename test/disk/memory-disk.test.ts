import { expect, test } from 'vitest'
import { memoryDisk, PowerLoss } from '../support/memory-disk.ts'

const bytes = (text: string) => Buffer.from(text)

test('what was synced survives, what was not may be torn, and names land in order', async () => {
  const disk = memoryDisk()
  disk.write('synced', bytes('all of it'))
  await disk.sync(['synced'])
  disk.write('first', bytes('12345678'))
  disk.write('second', bytes('12345678'))
  // One of the two names lands; of its data, half.
  const chances = [0.5, 0.9, 0.5]
  disk.crash(() => chances.shift() ?? 0)
  expect(disk.files()).toEqual({ synced: 'all of it', first: '1234' })
})

test('an overwritten file may be as it was, or torn', async () => {
  const disk = memoryDisk()
  disk.write('a', bytes('before'))
  await disk.sync(['a'])
  disk.write('a', bytes('after!'))
  const kept = [0, 0.1]
  disk.crash(() => kept.shift() ?? 0)
  expect(disk.files()).toEqual({ a: 'before' })
  disk.write('a', bytes('after!'))
  const torn = [0, 0.3, 0.5]
  disk.crash(() => torn.shift() ?? 0)
  expect(disk.files()).toEqual({ a: 'aft\0\0\0' })
})

test('power that goes while files become durable leaves some of them so', async () => {
  const disk = memoryDisk()
  for (const name of ['a', 'b']) disk.write(name, bytes('12345678'))
  disk.dieAt(1)
  await expect(disk.sync(['a', 'b'])).rejects.toThrow(PowerLoss)
  // Both names land. The first file is durable; of the second, half.
  const chances = [0.9, 0.4, 0.6, 0.9, 0.5]
  disk.crash(() => chances.shift() ?? 0)
  expect(disk.files()).toEqual({ a: '12345678', b: '1234' })
})

test('half a rename may lose the name, or leave both', async () => {
  for (const [landed, files] of [
    [0, { a: 'one', b: 'two' }],
    [0.3, { a: 'one' }],
    [0.6, { a: 'one', b: 'one' }],
    [0.9, { b: 'one' }],
  ] as const) {
    const disk = memoryDisk()
    disk.write('a', bytes('one'))
    disk.write('b', bytes('two'))
    await disk.sync(['a', 'b'])
    disk.rename('a', 'b')
    disk.crash(() => landed)
    expect(disk.files()).toEqual(files)
  }
})

test('power goes in the operation that was named, and half of a write is there', () => {
  const disk = memoryDisk()
  disk.dieAt(2)
  disk.write('a', bytes('whole'))
  expect(() => disk.write('b', bytes('half'))).toThrow(PowerLoss)
  expect(disk.files()).toEqual({ a: 'whole', b: 'ha' })
})

test.each([
  ['once', false, 1],
  ['for ever', true, 2],
])('fails %s', (_how, forever, failures) => {
  const disk = memoryDisk()
  disk.failAt(2, 'EIO', forever)
  const tried = ['a', 'b', 'c'].map((path) => {
    try {
      disk.write(path, bytes('x'))
      return 'written'
    } catch {
      return 'failed'
    }
  })
  expect(tried.filter((how) => how === 'failed')).toHaveLength(failures)
})

test('fails what only looks, when it is told to, until it is healed', () => {
  const disk = memoryDisk()
  disk.write('a', bytes('x'))
  disk.failReadAt(2, 'EIO', true)
  expect(disk.stat('a')?.size).toBe(1)
  for (const look of [() => disk.read('a'), () => disk.hash('a'), () => disk.list(''), () => disk.stat('a')])
    expect(look).toThrow('EIO')
  disk.heal()
  expect(disk.read('a')?.toString()).toBe('x')
})

test('folds case as FAT does under Linux', () => {
  const disk = memoryDisk({ foldCase: true })
  disk.mkdir('NES')
  disk.write('nes/A', bytes('one'))
  expect(disk.read('NES/a')?.toString()).toBe('one')
  disk.rename('NES/A', 'NES/a')
  expect(disk.list('nes')).toEqual([{ name: 'A', kind: 'file' }])
})

test.each([
  { tick: 2000, isCoarse: true },
  { tick: 10, isCoarse: true },
  { tick: 0.000001, isCoarse: false },
])('keeps times on a grid of $tick ms, and shows them in a zone', ({ tick, isCoarse }) => {
  const disk = memoryDisk({ tick })
  disk.wait(1234.5678)
  disk.write('a', bytes('x'))
  const time = disk.stat('a')?.mtime ?? 0
  expect(time % 10 === 0 && time % tick === 0).toBe(isCoarse)
  disk.shiftZone(3_600_000)
  expect(disk.stat('a')?.mtime).toBe(time + 3_600_000)
})

test('is full when it is full', () => {
  const disk = memoryDisk({ capacity: 5, largest: 4 })
  disk.write('a', bytes('123'))
  expect(disk.space()).toEqual({ free: 2, block: 1, largest: 4 })
  expect(() => disk.write('b', bytes('123'))).toThrow('ENOSPC')
  expect(disk.read('b')?.toString(), 'what fits was written').toBe('12')
  expect(() => disk.write('a', bytes('12345'))).toThrow('EFBIG')
  disk.resize(6)
  disk.write('b', bytes('123'))
  expect(disk.files()).toEqual({ a: '123', b: '123' })
})
