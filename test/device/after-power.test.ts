/** What a power cut leaves behind where the next build has nothing else to do: temporary files, names that come back. */
import { describe, expect, test } from 'vitest'
import { strangers } from '../../src/targets/device/look/strangers.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'
import { build, sayActions, visible, type Texts } from './support.ts'

const TEMP = '.curator/tmp'

/**
 * The power goes in each change of a build in turn, and at last after it. Bytes are as they were written then; of the names
 * that were not durable that share is.
 */
async function atEveryChange(
  landed: number,
  make: () => Promise<MemoryDisk>,
  change: (disk: MemoryDisk) => Promise<unknown>,
  check: (disk: MemoryDisk, at: number) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at++) {
    const disk = await make()
    const chances = [landed]
    disk.dieAt(at)
    const isWhole = await change(disk).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof PowerLoss)) throw error
        return false
      },
    )
    disk.crash(() => chances.pop() ?? 0.9999)
    await check(disk, at)
    if (isWhole) return at
  }
}

describe('temporary files of a run that never ended', () => {
  test('go where the next build finds only conflicts', async () => {
    const want = { 'a.nes': 'AAAA', 'b.nes': 'BBBB', 'c.nes': 'CCCC' }
    const make = async () => {
      const disk = memoryDisk()
      disk.write('b.nes', Buffer.from('mine'))
      disk.write('c.nes', Buffer.from('mine'))
      disk.eject()
      return disk
    }
    const left: number[] = []
    const losses = await atEveryChange(
      0,
      make,
      (disk) => build(disk, want, { force: true, chunk: 1 }),
      async (disk, at) => {
        await build(disk, want)
        if ((disk.list(TEMP) ?? []).length > 0) left.push(at)
      },
    )
    expect(losses).toBeGreaterThan(20)
    expect(left).toEqual([])
  })

  test('go where their names came back, and all else is right', async () => {
    const disk = memoryDisk({ syncsNames: false })
    await build(disk, { 'a.nes': 'AAAA' })
    disk.eject()
    disk.write(`${TEMP}/1-0`, Buffer.from('AAAA'))
    const built = await build(disk, { 'a.nes': 'AAAA' })
    expect([built.outcome, built.generation, disk.list(TEMP)]).toEqual(['nothing', 1, []])
  })

  test('are no trouble on a card that cannot be written to, or fails just then', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'AAAA' })
    disk.write(`${TEMP}/1-0`, Buffer.from('AAAA'))
    disk.failAt(1, 'EROFS', true)
    expect(await build(disk, { 'a.nes': 'AAAA' })).toMatchObject({ outcome: 'nothing', problems: [] })
    disk.heal()
    const outcomes = new Set<string>()
    for (let at = 1; at < 40; at++) {
      disk.failReadAt(at, 'EIO', true)
      outcomes.add((await build(disk, { 'a.nes': 'AAAA' })).outcome)
      disk.heal()
    }
    expect([...outcomes].sort()).toEqual(['nothing', 'partial'])
    expect(disk.list(TEMP)).toEqual([])
  })

  test('are looked for in one folder by a build with nothing to do', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'AAAA', 'n/b.nes': 'BBBB' })
    const listed: string[] = []
    const spied = {
      ...disk,
      list(folder: string) {
        listed.push(folder)
        return disk.list(folder)
      },
    }
    expect((await build(spied, { 'a.nes': 'AAAA', 'n/b.nes': 'BBBB' })).plan).toBeUndefined()
    expect(listed).toEqual([TEMP])
  })
})

describe('on a disk that cannot make names durable', () => {
  const before: Texts = { a: 'AAAA', b: 'BBBB', 'n/c': 'CCCC' }

  test.each<[how: string, want: Texts, landed: number]>([
    ['deleted', { b: 'BBBB' }, 0],
    ['renamed', { b: 'BBBB', z: 'AAAA' }, 0.4],
    ['deleted where a folder has to be', { 'a/b': 'BBBB' }, 0.2],
  ])('a file that was %s and is back goes again', async (_how, want, landed) => {
    const make = async () => {
      const disk = memoryDisk({ syncsNames: false })
      await build(disk, { b: 'BBBB' })
      await build(disk, before)
      disk.eject()
      disk.wait(10_000)
      return disk
    }
    const unwanted: [at: number, files: Texts][] = []
    await atEveryChange(
      landed,
      make,
      (disk) => build(disk, want),
      async (disk, at) => {
        await build(disk, want)
        const files = visible(disk.files())
        if (JSON.stringify(files) !== JSON.stringify(want)) unwanted.push([at, files])
      },
    )
    expect(unwanted).toEqual([])
  })
})

describe('what somebody puts back where curator deleted it', () => {
  const withOneBack = async () => {
    const disk = memoryDisk()
    await build(disk, { a: 'AAAA', b: 'BBBB' })
    await build(disk, { b: 'BBBB' })
    disk.eject()
    disk.wait(60_000)
    disk.write('a', Buffer.from('AAAA'))
    return disk
  }

  test('is theirs, though it has the same bytes', async () => {
    const disk = await withOneBack()
    expect(await build(disk, { b: 'BBBB' })).toMatchObject({ outcome: 'nothing', plan: undefined })
    expect(strangers(disk, []).files.map(({ path }) => path)).toEqual(['a'])
    expect(sayActions((await build(disk, { b: 'BBBB', c: 'CC' })).plan?.actions ?? [])).toEqual([
      'put c (new)',
    ])
    expect(visible(disk.files())).toEqual({ a: 'AAAA', b: 'BBBB', c: 'CC' })
  })

  test('and is wanted again, is taken as right and never deleted', async () => {
    const disk = await withOneBack()
    expect(await build(disk, { a: 'AAAA', b: 'BBBB' })).toMatchObject({ outcome: 'nothing', kept: 2 })
    expect(await build(disk, { b: 'BBBB' })).toMatchObject({ deleted: 0 })
    expect(visible(disk.files())).toEqual({ a: 'AAAA', b: 'BBBB' })
  })
})

describe('how often a build waits for the disk', () => {
  /** Runs the build, and tells what it waited for to be durable, in turn. */
  async function waits(disk: MemoryDisk, texts: Texts): Promise<string[][]> {
    const waited: string[][] = []
    const watched = {
      ...disk,
      sync: (paths: readonly string[]) => {
        waited.push([...paths])
        return disk.sync(paths)
      },
    }
    await build(watched, texts)
    return waited
  }

  test('twice for a file that is new: what names it with its bytes, and what says that it is right', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'AAAA' })
    expect(await waits(disk, { 'a.nes': 'AAAA', 'b.nes': 'BBBB' })).toEqual([
      ['.curator/journal.0', `${TEMP}/2-0`],
      ['.curator/manifest.0'],
    ])
  })

  test('once more for one that takes the place of another', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'AAAA' })
    expect(await waits(disk, { 'a.nes': 'BBBB' })).toEqual([
      ['.curator/journal.0', `${TEMP}/2-0`],
      ['a.nes'],
      ['.curator/manifest.0'],
    ])
  })

  test('for the journal alone before anything is deleted or renamed', async () => {
    const disk = memoryDisk()
    await build(disk, { 'a.nes': 'AAAA', 'b.nes': 'BBBB' })
    expect(await waits(disk, { 'c.nes': 'AAAA', 'd.nes': 'DDDD' })).toEqual([
      ['.curator/journal.0'],
      [`${TEMP}/2-0`],
      [],
      ['.curator/manifest.0'],
    ])
  })
})
