/**
 * The contract of a metadata provider. A provider is a `ProviderDefinition`: what it can do and needs, as data, and
 * `open`, which makes one. Methods never throw and never reject: whatever goes wrong is an `unavailable` answer.
 * `contract.ts` has the checks that every provider passes; a provider of a third party is a package with a definition.
 */
import type { Answer } from './answer.ts'
import type { ArtKind, GameResult, SearchResult } from './game.ts'
import type { PaceOptions } from './wire/limiter.ts'
import type { ConnectOptions, Wire } from './wire/wire.ts'

export interface MetadataProvider {
  /** Lower case, digits and hyphens. */
  readonly name: string
  readonly capabilities: Capabilities
  /** Whether it has, or may have, games of this platform (slug). */
  covers(platform: string): boolean
  /** Whatever looks like the title, best first as far as the provider ranks. Nothing found is a miss, not an empty hit. */
  search(query: SearchQuery): Promise<Answer<readonly SearchResult[]>>
  /** The one game that a title, a serial or the name of a file means for sure. What is not sure is a suggestion. */
  identify(query: IdentifyQuery): Promise<Answer<Identified>>
  getById(id: string): Promise<Answer<GameResult>>
  /** There when `capabilities.byHash` names a kind of hash. */
  byHash?(query: HashQuery): Promise<Answer<Identified>>
  /** Whether it can be reached and takes our keys. Never from a cache. */
  heartbeat(): Promise<Answer<Heartbeat>>
  /** An address of `Artwork` with the secrets that fetching it needs. Never to be stored or shown. */
  signed?(url: string): string
  /** Afterwards every answer is `unavailable: closed`. */
  close(): Promise<void>
}

export interface Capabilities {
  readonly search: boolean
  readonly byId: boolean
  readonly byHash: readonly HashKind[]
  readonly bySerial: boolean
  readonly artwork: readonly ArtKind[]
  /** It reads files of this machine: no network, and it works offline. */
  readonly local: boolean
  /** It has pictures and no facts: it does not tell which game a file is, unless it is asked by name. */
  readonly artOnly: boolean
  /** Its hits name the same game at other providers. */
  readonly ids: boolean
}

/** `ra` is RetroAchievements' own: an MD5 over what its rules say for the platform. */
export type HashKind = 'crc32' | 'md5' | 'sha1' | 'sha256' | 'ra'

/** Lower-case hex, of the content as it is released: without copier headers. */
export type HashSet = { readonly [Kind in HashKind]?: string }

export interface SearchQuery {
  readonly title: string
  /** Slug. */
  readonly platform?: string
  /** Default: 20. */
  readonly limit?: number
}

export interface IdentifyQuery {
  /** As `titleOfFile` reads it from a name. */
  readonly title: string
  /** Slug. */
  readonly platform: string
  /** Without folders; some providers know files by their names. */
  readonly fileName?: string
  readonly serial?: string
  /** Of the first release, where it is known: tells games of one title apart. */
  readonly year?: number
}

export interface HashQuery {
  readonly platform: string
  readonly hashes: HashSet
  /** Bytes, of the content the hashes are of. */
  readonly size?: number
  readonly fileName?: string
  readonly serial?: string
}

/** What a link rests on, from surest to least sure. Nothing weaker ever links by itself. */
export type Via = 'hash' | 'serial' | 'id' | 'exact' | 'key'

/** Slug of a platform → what a provider calls it. Several, where it keeps regional twins or models apart: all are asked for. */
export type PlatformIdTable = Readonly<Record<string, number | string | readonly number[]>>

export interface Identified {
  readonly game: GameResult
  readonly via: Via
  /** What else was found for the query. */
  readonly others: readonly SearchResult[]
}

export interface Heartbeat {
  /** What the provider says of itself and of our account, for people. */
  readonly says?: string
}

/** A secret or setting that comes from the environment, never from a file. */
export interface KeySpec {
  /** `CURATOR_MOBYGAMES_API_KEY`. */
  readonly variable: string
  /** Does not work without it. */
  readonly required: boolean
  /** May be shown: an address or a folder. */
  readonly open?: boolean
  /** Where the provider is asked: it begins with http:// or https://. */
  readonly isAddress?: boolean
  /** What it is and where to get it. */
  readonly about: string
}

export interface ProviderDefinition {
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** Rises when the form of its requests changes: what is cached under another is not used. */
  readonly version: number
  readonly capabilities: Capabilities
  readonly keys: readonly KeySpec[]
  /** The pace it allows, until its answers say otherwise. */
  readonly pace: PaceOptions
  /** Only asked when the config names it. */
  readonly optIn?: boolean
  open(kit: ProviderKit): MetadataProvider
}

/** What a provider is given to work with. */
export interface ProviderKit {
  /** The value of one of its `keys`; empty ones are absent. */
  key(variable: string): string | undefined
  /** Its connection: paced, cached, bounded, with secrets taken out of what is kept. */
  connect(options: ConnectOptions): Wire
  /** Milliseconds since the epoch. */
  now(): number
  /** A folder of our own for indexes, where there is one. They cost only time. */
  readonly stateFolder?: string
}
