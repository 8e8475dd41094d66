/** What a build rests on, as places on the disk: the folders and files that `curator watch` keeps an eye on. */
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ResolvedConfig } from '../config/resolved.ts'
import { wildPart } from '../dats/importing/find.ts'
import { CURATION_FILE } from '../decisions/decisions.ts'
import { pathBelow } from '../disk/real-path.ts'
import { fetchedMark } from './fetched.ts'

export interface WatchedFolder {
  /** A file in it that is being written keeps nobody from building from the others. */
  readonly isRoot: boolean
  /** Absolute. */
  readonly path: string
  /** Globs below it whose changes are not the user's. */
  readonly ignore: readonly string[]
  readonly identity: 'full' | 'size+mtime'
  readonly followSymlinks: boolean
}

export interface Places {
  readonly folders: readonly WatchedFolder[]
  /** Absolute paths, whether they exist or not. */
  readonly files: readonly string[]
}

/** @param configFiles the config and all it imports, absolute */
export function placesOf(config: ResolvedConfig, configFiles: readonly string[]): Places {
  const own = [config.state, ...Object.values(config.targets).map(({ path }) => path)]
  const roots = Object.values(config.roots).map(
    ({ path, ignore, identity, followSymlinks }): WatchedFolder => ({
      isRoot: true,
      path,
      ignore,
      identity,
      followSymlinks,
    }),
  )
  const named = [
    ...Object.values(config.dats).flatMap(({ files }) => files.map(({ base, glob }) => placeOf(base, glob))),
    ...config.cloneLists.map(({ path }) => path),
    ...Object.values(config.art.folders),
    ...Object.values(config.metadata.sources).map(({ base, path }) => placeOf(base, path)),
    ...Object.values(config.playlists).flatMap(({ file }) => file ?? []),
  ]
  const folders = [...new Set(named.filter(isFolder))].map((path) => otherFolder(path, own))
  const files = [
    ...configFiles,
    join(dirname(config.file), CURATION_FILE),
    fetchedMark(config.state),
    ...named.filter((path) => !isFolder(path)),
  ]
  return { folders: [...roots, ...folders], files: [...new Set(files)].sort() }
}

/** A folder of DATs may be any folder, the one that is built into among them. */
function otherFolder(path: string, own: readonly string[]): WatchedFolder {
  const ignore = own.flatMap((folder) => {
    const below = pathBelow(path, folder)
    return below ? [literal(below)] : []
  })
  return { isRoot: false, path, ignore, identity: 'full', followSymlinks: false }
}

/** A glob that means this path alone. */
function literal(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@]/g, '\\$&')
}

/** What a glob names without its wild part: a file, or the folder that everything it finds lies in. */
function placeOf(base: string, glob: string): string {
  const plain = resolve(base, glob)
  if (statSync(plain, { throwIfNoEntry: false })) return plain
  return wildPart(base, glob)?.folder ?? plain
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
