/** Pictures of games on devices: the kinds there are, what a user wants of them, and what a device says of its places. */

export const PICTURE_KINDS = [
  'box',
  'back',
  'box-3d',
  'snap',
  'title',
  'logo',
  'banner',
  'icon',
  'background',
] as const

/**
 * `box`: the front of the box; `back`: its back; `box-3d`: the box as it stands on a shelf; `snap`: the game while it is
 * played; `title`: its title screen; `logo`: its name, cut out.
 */
export type PictureKind = (typeof PICTURE_KINDS)[number]

export const PICTURE_FORMATS = ['png', 'jpg', 'webp'] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

/** What a user wants of the pictures on a target. Without sizes and format they are written as they are, where that does. */
export interface ArtworkWish {
  /** Default: all that the device shows. Where it shows one picture a game: in this order. */
  readonly kinds?: readonly PictureKind[]
  /** Pixels. Larger pictures are made smaller, in their proportions. */
  readonly maxWidth?: number
  readonly maxHeight?: number
  /** One that the device opens. Default: as it is; where the device does not open that, what it likes best. */
  readonly format?: PictureFormat
}

/** Where a device looks for pictures of its games, and what it opens. */
export interface PictureFiles {
  /** What it opens, best first. */
  readonly formats: readonly PictureFormat[]
  /** The folder below which it has a folder a platform: pictures of games deeper down lie as deep. */
  readonly home?: string
  /** A folder that is called like the `.m3u` or `.cue` in it is the game: its picture lies beside it. */
  readonly foldersStart?: true
  /** Characters that it looks for as `_` in a label. */
  readonly scrubbed?: string
  /** Several of them in a row are one `_`. */
  readonly scrubbedRuns?: true
  readonly places: readonly PicturePlace[]
}

export interface PicturePlace {
  /** The first of these that there is goes there. */
  readonly kinds: readonly PictureKind[]
  /**
   * Path without extension. Placeholders: `{database}`, what the device calls the platform; `{folder}`, the platform's
   * folder; `{below}`, the folders of the game in that, each with its `/`; `{name}`, the game's file without extension;
   * `{label}`, the game as the device's lists call it.
   */
  readonly path: string
  /** What the device's lists of games call it: `image`. None: it is found by its name alone. */
  readonly element?: string
}

/** What is to be made of a picture that cannot be written as it is. */
export interface Development {
  readonly format: PictureFormat
  readonly maxWidth?: number
  readonly maxHeight?: number
}
