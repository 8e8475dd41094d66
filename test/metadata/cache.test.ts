import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { connect } from '../../src/catalog/sqlite.ts'
import { cacheChecks } from '../../src/metadata/cache/contract.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { noCache } from '../../src/metadata/cache/none.ts'
import { redisCache } from '../../src/metadata/cache/redis.ts'
import { sqliteCache } from '../../src/metadata/cache/sqlite.ts'
import { tempDir } from '../support/cli.ts'

const NOW = Date.UTC(2026, 7, 31)

function folder(): string {
  const dir = tempDir('cache')
  return dir
}

function clock() {
  let time = NOW
  return { now: () => time, pass: (ms: number) => void (time += ms) }
}

describe('memory', () => {
  const open = () => {
    const { now, pass } = clock()
    return Promise.resolve({ cache: memoryCache({ now }), pass })
  }
  it.each(cacheChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())

  it('lets go of what was not used for the longest time', async () => {
    const cache = memoryCache({ most: 2 })
    await cache.set('a', '1')
    await cache.set('b', '2')
    await cache.get('a')
    await cache.set('c', '3')
    expect([await cache.get('a'), await cache.get('b'), await cache.get('c')]).toEqual(['1', undefined, '3'])
  })
})

describe('SQLite', () => {
  const open = () => {
    const { now, pass } = clock()
    return Promise.resolve({ cache: sqliteCache({ file: join(folder(), 'cache.db'), now }), pass })
  }
  it.each(cacheChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())

  it('has it after it was closed', async () => {
    const file = join(folder(), 'cache.db')
    const first = sqliteCache({ file })
    await first.set('a', '1', 60_000)
    await first.close()
    const second = sqliteCache({ file })
    expect(await second.get('a')).toBe('1')
    await second.close()
  })

  it('is made anew when it is damaged', async () => {
    const file = join(folder(), 'cache.db')
    writeFileSync(file, 'this is no database, and never was one'.repeat(100))
    const cache = sqliteCache({ file })
    await cache.set('a', '1')
    expect(await cache.get('a')).toBe('1')
    await cache.close()
  })

  it('is had by two curators at once, and each finds what the other keeps', async () => {
    const file = join(folder(), 'cache.db')
    const [one, other] = [sqliteCache({ file }), sqliteCache({ file })]
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : other).set(`key ${i}`, String(i))),
    )
    expect(await one.get('key 39')).toBe('39')
    expect(await other.get('key 38')).toBe('38')
    await other.prune()
    await one.close()
    expect(await other.get('key 0')).toBe('0')
    await other.close()
  })

  it('is not made anew when somebody else has it for himself', () => {
    const file = join(folder(), 'cache.db')
    const other = connect(file)
    expect(() => sqliteCache({ file })).toThrow('database is locked')
    other.close()
  })

  it('has one row a key', async () => {
    const file = join(folder(), 'cache.db')
    const cache = sqliteCache({ file, now: () => NOW })
    await cache.set('a', '1', 1000)
    await cache.set('a', '2', 2000)
    await cache.close()
    const db = connect(file)
    expect(db.prepare('select * from provider_response').all()).toEqual([
      { key: 'a', value: '2', expires_at: NOW + 2000 },
    ])
    db.close()
  })
})

describe('none', () => {
  it('keeps nothing, and says so', async () => {
    const cache = noCache()
    await cache.set('a', '1')
    expect([await cache.get('a'), await cache.has('a'), await cache.delete('a')]).toEqual([
      undefined,
      false,
      false,
    ])
    expect([await cache.clear(), await cache.prune()]).toEqual([0, 0])
  })
})

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    console.warn(
      'redis-server is not installed: the Redis cache is not tested (apt-get install redis-server)',
    )
    return false
  }
})()

describe.skipIf(!hasRedis)('Redis', () => {
  let url = ''
  let stop = () => {}
  let start = (): ChildProcess => spawn('false')
  let server: ChildProcess | undefined

  beforeAll(async () => {
    const port = await freePort()
    const dir = mkdtempSync(join(tmpdir(), 'curator-redis-'))
    const options = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      dir,
    ]
    start = () => spawn('redis-server', [...options, '--requirepass', 'hush-hush'], { stdio: 'ignore' })
    server = start()
    stop = () => {
      server?.kill('SIGKILL')
      rmSync(dir, { recursive: true, force: true })
    }
    url = `redis://:hush-hush@127.0.0.1:${port}`
    for (let tries = 0; tries < 100; tries++) {
      const cache = await redisCache({ url }).catch(() => undefined)
      if (cache) return cache.close()
      await pause(50)
    }
    throw new Error('redis-server does not start')
  })
  afterAll(() => stop())

  let made = 0
  const open = async () => ({
    cache: await redisCache({ url, prefix: `test${made++}:` }),
    pass: (ms: number) => pause(ms),
  })
  it.each(cacheChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())

  it('leaves the keys of others alone', async () => {
    const [ours, theirs] = [
      await redisCache({ url, prefix: 'ours:' }),
      await redisCache({ url, prefix: 'theirs:' }),
    ]
    await ours.set('a', '1')
    await theirs.set('a', '2')
    expect(await ours.clear()).toBe(1)
    expect(await theirs.get('a')).toBe('2')
    await ours.close()
    await theirs.close()
  })

  it('is done without while it is away, hangs, or was started anew', async () => {
    const cache = await redisCache({ url, patienceMs: 200 })
    const settled = (work: Promise<unknown>) => work.then(() => 'done', String)
    const until = async (wanted: string) => {
      for (let tries = 0; tries < 100 && (await settled(cache.set('a', '1'))) !== wanted; tries++)
        await pause(20)
      return settled(cache.set('a', '1'))
    }
    expect(await until('done')).toBe('done')
    server?.kill('SIGSTOP')
    expect(await settled(cache.get('a'))).toBe('Error: The Redis does not answer.')
    server?.kill('SIGCONT')
    expect(await until('done')).toBe('done')
    server?.kill('SIGKILL')
    expect(await until('Error: The client is offline')).toMatch(/offline|closed/)
    server = start()
    expect(await until('done')).toBe('done')
    expect(await cache.get('a')).toBe('1')
    server.kill('SIGSTOP')
    await cache.close()
    server.kill('SIGCONT')
  })

  it('does not tell the password when it is wrong', async () => {
    const error: unknown = await redisCache({ url: url.replace('hush-hush', 'not-it') }).catch(
      (reason: unknown) => reason,
    )
    expect(String(error)).toMatch(
      /^Error: No Redis answers at 127\.0\.0\.1:\d+: it refused the connection \(WRONGPASS\)$/,
    )
  })
})

it('no Redis is an error that names no password', async () => {
  const url = `redis://me:hush-hush@127.0.0.1:${await freePort()}`
  const error: unknown = await redisCache({ url }).catch((reason: unknown) => reason)
  expect(String(error)).toMatch(/^Error: No Redis answers at 127\.0\.0\.1:\d+: ECONNREFUSED$/)
  // the client's own words repeat what stands before the first colon
  for (const none of ['hush-hush', 'hush-hush:6379', 'hush:hush@localhost:6379'])
    expect(await redisCache({ url: none, patienceMs: 50 }).catch(String)).not.toContain('hush')
  expect(await redisCache({ url: 'hush-hush:6379' }).catch(String)).toBe(
    'Error: The address of the Redis is none: such begin with redis:// or rediss://.',
  )
})

it('a Redis that takes the connection and says nothing is waited for no longer than others', async () => {
  const server = createServer((socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const error: unknown = await redisCache({ url: `redis://127.0.0.1:${port}`, patienceMs: 100 }).catch(
    (reason: unknown) => reason,
  )
  expect(String(error)).toBe(`Error: No Redis answers at 127.0.0.1:${port}: ETIMEDOUT`)
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
