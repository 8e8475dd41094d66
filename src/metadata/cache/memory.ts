/** Keeps answers in memory: the least recently used go first. */
import type { CacheBackend } from './cache.ts'

interface MemoryCacheOptions {
  /** Entries. Default: 10,000. */
  readonly most?: number
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

interface Entry {
  readonly value: string
  readonly expiresAt: number
}

export function memoryCache({ most = 10_000, now = Date.now }: MemoryCacheOptions = {}): CacheBackend {
  /** In the order of use: a `Map` keeps that of its insertions. */
  const entries = new Map<string, Entry>()

  function living(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (entry && entry.expiresAt > now()) return entry
    entries.delete(key)
    return undefined
  }

  function remove(isGone: (key: string, entry: Entry) => boolean): number {
    let count = 0
    for (const [key, entry] of entries) if (isGone(key, entry) && entries.delete(key)) count++
    return count
  }

  return {
    name: 'memory',
    get(key) {
      const entry = living(key)
      if (entry) {
        entries.delete(key)
        entries.set(key, entry)
      }
      return Promise.resolve(entry?.value)
    },
    set(key, value, ttl = Infinity) {
      entries.delete(key)
      if (ttl > 0) entries.set(key, { value, expiresAt: now() + ttl })
      for (const oldest of entries.keys()) {
        if (entries.size <= most) break
        entries.delete(oldest)
      }
      return Promise.resolve()
    },
    delete: (key) => Promise.resolve(living(key) !== undefined && entries.delete(key)),
    has: (key) => Promise.resolve(living(key) !== undefined),
    clear: (prefix = '') => Promise.resolve(remove((key) => key.startsWith(prefix))),
    prune: () => Promise.resolve(remove((_, { expiresAt }) => expiresAt <= now())),
    close() {
      entries.clear()
      return Promise.resolve()
    },
  }
}
