/** What a config says of metadata: which files say something of games, and who is believed. */
import type { KnownPlatform } from '../platforms/known.ts'
import type { LocalKind } from './local/entry.ts'

/** `S` is the names of the declared sources, `M` those of the declared providers. */
export interface MetadataOptions<S extends string = string, M extends string = string> {
  /** Files with metadata, by a name of your choice. A string is the path. */
  readonly sources?: Readonly<Record<S, string | MetadataSourceOptions>>
  /**
   * Providers that do not come with curator, by the name that each gives itself: a package that is installed beside the
   * config, or the path of a module of your own.
   */
  readonly providers?: Readonly<Record<M, string>>
  /**
   * Names of sources and providers, the most believed first. Default: tables of your own, gamelists, libretro, LaunchBox,
   * OpenVGDB, MobyGames, then what was fetched.
   */
  readonly priority?: readonly (NoInfer<S | M> | ProviderName)[]
  /** The same for single fields, before `priority`: `{ genres: ['launchbox'] }`. */
  readonly fields?: Readonly<Partial<Record<MetadataField, readonly (NoInfer<S | M> | ProviderName)[]>>>
}

export interface MetadataSourceOptions {
  /** A file, a folder, or a glob. */
  readonly path: string
  /** Default: what the names of the files tell. */
  readonly kind?: LocalKind
  /** Platform (such as `nes`) of all that it says, where it does not tell. */
  readonly platform?: KnownPlatform
}

/** Providers of which answers can be fetched. */
export const FETCHING_PROVIDERS = [
  'igdb',
  'screenscraper',
  'mobygames',
  'thegamesdb',
  'retroachievements',
  'hasheous',
  'playmatch',
  'flashpoint',
  'libretro-thumbnails',
  'steamgriddb',
  'hltb',
] as const

type ProviderName = (typeof FETCHING_PROVIDERS)[number]

/** What sources may say of a game. */
export const METADATA_FIELDS = [
  'alternativeTitles',
  'description',
  'developers',
  'publishers',
  'genres',
  'franchises',
  'modes',
  'released',
  'players',
  'cooperative',
  'rating',
  'votes',
  'ageRatings',
  'playTimes',
  'achievements',
  'playedBy',
  'page',
  'regions',
  'languages',
  'artwork',
] as const

export type MetadataField = (typeof METADATA_FIELDS)[number]
