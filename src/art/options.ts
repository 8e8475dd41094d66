/** What a config says of pictures: where they are, and which are taken first. */
import type { PictureKind } from '../targets/pictures/files.ts'

/** `A` is the names of the declared folders, `M` those of the declared providers of metadata. */
export interface ArtOptions<A extends string = string, M extends string = string> {
  /**
   * Folders of pictures named like games, by a name of your choice: `nes/box/Chrono Trigger (USA).png`, or as libretro
   * keeps its thumbnails.
   */
  readonly folders?: Readonly<Record<A, string>>
  /**
   * Where pictures are taken from, first one first: folders, `gamelist` (the lists beside your ROMs) and providers. Default:
   * your folders, `gamelist`, `libretro-thumbnails`.
   */
  readonly order?: readonly (NoInfer<A | M> | PictureSource)[]
  /** The same for single kinds: `{ logo: ['steamgriddb'] }`. */
  readonly kinds?: { readonly [Kind in PictureKind]?: readonly (NoInfer<A | M> | PictureSource)[] }
  /** Providers that may tell which game a file is, for those that only know games by other names. Default: none. */
  readonly identify?: readonly (NoInfer<M> | IdentifyingProvider)[]
}

/** Providers that have pictures. */
const PICTURE_PROVIDERS = [
  'libretro-thumbnails',
  'screenscraper',
  'steamgriddb',
  'igdb',
  'mobygames',
  'thegamesdb',
  'retroachievements',
  'launchbox',
  'flashpoint',
] as const

/** Providers that tell games by hashes or names, or name the same game at others. */
export const IDENTIFYING_PROVIDERS = [
  'hasheous',
  'playmatch',
  'igdb',
  'screenscraper',
  'mobygames',
  'thegamesdb',
  'retroachievements',
  'launchbox',
] as const

type IdentifyingProvider = (typeof IDENTIFYING_PROVIDERS)[number]

/** What is no folder of the user's. */
export const PICTURE_SOURCES = ['gamelist', ...PICTURE_PROVIDERS] as const
type PictureSource = (typeof PICTURE_SOURCES)[number]

/** Asked when the config does not say. It needs no key. */
export const USUAL_SOURCES: readonly PictureSource[] = ['gamelist', 'libretro-thumbnails']
