/** Where absolute paths really are, and which folders they lie in. Knows nothing of ours. */
import { realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** With links followed, as far as the path exists. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const folder = dirname(path)
    return folder === path ? path : join(realPath(folder), relative(folder, path))
  }
}

/** The way from a folder to a path in it, `/` between parts; '' for the folder itself, undefined for what is elsewhere. */
export function pathBelow(folder: string, path: string): string | undefined {
  const way = relative(folder, path)
  const isOutside = way === '..' || way.startsWith(`..${sep}`) || resolve(folder, way) !== path
  return isOutside ? undefined : way.split(sep).join('/')
}
