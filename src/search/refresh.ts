/**
 * The search index follows the catalog when somebody searches, not when a build changes it: a build that nobody
 * searches after costs nothing more, and what changed in several builds is indexed once.
 */
import type { Db } from '../catalog/sqlite.ts'
import { indexFiles } from './index-files.ts'
import { indexPlatform, stalePlatforms } from './index-games.ts'

/** Takes a moment for each platform that changed since the last time. `onStale` is told how many, before it begins. */
export function refreshSearch(db: Db, onStale?: (platforms: number) => void): void {
  const stale = stalePlatforms(db)
  if (stale.length > 0) onStale?.(stale.length)
  for (const platform of stale) indexPlatform(db, platform)
  indexFiles(db)
}
