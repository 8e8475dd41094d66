/** What clone lists say of one release. */
export interface Listing {
  /** The game it belongs to, in lower case: takes the place of its short name. */
  readonly group?: string
  /** List and group that say so: `Sony - PlayStation (Redump)#Resident Evil`. */
  readonly source: string
  /** It has more in it than the other releases of the game. */
  readonly superset: boolean
  /** 1 is best. */
  readonly priority: number
  /** The games it holds, if it is a compilation. */
  readonly covers: readonly Cover[]
  readonly categories?: readonly string[]
  readonly localNames?: Readonly<Record<string, string>>
  /** Those it has, where they are others than its name says. */
  readonly languages?: readonly string[]
  readonly englishFriendly?: true
  readonly oldest?: true
  readonly mia?: true
  readonly ignore?: true
}

/** One game of a compilation. */
export interface Cover {
  /** The game, in lower case. */
  readonly group: string
  readonly source: string
  readonly priority: number
  /** It is not only a compilation: what it has of this game is more than the game's own releases have. */
  readonly superset: boolean
  /** Which part of its list of languages speaks of this game, from 1. */
  readonly position?: number
}
