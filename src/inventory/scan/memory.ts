/** What the last scan of a root came to. */
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { Mounted } from './trouble/lost-mounts.ts'

export interface ScanMemory extends Partial<LastScan> {
  /**
   * Files are about to be read, and whoever cuts that off leaves them to be looked at again.
   * @param isMuch so that it may well be killed meanwhile
   */
  disturb(isMuch: boolean): void
  /** What was read is kept, though not all was. */
  stop(): void
  save(now: LastScan): void
}

interface LastScan {
  /** Seen by it. */
  readonly files: number
  /** Nothing was left to look at again. */
  readonly isQuiet: boolean
  /** The listing that was kept then (see `glance.ts`). */
  readonly listing?: string
  /** Where its disks were mounted, and which they were; absent: nobody looked. */
  readonly disks?: Mounted['disks']
  readonly uuids?: Mounted['uuids']
  /** How many scans in a row were killed while they read. */
  readonly killed?: number
}

/** A root that is elsewhere now was never scanned there. */
export function scanMemory(
  db: Db,
  { name, path }: { readonly name: string; readonly path: string },
): ScanMemory {
  const key = `scanned:${name}:${path}`
  let text = recall(db, key)
  const last = text === undefined ? {} : (JSON.parse(text) as Partial<LastScan>)
  const save = (now: Partial<LastScan>): void => {
    if (JSON.stringify(now) !== text) remember(db, key, (text = JSON.stringify(now)))
  }
  return {
    ...last,
    disturb(isMuch) {
      const { killed = 0, ...before } = last
      if (isMuch) save({ ...before, isQuiet: false, killed: killed + 1 })
      else if (before.isQuiet === true) save({ ...last, isQuiet: false })
    },
    stop() {
      const { killed: _, ...before } = last
      save({ ...before, isQuiet: false })
    },
    save,
  }
}
