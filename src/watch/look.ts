/** Has anything changed since the last look? By the walk that scans use, and one `stat` for each single file. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { CuratorError } from '../errors.ts'
import { childPath, fileNames, type Folder } from '../inventory/scan/walking/folder.ts'
import type { ChangedFolder } from '../inventory/scan/walking/look.ts'
import { readMountInfo } from '../inventory/scan/surroundings.ts'
import { walk } from '../inventory/scan/walking/walk.ts'
import type { Places, WatchedFolder } from './places.ts'

/** What became of a place. `written`: a file of a root, or a new folder of one; `lost`: a name in a root is gone. */
export type Change = 'written' | 'lost' | 'other'

/** By absolute path. */
export type Changed = ReadonlyMap<string, Change>

export interface Looker {
  /** What changed since the last look; undefined when all is as it was. The first look sees roots and folders as new. */
  look(signal?: AbortSignal): Promise<Changed | undefined>
  /** Absolute paths of all folders, as the last look saw them. */
  folders(): readonly string[]
  /** Whether some folder could not be looked at: an unplugged disk comes back without a word. */
  misses(): boolean
  /** Whether disks came or went since the last look, anywhere: nobody is told of it. Only Linux says where they are. */
  disksMoved(): boolean
}

export function createLooker({ folders, files }: Places): Looker {
  const eyes = folders.map(folderEye)
  let stamps = ''
  let mounts = readMountInfo()
  return {
    async look(signal) {
      mounts = readMountInfo()
      const changed = new Map<string, Change>()
      for (const eye of eyes) for (const [path, change] of await eye.look(signal)) changed.set(path, change)
      const now = files.map(stampOf)
      const before = stamps.split('\n')
      now.forEach((stamp, i) => {
        if (stamp !== before[i]) changed.set(files[i] ?? '', 'other')
      })
      stamps = now.join('\n')
      return changed.size > 0 ? changed : undefined
    },
    folders: () => eyes.flatMap((eye) => eye.folders()),
    misses: () => eyes.some((eye) => eye.misses()),
    disksMoved: () => readMountInfo() !== mounts,
  }
}

function folderEye({ path, isRoot, ...rules }: WatchedFolder) {
  const known = new Map<string, Folder>()
  const written = isRoot ? 'written' : 'other'
  let isMissing = false
  return {
    async look(signal: AbortSignal | undefined): Promise<Changed> {
      try {
        const { changed, gone } = await walk(
          { path, ...rules },
          { folders: known, sameRules: true },
          { signal },
        )
        const places = new Map<string, Change>(isMissing ? [[path, 'other']] : [])
        isMissing = false
        for (const one of changed) {
          const before = known.get(one.folder.path)
          if (before) {
            for (const file of lostBy(before, one.folder))
              places.set(join(path, file), isRoot ? 'lost' : 'other')
            for (const file of suspectsOf(one)) places.set(join(path, file), written)
          } else places.set(join(path, one.folder.path), written)
          known.set(one.folder.path, one.folder)
        }
        for (const folder of gone) {
          places.set(join(path, folder), 'other')
          known.delete(folder)
        }
        return places
      } catch (error) {
        if (!(error instanceof CuratorError) || signal?.aborted) throw error
        const wasMissing = isMissing
        isMissing = true
        return new Map<string, Change>(wasMissing ? [] : [[path, 'other']])
      }
    },
    folders: () => (isMissing ? [] : [...known.keys()].map((folder) => join(path, folder))),
    misses: () => isMissing,
  }
}

function suspectsOf({ folder, suspects }: ChangedFolder): readonly string[] {
  const names = fileNames(folder)
  return suspects.map((index) => childPath(folder.path, names[index] ?? ''))
}

/** Files only: folders that are gone are told as such, and what was ignored is not missed. */
function lostBy(before: Folder, now: Folder): readonly string[] {
  const left = new Set(fileNames(now))
  return fileNames(before).flatMap((name) => (left.has(name) ? [] : [childPath(before.path, name)]))
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ') : ''
}
