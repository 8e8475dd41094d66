/** What a file of metadata says of one game, and what the game is known by in it. */
import { serialKey } from '../../identify/serial-key.ts'
import type { GameResult, MetadataFields } from '../game.ts'
import type { Via } from '../provider.ts'
import { isEmpty } from '../result.ts'

/** Kinds of file that are read. In this order they are believed, where the config does not say another. */
export const LOCAL_KINDS = [
  'csv',
  'gamelist',
  'libretro',
  'launchbox',
  'openvgdb',
  'mobygames',
  'pack',
] as const

export type LocalKind = (typeof LOCAL_KINDS)[number]

/** What can be said: as providers say it, and which kinds of pictures there are. */
export type EntryFields = { -readonly [Field in keyof MetadataFields]?: MetadataFields[Field] } & {
  /** Kinds of pictures that the source has of it. */
  artwork?: readonly string[]
}

export type EntryField = keyof EntryFields

export interface LocalEntry {
  /** Slug. */
  readonly platform: string
  /** Its id in the source. */
  readonly ref?: string
  /** Name of a release, or of a file without its extension. */
  readonly name?: string
  readonly title?: string
  /** Other titles of it. */
  readonly titles?: readonly string[]
  readonly crc32?: number
  /** Lower case. */
  readonly md5?: string
  /** As it is written. */
  readonly serial?: string
  /** Absolute. */
  readonly path?: string
  readonly fields: EntryFields
  /** Of what a provider answered for `name`: what was compared to find it. */
  readonly foundBy?: Via
}

/** A name that is a game in the same file: what a list of file names is for. */
export interface NamedFile {
  readonly platform: string
  /** Without extension. */
  readonly file: string
  readonly title: string
}

/** Told what a file holds, in the order of the file. */
export interface EntrySink {
  entry(entry: LocalEntry): void
  file(named: NamedFile): void
  /** Another title of the entry with this id, which was told before. */
  title(ref: string, title: string): void
}

export interface LocalFile {
  /** Absolute. */
  readonly path: string
  /** Slug, as the config says. */
  readonly platform?: string
}

/** Serials are written with and without hyphens and spaces. Empty for what is none. */
export function plainSerial(serial: string): string {
  const plain = serialKey(serial)
  return plain.length >= SHORTEST_SERIAL ? plain : ''
}

const SHORTEST_SERIAL = 4

/** Without what is undefined, empty, or an empty list. */
export function saidOnly(fields: {
  readonly [Field in EntryField]?: EntryFields[Field] | undefined
}): EntryFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

/** What a provider's answer says, without who said it: that is kept with its import. */
export function fieldsSaid({ metadata, artwork }: Pick<GameResult, 'metadata' | 'artwork'>): EntryFields {
  const fields: EntryFields = {}
  for (const [field, { value }] of Object.entries(metadata)) Object.assign(fields, { [field]: value })
  return saidOnly({ ...fields, artwork: [...new Set(artwork.map(({ kind }) => kind))].sort() })
}
