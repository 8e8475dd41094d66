/** Small files of our own that are written as a whole. */
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { realPath } from './real-path.ts'

/**
 * Nobody ever sees half of it. Whoever keeps it elsewhere, with a link in its place, finds it changed there. Throws the
 * system's error; then what was there still is.
 */
export function replaceFile(path: string, text: string, options: { readonly mode?: number } = {}): void {
  const real = realPath(path)
  const fresh = `${real}.new`
  try {
    writeFileSync(fresh, text, options)
    renameSync(fresh, real)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}
