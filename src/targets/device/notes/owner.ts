/** Whose folder a device is: a small file that names the target, for us and for people who find it. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { STATE_FOLDER } from './records.ts'

const ID = `${STATE_FOLDER}/id`
const LONGEST = 4096

/** Undefined when nobody's, or when the file cannot be made sense of. */
export function readOwner(disk: Disk): string | undefined {
  const size = disk.stat(ID)?.size ?? 0
  if (size === 0 || size > LONGEST) return undefined
  try {
    const found: unknown = JSON.parse(Buffer.from(disk.read(ID) ?? []).toString())
    const isId = typeof found === 'object' && found !== null && 'target' in found
    return isId && typeof found.target === 'string' ? found.target : undefined
  } catch {
    return undefined
  }
}

/** Returns the path to sync. */
export function writeOwner(disk: Disk, target: string): string {
  disk.write(ID, Buffer.from(`${JSON.stringify({ madeBy: 'curator', target })}\n`))
  return ID
}

export function otherOwner(disk: Disk, owner: string, target: string): Problem {
  const where = disk.where('')
  return problem(
    'target-other-owner',
    `${where} was built as target "${owner}", not as "${target}". Nothing was written.`,
    {
      path: where,
      hint: `Give "${target}" a folder of its own, or delete ${disk.where(ID)} to hand this one over.`,
    },
  )
}
