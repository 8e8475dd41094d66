/** What disks are called, as far as the system tells: by which one is told from another at the same place. */
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { byCodeUnit } from '../../../order.ts'
import { mountOf, readMountInfo } from '../surroundings.ts'

/** What the system says of file systems. */
export interface Volumes {
  /** As in `/proc/self/mountinfo`; empty where there is none. */
  readonly mounts: string
  /** Folder of links from names to disks, as `udev` makes them: `by-label/`, `by-uuid/`. */
  readonly disks: string
  readonly platform: NodeJS.Platform
}

export function systemVolumes(): Volumes {
  return { mounts: readMountInfo(), disks: '/dev/disk', platform: process.platform }
}

/** What the file system at a path is called, and its number, as far as the system tells. `path`: a real one. */
export function namesOfDisk(
  path: string,
  { mounts, disks, platform }: Volumes,
): readonly [label: string | undefined, uuid: string | undefined] {
  if (platform === 'darwin') return [/^\/Volumes\/([^/]+)/.exec(path)?.[1], undefined]
  const mount = mountOf(path, mounts)
  if (mount === undefined) return [undefined, undefined]
  const [label, uuid] = ['label', 'uuid'].map(
    (by) => namesOf(mount.source, `${disks}/by-${by}`).sort(byCodeUnit)[0],
  )
  return [label, uuid]
}

/** The names that links in a folder give a disk. */
export function namesOf(source: string, folder: string): string[] {
  if (!existsSync(folder)) return []
  const disk = resolved(source)
  return readdirSync(folder)
    .filter((name) => resolved(`${folder}/${name}`) === disk)
    .map((name) =>
      name.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    )
}

function resolved(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
