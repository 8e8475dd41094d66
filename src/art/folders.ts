/**
 * Folders of pictures that are named like games: a folder a platform, in it one for each kind. This is how libretro's
 * thumbnails are laid out, as a download and as a clone of their repositories; frontends and scrapers do it alike, with
 * other names for the kinds.
 */
import { hash } from 'node:crypto'
import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { byCodeUnit } from '../order.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import type { PictureKind } from '../targets/pictures/files.ts'
import type { PicturesByGame, PlacedPicture } from './listed.ts'

/** What folders of each kind are called; case does not matter. The first name stands before the others. */
const FOLDERS: Readonly<Record<PictureKind, readonly string[]>> = {
  box: ['named_boxarts', 'box', 'boxes', 'covers', 'boxfront'],
  back: ['back', 'backs', 'backcovers', 'boxback'],
  'box-3d': ['box-3d', 'box3d', '3dboxes'],
  snap: ['named_snaps', 'snap', 'snaps', 'screenshots', 'screenshot'],
  title: ['named_titles', 'title', 'titles', 'titlescreens', 'titlescreen'],
  logo: ['named_logos', 'logo', 'logos', 'wheel', 'wheels', 'marquees'],
  banner: ['banner', 'banners'],
  icon: ['icon', 'icons'],
  background: ['background', 'backgrounds', 'fanart'],
}

const KINDS = new Map(
  (Object.entries(FOLDERS) as [PictureKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((name, rank) => [name, { kind, rank }] as const),
  ),
)

const PICTURE = /\.(?:png|jpe?g|webp|gif)$/i

/**
 * The form in which names of pictures and of games are compared: what libretro writes as `_`, and what file systems do
 * not tell apart, is one.
 */
export function pictureKey(name: string): string {
  return name
    .replace(/[&*/:`<>?\\|"]/g, '_')
    .normalize('NFC')
    .toLowerCase()
    .trim()
}

/** Whether the folder itself is there. */
export function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}

/** The folders of a platform that are there: by libretro's name, with its underlines, and by our slug. Absolute. */
export function platformFolders(folder: string, platform: string): readonly string[] {
  const name = platformBySlug(platform)?.libretro
  const names = [...(name === undefined ? [] : [name, name.replaceAll(' ', '_')]), platform]
  return [...new Set(names)].map((part) => join(folder, part)).filter(isThere)
}

/** Everything about the pictures of a platform that can change, in a few bytes. */
export function fingerprintOf(folder: string, platform: string): { fingerprint: string; files: number } {
  const lines = platformFolders(folder, platform).flatMap((path) =>
    picturesIn(path).map(({ file, size, mtime }) => `${file}\0${size}\0${mtime}\n`),
  )
  const fingerprint = hash('sha1', lines.sort(byCodeUnit).join(''))
  return { fingerprint, files: lines.length }
}

/** By the key of a name; paths are relative to the folder. Of two of one name and kind, the first in order is taken. */
export function picturesOf(folder: string, platform: string): PicturesByGame {
  const found = new Map<string, Map<PictureKind, PlacedPicture>>()
  for (const path of platformFolders(folder, platform)) {
    for (const { file, kind, name, size, mtime } of picturesIn(path)) {
      const key = pictureKey(name)
      const of = found.get(key) ?? new Map<PictureKind, PlacedPicture>()
      found.set(key, of)
      const inside = file.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')
      if (!of.has(kind)) of.set(kind, { path: inside, size, mtime })
    }
  }
  const sorted = [...found].sort(([a], [b]) => byCodeUnit(a, b))
  return Object.fromEntries(sorted.map(([key, of]) => [key, Object.fromEntries(of)]))
}

interface FoundFile {
  /** Absolute. */
  readonly file: string
  readonly kind: PictureKind
  /** Without extension. */
  readonly name: string
  readonly size: number
  readonly mtime: number
}

/** By the rank of their folder, then by name. */
function picturesIn(platformFolder: string): FoundFile[] {
  const kinds = entriesOf(platformFolder)
    .flatMap((entry) => {
      const known = KINDS.get(entry.name.toLowerCase())
      return known && !entry.isFile() ? [{ ...known, folder: join(platformFolder, entry.name) }] : []
    })
    .sort((a, b) => a.rank - b.rank || byCodeUnit(a.folder, b.folder))
  return kinds.flatMap(({ kind, folder }) =>
    entriesOf(folder)
      .filter(({ name }) => PICTURE.test(name))
      .sort((a, b) => byCodeUnit(a.name, b.name))
      .flatMap(({ name }): FoundFile[] => {
        const file = join(folder, name)
        const stat = lstatSync(file, { throwIfNoEntry: false })
        if (!stat?.isFile()) return []
        const { size, mtimeMs: mtime } = stat
        return [{ file, kind, name: name.replace(PICTURE, ''), size, mtime }]
      }),
  )
}

/** What cannot be listed holds nothing for us. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
