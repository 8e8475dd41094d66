/**
 * What the pages of a static site read: plain data in small scripts, because a page that was opened from a disk may
 * load scripts and not files. A shelf (see `steps/choosing/shelves.ts`) is one script of rows, and one of details that is only
 * loaded when somebody opens a game. Types alone: the page and the target share them.
 */

/** `data/library.js`: what the first view shows, and which scripts there are. */
export interface SiteLibrary {
  readonly title: string
  readonly platforms: readonly SitePlatform[]
  readonly playlists: readonly SiteList[]
  /** How sound the files are. A file with games of two platforms counts once. */
  readonly health: SiteHealth
}

export interface SitePlatform extends SiteCounts {
  readonly slug: string
  readonly name: string
  /** Those with games: `data/nes-0.js` and `data/nes-0-more.js` for `0`. */
  readonly shelves: readonly string[]
}

interface SiteCounts {
  readonly owned: number
  readonly missing: number
  /** Owned, but a better release is wanted. */
  readonly better: number
}

/**
 * Numbers of files: known by a sure hash, by less than that, by nothing, those that want a password, those that curator
 * does not open, and those with something else wrong.
 */
export interface SiteHealth {
  readonly verified: number
  readonly probable: number
  readonly unmatched: number
  readonly locked: number
  readonly unopened: number
  readonly damaged: number
}

export interface SiteList {
  readonly title: string
  /** Of its games none of these is owned. */
  readonly missing: number
  readonly games: readonly (readonly [platform: string, release: string])[]
}

export const MISSING = 0
export const OWNED = 1
/** Owned, but a better release is wanted. */
export const BETTER_WANTED = 2
type SiteStatus = typeof MISSING | typeof OWNED | typeof BETTER_WANTED

/** A game in the list of all, as short as it can be: there may be tens of thousands. */
export type SiteRow = readonly [
  title: string,
  release: string,
  status: SiteStatus,
  /** With commas between. */
  regions: string,
  /** 0 when nobody says. */
  year: number,
  bytes: number,
  /** Path of its picture below the site; '' when there is none. */
  cover: string,
]

/** What is known of a game beyond its row. */
export interface SiteDetail {
  /** The better release that is wanted. */
  readonly wanted?: string
  readonly languages: readonly string[]
  readonly files: readonly (readonly [name: string, bytes: number, crc32: string])[]
  /** Best first, then what the policy leaves out. */
  readonly releases: readonly SiteRelease[]
}

export type SiteVerdict = 'kept' | 'wanted' | 'missing' | 'lost' | 'left out'

export type SiteRelease = readonly [name: string, verdict: SiteVerdict, because: string]

/** The scripts call these on `window.curator`, which the page's own script defines before. */
export interface SiteReceiver {
  library(library: SiteLibrary): void
  rows(platform: string, shelf: string, rows: readonly SiteRow[]): void
  details(platform: string, shelf: string, details: readonly SiteDetail[]): void
}
