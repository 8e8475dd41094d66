/** What every DAT format is read into. Hashes are lower-case hex; an absent or placeholder hash is undefined. */
import type { CuratorError } from '../errors.ts'

export interface DatHeader {
  readonly name: string
  readonly description?: string
  readonly version?: string
  readonly date?: string
  readonly author?: string
  readonly homepage?: string
  readonly url?: string
}

/** In the order in which Logiqx has them. */
export const HEADER_FIELDS = [
  'name',
  'description',
  'version',
  'date',
  'author',
  'homepage',
  'url',
] as const satisfies readonly (keyof DatHeader)[]

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
  /** What Logiqx's `<release>` says: codes of the regions it was sold in, as written (`EUR`), and of its languages. */
  readonly regions?: readonly string[]
  readonly languages?: readonly string[]
  readonly isBios?: boolean
  /** A part of machines, as a sound chip: it may have ROMs of its own, but is nothing to play. */
  readonly isDevice?: boolean
  readonly isMechanical?: boolean
  /** MAME says `runnable="no"`. */
  readonly notRunnable?: boolean
  /** Name of the machine whose ROMs this one shares: its parent, or its BIOS set. */
  readonly romOf?: string
  /** Name of the machine whose samples this one plays. */
  readonly sampleOf?: string
  /** Names of the devices a machine is built of, as listed: one may stand there twice. */
  readonly devices?: readonly string[]
  /** Names of the sound samples it plays, without `.wav`. No list gives their hashes. */
  readonly samples?: readonly string[]
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
  /** What the same file is called in the set of the parent or the BIOS (see `romOf`). */
  readonly merge?: string
  readonly serial?: string
  /** Missing in action: the DAT says that nobody is known to have it. */
  readonly mia?: boolean
  /** A machine runs without it. */
  readonly isOptional?: boolean
  /** A disk image in a `.chd`: `sha1` is the one in the header of that file, not that of its bytes. */
  readonly isDisk?: boolean
}

/** A ROM's SHA-256 where nothing else tells which file it is: then alone it is kept, and asked for. */
export function soleSha256({ size, crc32, md5, sha1, sha256 }: DatRom): string | undefined {
  const isTold = sha1 !== undefined || md5 !== undefined || (crc32 !== undefined && size !== undefined)
  return isTold ? undefined : sha256
}

/** Receives a DAT piece by piece, so a 300 MB file needs no more memory than its largest game. */
export interface DatSink {
  header(header: DatHeader): void
  game(game: DatGame): void
}

/**
 * Makes the error that ends the reading: `place` is how many bytes of the text come before the spot where it stops making
 * sense. Lines are for people: counting them costs a pass over the text, and nearly all texts are sound.
 */
export type Damaged = (place: number, what: string) => CuratorError

/** A streaming reader of one format: fed chunks of the file, calls the sink, and throws what its `Damaged` made. */
export interface DatParser {
  write(chunk: Uint8Array): void
  end(): void
}
