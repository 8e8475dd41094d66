/** Where answers of providers are kept. All backends behave alike: `cache/contract.ts` has the checks. */

export interface CacheBackend {
  readonly name: string
  /** Undefined when it is not there, or has expired. */
  get(key: string): Promise<string | undefined>
  /** In place of what is there. `ttl`: milliseconds it stays; absent: for ever; 0 or less: it is gone at once. */
  set(key: string, value: string, ttl?: number): Promise<void>
  /** Whether there was one. */
  delete(key: string): Promise<boolean>
  has(key: string): Promise<boolean>
  /** All keys that begin with this; all of ours without it. How many there were. */
  clear(prefix?: string): Promise<number>
  /** Takes away what has expired. How many there were; 0 where the backend does it by itself. */
  prune(): Promise<number>
  close(): Promise<void>
}

/** How long answers stay, by what was asked. */
export type Keep = 'id' | 'hash' | 'search' | 'list' | 'listing' | 'never'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A miss is looked for again sooner than a hit: somebody may have added the game. */
export const TTL: Readonly<Record<Exclude<Keep, 'never'> | 'miss', number>> = {
  id: 180 * DAY,
  hash: 180 * DAY,
  search: 30 * DAY,
  list: 7 * DAY,
  listing: DAY,
  miss: 7 * DAY,
}

export type Ttl = typeof TTL
