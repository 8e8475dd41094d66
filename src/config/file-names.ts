/** The file names a config can have. */
import { join } from 'node:path'

/** In one folder the first of these wins, and each of them wins over the other places. */
export const CONFIG_NAMES: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map(
  (extension) => `curator.config.${extension}`,
)

const RC_EXTENSIONS = ['', '.json', '.yaml', '.yml', '.ts', '.mts', '.js', '.mjs', '.cjs']

export const RC_NAMES: readonly string[] = ['.curatorrc', join('.config', 'curatorrc')].flatMap((name) =>
  RC_EXTENSIONS.map((extension) => name + extension),
)

/** All places, in the order in which they win. */
export const PLACES: readonly string[] = [...CONFIG_NAMES, 'package.json', ...RC_NAMES]

/** Extensions of the files that are programs. */
export const SCRIPTS: readonly string[] = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

export function isScript(path: string): boolean {
  return SCRIPTS.some((end) => path.endsWith(end))
}
