/** Whether what a plan writes fits on the disk. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { amount, plural } from '../../../wording.ts'
import type { Decisions } from './decide.ts'

/** Manifests and journals, roughly, for each file that is written. */
const STATE_BYTES = 512

interface SpaceCheck {
  /** It fits only if what is not wanted any more goes first. */
  readonly deletesFirst: boolean
  /** It does not fit at all. */
  readonly problem?: Problem
}

export function checkSpace(disk: Disk, target: string, { puts, early, late, seen }: Decisions): SpaceCheck {
  const space = puts.length === 0 ? undefined : disk.space()
  if (space === undefined) return { deletesFirst: false }
  const taken = (bytes: number) => Math.ceil(bytes / space.block) * space.block
  const needed = sum(puts.map(({ bytes }) => taken(bytes) + STATE_BYTES))
  if (needed <= space.free) return { deletesFirst: false }

  const deleted = sum([...early, ...late].map(({ bytes }) => taken(bytes)))
  // What --force replaces is kept aside.
  const replaced = sum(
    puts.map(({ path, reason }) => (reason === 'forced' ? 0 : taken(seen.get(path)?.size ?? 0))),
  )
  if (needed - deleted - replaced <= space.free) return { deletesFirst: true }

  const lacking = needed - deleted - replaced - space.free
  const where = disk.where('')
  const message =
    `${target}: ${where} has ${amount(space.free)} free, and ${amount(lacking)} more would be needed to write ` +
    `${plural(puts.length, 'file')}. Nothing was written.`
  return { deletesFirst: true, problem: problem('no-space', message, { path: where }) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
