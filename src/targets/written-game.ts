/** A game as it is on a device: what lists, settings and pictures of it are made from. */

export interface WrittenGame {
  readonly release: string
  /** Of the file that starts it, below the target. */
  readonly path: string
  /** Of the bytes on the device; 0 for a release of several files, which no database knows by one checksum. */
  readonly crc32: number
  /** What people call it, where that is not the release. */
  readonly title?: string
  /** The file that starts it, where that lies in a zip: then `crc32` is of that. */
  readonly member?: string
  /** Names of the releases it stands for, where it is a game on several discs. */
  readonly discs?: readonly string[]
  /** What the user wants it to be played by. */
  readonly core?: string
  /** Product number of the disc, on platforms whose games the device's lists know by it (see `identify/serials.ts`). */
  readonly serial?: string
}

/** One that is really in the tree. */
export interface PlacedGame extends WrittenGame {
  readonly platform: string
  /** Those that the device's lists name. */
  readonly pictures?: readonly ListedPicture[]
}

/** A picture in a list of games. */
export interface ListedPicture {
  /** `image`, `thumbnail`, … */
  readonly element: string
  /** Below the target. */
  readonly path: string
}
