/**
 * Wakes whoever waits for a change. It only says that it is worth looking: what changed, and whether anything did, the
 * look tells. The system says when something happens in a folder; where it cannot (network shares, too many folders, a
 * disk that is not there), the clock does.
 */
import { watch, type FSWatcher } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface Bell {
  /** The folders to listen to from now on. Returns whether any is new: something may have happened there unheard. */
  listen(folders: Iterable<string>): boolean
  /**
   * Until something happens, or `everyMs` have passed: returns whether something did. Returns at once when something
   * happened since the last call.
   */
  wait(everyMs: number, signal: AbortSignal): Promise<boolean>
  /** Whether every folder can be heard. */
  hearsAll(): boolean
  close(): void
}

/** More than these, and the system's own limit is near on many machines (`fs.inotify.max_user_watches`). */
const MOST_FOLDERS = 8000

/** Not recursive: each folder is listened to by itself, which every system can do in the same way. */
export function createBell(): Bell {
  const watchers = new Map<string, FSWatcher>()
  let isDeaf = false
  let rang = false
  let wake: (() => void) | undefined
  const ring = (): void => {
    rang = true
    wake?.()
  }
  const stop = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  const start = (folder: string): boolean => {
    try {
      const watcher = watch(folder, { persistent: false }, ring)
      // the folder went, or the system lost its patience: the next look finds out
      watcher.on('error', () => {
        stop(folder)
        ring()
      })
      watchers.set(folder, watcher)
      return true
    } catch {
      isDeaf = true
      return false
    }
  }
  return {
    listen(folders) {
      const wanted = new Set(folders)
      for (const folder of watchers.keys()) if (!wanted.has(folder)) stop(folder)
      isDeaf = wanted.size > MOST_FOLDERS
      if (isDeaf) {
        for (const folder of watchers.keys()) stop(folder)
        return false
      }
      return [...wanted].filter((folder) => !watchers.has(folder) && start(folder)).length > 0
    },
    async wait(everyMs, signal) {
      if (!rang && !signal.aborted) {
        const over = new AbortController()
        const end = (): void => over.abort()
        wake = end
        signal.addEventListener('abort', end)
        // it keeps the process alive: the watchers do not
        await pause(everyMs, undefined, { signal: over.signal }).catch(() => undefined)
        signal.removeEventListener('abort', end)
        wake = undefined
      }
      const wasRung = rang
      rang = false
      return wasRung
    },
    hearsAll: () => !isDeaf,
    close() {
      for (const folder of watchers.keys()) stop(folder)
    },
  }
}
