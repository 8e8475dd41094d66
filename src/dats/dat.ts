/** What every DAT format is read into. Hashes are lower-case hex; an absent or placeholder hash is undefined. */
export interface DatHeader {
  readonly name: string
  readonly description?: string
  readonly version?: string
  readonly date?: string
  readonly author?: string
  readonly homepage?: string
  readonly url?: string
}

export interface DatGame {
  readonly name: string
  readonly description?: string
  /** No-Intro's `id`, unique in one DAT. */
  readonly id?: string
  /** Name of the parent game, or its `id` where the DAT uses No-Intro's `cloneofid` (then `cloneOfId` is set). */
  readonly cloneOf?: string
  readonly cloneOfId?: string
  readonly year?: string
  readonly categories: readonly string[]
  readonly isBios?: boolean
  readonly isDevice?: boolean
  readonly roms: readonly DatRom[]
}

export interface DatRom {
  readonly name: string
  readonly size?: number
  readonly crc32?: number
  readonly md5?: string
  readonly sha1?: string
  readonly sha256?: string
  readonly status?: 'good' | 'verified' | 'baddump' | 'nodump'
  readonly merge?: string
  readonly serial?: string
}

/** Receives a DAT piece by piece, so a 300 MB file needs no more memory than its largest game. */
export interface DatSink {
  header(header: DatHeader): void
  game(game: DatGame): void
}

/**
 * A streaming reader of one format: fed chunks of the file, calls the sink, and throws a `CuratorError` with
 * code `dat-damaged` that names the line where the text stops making sense.
 */
export interface DatParser {
  write(chunk: Uint8Array): void
  end(): void
}
