/**
 * What hangs on the name of a game's file: saves and states. Devices find them by that name, so a game that is renamed
 * loses sight of its own. They belong to the player: they are looked for, never read, and never deleted.
 *
 * Patterns stand in the device's data. `{stem}` is the name of the game's file without extension, `{file}` with it,
 * `{parent}` that of the folder it is in, `{folder}` all folders below the one where the device has its games, `{system}`
 * the first of those, or the platform's `saveFolder`, `{home}` all folders from the top. A `*` alone is any folder, at the
 * end of a name any rest; a pattern that ends in `/` is a folder of saves.
 */
import type { Disk } from '../../disk/disk.ts'
import { folderOf, join, nameOf } from '../../disk/path.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { remembering } from '../../remembering.ts'
import { splitName } from '../names/names.ts'
import type { Device, PlatformLayout } from '../preset.ts'

/** Something that hangs on a game's old name, and what it would be called with the new one. */
export interface Save {
  readonly path: string
  readonly renamed: string
  readonly bytes: number
  /** Whether something has the new name already, or it lies behind a link that leads outside: nothing is changed there. */
  readonly isTaken: boolean
}

/** Looks for saves on a device. Folders are listed once. */
export interface SaveFinder {
  /** Of a game whose file goes from one path to another; in order of path. */
  of(from: string, to: string): readonly Save[]
  /** Of a game that stays where it is. */
  on(path: string): readonly Save[]
}

export function saveFinder(disk: Disk, device: Device): SaveFinder {
  const { saves = [], besideGames = [], layout, platforms } = device
  const look = remembering(Infinity, (folder) => openFolder(disk, folder))
  const top = gamesFolder(layout)
  const named = Object.values(platforms).filter(({ saveFolder }) => saveFolder !== undefined)
  const beside = besideGames.map((extension) => `{home}/{stem}.${extension}`)
  const patterns = [...saves.filter((pattern) => isThere(disk, pattern)), ...beside]
  const finder: SaveFinder = {
    on(path) {
      const { stem, extension } = splitName(nameOf(path))
      return finder.of(path, join(folderOf(path), `${stem}~${extension}`))
    },
    of(from, to) {
      const found = new Map<string, Save>()
      const ways = systemsOf(below(from, top), below(to, top), named)
      for (const [pattern, [then, system]] of patterns.flatMap((one) =>
        ways.map((way) => [one, way] as const),
      )) {
        const old = fill(pattern, from, top, then)
        const now = fill(pattern, to, top, system)
        if (old === now) continue
        for (const save of match(look, old, now)) {
          // the first pattern that fits knows most of the name
          if (save.path === from || found.has(save.path)) continue
          if (!(save.isTaken && isTwin(disk, save))) found.set(save.path, save)
        }
      }
      return [...found.values()].sort((a, b) => byCodeUnit(a.path, b.path))
    },
  }
  return finder
}

/** Whether the folder is there that a pattern begins with: of many that a device may have, few are. */
function isThere(disk: Disk, pattern: string): boolean {
  const fixed = gamesFolder(pattern.replace('*', '{'))
  return fixed === '' || disk.stat(fixed.slice(0, -1)) !== undefined
}

/**
 * Whether saves of a game in a zip are called like what is in it: where the device is given the path into the zip. Others
 * know no name but the zip's.
 */
export function savesByMember({ playlistFiles }: Device): boolean {
  return playlistFiles?.kind === 'mgl' || playlistFiles?.kind === 'sync' || playlistFiles?.kind === 'lpl'
}

/** Where a device keeps what the games of a platform save. */
interface SavePlaces {
  /** Of a game; `*` for what hangs on nothing but the game's folder. */
  of(path: string): string[]
  /**
   * What the places are made of: those of the game's folder, and as much of its file's name as they take. Two games have the
   * same places when both texts are the same.
   */
  madeOf(path: string): readonly [home: string, name: string]
  /** The folders of each game's places, as one text: only games of one area can have the same places. */
  areas(paths: readonly string[]): ReadonlySet<string>
}

/** It is asked of every game on a device, so what hangs on the folder is filled in once. */
export function savePlaces({ saves = [], layout, platforms }: Device, platform: string): SavePlaces {
  const top = gamesFolder(layout)
  const own = Object.hasOwn(platforms, platform) ? platforms[platform]?.saveFolder : undefined
  const inHome = remembering(Infinity, (home) => saves.map((pattern) => inFolder(pattern, home)))
  const inFolder = (pattern: string, home: string): string => {
    const system = own ?? below(`${home}/`, top).split('/')[0] ?? ''
    return fill(pattern.replaceAll('*/', '{home}/'), `${home}/${ANY_FILE}`, top, system).replaceAll(WILD, '*')
  }
  const homes = remembering(Infinity, (home) => {
    const places = inHome(home).join('\n')
    return { places, takes: taken(places) }
  })
  return {
    madeOf(path) {
      const { places, takes } = homes(folderOf(path))
      const file = nameOf(path)
      return [places, takes === 'file' ? file : takes === 'stem' ? splitName(file).stem : '']
    },
    of(path) {
      const file = nameOf(path)
      const { stem } = splitName(file)
      return inHome(folderOf(path)).map((place) =>
        place.split(ANY_FILE).join(file).split(ANY_STEM).join(stem),
      )
    },
    areas: (paths) => new Set([...new Set(paths.map(folderOf))].map((home) => areaOf(inHome(home)))),
  }
}

/** How much of the name of a game's file is in the names of what it saves. */
function taken(places: string): 'file' | 'stem' | 'nothing' {
  if (places.includes(ANY_FILE)) return 'file'
  return places.includes(ANY_STEM) ? 'stem' : 'nothing'
}

/** The folders of places, without names of games. */
function areaOf(places: readonly string[]): string {
  return places.map((place) => place.slice(0, place.lastIndexOf('/', place.indexOf(ANY_STEM)) + 1)).join('\n')
}

/** Stand for the name of any game's file: no name holds them. */
const ANY_STEM = '\x01'
const ANY_FILE = `${ANY_STEM}.x`

/** A power cut amid a rename on FAT leaves one file under two names. */
function isTwin(disk: Disk, { path, renamed, bytes }: Save): boolean {
  const twin = disk.stat(renamed)
  return twin?.kind === 'file' && twin.size === bytes && disk.hash(path) === disk.hash(renamed)
}

/** The folders of a layout, or of a pattern, before its first placeholder: `games/`. */
export function gamesFolder(layout: string): string {
  const fixed = layout.split('{')[0] ?? ''
  return fixed.slice(0, fixed.lastIndexOf('/') + 1)
}

/** The folders of a path, below that of all games. */
function below(path: string, top: string): string {
  const home = folderOf(path)
  return `${home}/`.startsWith(top) ? home.slice(top.length) : home
}

/**
 * What the device calls the folder of saves, under the old path and the new one. Of platforms that share a folder nobody
 * can tell which it is: saves stay where they are then.
 */
function systemsOf(
  from: string,
  to: string,
  named: readonly PlatformLayout[],
): readonly (readonly [then: string, now: string])[] {
  const [then = '', now = ''] = [from, to].map((folder) => folder.split('/')[0] ?? '')
  const here = named.filter(({ folder }) => `${to}/`.startsWith(`${folder}/`))
  const own = [...new Set(here.map(({ saveFolder = now }) => saveFolder))]
  if (own.length === 0) return [[then, now]]
  const same = own.map((system) => [system, system] as const)
  return own.length === 1 && !own.includes(then) ? [...same, [then, own[0] ?? now]] : same
}

function fill(pattern: string, path: string, top: string, system: string): string {
  const [home, file] = [folderOf(path), nameOf(path)]
  const values: Readonly<Record<string, string>> = {
    home,
    folder: below(path, top),
    system,
    parent: nameOf(home),
    file,
    stem: splitName(file).stem,
  }
  // names of games may hold a `*` on a file system that allows it: only those of the pattern are wild
  return pattern.replaceAll('*', WILD).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

/** Stands for a wild `*` once names are filled in: no name holds it. */
const WILD = '\0'

/** `old` and `now` have the same wild parts. */
function match(look: (folder: string) => Folder, old: string, now: string): Save[] {
  const isFolder = old.endsWith('/')
  const from = parts(old)
  const to = parts(now)
  const ways = waysOf(look, from.slice(0, -1), to.slice(0, -1))
  const last = from.at(-1) ?? ''
  const next = to.at(-1) ?? ''
  return ways.flatMap(([a, b]) =>
    look(a)
      .named(last, isFolder)
      .map(({ name, bytes }): Save => {
        const rest = last.endsWith(WILD) ? name.slice(last.length - 1) : ''
        const renamed = join(b, next.replace(WILD, '') + rest)
        return {
          path: join(a, name),
          renamed,
          bytes,
          isTaken: look(b).isOutside || look(b).has(nameOf(renamed)),
        }
      }),
  )
}

/** From folder to folder. Where a game goes deeper, nobody can tell which folders a wild part stands for. */
function waysOf(
  look: (folder: string) => Folder,
  from: readonly string[],
  to: readonly string[],
): readonly (readonly [old: string, now: string])[] {
  if (!from.includes(WILD)) return [[from.join('/'), to.join('/')]]
  if (from.length !== to.length) return []
  let ways: readonly (readonly [old: string, now: string])[] = [['', '']]
  for (const [i, part] of from.entries()) {
    ways = ways.flatMap(([a, b]) => {
      const names = part === WILD ? look(a).folders : [part]
      return names.map((name) => [join(a, name), join(b, part === WILD ? name : (to[i] ?? ''))] as const)
    })
  }
  return ways
}

function parts(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}

interface Folder {
  readonly isOutside: boolean
  readonly folders: readonly string[]
  has(name: string): boolean
  /** Entries of that name, or beginning with it if it ends in a wild part. Case does not matter: on cards it does not. */
  named(name: string, isFolder: boolean): readonly { readonly name: string; readonly bytes: number }[]
}

function openFolder(disk: Disk, folder: string): Folder {
  const entries = disk.list(folder) ?? []
  const byStart = new Map<string, string[]>()
  const kinds = new Map(entries.map(({ name, kind }) => [name, kind]))
  for (const { name } of entries) {
    const lower = name.toLowerCase()
    addTo(byStart, lower, name)
    // a wild part follows a dot, a low line or `.state`
    for (const { index } of lower.matchAll(/(?<=[._]|\.state)/g))
      addTo(byStart, lower.slice(0, index) + WILD, name)
  }
  return {
    isOutside: folder !== '' && disk.leadsOutside(folder),
    folders: entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name),
    has: (name) => byStart.has(name.toLowerCase()),
    named(name, isFolder) {
      const names = byStart.get(name.toLowerCase()) ?? []
      return names
        .filter((one) => kinds.get(one) === (isFolder ? 'folder' : 'file'))
        .map((one) => ({ name: one, bytes: isFolder ? 0 : (disk.stat(join(folder, one))?.size ?? 0) }))
    },
  }
}
