/** What lies on a device is read between two plans, where a signal is heard, and not in the middle of one. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { readDevice, type ReadingProgress } from '../../src/targets/device/look/reading.ts'
import type { Disk } from '../../src/disk/disk.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

const MIB = 2 ** 20
const SIZES: Readonly<Record<string, number>> = {
  small: 10,
  large: 3 * MIB,
  larger: 4 * MIB,
  largest: 9 * MIB,
}
const bytesOf = (name: string): Buffer => Buffer.alloc(SIZES[name] ?? 0, name)
const RIGHT = Object.fromEntries(Object.keys(SIZES).map((name) => [name, sha1(bytesOf(name))]))

function card() {
  const disk = memoryDisk()
  for (const name of Object.keys(SIZES)) disk.write(name, bytesOf(name))
  /** What was read in one go, and how often all was asked for. */
  const sync: string[] = []
  let plans = 0
  const watched: Disk = { ...disk, hash: (path) => (sync.push(path), disk.hash(path)) }
  const plan = (seen: Disk) => {
    plans += 1
    return Object.fromEntries(Object.keys(SIZES).map((name) => [name, seen.hash(name)]))
  }
  return { disk, watched, sync, plan, plans: () => plans }
}

describe('the reading of a device', () => {
  it('lets a plan read a little itself, and reads the rest before the next', async () => {
    const { watched, sync, plan, plans } = card()
    const told: ReadingProgress[] = []
    let time = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 100))
    onTestFinished(() => clock.mockRestore())
    const reading = readDevice(watched, { onProgress: (progress) => told.push(progress) })
    expect(await reading.during(plan)).toEqual(RIGHT)
    expect([sync, plans()]).toEqual([['small', 'large'], 2])
    expect(told.length).toBeGreaterThan(0)
    for (const { files, total, bytes, totalBytes } of told) {
      expect([total, totalBytes]).toEqual([2, 13 * MIB])
      expect(files).toBeLessThan(total)
      expect(bytes).toBeLessThanOrEqual(totalBytes)
    }
    // all of it is known by now
    expect([await reading.during(plan), plans(), await reading.hash('largest')]).toEqual([
      RIGHT,
      3,
      RIGHT['largest'],
    ])
    expect(sync).toHaveLength(2)
  })

  it('ends in the middle of a file after an abort, and closes it', async () => {
    const { disk, plan, plans } = card()
    const stop = new AbortController()
    let isOpen = false
    const endless: Disk = {
      ...disk,
      *pieces() {
        isOpen = true
        try {
          for (let n = 0; ; n++) {
            if (n === 3) stop.abort()
            yield Buffer.alloc(1)
          }
        } finally {
          isOpen = false
        }
      },
    }
    const reading = readDevice(endless, { signal: stop.signal })
    expect([await reading.during(plan), plans(), isOpen]).toEqual([undefined, 1, false])
    expect(await reading.hash('small')).toBeUndefined()
  })

  it('tells the plan what the disk refused', async () => {
    const { disk } = card()
    const broken: Disk = {
      ...disk,
      pieces() {
        throw Object.assign(new Error('i/o error'), { code: 'EIO' })
      },
    }
    const read = readDevice(broken).during((seen) => {
      try {
        return seen.hash('largest')
      } catch (error) {
        return String(error)
      }
    })
    expect(await read).toBe('Error: i/o error')
    await expect(readDevice(broken).hash('largest')).rejects.toThrow('i/o error')
  })

  it('reads again what changed meanwhile, but not for ever', async () => {
    const { disk } = card()
    let round = 0
    const restless: Disk = {
      ...disk,
      pieces(path) {
        disk.wait(10_000)
        disk.write('largest', Buffer.alloc(9 * MIB, `${++round}`))
        return disk.pieces(path)
      },
    }
    const found = await readDevice(restless).during((seen) => seen.hash('largest'))
    expect([round, found]).toEqual([7, sha1(Buffer.alloc(9 * MIB, '7'))])
  })
})
