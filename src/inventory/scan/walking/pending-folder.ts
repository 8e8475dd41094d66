/** A folder whose row can only be trusted in full when all its files were read. */
import { distrust, encodeNames, encodeStats, STATS_PER_FILE, trust, type Folder } from './folder.ts'
import type { FileIdentity } from './identity.ts'
import type { RootStore } from '../../store.ts'

export interface PendingFolder {
  readonly folder: Folder
  /** Files still to be read, once that began. */
  unread: number
  /** Has the next walk look at a file again. */
  distrust(index: number): void
  /** Lets the next walk compare a file with this identity. */
  trust(index: number, identity: FileIdentity): void
  /** Whether the next walk has to look at some file again. */
  isDoubtful(): boolean
  /** Writes its row, unless the catalog has it as it is. */
  save(store: RootStore): void
}

/**
 * @param folder as it is now; its stats are this object's from now on
 * @param before its row. A folder with an unreadable file changes in no scan
 */
export function pendingFolder(folder: Folder, before: Folder | undefined): PendingFolder {
  const doubtful = new Uint8Array(folder.stats.length / STATS_PER_FILE)
  let isSaved = before !== undefined && encodeNames(before) === encodeNames(folder)
  let saved = isSaved ? before : undefined
  return {
    folder,
    unread: 0,
    distrust: (index) => void doubtful.fill(1, index, index + 1),
    trust(index, identity) {
      doubtful[index] = 0
      trust(folder.stats, index, identity)
      isSaved = false
    },
    isDoubtful: () => doubtful.includes(1),
    save(store) {
      if (isSaved && !saved) return
      const row = { ...folder, stats: withoutDoubtful(folder.stats, doubtful) }
      const same = saved !== undefined && encodeStats(saved).equals(encodeStats(row))
      saved = undefined
      isSaved = true
      if (!same) store.saveFolder(row)
    },
  }
}

function withoutDoubtful(stats: Float64Array, doubtful: Uint8Array): Float64Array {
  const copy = Float64Array.from(stats)
  doubtful.forEach((is, index) => {
    if (is === 1) distrust(copy, index)
  })
  return copy
}

/** A folder that was saved with files distrusted, when these are read. */
export function resumedFolder(folder: Folder, saved: Folder | undefined): PendingFolder {
  const pending = pendingFolder(folder, saved)
  for (let index = 0; index * STATS_PER_FILE < folder.stats.length; index++) {
    if (Number.isNaN(saved?.stats[index * STATS_PER_FILE] ?? NaN)) pending.distrust(index)
  }
  return pending
}
