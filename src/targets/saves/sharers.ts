/** Saves that two games on a device have in common, because it knows them by name alone: such a save goes with neither. */
import type { Disk } from '../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../disk/path.ts'
import { byAnySpelling } from '../../disk/spelling.ts'
import { groupBy } from '../../groups.ts'
import { remembering } from '../../remembering.ts'
import { namedAt } from '../lists/named-files.ts'
import { splitName } from '../names/names.ts'
import type { Device } from '../preset.ts'
import { gamesFolder, type Save, type SaveFinder } from './saves.ts'

interface Rename {
  readonly from: string
  readonly path: string
}

/** Tells whether a save of a game that is renamed is that of a game on the device as well which is not. */
export function sharedWith(
  disk: Disk,
  { layout, platforms }: Device,
  finder: SaveFinder,
  renames: readonly Rename[],
): (save: Save, of: Rename) => boolean {
  const top = gamesFolder(layout)
  const places = Object.values(platforms).map(({ folder, extensions, zips }) => ({
    home: join(top.slice(0, -1), folder),
    extensions: new Set(
      [...extensions, ...(zips === true ? ['zip'] : [])].map((extension) => `.${extension}`),
    ),
  }))
  const leaving = new Set(renames.map(({ from }) => from))
  const leavingAs = byAnySpelling(leaving)
  /** The files of a folder by their names without extensions, in small letters. */
  const filesIn = remembering(Infinity, (folder) => {
    const files = (disk.list(folder) ?? []).filter(({ kind }) => kind === 'file')
    const names = files.map(({ name }) => splitName(name))
    return groupBy(names, ({ stem }) => stem.toLowerCase())
  })

  /** Games of that name where the device's other platforms would have them. */
  function namesakes(from: string): string[] {
    const folder = folderOf(from)
    const stem = splitName(nameOf(from)).stem.toLowerCase()
    const own = places.find(({ home }) => `${folder}/`.startsWith(`${home}/`))?.home ?? homeOf(folder)
    const found = places.flatMap(({ home, extensions }) => {
      const there = home + folder.slice(own.length)
      const named = filesIn(there).get(stem) ?? []
      const alike = named.filter((file) => extensions.has(file.extension.toLowerCase()))
      return alike.map((file) => join(there, file.stem + file.extension))
    })
    return [...new Set(found)].filter((path) => !leaving.has(path) && !isOfLeaving(path))
  }

  /** A sheet that somebody wrote for tracks that go is no game without them. */
  function isOfLeaving(path: string): boolean {
    const tracks = namedAt(disk, path)
    return tracks.length > 0 && tracks.every((track) => leavingAs(track) !== undefined)
  }

  /** Of a game that is where none of the device's platforms has its own any more. */
  function homeOf(folder: string): string {
    const end = folder.indexOf('/', top.length)
    return end === -1 ? folder : folder.slice(0, end)
  }

  return (save, { from, path }) =>
    namesakes(from).some((other) => {
      const renamed = join(folderOf(other), splitName(nameOf(path)).stem + splitName(other).extension)
      return finder.of(other, renamed).some((one) => one.path === save.path)
    })
}
