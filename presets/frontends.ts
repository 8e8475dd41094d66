/** What the presets of emulator frontends have in common: a folder a platform, and discs of a game as one entry. */
import {
  inPlace,
  type ArcadeLayout,
  type Device,
  type DiscFiles,
  type PlatformLayout,
  type PlaylistFiles,
  type TargetInPlace,
  type TargetOptions,
} from '../src/targets/preset.ts'
import type { PictureFiles } from '../src/targets/pictures/files.ts'
import type { FrontendPlatform } from './data/frontend.ts'
import { RETROARCH_PLATFORMS } from './data/retroarch.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import {
  ARCADE_LAYOUTS,
  COMMON_OPTIONS,
  ownFolderIn,
  platformWishes,
  TARGET_OPTIONS,
  targetWishes,
  type ArcadeOptions,
  type PlatformWishes,
  type ZipOptions,
} from './options.ts'

/** `S`: the slugs of the platforms that the frontend knows. */
export interface FrontendOptions<P extends string, L extends string, S extends string>
  extends TargetOptions<P, L>, ZipOptions, ArcadeOptions {
  /** Only these platforms, or what is different for some: `{ snes: { folder: 'superfamicom' } }`. */
  readonly platforms?: PlatformWishes<S>
  /** Other folders than the frontend's own, by platform slug. */
  readonly folders?: Readonly<Partial<Record<S, string>>>
  /** Path of each file. Default: the frontend's folder of games, then `{folder}/{file}`. */
  readonly layout?: string
  /** Path of the files of a release of several. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
}

/** The options of a frontend that reads no playlists. */
export type PlainFrontendOptions<P extends string, S extends string> = Omit<
  FrontendOptions<P, string, S>,
  'playlists'
>

export function frontendOptions(slugs: readonly string[]): OptionKinds {
  return {
    ...plainFrontendOptions(slugs),
    playlists: COMMON_OPTIONS.playlists,
  }
}

export function plainFrontendOptions(slugs: readonly string[]): OptionKinds {
  return {
    ...TARGET_OPTIONS,
    platforms: { platforms: slugs },
    folders: { textByName: slugs },
    layout: 'text',
    multiFile: 'text',
    archives: { oneOf: ['extract', 'zip'] },
    arcade: { oneOf: ARCADE_LAYOUTS },
  }
}

/**
 * Where a frontend wants the discs of a game and the list of them: the list `beside` their folder, `inside` it, the
 * folder called `as-file`, like the list in it; or the discs `together` without a list.
 */
export type DiscStyle = 'beside' | 'inside' | 'as-file' | 'together'

export function discsIn(layout: string, style: DiscStyle): DiscFiles {
  const folder = layout.slice(0, layout.lastIndexOf('/') + 1)
  switch (style) {
    case 'beside':
      return { files: `${folder}{release}/{file}`, list: `${folder}{release}{ext}` }
    case 'inside':
      return { files: `${folder}{release}/{file}`, list: `${folder}{release}/{release}{ext}` }
    case 'as-file':
      return { files: `${folder}{release}.m3u/{file}`, list: `${folder}{release}.m3u/{release}{ext}` }
    case 'together':
      return { files: `${folder}{release}/{file}` }
  }
}

interface Frontend {
  readonly name: string
  readonly table: Readonly<Record<string, FrontendPlatform>>
  readonly layout: string
  readonly discs: DiscStyle
  readonly names: Device['names']
  readonly limits?: Device['limits']
  readonly reserved: readonly string[]
  readonly gameLists?: Device['gameLists']
  readonly setTitles?: Device['setTitles']
  readonly saves?: readonly string[]
  readonly firmware?: Device['firmware']
  readonly playlistFiles?: PlaylistFiles
  readonly pictures?: PictureFiles
  /** What it calls platforms, where that is not their folder. */
  readonly labels?: Readonly<Record<string, string>>
}

/** What a frontend's options may say, whatever their types say of names. */
interface Wishes {
  readonly platforms?: PlatformWishes
  readonly folders?: Readonly<Record<string, string | undefined>>
  readonly layout?: string
  readonly multiFile?: string
  readonly archives?: 'extract' | 'zip'
  readonly arcade?: ArcadeLayout
}

/** A target whose device has such a frontend; or, of a wrong call, what the validation is to see: `misuse`. */
export function frontendTarget<P extends string, L extends string>(
  preset: string,
  kinds: OptionKinds,
  options: TargetOptions<P, L> & Wishes,
  frontend: Frontend,
): TargetInPlace<P, L> {
  const misused = misuse(preset, kinds, options)
  if (misused) return misused
  const { path, policy, playlists = [] } = options
  const device = frontendDevice(frontend, options)
  return inPlace<P, L>({ preset, path, policy, playlists, ...targetWishes(options), device })
}

function frontendDevice(frontend: Frontend, options: Wishes): Device {
  const {
    name,
    table,
    names,
    limits = {},
    reserved,
    saves,
    firmware,
    playlistFiles,
    pictures,
    gameLists,
    setTitles,
  } = frontend
  const { layout = frontend.layout } = options
  const { only, folders, cores } = platformWishes(options)
  const rows = (only ?? Object.keys(table)).flatMap((slug): [string, PlatformLayout][] => {
    const row = table[slug]
    return row === undefined
      ? []
      : [[slug, layoutOf(slug, { ...row, ...labelOf(slug, frontend) }, folders[slug], cores[slug])]]
  })
  return {
    name,
    platforms: Object.fromEntries(rows),
    ...(only === undefined ? {} : { platformsChosen: true }),
    layout,
    multiFileLayout: options.multiFile ?? ownFolderIn(layout),
    discs: discsIn(layout, frontend.discs),
    ...(options.archives === 'zip' ? { archives: 'zip' } : {}),
    ...(options.arcade === undefined ? {} : { arcade: options.arcade }),
    names,
    limits,
    ...(playlistFiles === undefined ? {} : { playlistFiles }),
    ...(pictures === undefined ? {} : { pictures }),
    reserved,
    ...(gameLists === undefined ? {} : { gameLists }),
    ...(setTitles === undefined ? {} : { setTitles }),
    // their emulators read what protected discs of the PlayStation hold beside their tracks
    ...(saves === undefined ? {} : { saves, besideGames: ['sbi'] }),
    ...(firmware === undefined ? {} : { firmware }),
  }
}

function labelOf(slug: string, { labels = {} }: Frontend): Pick<PlatformLayout, 'label'> {
  const label = Object.hasOwn(labels, slug) ? labels[slug] : undefined
  return label === undefined ? {} : { label }
}

/** Their emulators are mostly RetroArch's cores: what those want of headers, and read under other names, they do too. */
function layoutOf(
  slug: string,
  row: FrontendPlatform,
  folder: string | undefined,
  core: string | undefined,
): PlatformLayout {
  const like: Partial<PlatformLayout> =
    Object.entries(RETROARCH_PLATFORMS).find(([other]) => other === slug)?.[1] ?? {}
  const others = new Set([...(row.renamed ?? []), ...(like.renamed ?? [])])
  const renamed = [...others].filter((extension) => !row.extensions.includes(extension))
  return {
    ...row,
    folder: folder ?? row.folder,
    ...(core === undefined ? {} : { core }),
    ...(renamed.length === 0 ? {} : { renamed }),
    ...(like.shape === undefined ? {} : { shape: like.shape }),
  }
}

/** Names that SD cards, Windows and Linux all hold. */
export const COMMON_NAMES: Device['names'] = {
  alphabet: 'fat',
  maxName: 255,
  maxNameBytes: 255,
  maxPath: 1023,
}

/** FAT32: files below 4 GiB, and folders of 65,536 directory entries. */
export const FAT32_LIMITS: Device['limits'] = { fatSlotsPerFolder: 65_536, fileBytes: 4_294_967_295 }
