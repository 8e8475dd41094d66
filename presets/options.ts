/** What the options of presets may be, as data, and what is common to them. */
import { PICTURE_FORMATS, PICTURE_KINDS } from '../src/targets/pictures/files.ts'
import type { ArcadeLayout, Target, TargetOptions } from '../src/targets/preset.ts'
import type { OptionKinds } from './option-shapes.ts'

/** What is different for a platform on a target. */
interface PlatformWish {
  /** Another folder than the device's own. */
  readonly folder?: string
  /** Core that plays it, where the device's playlists name cores. */
  readonly core?: string
}

/** Only these platforms; or, as a map, all that the device plays, and what is different for some. */
export type PlatformWishes<S extends string = string> =
  | readonly S[]
  | Readonly<Partial<Record<S, PlatformWish>>>

/** The two forms as one. `only`: absent when the user chose none. Folders said both ways: the map wins. */
export function platformWishes<S extends string>(options: {
  readonly platforms?: PlatformWishes<S>
  readonly folders?: Readonly<Partial<Record<S, string>>>
}): {
  readonly only: readonly S[] | undefined
  readonly folders: Readonly<Partial<Record<string, string>>>
  readonly cores: Readonly<Partial<Record<string, string>>>
} {
  const { platforms = {}, folders = {} } = options
  if (Array.isArray(platforms)) return { only: platforms as readonly S[], folders, cores: {} }
  const said = Object.entries<PlatformWish | undefined>(platforms)
  const take = (key: keyof PlatformWish) =>
    Object.fromEntries(said.flatMap(([slug, wish]) => (wish?.[key] === undefined ? [] : [[slug, wish[key]]])))
  return { only: undefined, folders: { ...folders, ...take('folder') }, cores: take('core') }
}

/** Where releases of several files go when only the path of single files is said: into a folder of their own. */
export function ownFolderIn(layout: string): string {
  return `${layout.slice(0, layout.lastIndexOf('/') + 1)}{release}/{file}`
}

/** Options every preset has, whether its device reads playlists or not. */
export const TARGET_OPTIONS = {
  path: 'text',
  policy: 'text',
  saves: { oneOf: ['keep-name', 'rename', 'warn'] },
  bios: 'flag',
  volume: { fields: { label: 'text', uuid: 'text', id: 'text' } },
  games: { fieldsByName: { exclude: 'flag', rename: 'text', core: 'text' } },
  artwork: {
    flagOr: {
      kinds: { someOf: PICTURE_KINDS },
      maxWidth: 'count',
      maxHeight: 'count',
      format: { oneOf: PICTURE_FORMATS },
    },
  },
} as const satisfies OptionKinds

/** Options every preset has whose device reads playlists. */
export const COMMON_OPTIONS = { ...TARGET_OPTIONS, playlists: 'texts' } as const satisfies OptionKinds

/** What the user wants of a target, whatever device it is. */
export function targetWishes({
  saves,
  bios,
  volume,
  games,
  artwork,
}: Omit<TargetOptions<string, string>, 'policy' | 'playlists'>): Pick<
  Target,
  'saves' | 'bios' | 'volume' | 'games' | 'artwork'
> {
  return {
    ...(saves === undefined ? {} : { saves }),
    ...(bios === undefined ? {} : { bios }),
    ...(volume === undefined ? {} : { volume }),
    ...(games === undefined ? {} : { games }),
    ...(artwork === undefined ? {} : { artwork }),
  }
}

/** What the zips of arcade machines may hold: see the preset contract. */
export const ARCADE_LAYOUTS: readonly ArcadeLayout[] = ['split', 'merged', 'non-merged', 'full-non-merged']

/** Options of presets whose devices open zips. */
export interface ZipOptions {
  /**
   * How games are written: `extract`, each file loose (default), or `zip`, each release in a zip of its own, on
   * platforms whose files the device opens there.
   */
  readonly archives?: 'extract' | 'zip'
}

/** Options of presets whose devices play arcade machines. */
export interface ArcadeOptions {
  /**
   * What the zips of arcade machines hold. `split` (default): a clone's only what differs from its parent. `merged`:
   * a family in the parent's. `non-merged`: a clone's the parent's ROMs too. `full-non-merged`: those of BIOS sets
   * and devices as well.
   */
  readonly arcade?: ArcadeLayout
}
