/** Frontends that take every platform and start games as the user tells them: Pegasus, LaunchBox; and RomM. */
import { PLATFORM_IDS as LAUNCHBOX_NAMES } from '../src/metadata/providers/launchbox/platform-ids.ts'
import { ownValue } from '../src/own-value.ts'
import type { ByPlatform, KnownPlatform } from '../src/platforms/known.ts'
import { inPlace, type Device, type TargetInPlace, type TargetOptions } from '../src/targets/preset.ts'
import { FRONTEND_RESERVED } from './data/frontend.ts'
import { LAUNCHBOX_PICTURES, PEGASUS_PICTURES } from './data/pictures.ts'
import { COMMON_NAMES, discsIn, type DiscStyle } from './frontends.ts'
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

interface AnyPlatformOptions<P extends string, L extends string>
  extends TargetOptions<P, L>, ZipOptions, ArcadeOptions {
  /** Only these platforms, by slug, or what is different for some: `{ snes: { folder: 'sfc' } }`. Default: all. */
  readonly platforms?: PlatformWishes<KnownPlatform>
  /** Other folder names, by platform slug. */
  readonly folders?: ByPlatform<string>
  /** Path of each file. */
  readonly layout?: string
  /** Path of the files of a release of several. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
}

export interface PegasusOptions<
  P extends string = string,
  L extends string = string,
> extends AnyPlatformOptions<P, L> {
  /** Command that starts a game, by platform slug: `{ nes: 'retroarch -L fceumm {file.path}' }`. */
  readonly launch?: Readonly<Record<string, string>>
}

export interface LaunchboxOptions<
  P extends string = string,
  L extends string = string,
> extends AnyPlatformOptions<P, L> {}

export interface RommOptions<P extends string = string> extends Omit<
  AnyPlatformOptions<P, string>,
  'playlists'
> {
  /** `roms-first` (default): `roms/nes/…`; `platform-first`: `nes/roms/…`. RomM takes both. */
  readonly structure?: 'roms-first' | 'platform-first'
}

const OPTIONS = {
  ...TARGET_OPTIONS,
  platforms: { platforms: 'any' },
  folders: { textByName: 'any' },
  layout: 'text',
  multiFile: 'text',
  archives: { oneOf: ['extract', 'zip'] },
  arcade: { oneOf: ARCADE_LAYOUTS },
} as const satisfies OptionKinds

export const PEGASUS_OPTIONS: OptionKinds = {
  ...OPTIONS,
  playlists: COMMON_OPTIONS.playlists,
  launch: { textByName: 'any' },
}

export const LAUNCHBOX_OPTIONS: OptionKinds = { ...OPTIONS, playlists: COMMON_OPTIONS.playlists }

export const ROMM_OPTIONS: OptionKinds = {
  ...OPTIONS,
  structure: { oneOf: ['roms-first', 'platform-first'] },
}

/**
 * A folder a platform with a `metadata.pegasus.txt` in it; a playlist is a collection in a file beside them. Pegasus
 * shows what is in the folders that it is told of.
 */
export function pegasus<P extends string = string, L extends string = never>(
  options: PegasusOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('pegasus', PEGASUS_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [], launch } = options
  const device: Device = {
    ...anyPlatform('Pegasus', options, '{folder}/{file}', 'beside'),
    playlistFiles: { kind: 'pegasus', folder: '', ...(launch === undefined ? {} : { launch }) },
    pictures: PEGASUS_PICTURES,
  }
  return inPlace<P, L>({ preset: 'pegasus', path, policy, playlists, ...targetWishes(options), device })
}

/** Games below `Games/`, and data files that tell LaunchBox of them, which LaunchBox writes as well. */
export function launchbox<P extends string = string, L extends string = never>(
  options: LaunchboxOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('launchbox', LAUNCHBOX_OPTIONS, options)
  if (misused) return misused
  const { path, policy, playlists = [] } = options
  const device: Device = {
    ...anyPlatform('LaunchBox', options, 'Games/{folder}/{file}', 'beside', LAUNCHBOX_NAMES),
    playlistFiles: { kind: 'launchbox', folder: 'Data' },
    pictures: LAUNCHBOX_PICTURES,
    reserved: FRONTEND_RESERVED.launchbox,
  }
  return inPlace<P, L>({ preset: 'launchbox', path, policy, playlists, ...targetWishes(options), device })
}

/** A folder a platform, called by the slug, which is RomM's too. A game of several files or discs is a folder. */
export function romm<P extends string = string, L extends string = never>(
  options: RommOptions<P>,
): TargetInPlace<P, L> {
  const misused = misuse('romm', ROMM_OPTIONS, options)
  if (misused) return misused
  const { path, policy, structure = 'roms-first' } = options
  const layout = structure === 'roms-first' ? 'roms/{folder}/{file}' : '{folder}/roms/{file}'
  const device: Device = {
    ...anyPlatform('RomM', options, layout, 'together'),
    reserved: FRONTEND_RESERVED.romm,
    // it knows them by the names that RetroArch's cores have for them, and looks into no folder below
    firmware: { table: 'retroarch', folder: structure === 'roms-first' ? 'bios/{folder}' : '{folder}/bios' },
  }
  return inPlace<P, L>({ preset: 'romm', path, policy, playlists: [], ...targetWishes(options), device })
}

const ANY_FILE = { extensions: [], zips: true }

/** `names`: what the frontend calls platforms, which is their folder too; the slug stands for the others. */
function anyPlatform(
  name: string,
  options: Omit<AnyPlatformOptions<string, string>, 'path' | 'policy' | 'playlists'>,
  defaultLayout: string,
  discs: DiscStyle,
  names: Readonly<Record<string, string>> = {},
): Device {
  const { layout = defaultLayout } = options
  const { only, folders } = platformWishes(options)
  const named = only ?? [...new Set([...Object.keys(names), ...Object.keys(folders)])]
  return {
    name,
    platforms: Object.fromEntries(
      named.map((slug) => {
        const label = ownValue(names, slug)
        const folder = ownValue(folders, slug) ?? label ?? slug
        return [slug, { ...ANY_FILE, folder, ...(label === undefined ? {} : { label }) }]
      }),
    ),
    ...(only === undefined ? { otherPlatforms: ANY_FILE } : { platformsChosen: true }),
    layout,
    multiFileLayout: options.multiFile ?? ownFolderIn(layout),
    discs: discsIn(layout, discs),
    ...(options.archives === 'zip' ? { archives: 'zip' } : {}),
    ...(options.arcade === undefined ? {} : { arcade: options.arcade }),
    names: COMMON_NAMES,
    limits: {},
    reserved: [],
  }
}
