/** What a target's card is: its file system and room, by what it is known again, and which device's software is on it. */
import { readdirSync, realpathSync, statfsSync } from 'node:fs'
import { mountOf } from '../../inventory/surroundings.ts'
import { detectLayout } from './layout-signs.ts'
import { namesOfDisk, systemVolumes, type Volumes } from './volume.ts'

export interface CardProfile {
  /** Where the target is, absolute. */
  readonly path: string
  /** Of the file system, as far as the system tells. */
  readonly label?: string
  readonly uuid?: string
  readonly fileSystem?: string
  readonly isReadOnly: boolean
  /** Bytes. */
  readonly total: number
  readonly free: number
  /** Whose software is on it, as its folders tell, and the preset for that. */
  readonly os?: string
  readonly layout?: string
}

/** Undefined when there is no such folder, or the system does not let it be looked at. */
export function profileOf(path: string, volumes: Volumes = systemVolumes()): CardProfile | undefined {
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
