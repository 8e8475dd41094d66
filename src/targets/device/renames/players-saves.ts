/** Saves that are the player's. */
import type { Disk } from '../../../disk/disk.ts'
import type { Device } from '../../preset.ts'
import { saveFinder, type SaveFinder } from '../../saves/saves.ts'
import type { DeviceState } from '../notes/state.ts'

/** Of what is called like a game some may be curator's: settings that it wrote, and what a DAT lists with a disc. */
export function playersSaves(disk: Disk, device: Device, state: Pick<DeviceState, 'files'>): SaveFinder {
  return without(saveFinder(disk, device), (path) => state.files.get(path)?.isOurs === true)
}

/** Without those of which `isNone` says that they are none. */
export function without(finder: SaveFinder, isNone: (path: string) => boolean): SaveFinder {
  return {
    of: (from, to) => finder.of(from, to).filter(({ path }) => !isNone(path)),
    on: (path) => finder.on(path).filter((save) => !isNone(save.path)),
  }
}
