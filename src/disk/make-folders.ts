/** `mkdir -p` that fails with the system's own reason: node's recursive one tells ENOENT of a read-only disk. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errno } from '../errors.ts'

/** Makes a folder and its parents, as far as they are missing. Throws the system's error. */
export function makeFolders(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const parent = dirname(path)
    if (errno(error) === 'ENOENT' && parent !== path) {
      makeFolders(parent)
      mkdirSync(path)
    } else if (errno(error) !== 'EEXIST' || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw error
    }
  }
}
