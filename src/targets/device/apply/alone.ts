/** One curator at a time writes on a device, and only on the one that it looked at, as it was then. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { notesMark, STATE_FOLDER } from '../notes/records.ts'
import type { Run } from './run.ts'

/** An empty file, which is held by whoever writes. It stays where it is: somebody may be about to take it. */
const HELD = `${STATE_FOLDER}/held`

/**
 * Does what writes on a device. Returns why it was not done: somebody else is at it, or has been since the plan was
 * made, or it is another card.
 */
export async function alone(
  { disk, basis }: Pick<Run, 'disk' | 'basis'>,
  work: () => void | Promise<void>,
): Promise<Problem | undefined> {
  const { mark } = basis.state
  // an empty mount point, which a card leaves behind, gets no folder of ours
  if (mark !== '' && notesMark(disk) === '') return gone(disk)
  disk.mkdir(STATE_FOLDER)
  const release = disk.hold(HELD)
  if (release === undefined) return busy(disk, 'is being written by another curator')
  try {
    if (notesMark(disk) !== mark)
      return busy(
        disk,
        'is not as it was looked at: another curator wrote to it since, or it is another card',
      )
    await work()
    return undefined
  } finally {
    release()
  }
}

function gone(disk: Disk): Problem {
  const path = disk.where('')
  const message = `${path} is not the card that was looked at: unplugged, or changed for another. Nothing was written.`
  return problem('target-gone', message, { path })
}

function busy(disk: Disk, why: string): Problem {
  const path = disk.where('')
  return problem('target-busy', `${path} ${why}. Nothing was written.`, { path })
}
