/** A list of games: hand-made (`titles`), from a file (`file`), or a query (`where`). Plain data. */
import type { Known } from '../known.ts'
import type { Language } from '../names/tables/languages.ts'
import type { Region } from '../names/tables/regions.ts'
import type { KnownPlatform } from '../platforms/known.ts'
import type { ArtKind } from '../metadata/game.ts'
import type { CompatStatus, RunTier } from '../metadata/facts.ts'

/** `P` is the names of the declared policies. */
export interface Playlist<P extends string = string> {
  /** Whose selection it is drawn from. Default: the policy of the target that shows it. */
  readonly policy?: P
  /** Shown on the device. Default: the key in the config. */
  readonly title?: string
  /** Game titles or release names, in this order. What cannot be found is reported. */
  readonly titles?: readonly (string | ListedTitle)[]
  /** A list of games in a file: text, CSV, m3u or SMDB. What cannot be found is reported. Relative to the config. */
  readonly file?: string
  /** Every owned game of which all of this holds; `{}` finds all of them. */
  readonly where?: PlaylistQuery
  /** Default: `list` for `titles` and `file`, `title` for `where`. `rating`: the best first. */
  readonly order?: PlaylistOrder
  /** At most so many games, of all that are found. */
  readonly limit?: number
  /** At most so many of each platform, before `limit` counts. */
  readonly perPlatform?: number
  /** At most so many of each game, on whatever platforms: `1` takes the first of its ports in the list's order. */
  readonly perGame?: number
}

export type PlaylistOrder = 'title' | 'year' | 'release' | 'platform' | 'list' | 'rating' | 'players'

/** A game of a hand-made list, where the title alone does not tell. */
export interface ListedTitle {
  readonly title: string
  /** Such as `nes`. */
  readonly platform?: KnownPlatform
}

/** From and to are part of it; what is not known is in no range. */
export interface Range {
  readonly from?: number
  readonly to?: number
}

/** All given conditions must hold; inside one list, any. Of a game of which nothing is known no condition on it holds. */
export interface PlaylistQuery {
  /** Slugs, such as `nes`. */
  readonly platform?: readonly KnownPlatform[]
  /** Regions of the release that was chosen, as in DAT names (`USA`). */
  readonly region?: readonly Known<Region>[]
  /** Languages of the release that was chosen, as in DAT names (`En`): stated there, or implied by its region. */
  readonly language?: readonly Known<Language>[]
  /** Globs over game titles, case-insensitive. */
  readonly title?: readonly string[]
  /** When it came out: as the DAT says, else as metadata does. */
  readonly year?: Range
  /** As sources write them, or words of it: `RPG` is also `Role-playing (RPG)`. */
  readonly genre?: readonly string[]
  /** Companies by any of their names. */
  readonly developer?: readonly string[]
  /** Companies by any of their names. */
  readonly publisher?: readonly string[]
  /** Series of games, as sources write them, or words of it. */
  readonly franchise?: readonly string[]
  /** How many can play: `{ from: 2 }` are games for two and more. */
  readonly players?: Range
  /** From 0 to 100. */
  readonly rating?: Range
  /** Whether some source has pictures of it, or pictures of one of these kinds. */
  readonly hasArtwork?: boolean | readonly ArtKind[]
  /** Whether it has achievements, or how many. */
  readonly achievements?: boolean | Range
  /** How well it runs on a device, as definition packs say. */
  readonly runsOn?: RunsOn
  /** How far it gets in an emulator or core, as definition packs say. */
  readonly compatible?: Compatible
  /** All of these queries hold, */
  readonly all?: readonly PlaylistQuery[]
  /** any of them does, */
  readonly any?: readonly PlaylistQuery[]
  /** this one does not. */
  readonly not?: PlaylistQuery
}

export interface RunsOn {
  /** As the pack calls it: `rg35xx`. */
  readonly device: string
  /** Default: `fair`. */
  readonly atLeast?: RunTier
}

export interface Compatible {
  /** Emulator or core, as the pack calls it: `snes9x`. */
  readonly emulator: string
  /** As the pack writes it. Default: the version that does best. */
  readonly version?: string
  /** Default: `playable`. */
  readonly atLeast?: CompatStatus
}
