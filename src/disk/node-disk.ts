/** The files below a real folder. Nothing it does leaves that folder, not even through a symbolic link in it. */
import { createHash } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
  statfsSync,
  unlinkSync,
  writeFileSync,
  constants,
  type Stats,
} from 'node:fs'
import { dirname } from 'node:path'
import { CuratorError, errno, problem } from '../errors.ts'
import { readBuffer } from '../inventory/hashing/read-buffer.ts'
import { leadsNowhere } from './dead-link.ts'
import { makeDurable } from './durable.ts'
import { holdFile } from './hold-file.ts'
import { folderOf, isSafePath, join } from './path.ts'
import { pathBelow, realPath } from './real-path.ts'
import { makeFolders } from './make-folders.ts'
import type { Disk, DiskSpace, DiskStat, EntryKind } from './disk.ts'
import type { WritePool } from './write-pool.ts'

/** `root` is absolute and need not exist yet. */
export function nodeDisk(root: string, pool: WritePool): Disk {
  /** Folders that were seen to be real ones inside the target. */
  const real = new Set<string>()
  /** Folders whose names changed since the last sync. */
  const changed = new Set<string>()

  const at = (path: string): string => {
    if (path === '') return root
    if (!isSafePath(path)) throw escapes(`${root}/${path}`)
    return `${root}/${path}`
  }
  /** For what changes the disk: the folder of `path` has to be inside, whatever links lead to it. */
  const own = (path: string): string => {
    const absolute = at(path)
    const folder = folderOf(path)
    if (!real.has(folder)) {
      if (pathBelow(realpathSync(root), realpathSync(at(folder))) === undefined) throw escapes(absolute)
      real.add(folder)
    }
    return absolute
  }
  const changes = (path: string): string => {
    const absolute = own(path)
    changed.add(folderOf(path))
    return absolute
  }
  /** For what opens a file at its place, which follows links, other than renaming. */
  const inPlace = (path: string): string => {
    const there = stat(path)
    if (there?.kind === 'other') throw escapes(at(path))
    return there === undefined ? changes(path) : own(path)
  }

  const stat = (path: string): DiskStat | undefined =>
    statOf(path === '' ? statOfTarget(root) : absentAsUndefined(() => lstatSync(at(path), MAY_BE_ABSENT)))
  const mkdir = (folder: string): readonly string[] => {
    if (real.has(folder)) return []
    if (folder === '') {
      makeFolders(root)
      return []
    }
    const above = mkdir(folderOf(folder))
    return makeFolder(changes(folder)) ? [...above, folder] : above
  }

  return {
    where: at,
    read: (path, upTo) =>
      absentAsUndefined(() => (upTo === undefined ? readFileSync(at(path)) : readHead(at(path), upTo))),
    hash: (path) => absentAsUndefined(() => hashFile(at(path))),
    pieces: (path) => piecesOf(at(path)),
    stat,
    stats(folder, names) {
      if (names.length > 0) at(names.join('/'))
      const above = at(folder)
      try {
        return names.map((name) => statOf(lstatSync(`${above}/${name}`, MAY_BE_ABSENT)))
      } catch {
        // Something that one by one can be told from being absent.
        return names.map((name) => stat(join(folder, name)))
      }
    },
    list(folder) {
      const found = absentAsUndefined(() => readdirSync(at(folder), { withFileTypes: true }))
      return found?.map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
    },
    asWritten: (folder) =>
      absentAsUndefined(() => (isFat(statfsSync(root).type) ? namesAsWritten(at(folder)) : undefined)),
    leadsOutside(folder) {
      const isOutside = pathBelow(realPath(root), realPath(at(folder))) === undefined
      // a link may have taken the place of a folder that was seen before
      if (isOutside) real.clear()
      return isOutside
    },
    mkdir,
    write: (path, bytes) => writeFileSync(inPlace(path), bytes),
    async stage(jobs, done, signal) {
      for (const job of jobs) changes(job.temp)
      await pool.stage(root, jobs, done, signal)
    },
    rename: (from, to) => renameSync(changes(from), changes(to)),
    remove: (path) => unlinkSync(changes(path)),
    rmdir(folder) {
      rmdirSync(changes(folder))
      real.clear()
    },
    hold: (path) => holdFile(inPlace(path)),
    async sync(paths) {
      const folders = [...changed]
      await makeDurable(
        root,
        paths.map(at),
        folders.map((folder) => at(folder)),
      )
      for (const folder of folders) changed.delete(folder)
    },
    space: () => spaceOf(root),
  }
}

const MAY_BE_ABSENT = { throwIfNoEntry: false } as const
const PIECE = 2 ** 20

function escapes(where: string): CuratorError {
  return new CuratorError(
    problem('path-escapes', `${where} would lead outside of its target. It was left alone.`, { path: where }),
  )
}

interface Typed {
  isFile(): boolean
  isDirectory(): boolean
}

function statOf(found: Stats | undefined): DiskStat | undefined {
  return found && { size: found.size, mtime: found.mtimeMs, kind: kindOf(found) }
}

function kindOf(entry: Typed): EntryKind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other'
}

/** A path below a file, or with a name too long for the file system, is absent too. */
function absentAsUndefined<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    const code = errno(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
}

/**
 * The target itself may be a link to a folder: that is the user's choice. Below a file, or behind a link that leads
 * nowhere, it can never be: then this throws.
 */
function statOfTarget(root: string): Stats | undefined {
  try {
    return statSync(root)
  } catch (error) {
    if (errno(error) !== 'ENOENT') throw error
    const dead = leadsNowhere(root)
    if (dead) throw new CuratorError(dead)
    return undefined
  }
}

/** False when there is such a folder already. */
function makeFolder(absolute: string): boolean {
  try {
    mkdirSync(absolute)
    return true
  } catch (error) {
    if (errno(error) === 'EEXIST' && realpathIsFolder(absolute)) return false
    throw error
  }
}

function realpathIsFolder(absolute: string): boolean {
  return lstatSync(realpathSync(absolute)).isDirectory()
}

function readHead(absolute: string, length: number): Uint8Array {
  const file = openSync(absolute, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(file, buffer))
  } finally {
    closeSync(file)
  }
}

function hashFile(absolute: string): string {
  const hash = createHash('sha1')
  for (const piece of piecesOf(absolute)) hash.update(piece)
  return hash.digest('hex')
}

function* piecesOf(absolute: string): Generator<Uint8Array> {
  // A link in the last part is not followed where the system can refuse it; Windows has no such flag.
  const file = openSync(absolute, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const buffer = readBuffer(PIECE)
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      yield buffer.subarray(0, read)
  } finally {
    closeSync(file)
  }
}

/** File system types as Linux's `statfs` numbers them. */
const VFAT = 0x4d44
const EXFAT = 0x2011bab0
const FAT32_LARGEST = 2 ** 32 - 1

function isFat(type: number | undefined): boolean {
  return type === VFAT || type === EXFAT
}

/** Other ways of listing a folder sort it. */
function namesAsWritten(absolute: string): string[] {
  const names: string[] = []
  const folder = opendirSync(absolute)
  try {
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) names.push(entry.name)
  } finally {
    folder.closeSync()
  }
  return names
}

/** Only FAT's blocks are worth counting: clusters of up to 128 KiB. Network file systems report their transfer size instead. */
function spaceOf(root: string): DiskSpace | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    try {
      const { bavail, blocks, bsize, type } = statfsSync(folder)
      if (blocks === 0) return undefined // it does not say, as some network and FUSE file systems
      const block = isFat(type) ? bsize : Math.min(bsize, 4096)
      return { free: bavail * bsize, block, ...(type === VFAT ? { largest: FAT32_LARGEST } : {}) }
    } catch (error) {
      if (errno(error) !== 'ENOENT' || folder === dirname(folder)) return undefined
    }
  }
}
