/**
 * Disks that a root lies on, or that are mounted below it. Where one was, and is not now, its folder is left, with what
 * lay there before the disk came, or none, or another disk: that looks as if somebody had deleted what was there. Only
 * Linux says where disks are mounted.
 */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { childPath } from '../walking/folder.ts'
import { pathBelow, realPath } from '../../../disk/real-path.ts'
import { errno, problem, type Problem } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import type { KnownGame } from '../../known-games.ts'
import { namesOfDisk, systemVolumes, type Volumes } from '../walking/disk-names.ts'
import { compileIgnore, isPassedOver } from '../walking/ignore.ts'
import { absolute } from '../walking/look.ts'
import { diskPoints, readMountInfo } from '../surroundings.ts'
import { isIn } from './unread-folders.ts'

/**
 * By folder, where the disk is mounted that it is on: of the root itself (''), of the folders where another disk begins,
 * and of links that were followed. The system's own disk is not among them: it is always there.
 */
export type Disks = Readonly<Record<string, string>>

/** The disks of a root as a scan found them, and which ones they were: by folder, their UUIDs, where the system tells. */
export interface Mounted {
  readonly disks: Disks
  readonly uuids: Readonly<Record<string, string>>
}

export function mountedOf(root: string, links: readonly string[], volumes = systemVolumes()): Mounted {
  const disks = disksOf(root, links, volumes.mounts)
  const uuids = Object.entries(disks).flatMap(([folder, point]): [string, string][] => {
    const uuid = uuidAt(point, volumes)
    return uuid === undefined ? [] : [[folder, uuid]]
  })
  return { disks, uuids: Object.fromEntries(uuids) }
}

/** With what is known of disks that nothing could be read of: what is in the place of one now is not what it was. */
export function mountedAfter(now: Mounted, before: Mounted, unread: readonly string[]): Mounted {
  const ofUnread = (known: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(known).filter(([folder]) => isIn(folder, unread)))
  return {
    disks: { ...now.disks, ...ofUnread(before.disks) },
    uuids: { ...now.uuids, ...ofUnread(before.uuids) },
  }
}

function uuidAt(point: string, volumes: Volumes): string | undefined {
  return namesOfDisk(point, volumes)[1]
}

/**
 * Of a root that is not there: none.
 * @param links folders of the root that are links, and were followed
 */
export function disksOf(root: string, links: readonly string[] = [], mountInfo = readMountInfo()): Disks {
  if (mountInfo === '') return {}
  const points = [...diskPoints(mountInfo)].sort()
  return Object.fromEntries(['', ...links].flatMap((folder) => disksAt(folder)))

  function disksAt(folder: string): [string, string][] {
    const real = tryReal(absolute(root, folder))
    if (real === undefined) return []
    const below = points.flatMap((point): [string, string][] => {
      const way = pathBelow(real, point)
      return way ? [[childPath(folder, way), point]] : []
    })
    // those that it lies in are below each other, and the innermost is the longest
    const own = points.findLast((point) => point !== '/' && pathBelow(point, real) !== undefined)
    return own === undefined ? below : [[folder, own], ...below]
  }
}

interface Root {
  readonly path: string
  readonly ignore?: readonly string[]
  readonly followSymlinks?: boolean
}

/** What became of a disk: there is none where it was mounted, or another one. */
type Loss = 'unmounted' | 'swapped'

/** By folder, of each disk that is lost; sorted by these. '' is the root itself. */
export type LostDisks = ReadonlyMap<string, Loss>

/**
 * The folders of disks that are not mounted now, or have another one in their place, that held games, and that scans still
 * get to. Not those that something else took the place of: a link that leads elsewhere, or
 * a folder with a game in it that was on the disk.
 * @param gamesIn those that the last scan saw in a folder, however deep
 */
export async function lostMounts(
  root: Root,
  { disks, uuids }: Mounted,
  gamesIn: (folder: string) => Iterable<KnownGame>,
  volumes = systemVolumes(),
): Promise<LostDisks> {
  const now = diskPoints(volumes.mounts)
  const lossOf = (folder: string, point: string): Loss | undefined => {
    if (!now.has(point)) return 'unmounted'
    const was = uuids[folder]
    return was === undefined || was === (uuidAt(point, volumes) ?? was) ? undefined : 'swapped'
  }
  const gone = Object.entries(disks).flatMap(([folder, point]): [string, Loss][] => {
    const loss = lossOf(folder, point)
    const dir = absolute(root.path, folder)
    return loss === undefined || pathBelow(point, realPath(dir)) === undefined ? [] : [[folder, loss]]
  })
  if (gone.length === 0) return new Map()
  const isIgnored = await compileIgnore(root.ignore ?? [])
  // where there is an automounter, looking into the folder makes it mount what it can
  const lost = gone.filter(
    ([folder]) =>
      (folder === '' || !isPassedOver(folder, isIgnored)) && lostAll(root, folder, disks, gamesIn),
  )
  return new Map(lost.sort(([a], [b]) => byCodeUnit(a, b)))
}

/**
 * Whether the disk held games, and none lies where it lay, in as many bytes. Those of other disks that are mounted, or
 * linked to, below it say nothing of it.
 */
function lostAll(
  root: Root,
  folder: string,
  before: Disks,
  gamesIn: (folder: string) => Iterable<KnownGame>,
): boolean {
  const others = Object.keys(before).filter((other) => other.length > folder.length)
  const isBare = entriesOf(absolute(root.path, folder)).length === 0
  let held = false
  for (const { path, size } of gamesIn(folder)) {
    if (isIn(path, others)) continue
    held = true
    if (isBare) break
    if (sizeOf(root, path) === size) return false
  }
  return held
}

function sizeOf({ path: root, followSymlinks = false }: Root, path: string): number | undefined {
  try {
    return (followSymlinks ? statSync : lstatSync)(absolute(root, path)).size
  } catch (error) {
    if (errno(error) === undefined) throw error
    return undefined
  }
}

function entriesOf(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return []
  }
}

function tryReal(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    if (errno(error) === undefined) throw error
    return undefined
  }
}

export function lostProblem(folder: string, loss: Loss | undefined): Problem {
  if (loss === 'swapped') return swapped(folder)
  const left = entriesOf(folder).length > 0 ? ' What lies in the folder now is left out.' : ''
  const message = `${folder}: the folder cannot be read: a disk was mounted there, and is not now. What is known of its files is kept.${left}`
  return problem('file-unreadable', message, { path: folder, hint: BY_FORCE })
}

function swapped(folder: string): Problem {
  const message =
    `${folder}: another disk is mounted there than before. What is known of the files on that one is kept, ` +
    'and what lies on this one is left out.'
  return problem('file-unreadable', message, { path: folder, hint: OTHER_DISK })
}

export const OTHER_DISK =
  'Put the disk back that was there. If this one takes its place for good, run `curator build --force`.'
export const BY_FORCE = 'Is a disk not plugged in? If it is gone for good, run `curator build --force`.'
