/** Targets' cards in words, and what is remembered of them. */
import {
  deviceProfile,
  putDeviceProfile,
  type DeviceProfile,
  type FoundCard,
} from '../catalog/device-profiles.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedTarget } from '../config/resolved.ts'
import { profileOf } from '../targets/device/look/profile.ts'
import { amount } from '../wording.ts'

/** Looks at the card of a target that is there, and remembers what it is. Undefined when it was never looked at. */
export function lookAtCard(
  db: Db,
  name: string,
  { preset, path }: Pick<ResolvedTarget, 'preset' | 'path'>,
  { builtAs, at }: { readonly builtAs: string | undefined; readonly at: number },
): DeviceProfile | undefined {
  const card = profileOf(path)
  if (card) putDeviceProfile(db, { name, preset, path }, card, { builtAs: builtAs ?? null, at })
  return deviceProfile(db, name)
}

/** `exfat "MISTER" 1A2B-3C4D, 12.3 GB free of 64.0 GB`. */
export function diskInWords(disk: {
  readonly fileSystem?: string | null
  readonly label?: string | null
  readonly uuid?: string | null
  readonly total: number
  readonly free: number
}): string {
  const { fileSystem, label, uuid, total, free } = disk
  const names = [
    fileSystem ?? 'a file system the system does not name',
    label === undefined || label === null ? '' : `"${label}"`,
    uuid ?? '',
  ]
  // some network and FUSE file systems say 0 of everything
  const space = total === 0 ? 'free space unknown' : `${amount(free)} free of ${amount(total)}`
  return `${names.filter((name) => name !== '').join(' ')}, ${space}`
}

/** Of the disks that a target was on, the one that it is on now; also where it has got another path. */
export function isSameDisk(a: FoundCard, b: DeviceProfile['volumes'][number]): boolean {
  if (a.uuid !== undefined || b.uuid !== null) return a.uuid === b.uuid
  if (a.label !== undefined || b.label !== null) return a.label === b.label
  return a.path === b.path
}
