/** Devices that show a folder as its entries were made see it in order, however it came to be. */
import { describe, expect, test } from 'vitest'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { build, sayActions, visible, type Texts } from './support.ts'

function tree(...paths: readonly string[]): Texts {
  return Object.fromEntries(paths.map((path) => [path, `game of ${path}`]))
}

const shown = (disk: MemoryDisk, folder: string) =>
  disk.asWritten(folder)?.filter((name) => name !== '.curator')

const FIRST = tree('GB/B/Bat.gb', 'GB/B/Bull.gb', 'GB/D/Dog.gb', 'NES/x.nes')
const THEN = tree('GB/A/Ape.gb', 'GB/B/bear.gb', 'GB/B/Bull.gb', 'GB/C/Cat.gb', 'GB/D/Dog.gb', 'NES/x.nes')

describe('folders that are shown as they were written', () => {
  test('are in order after each build, and only what changed is written', async () => {
    const disk = memoryDisk({ foldCase: true })
    await build(disk, FIRST, { byName: true })
    const built = await build(disk, THEN, { byName: true })
    expect(built).toMatchObject({ put: 3, moved: 0, deleted: 1, kept: 3, outcome: 'done' })
    expect(sayActions(built.plan?.actions ?? [])).toEqual([
      'put GB/A/Ape.gb (new)',
      'put GB/B/bear.gb (new)',
      'put GB/C/Cat.gb (new)',
      'delete GB/B/Bat.gb (no longer wanted)',
      'sort GB (order of names)',
    ])
    expect(built.problems).toMatchObject([
      { code: 'order-restored', message: 'card: the names in 1 folder were put in order again.' },
    ])
    expect(shown(disk, 'GB')).toEqual(['A', 'B', 'C', 'D'])
    expect(shown(disk, 'GB/B')).toEqual(['bear.gb', 'Bull.gb'])
    expect(visible(disk.files())).toEqual(THEN)
    expect(disk.list('.curator/tmp')).toEqual([])

    const changes = disk.changes()
    expect(await build(disk, THEN, { byName: true })).toMatchObject({ outcome: 'nothing', problems: [] })
    expect(disk.changes()).toBe(changes)
  })

  test('are left alone where they are in order already, and on other devices', async () => {
    const disk = memoryDisk()
    await build(disk, tree('a.gb', 'b.gb'), { byName: true })
    const end = await build(disk, tree('a.gb', 'b.gb', 'c.gb'), { byName: true })
    expect([end.problems, sayActions(end.plan?.actions ?? [])]).toEqual([
      [],
      ['put c.gb (new)', 'sort  (order of names, if one takes a gap)'],
    ])
    const between = await build(disk, tree('a.gb', 'b.gb', 'bb.gb', 'c.gb'))
    expect([between.problems, sayActions(between.plan?.actions ?? [])]).toEqual([[], ['put bb.gb (new)']])
    expect(shown(disk, '')).toEqual(['a.gb', 'b.gb', 'c.gb', 'bb.gb'])
  })

  test('keep what somebody else put there where it is', async () => {
    const disk = memoryDisk()
    await build(disk, tree('GB/D/d.gb', 'GB/E/e.gb'), { byName: true })
    disk.write('GB/D/mine.txt', Buffer.from('mine'))
    disk.mkdir('GBCSYS/SAVE')
    disk.write('GBCSYS/SAVE/d.srm', Buffer.from('save'))
    const before = shown(disk, '')
    const built = await build(disk, tree('GB/A/a.gb', 'GB/D/c.gb', 'GB/D/d.gb', 'GB/E/e.gb'), {
      byName: true,
    })
    expect(sayActions(built.plan?.actions ?? [])).toContain('sort GB (order of names)')
    expect(shown(disk, '')).toEqual(before)
    expect(shown(disk, 'GB')).toEqual(['D', 'A', 'E'])
    expect(shown(disk, 'GB/D')).toEqual(['mine.txt', 'c.gb', 'd.gb'])
    expect(disk.read('GB/D/mine.txt')?.toString()).toBe('mine')
  })

  test('keep the spelling that they have', async () => {
    const disk = memoryDisk({ foldCase: true })
    disk.mkdir('gb')
    await build(disk, tree('GB/D/d.gb'), { byName: true })
    await build(disk, tree('GB/c/c.gb', 'GB/D/d.gb'), { byName: true })
    expect(shown(disk, '')).toEqual(['gb'])
    expect(shown(disk, 'gb')).toEqual(['c', 'D'])
  })

  test.each(['ENOSPC', 'EIO'])('are whole when the disk fails under way: %s', async (errno) => {
    for (let at = 1; at < 60; at++) {
      const disk = memoryDisk()
      await build(disk, FIRST, { byName: true })
      disk.failAt(at, errno, false)
      await build(disk, THEN, { byName: true })
      disk.heal()
      await build(disk, THEN, { byName: true })
      expect(visible(disk.files()), `a failure at change ${at}`).toEqual(THEN)
    }
  })
})

test('a plan names the folder in which a name takes the gap that another one left', async () => {
  const disk = withGaps(memoryDisk())
  await build(disk, tree('GB/a.gb', 'GB/b.gb', 'GB/c.gb'), { byName: true })
  await build(disk, tree('GB/b.gb', 'GB/c.gb'), { byName: true })
  const built = await build(disk, tree('GB/b.gb', 'GB/c.gb', 'GB/d.gb'), { byName: true })
  expect(sayActions(built.plan?.actions ?? [])).toEqual([
    'put GB/d.gb (new)',
    'sort GB (order of names, if one takes a gap)',
  ])
  expect(built.problems).toMatchObject([{ code: 'order-restored' }])
  expect(disk.asWritten('GB')).toEqual(['b.gb', 'c.gb', 'd.gb'])
})

/** As FAT does it: a name that comes takes the first place that another one left. */
function withGaps(disk: MemoryDisk): MemoryDisk {
  const places = new Map<string, (string | undefined)[]>()
  const asWritten = (folder: string) => {
    const now = disk.asWritten(folder)
    if (!now) return now
    const held = (places.get(folder) ?? []).map((name) => (now.includes(name ?? '') ? name : undefined))
    for (const name of now.filter((one) => !held.includes(one))) {
      const gap = held.indexOf(undefined)
      held[gap < 0 ? held.length : gap] = name
    }
    places.set(folder, held)
    return held.flatMap((name) => name ?? [])
  }
  const seen = <T>(change: () => T): T => {
    const result = change()
    for (const folder of ['', 'GB']) asWritten(folder)
    return result
  }
  return {
    ...disk,
    asWritten,
    rename: (from, to) => seen(() => disk.rename(from, to)),
    remove: (path) => seen(() => disk.remove(path)),
    rmdir: (folder) => seen(() => disk.rmdir(folder)),
  }
}
