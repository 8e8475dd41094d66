/** What is wrong with a root as a whole: nothing can be said of the files in it then, and none of them is gone. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { errno, problem, reason, type Problem } from '../../../errors.ts'
import { OTHER_DISK, type LostDisks } from './lost-mounts.ts'

interface Root {
  readonly name: string
  readonly path: string
  /** No root of the user's, but the folder of firmware. */
  readonly firmware?: boolean
}

/** What a scan would throw of it now; undefined for a root that can be read. `heldFiles`: at the last scan. */
export function rootTrouble(root: Root, heldFiles: boolean): Problem | undefined {
  const path = resolve(root.path)
  try {
    const isEmpty = readdirSync(path).length === 0
    return isEmpty && heldFiles ? emptied({ ...root, path }) : undefined
  } catch (error) {
    const told = rootError({ ...root, path }, error)
    if (told) return told
    throw error
  }
}

/** `root-missing`, `root-not-folder` or `root-unreadable`; undefined of an error that is not the system's. */
export function rootError({ path, firmware }: Omit<Root, 'name'>, error: unknown): Problem | undefined {
  const code = errno(error)
  if (code === undefined) return undefined
  const root = firmware === true ? firmwareFolder(path) : `The root ${path}`
  if (code === 'ENOENT')
    return problem('root-missing', `${root} does not exist.`, {
      path,
      ...(firmware === true && { hint: NO_FIRMWARE }),
    })
  if (code === 'ENOTDIR') return problem('root-not-folder', `${root} is not a folder.`, { path })
  return problem('root-unreadable', `${root} cannot be read: ${reason(error)}.`, { path })
}

const NO_FIRMWARE = 'Is a disk not plugged in? If not, point `bios` in the config at your firmware.'

/** `root-emptied`: it held files, and is as an empty mount point is. */
export function emptied({ name, path, firmware }: Root): Problem {
  const held = 'held files and is empty now'
  const kept = 'What is known of it is kept.'
  const message =
    firmware === true
      ? `${firmwareFolder(path)} ${held}. ${kept}`
      : `The root "${name}" ${held}: ${path}. ${kept}`
  return problem('root-emptied', message, { path })
}

/**
 * The same of one that is not empty: what is in it lay there before its disk was mounted, or is on another disk, and is not
 * what it held.
 */
export function lostRoot({ name, path, firmware }: Root, lost: LostDisks): Problem {
  const root = firmware === true ? firmwareFolder(path) : `The root "${name}" (${path})`
  if (lost.get('') === 'swapped') {
    const told = `${root} held files of another disk than the one that is mounted now; what lies on this one is left out. What is known of the other is kept.`
    return problem('root-emptied', told, { path, hint: OTHER_DISK })
  }
  const message = `${root} held files of a disk that is not mounted now; what lies there instead is left out. What is known of it is kept.`
  return problem('root-emptied', message, { path })
}

/** What people know it as: it is no root in their config. */
function firmwareFolder(path: string): string {
  return `The folder of firmware ${path} (\`bios\` in the config)`
}
