/**
 * The reading of files that lie on a device already, to find out what they are. A plan is made in one go, in which no
 * signal is heard and nothing is shown; and on a card that was filled by hand it wants to have all of it read, which takes
 * hours. So it reads no more than a little by itself. What it wants beyond that is noted and read afterwards, and then the
 * plan is made once more.
 */
import { createHash } from 'node:crypto'
import type { Disk, DiskStat } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'
import { breather } from '../../../inventory/scan/breather.ts'

export interface DeviceReading {
  /** What `make` comes to when all is read that it asks its disk for; it changes nothing. Undefined after an abort. */
  during<T>(make: (disk: Disk) => T | Promise<T>): Promise<T | undefined>
  /** SHA-1 of a file; undefined after an abort. Throws the system's error. */
  hash(path: string): Promise<string | undefined>
}

export interface ReadingProgress {
  /** Read so far, and in all as far as is known. */
  readonly files: number
  readonly total: number
  readonly bytes: number
  readonly totalBytes: number
  /** The one that is being read: absolute path, and bytes. */
  readonly large: { readonly file: string; readonly done: number; readonly size: number }
}

export interface ReadingOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadingProgress) => void
}

/** In bytes: as much as any card reads in half a second. */
const LITTLE = 4 * 2 ** 20
/** So often a plan may want more to be read. Only files that somebody goes on writing are ever wanted more often. */
const ROUNDS = 8

type Known = DiskStat & ({ readonly sha1: string } | { readonly error: unknown })

/** What was read is remembered while the reading lasts. */
export function readDevice(disk: Disk, { signal, onProgress }: ReadingOptions = {}): DeviceReading {
  const known = new Map<string, Known>()
  const sums = { files: 0, total: 0, bytes: 0, totalBytes: 0 }

  const readOne = async (path: string, stat: DiskStat): Promise<string | undefined> => {
    let done = 0
    const large = () => ({ file: disk.where(path), done, size: stat.size })
    const breathe = breather(undefined, () => onProgress?.({ ...sums, large: large() }))
    const sha1 = createHash('sha1')
    for (const piece of disk.pieces(path)) {
      sha1.update(piece)
      done += piece.length
      sums.bytes += piece.length
      await breathe()
      if (signal?.aborted) return undefined
    }
    sums.files += 1
    return sha1.digest('hex')
  }
  const readAll = async (wanted: ReadonlyMap<string, DiskStat>): Promise<void> => {
    for (const { size } of wanted.values()) expect(size)
    for (const [path, stat] of wanted) {
      if (signal?.aborted) return
      try {
        const sha1 = await readOne(path, stat)
        if (sha1 !== undefined) known.set(path, { ...stat, sha1 })
      } catch (error) {
        if (errno(error) === undefined) throw error
        known.set(path, { ...stat, error })
      }
    }
  }
  const expect = (size: number): void => {
    sums.total += 1
    sums.totalBytes += size
  }
  const remembered = (path: string, { size, mtime }: DiskStat): Known | undefined => {
    const found = known.get(path)
    return found?.size === size && found.mtime === mtime ? found : undefined
  }
  /** The disk as a plan sees it. */
  const noting = (wanted: Map<string, DiskStat>, most: number): Disk => {
    let left = most
    return {
      ...disk,
      hash(path) {
        const stat = disk.stat(path)
        if (stat?.kind !== 'file') return disk.hash(path)
        const read = remembered(path, stat)
        if (read) return resultOf(read)
        if (stat.size > left) {
          wanted.set(path, stat)
          return undefined
        }
        left -= stat.size
        const sha1 = disk.hash(path)
        if (sha1 !== undefined) known.set(path, { ...stat, sha1 })
        return sha1
      },
    }
  }

  return {
    async during(make) {
      for (let round = 1; ; round++) {
        const wanted = new Map<string, DiskStat>()
        const made = await make(noting(wanted, round < ROUNDS ? LITTLE : Infinity))
        if (wanted.size === 0) return made
        await readAll(wanted)
        if (signal?.aborted) return undefined
      }
    },
    async hash(path) {
      const stat = disk.stat(path)
      if (stat?.kind !== 'file' || signal?.aborted) return undefined
      const read = remembered(path, stat)
      if (read) return resultOf(read)
      expect(stat.size)
      return readOne(path, stat)
    },
  }
}

function resultOf(read: Known): string {
  if ('error' in read) throw read.error
  return read.sha1
}
