/** Writes a file that the user asked for by name, wherever that is. */
import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolders } from '../disk/make-folders.ts'
import { CuratorError, problem, reason } from '../errors.ts'

/** Makes the folders above it where they are missing. Throws `write-failed`. */
export function writeNamedFile(path: string, bytes: string | Uint8Array): void {
  try {
    makeFolders(dirname(path))
    writeFileSync(path, bytes)
  } catch (error) {
    throw new CuratorError(problem('write-failed', `Cannot write ${path}: ${reason(error)}.`, { path }))
  }
}
