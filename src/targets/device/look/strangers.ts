/** What is on a device besides what curator wrote. */
import type { Disk, DiskEntry } from '../../../disk/disk.ts'
import { join } from '../../../disk/path.ts'
import { errno, reason } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import { claimsAt } from '../notes/manifest.ts'
import { STATE_FOLDER } from '../notes/records.ts'
import { spelledIn } from './spelling.ts'
import { readState } from '../notes/state.ts'

export interface Stranger {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** It lies in a folder that belongs to the device: firmware, saves, settings. */
  readonly isReserved: boolean
  /** It is what curator would have written there. */
  readonly isRight: boolean
}

interface Strangers {
  /** In order of path. */
  readonly files: readonly Stranger[]
  /** Folders that the system lets nobody look into, such as `lost+found`, and why. */
  readonly unread: readonly (readonly [folder: string, why: string])[]
}

/** Every other file. Links are not followed. `reserved`: of the device; case does not matter. */
export function strangers(disk: Disk, reserved: readonly string[]): Strangers {
  const state = readState(disk)
  // on a card that knows no case, a folder may be spelled otherwise than in the notes
  const noted = spelledIn(disk, new Set([...state.claims.keys(), ...state.files.keys()]))
  const own = new Set([STATE_FOLDER, ...reserved].map((path) => path.toLowerCase()))
  const found: Stranger[] = []
  const unread: (readonly [string, string])[] = []
  const walk = (folder: string, isReserved: boolean): void => {
    let entries: readonly DiskEntry[]
    try {
      entries = disk.list(folder) ?? []
    } catch (error) {
      if (errno(error) === undefined) throw error
      unread.push([folder, reason(error)])
      return
    }
    const files = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name)
    const stats = disk.stats(folder, files)
    for (const [i, name] of files.entries()) {
      const path = join(folder, name)
      const known = noted(path) ?? path
      if (claimsAt(state, known).length > 0) continue
      found.push({
        path,
        size: stats[i]?.size ?? 0,
        isReserved: isReserved || own.has(path.toLowerCase()),
        isRight: state.files.has(known),
      })
    }
    for (const { name, kind } of entries) {
      const path = join(folder, name)
      if (kind === 'folder' && path !== STATE_FOLDER) walk(path, isReserved || own.has(path.toLowerCase()))
    }
  }
  walk('', false)
  return { files: found.sort((a, b) => byCodeUnit(a.path, b.path)), unread }
}
