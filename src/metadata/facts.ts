/** What lists ask of games, in the form in which it is compared: plain texts, numbers, the forms of companies. */

export interface GameFacts {
  /** Its other titles, as they are written: keys would leave out what tells two games apart. */
  readonly titles?: readonly string[]
  /** In plain form. */
  readonly genres?: readonly string[]
  /** Forms of the companies they are (see `companyResolver`). */
  readonly developers?: readonly string[]
  readonly publishers?: readonly string[]
  /** In plain form. */
  readonly franchises?: readonly string[]
  readonly year?: number
  /** The most that can play. */
  readonly players?: number
  /** From 0 to 100. */
  readonly rating?: number
  readonly achievements?: number
  /** Kinds of pictures that any source has. */
  readonly artwork?: readonly string[]
  /** Device → how well it runs there. */
  readonly runsOn?: Readonly<Record<string, RunTier>>
  /**
   * What emulators make of it. By emulator: what the version that does best does. By `emulator version`: what that one
   * does; by `emulator *`: what is said of no version in particular.
   */
  readonly compatible?: Readonly<Record<string, CompatStatus>>
}

/** How well a game runs, worst first. */
export const RUN_TIERS = ['unplayable', 'poor', 'fair', 'good', 'excellent'] as const

export type RunTier = (typeof RUN_TIERS)[number]

/** How far a game gets in an emulator, worst first. */
export const COMPAT_STATUSES = ['broken', 'boots', 'menu', 'ingame', 'playable', 'perfect'] as const

export type CompatStatus = (typeof COMPAT_STATUSES)[number]
