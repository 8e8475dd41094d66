/** Where lies what is made of the files in roots. */
import type { ResolvedConfig } from '../config/resolved.ts'

/** Absolute paths. A library that moves files is none: it holds the files of its roots themselves. */
export function outputFolders({ targets, libraries }: ResolvedConfig): string[] {
  const copies = Object.values(libraries).filter(({ mode }) => mode !== 'move')
  return [...Object.values(targets), ...copies].map(({ path }) => path)
}
