/** A plain folder, for every device and frontend without a preset of its own. */
import { ownValue } from '../src/own-value.ts'
import type { ByPlatform, KnownPlatform } from '../src/platforms/known.ts'
import {
  inPlace,
  type NameRules,
  type PlatformLayout,
  type TargetInPlace,
  type TargetOptions,
} from '../src/targets/preset.ts'
import { COMMON_NAMES, discsIn } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import {
  ARCADE_LAYOUTS,
  COMMON_OPTIONS,
  platformWishes,
  targetWishes,
  ownFolderIn,
  type ArcadeOptions,
  type PlatformWishes,
  type ZipOptions,
} from './options.ts'

export interface FolderOptions<P extends string = string, L extends string = string>
  extends TargetOptions<P, L>, ZipOptions, ArcadeOptions {
  /**
   * Path of each file. Placeholders: `{platform}` (slug), `{folder}` (the slug, or what `folders` says), `{title}`,
   * `{release}`, `{region}`, `{letter}`, `{name}`, `{ext}`, `{file}`. Default: `{folder}/{file}`.
   */
  readonly layout?: string
  /** The same for releases of several files. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
  /** Other folder names, by platform slug; an empty one is the top of the target. */
  readonly folders?: ByPlatform<string>
  /** Only these platforms, by slug, or what is different for some. Default: all. */
  readonly platforms?: PlatformWishes<KnownPlatform>
  /**
   * `fat` (default): names that every file system holds. `posix`: names as the DAT has them, for Linux and Mac
   * folders; two names may then differ only in case.
   */
  readonly names?: 'fat' | 'posix'
  /** Folder of the `.m3u` playlists. Default: `playlists`. */
  readonly playlistFolder?: string
  /**
   * `list`: games on several discs get a folder, and an `.m3u` beside it that names the discs in order. Default: each
   * disc is a game of its own.
   */
  readonly discs?: 'list'
  /** Most files and folders one folder may hold. Default: no limit. */
  readonly entriesPerFolder?: number
}

export const FOLDER_OPTIONS: OptionKinds = {
  ...COMMON_OPTIONS,
  layout: 'text',
  multiFile: 'text',
  folders: { textByName: 'any' },
  platforms: { platforms: 'any' },
  names: { oneOf: ['fat', 'posix'] },
  playlistFolder: 'text',
  discs: { oneOf: ['list'] },
  entriesPerFolder: 'count',
  archives: { oneOf: ['extract', 'zip'] },
  arcade: { oneOf: ARCADE_LAYOUTS },
}

const ANY_FILE = { extensions: [], zips: true }

const NAMES: Readonly<Record<'fat' | 'posix', NameRules>> = {
  fat: COMMON_NAMES,
  posix: { alphabet: 'posix', maxName: 255, maxNameBytes: 255, maxPath: 4000 },
}

/** Every platform and every kind of file, as the user has it, below a path of the user's own design. */
export function folder<P extends string = string, L extends string = never>(
  options: FolderOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('folder', FOLDER_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [], entriesPerFolder } = options
  const { only, folders } = platformWishes(options)
  const named = only ?? Object.keys(folders)
  const layouts = new Map<string, PlatformLayout>()
  for (const slug of named) {
    const own = ownValue(folders, slug)
    layouts.set(slug, { ...ANY_FILE, folder: own ?? slug })
  }
  const layout = options.layout ?? '{folder}/{file}'
  return inPlace<P, L>({
    preset: 'folder',
    path,
    policy,
    playlists,
    ...targetWishes(options),
    device: {
      name: path,
      platforms: Object.fromEntries(layouts),
      ...(only === undefined ? { otherPlatforms: ANY_FILE } : { platformsChosen: true }),
      layout,
      multiFileLayout: options.multiFile ?? ownFolderIn(layout),
      ...(options.discs === 'list' ? { discs: discsIn(layout, 'beside') } : {}),
      ...(options.archives === 'zip' ? { archives: 'zip' } : {}),
      ...(options.arcade === undefined ? {} : { arcade: options.arcade }),
      names: NAMES[options.names ?? 'fat'],
      limits: entriesPerFolder === undefined ? {} : { entriesPerFolder },
      playlistFiles: { kind: 'm3u', folder: options.playlistFolder ?? 'playlists' },
      reserved: [],
    },
  })
}
