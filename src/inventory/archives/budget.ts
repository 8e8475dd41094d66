/** Guards against archives that unpack to far more than they are. */
import { count } from '../../wording.ts'
import { trouble, troubleError, type Trouble } from '../trouble.ts'
import type { ArchiveLimits, Member } from './archive.ts'

/** What one file may unpack to, everything in it included: each level alone may look harmless. */
export interface Budget {
  /** Throws `archive-bomb` when it is used up. */
  spend(bytes: number): void
}

export function openBudget(fileSize: number, limits: ArchiveLimits): Budget {
  const most = mostFrom(fileSize, limits)
  let spent = 0
  return {
    spend(bytes) {
      spent += bytes
      if (spent <= most) return
      throw troubleError({
        code: 'archive-bomb',
        what: `its ${count(fileSize)} bytes unpack to more than ${count(most)}; it is left alone`,
      })
    },
  }
}

/** What the archive itself claims: then nothing need be unpacked. */
export function bombTrouble(
  members: readonly Member[],
  archiveSize: number,
  limits: ArchiveLimits,
): Trouble | undefined {
  if (members.length > limits.members) {
    return trouble(
      'archive-bomb',
      `it holds more members than the ${count(limits.members)} that curator reads`,
    )
  }
  let unpacked = 0
  for (const { size = 0 } of members) unpacked += size
  const most = mostFrom(archiveSize, limits)
  if (unpacked <= most) return undefined
  return trouble(
    'archive-bomb',
    `its ${count(archiveSize)} bytes claim to unpack to ${count(unpacked)}; it is left alone`,
  )
}

/** So many bytes an archive of this size may unpack to. */
function mostFrom(size: number, { total, harmless, ratio }: ArchiveLimits): number {
  return Math.min(total, Math.max(harmless, size * ratio))
}
