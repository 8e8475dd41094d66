/** A list of games: hand-made (`titles`) or a query (`where`). Plain data. `P` is the names of the declared policies. */
export interface Playlist<P extends string = string> {
  /** Whose selection it is drawn from. Default: the policy of the target that shows it. */
  readonly policy?: P
  /** Shown on the device. Default: the key in the config. */
  readonly title?: string
  /** Game titles or release names, in this order. What cannot be found is reported. */
  readonly titles?: readonly string[]
  readonly where?: PlaylistQuery
  /** Default: `list` for `titles`, `title` for `where`. */
  readonly order?: 'title' | 'year' | 'release' | 'platform' | 'list'
  readonly limit?: number
}

/** All given conditions must hold; inside one list, any. */
export interface PlaylistQuery {
  readonly platform?: readonly string[]
  readonly region?: readonly string[]
  readonly language?: readonly string[]
  /** Globs over game titles, case-insensitive. */
  readonly title?: readonly string[]
  readonly year?: { readonly from?: number; readonly to?: number }
}
