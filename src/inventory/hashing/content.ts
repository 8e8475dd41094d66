/** What a file holds, whatever it is called and wherever it lies. All hashes are lower-case hex. */
import type { ChdIdentity } from '../discs/chd.ts'
import type { Description } from '../header-facts/describe.ts'
import type { ViewKind } from './view-kind.ts'

export interface Hashes {
  readonly size: number
  readonly sha1: string
  /** CRC-32 as an unsigned 32-bit number. */
  readonly crc32: number
  /** Only where a DAT has nothing better (see `HashWish`). */
  readonly md5?: string
  readonly sha256?: string
}

/**
 * The same game in another shape: a console or copier header taken off, a byte order made native.
 * A DAT may describe either shape, and a device may want either, so both are hashed in one pass.
 */
export interface View extends Hashes {
  readonly kind: ViewKind
  /** Nothing in the bytes shows it, only the extension of the file: under another name it is no view of them. */
  readonly byName?: true
}

/** What a content is by its own word: other hashes that a DAT may know it by (see `chdIdentities`). Never read, so never sure. */
type StatedKind = ChdIdentity['kind']

export function isStated(kind: string): kind is StatedKind {
  return kind === 'chd' || kind === 'chd-raw'
}

/** How a DAT may know a content other than as it is: by a view of it, or by what it states. */
export type MatchedAs = ViewKind | StatedKind

export interface Content extends Hashes {
  readonly views: readonly View[]
  /** What it says of itself; absent when that is nothing. Its troubles are those of the file, or the member. */
  readonly description?: Description
}

/** Which hashes beyond SHA-1 and CRC-32 are wanted. */
export interface HashWish {
  readonly md5: boolean
  readonly sha256?: boolean
}

/** Where the bytes of a content can be read: a loose file, or a member of an archive. */
export interface Source {
  /** Absolute path of the loose file or of the archive. */
  readonly file: string
  readonly member?: MemberPlace
  /** CRC-32 of a loose file, where it is known. A member's stands in its place. */
  readonly crc32?: number
}

/** Containers that are looked into. `gz`, `bz2`, `xz` and `zst` hold one file, which may be a `tar`. */
export type ArchiveFormat = 'zip' | '7z' | 'rar' | 'tar' | 'gz' | 'bz2' | 'xz' | 'zst'

/** What is needed to read one member of an archive without listing all of them again. */
export interface MemberPlace {
  /** Default: zip. */
  readonly format?: ArchiveFormat
  /** Position in the archive. Where it is absent, `offset` leads to the bytes. */
  readonly ordinal?: number
  /** Zip: of the local file header. Tar: of the bytes. Else 0. */
  readonly offset: number
  /** Zip: 0 stored, 8 deflate, others as the format numbers them. Else 0. */
  readonly method: number
  /** 0 where the archive does not say, or members share their packed bytes. */
  readonly compressedSize: number
  readonly size: number
  /** As the archive says or, where it does not, as it was when it was read. */
  readonly crc32: number
  readonly encrypted?: true
  /** Where the archive itself lies, when it is a member of another. */
  readonly within?: MemberPlace
}
