/** Has anything changed since the last look? By the walk that scans use, and one `stat` for each single file. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { CuratorError } from '../errors.ts'
import type { Folder } from '../inventory/scan/folder.ts'
import { walk } from '../inventory/scan/walk.ts'
import type { Places, WatchedFolder } from './places.ts'

export interface Looker {
  /** Names one place that changed since the last look; undefined when all is as it was. The first look sees all as new. */
  look(signal?: AbortSignal): Promise<string | undefined>
  /** Absolute paths of all folders, as the last look saw them. */
  folders(): readonly string[]
  /** Whether some folder could not be looked at: an unplugged disk comes back without a word. */
  misses(): boolean
}

export function createLooker({ folders, files }: Places): Looker {
  const eyes = folders.map(folderEye)
  let stamps = ''
  return {
    async look(signal) {
      let changed: string | undefined
      for (const eye of eyes) changed = (await eye.look(signal)) ?? changed
      const now = files.map(stampOf)
      const before = stamps.split('\n')
      const other = now.findIndex((stamp, i) => stamp !== before[i])
      stamps = now.join('\n')
      return changed ?? files[other]
    },
    folders: () => eyes.flatMap((eye) => eye.folders()),
    misses: () => eyes.some((eye) => eye.misses()),
  }
}

function folderEye({ path, ...rules }: WatchedFolder) {
  const known = new Map<string, Folder>()
  let isMissing = false
  return {
    async look(signal: AbortSignal | undefined): Promise<string | undefined> {
      try {
        const { changed, gone } = await walk(
          { path, ...rules },
          { folders: known, sameRules: true },
          { signal },
        )
        const wasMissing = isMissing
        isMissing = false
        for (const { folder } of changed) known.set(folder.path, folder)
        for (const folder of gone) known.delete(folder)
        const other = changed[0]?.folder.path ?? gone[0]
        return other === undefined ? (wasMissing ? path : undefined) : join(path, other)
      } catch (error) {
        if (!(error instanceof CuratorError) || signal?.aborted) throw error
        const wasMissing = isMissing
        isMissing = true
        return wasMissing ? undefined : path
      }
    },
    folders: () => (isMissing ? [] : [...known.keys()].map((folder) => join(path, folder))),
    misses: () => isMissing,
  }
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ') : ''
}
