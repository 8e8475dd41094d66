/** Writes a file that the user asked for by name, wherever that is. */
import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ResolvedConfig } from '../config/resolved.ts'
import { makeFolders } from '../disk/make-folders.ts'
import { CuratorError, problem, reason } from '../errors.ts'
import { checkOutside } from './report-files.ts'

/**
 * Makes the folders above it where they are missing. Throws `write-failed`, and `cli-usage` for a place in one of the
 * folders of the config: a slip of the pen must not overwrite a game.
 */
export function writeNamedFile(
  path: string,
  bytes: string | Uint8Array,
  folders: Pick<ResolvedConfig, 'roots' | 'targets'>,
): void {
  checkOutside(path, folders)
  try {
    makeFolders(dirname(path))
    writeFileSync(path, bytes)
  } catch (error) {
    throw new CuratorError(problem('write-failed', `Cannot write ${path}: ${reason(error)}.`, { path }))
  }
}
