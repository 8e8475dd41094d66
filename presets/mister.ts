/** MiSTer FPGA: the root of its SD card, or of a USB drive. */
import { inPlace, type MglLaunch, type PlatformLayout } from '../src/targets/preset.ts'
import type { TargetInPlace, TargetOptions } from '../src/targets/preset.ts'
import { MISTER_LAUNCH, MISTER_OTHER_CORES } from './data/mister-launch.ts'
import {
  MISTER_FIRMWARE_NAMES,
  MISTER_PLATFORMS,
  MISTER_RESERVED,
  MISTER_SAVES,
  type MisterPlatform,
} from './data/mister.ts'
import { MISTER_SYNC_SYSTEMS } from './data/mister-sync.ts'
import { discsIn } from './frontends.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import {
  COMMON_OPTIONS,
  ownFolderIn,
  platformWishes,
  targetWishes,
  type PlatformWishes,
  type ZipOptions,
} from './options.ts'

export type { MisterPlatform }

export interface MisterOptions<P extends string = string, L extends string = string>
  extends TargetOptions<P, L>, ZipOptions {
  /** Only these platforms, or what is different for some: `{ gamegear: { folder: 'GameGear' } }`. */
  readonly platforms?: PlatformWishes<MisterPlatform>
  /**
   * Other folders than the cores' own, below `games/`: `{ gamegear: 'GameGear' }`. A folder that is the name of a
   * core's variant (`GBC`, `GameGear`, `Atari2600`…) also starts that variant from playlists.
   */
  readonly folders?: Readonly<Partial<Record<MisterPlatform, string>>>
  /** Path of each file. Default: `games/{folder}/{file}`. */
  readonly layout?: string
  /** Path of the files of a release of several. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
  /**
   * Folder of your `.mra` files, on the card (`/media/card/_Arcade`) or elsewhere: the arcade sets that they look for are
   * written to `games/mame` and `games/hbmame`, whatever the policy selects. Default: no arcade.
   */
  readonly mra?: string
  /** Folder that holds the playlists; must begin with `_` to show in MiSTer's menu. Default: the main menu itself. */
  readonly playlistFolder?: string
  /**
   * `launchers` (default): a folder of launchers for each playlist. `launch-sync`: a `.sync` file, from which the script
   * LaunchSync makes such a folder on the MiSTer. Never both: the script empties the folder before it fills it.
   */
  readonly playlistsAs?: 'launchers' | 'launch-sync'
}

/** MiSTer remembers the path of an open zip in 255 characters, with `/media/usb0/` before what we know of it. */
const LONGEST_ZIP_PATH = 243

const SLUGS = Object.keys(MISTER_PLATFORMS)

export const MISTER_OPTIONS: OptionKinds = {
  ...COMMON_OPTIONS,
  platforms: { platforms: SLUGS },
  folders: { textByName: SLUGS },
  layout: 'text',
  multiFile: 'text',
  playlistFolder: 'text',
  playlistsAs: { oneOf: ['launchers', 'launch-sync'] },
  mra: 'text',
  archives: { oneOf: ['extract', 'zip'] },
}

/**
 * ROMs in each core's folder, named as the core needs it (extensions of three letters at most, never `boot.rom`);
 * a playlist is a folder of the main menu (`_Shooters/01 Gradius.mgl`) whose entries start the games.
 */
export function mister<P extends string = string, L extends string = never>(
  options: MisterOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('mister', MISTER_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [] } = options
  const { only, folders } = platformWishes(options)
  const platforms = only ?? SLUGS.filter(isPlatform)
  const chosen = platforms.map((slug) => ({ slug, folder: folders[slug] ?? MISTER_PLATFORMS[slug].folder }))
  const layout = options.layout ?? 'games/{folder}/{file}'
  // where cores then find their folders: those at the top of a card before those in `games`
  const home = layout.startsWith('{folder}/') ? '' : 'games/'
  const { playlistFolder: listsIn = '' } = options
  return inPlace<P, L>({
    preset: 'mister',
    path,
    policy,
    playlists,
    ...targetWishes(options),
    device: {
      name: 'MiSTer',
      platforms: {
        ...Object.fromEntries(chosen.map(({ slug, folder }) => [slug, layoutOf(slug, folder)])),
        ...(options.mra === undefined ? {} : { arcade: ARCADE }),
      },
      ...(options.mra === undefined ? {} : { mra: options.mra }),
      ...(only === undefined ? {} : { platformsChosen: true }),
      layout,
      multiFileLayout: options.multiFile ?? ownFolderIn(layout),
      // the cores change discs within a folder, and keep one save for it
      discs: discsIn(layout, 'together'),
      ...(options.archives === 'zip' ? { archives: 'zip' } : {}),
      // A path is cut at the first `.zip` in it and what is before is opened as an archive.
      names: {
        alphabet: 'fat',
        maxName: 255,
        // Main holds names as bytes
        maxNameBytes: 255,
        maxPath: options.archives === 'zip' ? LONGEST_ZIP_PATH : 1023,
        taken: MISTER_FIRMWARE_NAMES,
        avoid: ['.zip'],
      },
      limits: {},
      playlistFiles:
        options.playlistsAs === 'launch-sync'
          ? { kind: 'sync', folder: listsIn, systems: systemsOf(platforms) }
          : {
              kind: 'mgl',
              folder: listsIn,
              launch: Object.fromEntries(
                chosen.flatMap(({ slug, folder }) => {
                  const launch = launchOf(slug, folder, home)
                  return launch === undefined ? [] : [[slug, launch] as const]
                }),
              ),
            },
      reserved: MISTER_RESERVED,
      hiddenFromTop: 'games',
      saves: MISTER_SAVES,
      // what protected discs of the PlayStation hold beside their tracks, and pictures for the Vectrex
      besideGames: ['sbi', 'ovr'],
      firmware: { table: 'mister', folder: home.slice(0, -1) },
    },
  })
}

/** Where launchers look for the zips that they name. */
const ARCADE: PlatformLayout = { folder: 'mame', extensions: ['zip'] }

function isPlatform(slug: string): slug is MisterPlatform {
  return Object.hasOwn(MISTER_PLATFORMS, slug)
}

function layoutOf(slug: MisterPlatform, folder: string): PlatformLayout {
  const { type, setname, byExtension = {} } = MISTER_LAUNCH[slug] ?? {}
  const mounts = Object.values(byExtension).some((slot) => slot.type === 's')
  const { extensions }: PlatformLayout = MISTER_PLATFORMS[slug]
  const [first = ''] = folder.split('/')
  const isCore = first === setname || otherCore(slug, folder) !== undefined
  return {
    ...MISTER_PLATFORMS[slug],
    folder,
    // the menu looks into zips for what a core loads, not for what it mounts
    ...(type === 'f' && !mounts ? { zips: true } : {}),
    // cores take another disc in the same folder for one of the same game: it is not started anew, and saves on that one's
    ...(extensions.includes('chd') ? { ownFolder: true } : {}),
    // saves go by the name of the core, or of its variant, wherever its games are, or were
    saveFolder: isCore ? first : MISTER_PLATFORMS[slug].folder,
  }
}

function systemsOf(platforms: readonly MisterPlatform[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    platforms.flatMap((slug) => {
      const system = MISTER_SYNC_SYSTEMS[slug]
      return system === undefined ? [] : [[slug, system] as const]
    }),
  )
}

/** The core looks in its own folder, or in that of the variant when the games lie there. */
function launchOf(slug: MisterPlatform, folder: string, home: string): MglLaunch | undefined {
  const [first = ''] = folder.split('/')
  const other = otherCore(slug, folder)
  if (other) return { ...other, home: `${home}${first}` }
  const known = MISTER_LAUNCH[slug]
  if (known === undefined) return undefined
  const { setname, ...launch } = known
  if (setname !== undefined && first === setname) return { ...launch, setname, home: `${home}${setname}` }
  return { ...launch, home: `${home}${MISTER_PLATFORMS[slug].folder}` }
}

/** Another core than the platform's own, when the games lie in its folder. */
function otherCore(slug: MisterPlatform, folder: string): Omit<MglLaunch, 'home'> | undefined {
  const [first = ''] = folder.split('/')
  const core = MISTER_OTHER_CORES.get(first)
  return core?.platforms.includes(slug) === true ? core.launch : undefined
}
