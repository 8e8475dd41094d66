/**
 * Keeps answers in a database of its own, `.curator/cache.db`: losing it costs time and nothing else. So one that is
 * damaged is made anew, and one that cannot be written is a reason to work without.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { errno } from '../../errors.ts'
import { connectOrRemake } from '../files/remade-file.ts'
import type { CacheBackend } from './cache.ts'

interface SqliteCacheOptions {
  readonly file: string
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const SCHEMA = `
create table if not exists provider_response (
  key text primary key,
  value text not null,
  expires_at integer -- milliseconds since the epoch; null: never
) without rowid;
create index if not exists provider_response_expires on provider_response (expires_at) where expires_at is not null;
select key, value, expires_at from provider_response limit 0;
`

/** A key that begins with a prefix is below the prefix with the largest character behind it. */
const LAST = '\u{10ffff}'

/** Others may have the file open as well. Throws what SQLite throws when one of them keeps it to itself: it is no damage. */
export function sqliteCache({ file, now = Date.now }: SqliteCacheOptions): CacheBackend {
  const db = open(file)
  const read = db.prepare<[string, number], { value: string }>(
    'select value from provider_response where key = ? and (expires_at is null or expires_at > ?)',
  )
  const write = db.prepare<[string, string, number | null]>(
    `insert into provider_response (key, value, expires_at) values (?, ?, ?)
     on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`,
  )
  const remove = db.prepare<[string]>('delete from provider_response where key = ?')
  const removeAll = db.prepare<[string, string]>('delete from provider_response where key >= ? and key < ?')
  const removeOld = db.prepare<[number]>('delete from provider_response where expires_at <= ?')
  const value = (key: string) => read.get(key, now())?.value

  return {
    name: 'sqlite',
    get: (key) => settle(() => value(key)),
    set: (key, text, ttl) =>
      settle(() => {
        if (ttl !== undefined && ttl <= 0) remove.run(key)
        else write.run(key, text, ttl === undefined ? null : Math.ceil(now() + ttl))
      }),
    delete: (key) => settle(() => value(key) !== undefined && remove.run(key).changes > 0),
    has: (key) => settle(() => value(key) !== undefined),
    clear: (prefix = '') => settle(() => removeAll.run(prefix, prefix + LAST).changes),
    prune: () => settle(() => removeOld.run(now()).changes),
    close: () => settle(() => void db.close()),
  }
}

function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()))
}

function open(file: string): Db {
  try {
    return connectOrRemake(file, SCHEMA, { isShared: true })
  } catch (error) {
    // on some shares of a network no memory can be had in common: then it is ours alone
    if ((errno(error) ?? '').startsWith('SQLITE_IOERR_SHM')) return connectOrRemake(file, SCHEMA)
    throw error
  }
}
