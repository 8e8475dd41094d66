/** What all readers of archives have in common: one interface, the limits, and what a reader may ask for. */
import type { ByteReader } from '../hashing/bytes.ts'
import type { ArchiveFormat } from '../hashing/content.ts'
import type { Trouble } from '../trouble.ts'
import type { SevenZip } from './seven-zip.ts'
import type { Shelf } from './shelf.ts'

/** A member that is a file. Folders, symbolic links and devices are left out, but count in `ordinal`. */
export interface Member {
  /** Position in the archive: an archive may hold one name twice. */
  readonly ordinal: number
  /** As the archive has it. Never to be used as a path: see `isUnsafeName`. */
  readonly path: string
  /** Undefined where the format does not say. */
  readonly size: number | undefined
  /** What it takes in the archive; 0 where it shares its bytes with others, or the format does not say. */
  readonly compressedSize: number
  /** Undefined where the format has no CRC-32. */
  readonly crc32: number | undefined
  /** When the file was last changed, in milliseconds since the epoch, where the archive says so. */
  readonly mtime?: number
  readonly encrypted: boolean
  /** Where its bytes begin, for formats that can be read from there; else 0. */
  readonly offset: number
  /** The compression method's number, for zips; else 0. */
  readonly method: number
  /** Its bytes are those of an earlier member, of this ordinal: it is a second name. Its sink is ended, and given none. */
  readonly sameAs?: number
}

export interface Listing {
  readonly members: readonly Member[]
  /** Why the members could not be listed, or not to the end. */
  readonly trouble?: Trouble
}

/** Takes the bytes of one member. */
export interface MemberSink {
  /**
   * A chunk is valid until this returns.
   * @param whole it is all there is, and it stays valid
   */
  push(chunk: Uint8Array, whole?: boolean): void
  /**
   * After the last chunk. With a trouble, the member could not be unpacked: nothing that was pushed counts.
   * What is returned is to be done before the next member where the reader can wait, and else after the last.
   */
  end(trouble?: Trouble): (() => Promise<void>) | undefined
}

/** Asked for each member in turn; undefined: it is passed over. */
export type Take = (member: Member) => MemberSink | undefined

/** One open archive. Never throws for what the archive holds, only for what the system refuses, and what `Take` throws. */
export interface Archive {
  list(): Promise<Listing>
  /**
   * Unpacks members in one pass, in the order of the archive. Each sink that was taken is ended. Returns what is wrong
   * with the archive as a whole.
   */
  unpack(take: Take): Promise<Trouble | undefined>
}

export interface OpenOptions {
  readonly format: ArchiveFormat
  /** The archive's file name, for formats that do not name their one member. */
  readonly name: string
  /** The file itself, when the archive is one and does not lie in another. */
  readonly file?: string
  readonly limits: ArchiveLimits
  /** Tried in order. */
  readonly passwords: readonly string[]
  readonly sevenZip: SevenZip
}

export type OpenArchive = (bytes: ByteReader, options: OpenOptions) => Archive

/** How far an archive is followed. Every number may be raised in the config. */
export interface ArchiveLimits {
  /** How many archives may lie in each other. */
  readonly depth: number
  /** Bytes that are held in memory of members that must be read at random; the rest goes to a temporary file. */
  readonly memory: number
  /** Members of one archive. */
  readonly members: number
  /** An archive is a bomb when it unpacks to more than this many times its size... */
  readonly ratio: number
  /** ...and to more bytes than this. */
  readonly harmless: number
  /** All that one file may unpack to, archives in it included. */
  readonly total: number
}

/**
 * Deflate alone makes at most 1032 bytes of one, so what is beyond a ratio of 1000 shares its data among members, or
 * lies, or is nothing but one byte repeated.
 */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  depth: 3,
  memory: 128 * 1024 * 1024,
  members: 1_000_000,
  ratio: 1000,
  harmless: 100 * 1024 * 1024,
  total: 1024 ** 4,
}

/** What unpacking needs beside the bytes. Owned by whoever reads many files, one after the other. */
export interface Tools {
  readonly sevenZip: SevenZip
  readonly shelf: Shelf
}
