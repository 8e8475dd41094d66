/**
 * Keeps answers in a Redis, for several machines that share one. The client package is optional and loaded when it is
 * first needed. Expiry is Redis' own, so there is nothing to prune.
 */
import type { RedisClientType } from '@redis/client'
import type { CacheBackend } from './cache.ts'

export interface RedisCacheOptions {
  /** `redis://[user:password@]host:port[/db]`. From the environment: it may hold a password. */
  readonly url: string
  /** Before all keys. Default: `curator:meta:`. */
  readonly prefix?: string
  /** Milliseconds to wait for a connection. Default: 5 s. */
  readonly patienceMs?: number
}

const BATCH = 500

/** Rejects when the package is not installed, or nobody answers there; what it says names neither password nor user. */
export async function redisCache(options: RedisCacheOptions): Promise<CacheBackend> {
  const { url, prefix = 'curator:meta:', patienceMs = 5000 } = options
  const client = await connected(url, patienceMs)
  const named = (key: string) => prefix + key

  async function clear(start: string): Promise<number> {
    let count = 0
    // UNLINK frees the memory later; SCAN may name a key twice, which UNLINK then does not count
    for await (const keys of client.scanIterator({ MATCH: `${literally(named(start))}*`, COUNT: BATCH }))
      if (keys.length > 0) count += await client.unlink(keys)
    return count
  }

  return {
    name: 'redis',
    get: async (key) => (await client.get(named(key))) ?? undefined,
    async set(key, value, ttl) {
      if (ttl !== undefined && ttl <= 0) await client.del(named(key))
      else if (ttl === undefined || !Number.isFinite(ttl)) await client.set(named(key), value)
      else await client.set(named(key), value, { expiration: { type: 'PX', value: Math.ceil(ttl) } })
    },
    delete: async (key) => (await client.del(named(key))) > 0,
    has: async (key) => (await client.exists(named(key))) > 0,
    clear: (start = '') => clear(start),
    prune: () => Promise.resolve(0),
    async close() {
      if (client.isOpen) await client.close()
    },
  }
}

async function connected(url: string, patienceMs: number): Promise<RedisClientType> {
  if (!URL.canParse(url)) throw new Error('The address of the Redis is none.')
  const { createClient } = await import('@redis/client').catch(() => {
    throw new Error('The package @redis/client is not installed: npm install @redis/client')
  })
  const client: RedisClientType = createClient({
    url,
    socket: { connectTimeout: patienceMs, reconnectStrategy: false },
  })
  // without a listener a broken connection would end the process; the next command rejects anyway
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    if (client.isOpen) client.destroy()
    throw new Error(`No Redis answers at ${new URL(url).host}: ${codeOf(error)}`, { cause: error })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'it refused the connection'
}

/** For a pattern of Redis. */
function literally(text: string): string {
  return text.replace(/[*?[\]\\^-]/g, String.raw`\$&`)
}
