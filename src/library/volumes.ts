/**
 * Which volume a folder is on: files can be renamed within one, and only be copied to another. Mostly the system's number
 * of the device tells. Two mounts of one file system share it (`mount --bind`, volumes of a container), and are parted too.
 */
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errno } from '../errors.ts'
import { mountPoints, readMountInfo } from '../inventory/scan/surroundings.ts'

/** Of an absolute folder; of one that is not there yet: where it would be made. */
export function volumeReader(): (folder: string) => string {
  const points = mountPoints(readMountInfo())
  const known = new Map<string, string>()
  const mountAt = (real: string): string => {
    const above = dirname(real)
    return points.has(real) || above === real ? real : mountAt(above)
  }
  const volumeOf = (folder: string): string => {
    const volume = known.get(folder) ?? read(folder) ?? volumeOf(dirname(folder))
    known.set(folder, volume)
    return volume
  }
  return volumeOf

  function read(folder: string): string | undefined {
    try {
      const real = realpathSync(folder)
      return `${statSync(real).dev} ${mountAt(real)}`
    } catch (error) {
      if (errno(error) === undefined || dirname(folder) === folder) throw error
      return undefined
    }
  }
}
