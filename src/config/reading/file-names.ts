/** The file names a config can have. */
import { join } from 'node:path'

/** Extensions of the files that are programs. */
export const SCRIPTS: readonly string[] = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

const DATA: readonly string[] = ['.json', '.yaml', '.yml']

/** In one folder the first of these wins, and each of them wins over the other places. */
export const CONFIG_NAMES: readonly string[] = [...SCRIPTS, ...DATA].map(
  (extension) => `curator.config${extension}`,
)

export const RC_NAMES: readonly string[] = ['.curatorrc', join('.config', 'curatorrc')].flatMap((name) =>
  ['', ...DATA, ...SCRIPTS].map((extension) => name + extension),
)

/** All places, in the order in which they win. */
export const PLACES: readonly string[] = [...CONFIG_NAMES, 'package.json', ...RC_NAMES]

export function isScript(path: string): boolean {
  return SCRIPTS.some((end) => path.endsWith(end))
}
