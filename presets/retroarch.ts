/** RetroArch on any system: content folders and playlists, below RetroArch's own folder or anywhere else. */
import {
  inPlace,
  type Device,
  type FileWishes,
  type PlatformLayout,
  type TargetInPlace,
  type TargetOptions,
} from '../src/targets/preset.ts'
import {
  RETROARCH_ARCADE_DATABASES,
  RETROARCH_OPTIONS_OF_GAMES,
  RETROARCH_PLATFORMS,
  RETROARCH_RESERVED,
  RETROARCH_SAVES,
  RETROARCH_SERIALS,
  type RetroarchPlatform,
} from './data/retroarch.ts'
import { RETROARCH_PICTURES } from './data/pictures.ts'
import { RETROARCH_CORES } from './data/retroarch-cores.ts'
import { COMMON_NAMES, discsIn } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import {
  ARCADE_LAYOUTS,
  COMMON_OPTIONS,
  ownFolderIn,
  platformWishes,
  targetWishes,
  type ArcadeOptions,
  type PlatformWishes,
  type ZipOptions,
} from './options.ts'

export type { RetroarchPlatform }

export interface RetroarchOptions<P extends string = string, L extends string = string>
  extends TargetOptions<P, L>, ZipOptions, ArcadeOptions {
  /**
   * Where the target's folder is on the device that runs RetroArch: `/storage`, `C:\RetroArch`. RetroArch's playlists
   * hold absolute paths. Default: the absolute path on this machine, so the same config gives other playlists on
   * another machine.
   */
  readonly deviceRoot?: string
  /**
   * Folder of the content on that device. Written into the playlists, it lets RetroArch replace that beginning of
   * every path when the list is used elsewhere (its portable playlists).
   */
  readonly baseContentDirectory?: string
  /**
   * Only these platforms, or what is different for some: `{ snes: { core: 'snes9x' } }`. Default: all for which
   * RetroArch has cores that open loose files. With a core, playlists start games by it and do not ask.
   */
  readonly platforms?: PlatformWishes<RetroarchPlatform>
  /** Other folders than the database's name, by platform slug. */
  readonly folders?: Readonly<Partial<Record<RetroarchPlatform, string>>>
  /** Path of each file. Default: `content/{folder}/{file}`. */
  readonly layout?: string
  /** Path of the files of a release of several. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
  /** Where the cores are on the device, for platforms and games that name theirs. Default: `cores` in `deviceRoot`. */
  readonly coreFolder?: string
  /** Folder of the playlists. Default: `playlists`. */
  readonly playlistFolder?: string
  /** Write one playlist a platform, as RetroArch's own scanner would. Default: true. */
  readonly platformPlaylists?: boolean
  /**
   * Options of cores for single games, as definition packs know them: `config/<core>/<game>.opt`. With `device`, what
   * they say for that beats what they say for any. RetroArch takes such a file in place of all that is set for the
   * core. Default: none.
   */
  readonly settings?: boolean | { readonly device?: string }
}

const SLUGS = Object.keys(RETROARCH_PLATFORMS)

export const RETROARCH_OPTIONS: OptionKinds = {
  ...COMMON_OPTIONS,
  deviceRoot: 'text',
  baseContentDirectory: 'text',
  coreFolder: 'text',
  platforms: { platforms: SLUGS },
  folders: { textByName: SLUGS },
  layout: 'text',
  multiFile: 'text',
  playlistFolder: 'text',
  platformPlaylists: 'flag',
  settings: { flagOr: { device: 'text' } },
  archives: { oneOf: ['extract', 'zip'] },
  arcade: { oneOf: ARCADE_LAYOUTS },
}

/** ROMs by the name of their libretro database, with `.lpl` playlists as RetroArch itself writes them. */
export function retroarch<P extends string = string, L extends string = never>(
  options: RetroarchOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('retroarch', RETROARCH_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [] } = options
  const { only, folders, cores } = platformWishes(options)
  const platforms = only ?? SLUGS.filter(isPlatform)
  const { deviceRoot, baseContentDirectory, coreFolder } = options
  const layouts = new Map<string, PlatformLayout>()
  for (const slug of platforms) {
    const facts = RETROARCH_PLATFORMS[slug]
    const folder = folders[slug] ?? facts.label
    const zips = opensInZips(facts)
    const core = cores[slug]
    layouts.set(slug, {
      ...facts,
      folder,
      ...(zips ? { zips } : {}),
      ...(core === undefined ? {} : { core }),
      ...arcadeLabel(slug, folder),
    })
  }
  const layout = options.layout ?? 'content/{folder}/{file}'
  return inPlace<P, L>({
    preset: 'retroarch',
    path,
    policy,
    playlists,
    ...targetWishes(options),
    device: {
      name: 'RetroArch',
      platforms: Object.fromEntries(layouts),
      ...(only === undefined ? {} : { platformsChosen: true }),
      layout,
      multiFileLayout: options.multiFile ?? ownFolderIn(layout),
      discs: discsIn(layout, 'beside'),
      ...(options.archives === 'zip' ? { archives: 'zip' } : {}),
      ...(options.arcade === undefined ? {} : { arcade: options.arcade }),
      names: COMMON_NAMES,
      limits: {},
      playlistFiles: {
        kind: 'lpl',
        folder: options.playlistFolder ?? 'playlists',
        perPlatform: options.platformPlaylists ?? true,
        ...(deviceRoot === undefined ? {} : { deviceRoot }),
        ...(baseContentDirectory === undefined ? {} : { baseContentDirectory }),
        ...(coreFolder === undefined ? {} : { coreFolder }),
        serials: RETROARCH_SERIALS,
      },
      pictures: RETROARCH_PICTURES,
      ...settingsOf(options.settings),
      reserved: RETROARCH_RESERVED,
      besideGames: ['sbi'],
      firmware: { table: 'retroarch', folder: 'system' },
    },
  })
}

function settingsOf(wish: RetroarchOptions['settings'] = false): Pick<Device, 'settings' | 'saves'> {
  if (wish === false) return { saves: [...RETROARCH_SAVES, RETROARCH_OPTIONS_OF_GAMES] }
  return {
    saves: RETROARCH_SAVES,
    settings: {
      form: 'retroarch-options',
      path: 'config/{emulator}/{name}.opt',
      emulators: RETROARCH_CORES,
      ...(wish === true || wish.device === undefined ? {} : { device: wish.device }),
    },
  }
}

/** Cores that open discs and whole folders need them loose. */
function opensInZips({ extensions }: FileWishes): boolean {
  return !extensions.some((extension) => LOOSE.includes(extension))
}

const LOOSE = ['cue', 'chd', 'gdi', 'iso', 'm3u', 'ccd', 'toc', 'zip']

/** MAME's cores and FBNeo know their games by other databases: the folder tells for which the sets are. */
function arcadeLabel(slug: RetroarchPlatform, folder: string): Partial<PlatformLayout> {
  return slug === 'arcade' && RETROARCH_ARCADE_DATABASES.includes(folder) ? { label: folder } : {}
}

function isPlatform(slug: string): slug is RetroarchPlatform {
  return Object.hasOwn(RETROARCH_PLATFORMS, slug)
}
