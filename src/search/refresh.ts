/**
 * The search index follows the catalog when somebody searches, not when a build changes it: a build that nobody
 * searches after costs nothing more, and what changed in several builds is indexed once.
 */
import type { Db } from '../catalog/sqlite.ts'
import { indexFiles } from './index-files.ts'
import { indexPlatform, stalePlatforms } from './index-games.ts'
import { wordWriter } from './word-writer.ts'

/** Takes a moment for each platform that changed since the last time. `onStale` is told how many, before it begins. */
export function refreshSearch(db: Db, onStale?: (platforms: number) => void): void {
  let isTold = false
  for (const { platforms } of refreshing(db, MANY)) {
    if (!isTold && platforms > 0) onStale?.(platforms)
    isTold = true
  }
}

/** Pieces in a transaction, for who lets nobody else at the catalog meanwhile: some 40,000 releases. */
export const MANY = 100

/** How much of a refreshing is left. */
export interface Left {
  /** The one that is being indexed among them. */
  readonly platforms: number
  /** Whether a platform has just been begun: to stop here loses nothing. */
  readonly isBetween: boolean
}

/**
 * The same in pieces of some 20 ms: in between others may read the catalog, and write to it. What is done is kept, also
 * when it is not gone on with.
 * @param together pieces in one transaction: with more than one nobody else may write in between
 * @param only slugs of the platforms that matter. Default: all
 */
export function* refreshing(db: Db, together = 1, only?: readonly string[]): Generator<Left, void> {
  const stale = stalePlatforms(db).filter(({ slug }) => only?.includes(slug) ?? true)
  const words = wordWriter(db)
  for (const [n, platform] of stale.entries()) {
    const platforms = stale.length - n
    yield { platforms, isBetween: true }
    for (const _ of indexPlatform(db, platform, words, together)) yield { platforms, isBetween: false }
  }
  for (const _ of indexFiles(db)) yield { platforms: 0, isBetween: true }
}
