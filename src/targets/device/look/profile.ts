/** What a target's card is: its file system and room, by what it is known again, and which device's software is on it. */
import { readdirSync, realpathSync, statfsSync } from 'node:fs'
import type { FoundCard } from '../../../catalog/device-profiles.ts'
import { mountOf } from '../../../inventory/scan/surroundings.ts'
import { detectLayout } from './layout-signs.ts'
import { namesOfDisk, systemVolumes, type Volumes } from '../../../inventory/scan/walking/disk-names.ts'

/** Undefined when there is no such folder, or the system does not let it be looked at. */
export function profileOf(path: string, volumes: Volumes = systemVolumes()): FoundCard | undefined {
  try {
    const real = realpathSync(path)
    const names = readdirSync(real)
    const { bavail, blocks, bsize } = statfsSync(real)
    const mount = mountOf(real, volumes.mounts)
    const [label, uuid] = namesOfDisk(real, volumes)
    const found = detectLayout(names)
    return {
      path,
      ...(label === undefined ? {} : { label }),
      ...(uuid === undefined ? {} : { uuid }),
      ...(mount === undefined ? {} : { fileSystem: mount.type }),
      isReadOnly: mount?.isReadOnly === true,
      total: blocks * bsize,
      free: bavail * bsize,
      ...(found === undefined ? {} : { os: found.device, layout: found.preset }),
    }
  } catch {
    return undefined
  }
}
