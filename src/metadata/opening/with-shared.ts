/** What all share who ask providers, opened and closed together: answers that are kept, and the pace. */
import { reason } from '../../errors.ts'
import type { Environment } from '../../user-folder.ts'
import type { CacheBackend } from '../cache/cache.ts'
import { memoryCache } from '../cache/memory.ts'
import { openCache } from '../cache/open.ts'
import { sharedPace, type SharedPace } from '../wire/shared-pace.ts'

export interface Shared {
  readonly cache: CacheBackend
  readonly pace: SharedPace
}

interface SharedOptions {
  readonly env: Environment
  /** `.curator/`. */
  readonly stateFolder: string
  /** Told where answers cannot be kept: that costs time and nothing else. */
  readonly warn: (text: string) => void
}

/** Closes both at the end: clients that ask with them are closed by then. */
export async function withShared<T>(options: SharedOptions, ask: (shared: Shared) => Promise<T>): Promise<T> {
  const { env, stateFolder, warn } = options
  const now = Date.now
  const cache = await openCache({ env, stateFolder, now }).catch((error: unknown) => {
    warn(`Answers are kept for this call only: ${reason(error)}`)
    return memoryCache({ now })
  })
  const pace = sharedPace(env)
  try {
    return await ask({ cache, pace })
  } finally {
    pace.close()
    await cache.prune().catch(() => 0)
    await cache.close()
  }
}
