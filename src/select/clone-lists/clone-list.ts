/**
 * A clone list: which titles are one game, in the JSON form of Retool's lists (BSD-3), after it was checked.
 * Plain data, so that it can be compared and hashed.
 */
export interface CloneList {
  /** As the list calls itself: `Sony - PlayStation (Redump)`. */
  readonly name: string
  /** Where it was read from, for people. */
  readonly file: string
  readonly entries: readonly CloneEntry[]
  /**
   * The languages of releases, by name: codes as names have them. Names of discs state languages only where there are
   * several, so a Japanese game in English looks like any other there.
   */
  readonly languages?: Readonly<Record<string, readonly string[]>>
}

/** What a list says of the releases that one search term finds. */
export interface CloneEntry {
  /** The game they belong to; absent where the list only describes them. */
  readonly group?: string
  /**
   * `title`: a release of the game. `superset`: one with more in it. `compilation`: a release of several games.
   */
  readonly role: 'title' | 'superset' | 'compilation'
  readonly term: string
  readonly nameType: NameType
  /** 1 is best. Compared among releases of one region. */
  readonly priority: number
  /** Replaces the categories of the DAT. */
  readonly categories?: readonly string[]
  /** Which part of `(En+En,Fr)` speaks of this game, from 1. */
  readonly titlePosition?: number
  /** What the game is called, by language. */
  readonly localNames?: Readonly<Record<string, string>>
  /** Playable in English, whatever its name says. */
  readonly englishFriendly?: boolean
  /** The first that was made. */
  readonly oldest?: boolean
  /** Known to be missing: no one has a dump. */
  readonly mia?: boolean
  /** Not to be listed at all. */
  readonly ignore?: boolean
  readonly filters: readonly CloneFilter[]
  /** Where its search term stands in the file: `variants[3].titles[0].searchTerm`. */
  readonly place: string
}

/**
 * What of a release is compared, letter case apart. `short`: its title with what tells games apart. `full`: its name.
 * `regionFree`: its name without regions and languages. `regex`: its name, with a regular expression.
 */
export type NameType = (typeof NAME_TYPES)[number]

export const NAME_TYPES = ['short', 'full', 'regionFree', 'regex'] as const

/** When all conditions hold, the results replace what the entry says. */
export interface CloneFilter {
  readonly conditions: {
    /** All of these regions are stated. */
    readonly matchRegions?: readonly string[]
    /** All of these languages are spoken. */
    readonly matchLanguages?: readonly string[]
    /** A regular expression over the full name. */
    readonly matchString?: string
    /** The user likes one of the higher regions better than all of the lower ones. */
    readonly regionOrder?: {
      readonly higherRegions: readonly string[]
      readonly lowerRegions: readonly string[]
    }
  }
  readonly results: Partial<
    Pick<
      CloneEntry,
      'group' | 'priority' | 'categories' | 'localNames' | 'englishFriendly' | 'oldest' | 'ignore'
    >
  > & { readonly superset?: boolean }
}

/** Stands in `regionOrder` for every region that the other side does not name. */
export const ALL_OTHER_REGIONS = 'All other regions'
