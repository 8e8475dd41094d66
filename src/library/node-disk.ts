/** The real folders that a library is tidied in. Nothing it does leaves them, not even through a symbolic link. */
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  realpathSync,
  renameSync,
  statSync,
  type BigIntStats,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Disk, EntryKind } from '../disk/disk.ts'
import { makeDurable } from '../disk/durable.ts'
import { isSafePath } from '../disk/path.ts'
import { pathBelow } from '../disk/real-path.ts'
import type { Disks } from '../disk/open-disks.ts'
import { CuratorError, errno, problem } from '../errors.ts'
import { placeOf, type Facts, type LibraryDisk } from './disk.ts'
import { setTimesExactly } from './exact-times.ts'
import { volumeReader } from './volumes.ts'

/** @param places the absolute path of each place, by its name; it need not exist yet */
export function libraryDisk(places: Readonly<Record<string, string>>, disks: Disks): LibraryDisk {
  const open = new Map<string, Disk>()
  /** Folders whose names changed across places since the last sync, absolute. */
  const changed = new Set<string>()
  const volumeOf = volumeReader()

  const rootOf = (path: string): string => {
    const place = placeOf(path)
    const root = Object.hasOwn(places, place) ? places[place] : undefined
    if (root === undefined) throw new Error(`no place ${place}`)
    return root
  }
  const diskOf = (path: string): Disk => {
    const place = placeOf(path)
    const disk = open.get(place) ?? disks.open(rootOf(path))
    open.set(place, disk)
    return disk
  }
  const within = (path: string): string => path.slice(placeOf(path).length + 1)
  const at = (path: string): string => {
    const inside = within(path)
    if (inside === '') return rootOf(path)
    if (!isSafePath(inside)) throw escapes(path)
    return `${rootOf(path)}/${inside}`
  }
  /** For what the places' own disks cannot do: the folder it is in has to be inside, whatever links lead to it. */
  const own = (path: string): string => {
    const absolute = at(path)
    const folder = absolute.slice(0, absolute.lastIndexOf('/'))
    if (pathBelow(realpathSync(rootOf(path)), realpathSync(folder)) === undefined) throw escapes(absolute)
    changed.add(folder)
    return absolute
  }

  return {
    where: at,
    stat: (path) => statOf(lstatSync, at(path)),
    origin: (path) => statOf(statSync, at(path)),
    isWritable: (folder) => mayChange(at(folder)),
    leadsOutside: (folder) => diskOf(folder).leadsOutside(within(folder)),
    volume: (folder) => volumeOf(at(folder)),
    list: (folder) => diskOf(folder).list(within(folder)),
    read: (path) => diskOf(path).read(within(path)),
    hash: (path) => diskOf(path).hash(within(path)),
    mkdir(folder) {
      diskOf(folder).mkdir(within(folder))
    },
    write: (path, bytes) => diskOf(path).write(within(path), bytes),
    rename(from, to) {
      if (placeOf(from) === placeOf(to)) return diskOf(from).rename(within(from), within(to))
      disks.count()
      renameSync(own(from), own(to))
    },
    remove: (path) => diskOf(path).remove(within(path)),
    rmdir(folder) {
      if (within(folder) !== '') diskOf(folder).rmdir(within(folder))
    },
    async stage(jobs, done, signal) {
      const [first] = jobs
      if (first === undefined) return
      const paths = new Map(jobs.map(({ path }) => [within(path), path]))
      const inPlace = jobs.map((job) => ({ ...job, path: within(job.path), temp: within(job.temp) }))
      await diskOf(first.temp).stage(
        inPlace,
        (result) => done({ ...result, path: paths.get(result.path) ?? result.path }),
        signal,
      )
    },
    clone(from, to, how) {
      disks.count()
      const source = at(from)
      // some systems would give the link itself a second name
      if (how === 'link') linkSync(realpathSync(source), own(to))
      else copyFileSync(source, own(to), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    },
    setTimes(times) {
      disks.count()
      setTimesExactly(new Map([...times].map(([path, time]) => [at(path), time])))
    },
    setMode(folder, mode) {
      disks.count()
      chmodSync(own(folder), mode)
    },
    async sync(paths) {
      for (const [place, disk] of open) {
        const here = paths.filter((path) => placeOf(path) === place)
        await disk.sync(here.map(within))
      }
      const folders = [...changed]
      const [first] = folders
      if (first !== undefined) await makeDurable(first, [], folders)
      for (const folder of folders) changed.delete(folder)
    },
  }
}

/** Of one that is not there: of the folder above it that is. */
function mayChange(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch (error) {
    const above = dirname(folder)
    return errno(error) === 'ENOENT' && above !== folder && mayChange(above)
  }
}

function statOf(look: typeof lstatSync, absolute: string): Facts | undefined {
  try {
    const found = look(absolute, { bigint: true, throwIfNoEntry: false })
    return found && factsOf(found)
  } catch (error) {
    // below a file, a name that is too long for the file system, or links in a circle: it is not there either
    const code = errno(error)
    if (code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') return undefined
    throw error
  }
}

const NS_PER_MS = 1_000_000n
const PERMISSIONS = 0o7777n

function factsOf(found: BigIntStats): Facts {
  return {
    kind: kindOf(found),
    size: Number(found.size),
    mtime: found.mtimeNs,
    mtimeMs: milliseconds(found.mtimeNs),
    ctimeMs: milliseconds(found.ctimeNs),
    bornMs: milliseconds(found.birthtimeNs),
    ino: Number(found.ino),
    dev: Number(found.dev),
    mode: Number(found.mode & PERMISSIONS),
  }
}

/** As `Stats.mtimeMs` has it, to the last bit: seconds and nanoseconds are added as doubles. */
function milliseconds(ns: bigint): number {
  const seconds = ns / (1000n * NS_PER_MS)
  return Number(seconds) * 1000 + Number(ns - seconds * 1000n * NS_PER_MS) / Number(NS_PER_MS)
}

function kindOf(found: BigIntStats): EntryKind {
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
}

function escapes(where: string): CuratorError {
  return new CuratorError(
    problem('path-escapes', `${where} would lead outside of its place. It was left alone.`, { path: where }),
  )
}
