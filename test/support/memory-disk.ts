/**
 * A removable disk in memory: it can fold case, keep coarse times, fill up, fail, and lose power at any operation. What
 * was not synced may then be lost or torn, as on a real one.
 */
import { hash } from 'node:crypto'
import type { Disk, DiskEntry, DiskStat, EntryKind, StageJob, StageResult } from '../../src/disk/disk.ts'
import { writeProblem } from '../../src/disk/failure.ts'
import { chunksOf, sourceProblem } from '../../src/disk/origin.ts'
import { folderOf, foldersAbove, join, nameOf } from '../../src/disk/path.ts'
import { afterCrash } from './after-crash.ts'
import { memoryFaults, PowerLoss, systemError, type FaultSwitches } from './memory-faults.ts'

export { PowerLoss }

export interface MemoryDiskSwitches {
  /** Grid of file times, in milliseconds: FAT 2000, exFAT 10, others finer. */
  readonly tick: number
  readonly foldCase: boolean
  /** Whether `sync` also makes removed and renamed names durable, not only the synced files. */
  readonly syncsNames: boolean
  /** Bytes. */
  readonly capacity: number
  readonly largest: number
}

export interface MemoryDisk extends Disk, FaultSwitches {
  /** Somebody makes room, or takes it. Bytes. */
  resize(capacity: number): void
  /** What is left after the power loss; `random` gives numbers from 0 to below 1. */
  crash(random: () => number): void
  /** A clean eject: all reaches the disk. */
  eject(): void
  /** Lets time pass. */
  wait(ms: number): void
  /** Sets the time of a file or folder, in milliseconds since the epoch. A change like any other. */
  touch(path: string, mtime: number): void
  /** From now on every time is shown shifted, as FAT's are in another time zone. */
  shiftZone(ms: number): void
  /** All files with their text, by path as it is spelled on the disk. */
  files(): Record<string, string>
  /** All folders. */
  folders(): string[]
}

interface Inode {
  readonly kind: EntryKind
  data: Buffer
  /** What surely survives, for a file that was synced once. */
  durable: Buffer | undefined
  mtime: number
}

/** A name in a folder, as it is spelled. */
interface Name {
  readonly path: string
  readonly inode: Inode
}

interface PendingName {
  readonly key: string
  /** Undefined when the name goes. */
  readonly name: Name | undefined
}

const DEFAULTS: MemoryDiskSwitches = {
  tick: 2000,
  foldCase: false,
  syncsNames: true,
  capacity: Infinity,
  largest: Infinity,
}

export function memoryDisk(switches: Partial<MemoryDiskSwitches> = {}): MemoryDisk {
  const { tick, foldCase, syncsNames, largest } = { ...DEFAULTS, ...switches }
  let { capacity } = { ...DEFAULTS, ...switches }
  let live = new Map<string, Name>()
  let landed = new Map<string, Name>()
  /** Changes of names that have not reached the disk, oldest first. */
  let pending: PendingName[] = []
  /** Files that were becoming durable when the power went: some were already. */
  let halfway: readonly Inode[] = []
  let clock = 1_000_000_000_000.25
  let zone = 0
  const faults = memoryFaults()

  const key = (path: string) => (foldCase ? path.toLowerCase() : path)
  const find = (path: string) => live.get(key(path))?.inode
  const stamp = () => Math.floor(clock / tick) * tick

  const step = (): void => {
    clock += 1.37
    faults.change()
  }
  const name = (path: string, inode: Inode | undefined): void => {
    const change = { key: key(path), name: inode && { path, inode } }
    apply(live, change)
    pending.push(change)
    // as on a real disk, a folder's own time changes with its names
    const above = find(folderOf(path))
    if (above) above.mtime = stamp()
  }
  const needFolder = (path: string): void => {
    const above = folderOf(path)
    if (above === '') return
    const found = find(above)
    if (found?.kind !== 'folder') throw systemError(found === undefined ? 'ENOENT' : 'ENOTDIR')
  }
  const needFile = (path: string): Inode => {
    const found = find(path)
    if (found === undefined) throw systemError('ENOENT')
    if (found.kind === 'folder') throw systemError('EISDIR')
    return found
  }
  const used = () => [...live.values()].reduce((bytes, { inode }) => bytes + inode.data.length, 0)
  const put = (path: string, data: Buffer): void => {
    needFolder(path)
    const old = find(path)
    if (old?.kind === 'folder') throw systemError('EISDIR')
    if (data.length > largest) throw systemError('EFBIG')
    const room = Math.max(0, capacity - used() + (old?.data.length ?? 0))
    const fitting = data.subarray(0, room)
    if (old === undefined) name(path, { kind: 'file', data: fitting, durable: undefined, mtime: stamp() })
    else Object.assign(old, { data: fitting, mtime: stamp() })
    if (fitting.length < data.length) throw systemError('ENOSPC')
  }
  const stat = (path: string): DiskStat | undefined => {
    faults.look()
    if (path === '') return { size: 0, mtime: 0, kind: 'folder' }
    const found = find(path)
    return found && { size: found.data.length, mtime: found.mtime + zone, kind: found.kind }
  }
  const namesOf = (kind: EntryKind) => [...live.values()].filter(({ inode }) => inode.kind === kind)

  /** A step that writes: when the power goes in it, half of the data is there. */
  const tear = (path: string, data: Buffer): void => {
    try {
      step()
    } catch (error) {
      if (error instanceof PowerLoss) put(path, data.subarray(0, data.length >> 1))
      throw error
    }
  }
  const childrenOf = (folder: string): Name[] =>
    [...live].filter(([at]) => folderOf(at) === key(folder)).map(([, child]) => child)

  const stageOne = async (job: StageJob): Promise<StageResult> => {
    try {
      const pieces: Uint8Array[] = []
      for await (const chunk of chunksOf(job.bytes, job.path)) pieces.push(Buffer.from(chunk))
      const data = Buffer.concat(pieces)
      tear(job.temp, data)
      const sha1 = hash('sha1', data)
      if (job.sha1 !== undefined && sha1 !== job.sha1) {
        const why = 'it no longer holds the bytes that were identified'
        return { path: job.path, ok: false, problem: sourceProblem(job.bytes, job.path, why) }
      }
      put(job.temp, data)
      return { path: job.path, ok: true, size: data.length, sha1 }
    } catch (error) {
      const problem = writeProblem(error, job.path)
      if (find(job.temp) !== undefined) name(job.temp, undefined)
      return { path: job.path, ok: false, problem }
    }
  }

  return {
    where: (path) => (path === '' ? '/card' : `/card/${path}`),
    read(path, upTo) {
      faults.look()
      const found = find(path)
      return found?.kind === 'file' ? found.data.subarray(0, upTo) : undefined
    },
    hash(path) {
      faults.look()
      return hash('sha1', needFile(path).data)
    },
    *pieces(path) {
      faults.look()
      yield needFile(path).data
    },
    stat,
    stats: (folder, names) => names.map((child) => stat(join(folder, child))),
    list(folder): DiskEntry[] | undefined {
      faults.look()
      if (folder !== '' && find(folder)?.kind !== 'folder') return undefined
      return childrenOf(folder).map(({ path, inode }) => ({ name: nameOf(path), kind: inode.kind }))
    },
    asWritten: (folder) => childrenOf(folder).map(({ path }) => nameOf(path)),
    leadsOutside: () => false,
    mkdir(folder) {
      const made: string[] = []
      for (const path of [...foldersAbove(folder).reverse(), ...(folder === '' ? [] : [folder])]) {
        const found = find(path)
        if (found?.kind === 'folder') continue
        step()
        if (found !== undefined) throw systemError('EEXIST')
        name(path, { kind: 'folder', data: Buffer.alloc(0), durable: undefined, mtime: stamp() })
        made.push(path)
      }
      return made
    },
    write(path, bytes) {
      tear(path, Buffer.from(bytes))
      put(path, Buffer.from(bytes))
    },
    async stage(jobs, done, signal) {
      for (const job of jobs) {
        if (signal?.aborted === true) return
        const result = await stageOne(job)
        done(result)
        if (!result.ok && result.problem.code === 'no-space') return
      }
    },
    rename(from, to) {
      step()
      const inode = needFile(from)
      needFolder(to)
      // As Linux does on FAT: two spellings of one name are one file, and renaming it to itself does nothing.
      if (key(from) === key(to)) return
      if (find(to)?.kind === 'folder') throw systemError('EISDIR')
      // FAT has no atomic rename: any prefix of these three may be all that lands.
      // What is replaced leaves its place in the folder to what comes.
      if (find(to) !== undefined) pending.push({ key: key(to), name: undefined })
      name(to, inode)
      name(from, undefined)
    },
    remove(path) {
      step()
      needFile(path)
      name(path, undefined)
    },
    rmdir(folder) {
      step()
      if (find(folder)?.kind !== 'folder') throw systemError('ENOENT')
      if (childrenOf(folder).length > 0) throw systemError('ENOTEMPTY')
      name(folder, undefined)
    },
    hold: () => () => undefined,
    async sync(paths) {
      const inodes = paths.map(needFile)
      try {
        step()
      } catch (error) {
        if (error instanceof PowerLoss) halfway = inodes
        throw error
      }
      for (const inode of inodes) inode.durable = inode.data
      const keys = new Set(paths.flatMap((path) => [path, ...foldersAbove(path)]).map(key))
      const landing = (change: PendingName) => syncsNames || keys.has(change.key)
      for (const change of pending) if (landing(change)) apply(landed, change)
      pending = pending.filter((change) => !landing(change))
    },
    space: () => (capacity === Infinity ? undefined : { free: capacity - used(), block: 1, largest }),

    ...faults.switches,
    resize(bytes) {
      capacity = bytes
    },
    crash(random) {
      const kept = Math.floor(random() * (pending.length + 1))
      for (const change of pending.slice(0, kept)) apply(landed, change)
      for (const inode of halfway) if (random() < 0.5) inode.durable = inode.data
      for (const { inode } of landed.values()) {
        if (inode.kind === 'file') inode.data = inode.durable = afterCrash(inode, random)
      }
      // A file under two names after half a rename: a check of the disk makes it two files.
      for (const [at, { path, inode }] of landed) landed.set(at, { path, inode: { ...inode } })
      // A file below a folder that did not land is out of reach.
      const reachable = [...landed].filter(([at]) =>
        foldersAbove(at).every((f) => landed.get(f)?.inode.kind === 'folder'),
      )
      live = new Map(reachable)
      landed = new Map(live)
      pending = []
      halfway = []
      faults.switches.heal()
    },
    eject() {
      for (const { inode } of live.values()) inode.durable = inode.data
      landed = new Map(live)
      pending = []
    },
    wait(ms) {
      clock += ms
    },
    touch(path, mtime) {
      step()
      const found = find(path)
      if (found === undefined) throw systemError('ENOENT')
      found.mtime = mtime
    },
    shiftZone(ms) {
      zone = ms
    },
    files: () => Object.fromEntries(namesOf('file').map(({ path, inode }) => [path, inode.data.toString()])),
    folders: () => namesOf('folder').map(({ path }) => path),
  }
}

function apply(names: Map<string, Name>, { key, name }: PendingName): void {
  if (name === undefined) names.delete(key)
  else names.set(key, name)
}
