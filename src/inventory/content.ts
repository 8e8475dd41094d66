/** What a file holds, whatever it is called and wherever it lies. All hashes are lower-case hex. */
export interface Hashes {
  readonly size: number
  readonly sha1: string
  /** CRC-32 as an unsigned 32-bit number. */
  readonly crc32: number
  /** Only where a DAT has nothing better (see `HashWish`). */
  readonly md5?: string
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

/** How a view is made from the file. The rules themselves are in `views.ts`. */
export type ViewKind = 'no-ines' | 'no-fds' | 'no-smc' | 'no-a78' | 'no-lnx' | 'no-pce' | 'z64' | 'linear'

export interface Content extends Hashes {
  readonly views: readonly View[]
}

/** Which hashes beyond SHA-1 and CRC-32 are wanted. */
export interface HashWish {
  readonly md5: boolean
}

/** Where the bytes of a content can be read: a loose file, or a member of a zip. */
export interface Source {
  /** Absolute path of the loose file or of the archive. */
  readonly file: string
  readonly member?: ZipMemberPlace
}

/** What is needed to read one zip member without reading the central directory again. */
export interface ZipMemberPlace {
  /** Offset of the local file header. */
  readonly offset: number
  /** 0 stored, 8 deflate. */
  readonly method: number
  readonly compressedSize: number
  readonly size: number
  readonly crc32: number
}
