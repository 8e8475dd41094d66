/** Opens the cache that the environment asks for: Redis where one is named, the project's own database otherwise. */
import { join } from 'node:path'
import type { Environment } from '../../user-folder.ts'
import type { CacheBackend } from './cache.ts'

interface CacheChoice {
  readonly env: Environment
  /** `.curator/`. Without one, answers are kept for the run alone. */
  readonly stateFolder?: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Where the Redis is; it may hold a password, so it is read from the environment alone. */
const REDIS_VARIABLE = 'CURATOR_REDIS_URL'

/** Rejects when the Redis that is named does not answer, or the database is somebody else's at the moment. */
export async function openCache({ env, stateFolder, now }: CacheChoice): Promise<CacheBackend> {
  const url = env[REDIS_VARIABLE]?.trim()
  if (url !== undefined && url !== '') return (await import('./redis.ts')).redisCache({ url })
  if (stateFolder === undefined) return (await import('./memory.ts')).memoryCache({ now })
  return (await import('./sqlite.ts')).sqliteCache({ file: join(stateFolder, 'cache.db'), now })
}
