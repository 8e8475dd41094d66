/**
 * Keeps answers in a Redis, for several machines that share one. The client package is optional and loaded when it is
 * first needed. Expiry is Redis' own, so there is nothing to prune.
 */
import type { RedisClientType } from '@redis/client'
import type { CacheBackend } from './cache.ts'

interface RedisCacheOptions {
  /** `redis://[user:password@]host:port[/db]`. From the environment: it may hold a password. */
  readonly url: string
  /** Before all keys. Default: `curator:meta:`. */
  readonly prefix?: string
  /** Milliseconds to wait for a connection, and for each answer. Default: 5 s. */
  readonly patienceMs?: number
}

const BATCH = 500
/** Between two attempts to find a Redis again that went away. */
const RETRY_MS = 200

/**
 * Rejects when the package is not installed, or nobody answers there; what it says names neither password nor user. One
 * that goes away later is looked for again: meanwhile all that it is asked rejects.
 */
export async function redisCache(options: RedisCacheOptions): Promise<CacheBackend> {
  const { url, prefix = 'curator:meta:', patienceMs = 5000 } = options
  const client = await connected(url, patienceMs)
  const named = (key: string) => prefix + key
  const soon = <T>(answer: Promise<T>) => within(answer, patienceMs)

  async function clear(start: string): Promise<number> {
    let count = 0
    // UNLINK frees the memory later; SCAN may name a key twice, which UNLINK then does not count
    for await (const keys of client.scanIterator({ MATCH: `${literally(named(start))}*`, COUNT: BATCH }))
      if (keys.length > 0) count += await client.unlink(keys)
    return count
  }

  return {
    name: 'redis',
    get: async (key) => (await soon(client.get(named(key)))) ?? undefined,
    async set(key, value, ttl) {
      if (ttl !== undefined && ttl <= 0) await soon(client.del(named(key)))
      else if (ttl === undefined || !Number.isFinite(ttl)) await soon(client.set(named(key), value))
      else await soon(client.set(named(key), value, { expiration: { type: 'PX', value: Math.ceil(ttl) } }))
    },
    delete: async (key) => (await soon(client.del(named(key)))) > 0,
    has: async (key) => (await soon(client.exists(named(key)))) > 0,
    clear: (start = '') => clear(start),
    prune: () => Promise.resolve(0),
    async close() {
      const isGone =
        !client.isReady ||
        (await soon(client.close()).then(
          () => false,
          () => true,
        ))
      if (isGone && client.isOpen) client.destroy()
    },
  }
}

async function connected(url: string, patienceMs: number): Promise<RedisClientType> {
  if (!/^rediss?:/i.test(url) || !URL.canParse(url))
    throw new Error('The address of the Redis is none: such begin with redis:// or rediss://.')
  const { createClient } = await import('@redis/client').catch(() => {
    throw new Error('The package @redis/client is not installed: npm install @redis/client')
  })
  let wasThere = false
  const client: RedisClientType = createClient({
    url,
    // what is asked while it is away is not kept waiting: the answer is had from elsewhere
    disableOfflineQueue: true,
    socket: { connectTimeout: patienceMs, reconnectStrategy: () => (wasThere ? RETRY_MS : false) },
  })
  // without a listener a broken connection would end the process; the next command rejects anyway
  client.on('error', () => undefined)
  try {
    // one that is stuck takes the connection, and says nothing
    await within(client.connect(), patienceMs)
    wasThere = true
    return client
  } catch (error) {
    if (client.isOpen) client.destroy()
    throw new Error(`No Redis answers at ${new URL(url).host}: ${codeOf(error)}`, { cause: error })
  }
}

/** A Redis that hangs must not keep a call waiting for ever. */
async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const silence = Object.assign(new Error('The Redis does not answer.'), { code: 'ETIMEDOUT' })
    timer = setTimeout(() => reject(silence), ms)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Of what a Redis says only the first word is told, `WRONGPASS`: the rest may repeat what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it refused the connection'
  if ('code' in error) return String(error.code)
  const [word] = /^[A-Z]{4,}(?= )/.exec(error.message) ?? []
  return word === undefined ? 'it refused the connection' : `it refused the connection (${word})`
}

/** For a pattern of Redis. */
function literally(text: string): string {
  return text.replace(/[*?[\]\\^-]/g, String.raw`\$&`)
}
