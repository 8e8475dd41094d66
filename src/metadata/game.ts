/** What providers say of games, in one form. Every field names who said it, in which entry, and when. */
import { PICTURE_KINDS } from '../targets/pictures/files.ts'

/** One thing that one provider said. */
export interface Fact<T> {
  readonly value: T
  /** Name of the provider. */
  readonly provider: string
  /** Id of the entry there. */
  readonly id: string
  /** When the provider said it, in milliseconds since the epoch: not when it was read from a cache. */
  readonly at: number
}

/** What can be said of a game. Texts are plain (no HTML), lists hold each text once. */
export interface MetadataFields {
  /** Other titles it is known by. */
  readonly alternativeTitles: readonly string[]
  readonly description: string
  readonly developers: readonly string[]
  readonly publishers: readonly string[]
  readonly genres: readonly string[]
  readonly franchises: readonly string[]
  /** `Single player`, `Co-operative`. */
  readonly modes: readonly string[]
  /** As far as it is known: `1990`, `1990-11`, `1990-11-21`. */
  readonly released: string
  readonly players: Players
  readonly cooperative: boolean
  /** From 0 to 100. */
  readonly rating: number
  /** How many people the rating is from. */
  readonly votes: number
  /** With who says so: `ESRB E`, `PEGI 3`. */
  readonly ageRatings: readonly string[]
  /** How long it takes, in seconds. */
  readonly playTimes: PlayTimes
  /** How many achievements there are. */
  readonly achievements: number
  /** How many people have played it, where that is counted. */
  readonly playedBy: number
  /** Page of the entry, for people. */
  readonly page: string
  readonly regions: readonly string[]
  readonly languages: readonly string[]
}

export interface Players {
  readonly least: number
  readonly most: number
}

interface PlayTimes {
  readonly story?: number
  readonly extras?: number
  readonly complete?: number
}

export type FieldName = keyof MetadataFields
export type GameMetadata = { readonly [Field in FieldName]?: Fact<MetadataFields[Field]> }

/** Those that a device may have a place for, and what else is had of games. */
export const ART_KINDS = [
  ...PICTURE_KINDS,
  'cartridge',
  'marquee',
  'manual',
  'video',
  'map',
  'bezel',
] as const

export type ArtKind = (typeof ART_KINDS)[number]

export interface Artwork {
  readonly kind: ArtKind
  /** Without secrets: `MetadataProvider.signed` adds what is needed to fetch it. `file:` for what is on the disk. */
  readonly url: string
  readonly provider: string
  /** As the provider writes it: `us`, `North America`. */
  readonly region?: string
  readonly language?: string
  readonly width?: number
  readonly height?: number
  /** `png`, `jpg`, as far as it is known. */
  readonly format?: string
  /** Bytes. */
  readonly size?: number
  readonly sha1?: string
  readonly md5?: string
  /** Eight hex digits. */
  readonly crc32?: string
}

/** A game as a search lists it. */
export interface SearchResult {
  readonly provider: string
  readonly id: string
  readonly title: string
  readonly alternativeTitles: readonly string[]
  /** Slugs. Absent: the provider does not tell. */
  readonly platforms?: readonly string[]
  /** Year of its first release. */
  readonly year?: number
  /** A cover to show beside it. */
  readonly cover?: string
}

/** A game with all that one provider says of it. */
export interface GameResult {
  readonly provider: string
  readonly id: string
  /** Absent where a provider only knows ids. */
  readonly title?: string
  /** Slugs. Absent: the provider does not tell. */
  readonly platforms?: readonly string[]
  /** Ids of the same game at other providers, by their names. */
  readonly ids: Readonly<Record<string, string>>
  readonly metadata: GameMetadata
  readonly artwork: readonly Artwork[]
  /** What must stand beside texts and pictures that are handed on. */
  readonly attribution?: string
}
