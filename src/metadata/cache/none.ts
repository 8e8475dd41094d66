/** Keeps nothing: every question goes to the provider. */
import type { CacheBackend } from './cache.ts'

export function noCache(): CacheBackend {
  return {
    name: 'none',
    get: () => Promise.resolve(undefined),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(false),
    has: () => Promise.resolve(false),
    clear: () => Promise.resolve(0),
    prune: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  }
}
