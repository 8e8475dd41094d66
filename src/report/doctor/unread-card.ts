/** A card with a file system that its device does not read. */
import { deviceName } from '../../targets/parts/problems.ts'
import type { Target } from '../../targets/preset.ts'
import { fault, type Finding } from './finding.ts'

/** What people format cards with, as systems name it. A folder on another disk may be copied to a card later. */
const OF_CARDS = /^(?:exfat|ntfs3?|fuseblk|hfs(?:plus)?|apfs)$/

/** `fileSystem`: of the card; undefined where the system does not say. */
export function unreadCard(target: Target, fileSystem: string | undefined): readonly Finding[] {
  if (target.device.limits.onlyFat32 !== true || fileSystem === undefined || !OF_CARDS.test(fileSystem))
    return []
  const message = `${deviceName(target)} reads cards with FAT32 only, and this one has ${fileSystem}.`
  return [fault('disk', message, 'Format a card with FAT32, and build it anew.')]
}
