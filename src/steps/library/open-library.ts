/** Libraries of a config, with the places that their files lie in. */
import type { ResolvedConfig, ResolvedLibrary } from '../../config/resolved.ts'
import { compileIgnore, isPassedOver } from '../../inventory/scan/walking/ignore.ts'
import { openDisks, type Disks } from '../../disk/open-disks.ts'
import { pathBelow } from '../../disk/real-path.ts'
import { placeOf, type LibraryDisk } from '../../library/disk.ts'
import { notesOf } from '../../library/journal.ts'
import { libraryDisk } from '../../library/node-disk.ts'

/** A library that can be worked on. */
export interface OpenLibrary {
  readonly name: string
  readonly config: ResolvedLibrary
  /** The absolute path of each place, by its name: its roots, and its own folder where that is in none. */
  readonly places: Readonly<Record<string, string>>
  /** Path of its folder on the disk, and of its notes. */
  readonly library: string
  readonly notes: string
  readonly disk: LibraryDisk
  /** Whether scans would pass over a file in this place, though it is one in a root: devices would lose it. */
  isLost(path: string): boolean
  /** Whether it lies in a root whose links are followed. */
  mayBeLinked(path: string): boolean
}

/** Opens some libraries for a while. */
export async function withLibraries<T>(
  config: ResolvedConfig,
  names: readonly string[],
  body: (libraries: readonly OpenLibrary[]) => Promise<T>,
): Promise<T> {
  const disks = openDisks()
  try {
    return await body(await Promise.all(names.map((name) => openLibrary(config, name, disks))))
  } finally {
    await disks.close()
  }
}

async function openLibrary(config: ResolvedConfig, name: string, disks: Disks): Promise<OpenLibrary> {
  const own = config.libraries[name]
  if (!own) throw new Error(`no library ${name}`)
  const places: Record<string, string> = {}
  for (const root of own.roots) places[root] = config.roots[root]?.path ?? ''
  const home =
    own.mode === 'move'
      ? own.roots.find((root) => pathBelow(places[root] ?? '', own.path) !== undefined)
      : undefined
  // no root is called like that
  const ownPlace = `@${name}`
  if (home === undefined) places[ownPlace] = own.path
  const within = pathBelow(places[home ?? ownPlace] ?? '', own.path) ?? ''
  const library = within === '' ? (home ?? ownPlace) : `${home ?? ownPlace}/${within}`
  const ignore = await compileIgnore(config.roots[home ?? '']?.ignore ?? [])
  return {
    name,
    config: own,
    places,
    library,
    notes: notesOf(library, name),
    disk: libraryDisk(places, disks),
    isLost: (path) => home !== undefined && isPassedOver(path.slice(home.length + 1), ignore),
    mayBeLinked: (path) => config.roots[placeOf(path)]?.followSymlinks === true,
  }
}
