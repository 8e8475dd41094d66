/** Small files of our own that are written as a whole. */
import { renameSync, writeFileSync } from 'node:fs'

/** Nobody ever sees half of it. Throws the system's error; then what was there still is. */
export function replaceFile(path: string, text: string, options: { readonly mode?: number } = {}): void {
  writeFileSync(`${path}.new`, text, options)
  renameSync(`${path}.new`, path)
}
