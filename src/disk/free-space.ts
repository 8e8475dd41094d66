/** How much room there is. */
import { statfsSync } from 'node:fs'

/**
 * Bytes that are free where a folder is. Undefined where the file system says 0 of everything, as some network and FUSE
 * file systems do: that is no full disk. Throws the system's error.
 */
export function freeBytes(folder: string): number | undefined {
  const { bavail, blocks, bsize } = statfsSync(folder)
  return blocks === 0 ? undefined : bavail * bsize
}
