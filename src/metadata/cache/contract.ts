/** What every cache must do, as checks that any test runner can run. */
import { deepEqual } from 'node:assert/strict'
import { checking, type Check } from '../contract.ts'
import type { CacheBackend } from './cache.ts'

export interface CacheSubject {
  readonly cache: CacheBackend
  /** Lets time go by. */
  pass(ms: number): void | Promise<void>
}

/** Each check opens a cache of its own, which is empty. */
export function cacheChecks(open: () => Promise<CacheSubject>): readonly Check[] {
  const check = checking(open, ({ cache }) => cache.close())
  return [
    check('has nothing at first', async ({ cache }) => {
      deepEqual(await cache.get('a'), undefined)
      deepEqual(await cache.has('a'), false)
      deepEqual(await cache.delete('a'), false)
      deepEqual(await cache.clear(), 0)
      deepEqual(await cache.prune(), 0)
    }),
    check('keeps what it is given, whatever it is', async ({ cache }) => {
      const texts = ['', '0', 'null', '{"a":[1]}', 'が🎮\u0000\n', 'x'.repeat(300_000)]
      for (const [i, text] of texts.entries()) await cache.set(`k${i}`, text, 60_000)
      for (const [i, text] of texts.entries()) deepEqual(await cache.get(`k${i}`), text)
      deepEqual(await cache.has('k0'), true)
    }),
    check('takes any text for a key', async ({ cache }) => {
      const keys = [
        'a/b',
        'a b',
        "'; drop table x; --",
        '__proto__',
        'constructor',
        '*',
        'ключ',
        '[a-z]',
        'a%',
      ]
      for (const key of keys) await cache.set(key, `of ${key}`)
      for (const key of keys) deepEqual(await cache.get(key), `of ${key}`)
      deepEqual(await cache.clear(), keys.length)
    }),
    check('has one value a key: the last', async ({ cache }) => {
      await cache.set('a', '1', 60_000)
      await cache.set('a', '2', 120_000)
      await cache.set('a', '3')
      deepEqual(await cache.get('a'), '3')
      deepEqual(await cache.clear(), 1)
    }),
    check('forgets after a time, and only then', async ({ cache, pass }) => {
      await cache.set('short', '1', 200)
      await cache.set('long', '2', 60_000)
      await cache.set('for ever', '3')
      deepEqual(await cache.get('short'), '1')
      await pass(400)
      deepEqual(
        [await cache.get('short'), await cache.has('short'), await cache.delete('short')],
        [undefined, false, false],
      )
      deepEqual([await cache.get('long'), await cache.get('for ever')], ['2', '3'])
    }),
    check('counts time anew when a value is put in place of another', async ({ cache, pass }) => {
      await cache.set('a', '1', 200)
      await cache.set('a', '2', 60_000)
      await cache.set('b', '1', 60_000)
      await cache.set('b', '2', 200)
      await pass(400)
      deepEqual([await cache.get('a'), await cache.get('b')], ['2', undefined])
    }),
    check('does not keep what is gone at once', async ({ cache }) => {
      await cache.set('a', '1', 60_000)
      await cache.set('a', '2', 0)
      await cache.set('b', '1', -5)
      deepEqual([await cache.get('a'), await cache.get('b')], [undefined, undefined])
    }),
    check('deletes one', async ({ cache }) => {
      await cache.set('a', '1')
      await cache.set('b', '2')
      deepEqual([await cache.delete('a'), await cache.delete('a')], [true, false])
      deepEqual([await cache.get('a'), await cache.get('b')], [undefined, '2'])
    }),
    check('deletes all that begin with a text, as it is written', async ({ cache }) => {
      for (const key of ['v1/igdb/1', 'v1/igdb/2', 'v1/igdbx', 'v1/moby/1', 'v1?igdb/3'])
        await cache.set(key, key)
      deepEqual(await cache.clear('v1/igdb/'), 2)
      deepEqual(await cache.clear('v1*'), 0)
      deepEqual(await cache.clear('v1?'), 1)
      deepEqual(await cache.get('v1/igdbx'), 'v1/igdbx')
      deepEqual(await cache.clear(), 2)
      deepEqual(await cache.get('v1/moby/1'), undefined)
    }),
    check('takes away what has expired, and nothing else', async ({ cache, pass }) => {
      await cache.set('old', '1', 200)
      await cache.set('new', '2', 60_000)
      await cache.set('for ever', '3')
      await pass(400)
      const gone = await cache.prune()
      // a backend that does it by itself has nothing to count
      deepEqual(gone === 0 || gone === 1, true)
      deepEqual([await cache.get('new'), await cache.get('for ever'), await cache.clear()], ['2', '3', 2])
    }),
    check('is asked by many at once', async ({ cache }) => {
      await Promise.all(Array.from({ length: 200 }, (_, i) => cache.set(`k${i % 50}`, String(i), 60_000)))
      deepEqual(await cache.clear('k'), 50)
    }),
  ]
}
