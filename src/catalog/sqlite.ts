/** How we talk to SQLite: which driver, which pragmas. Everything above sees only `Db`. */
import { createRequire } from 'node:module'
import Database from 'better-sqlite3'

export type Db = Database.Database

/** Naming the native part ourselves spares the driver its search for it: 16 ms of every start. */
function nativeBinding(): string {
  return createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node')
}

/**
 * `locking_mode=exclusive` makes the database the process lock: a second process gets SQLITE_BUSY at once, and the
 * lock is free again right after the holder dies, however it dies.
 */
export function connect(file: string): Db {
  const db = new Database(file, { timeout: 0, nativeBinding: nativeBinding() })
  try {
    db.pragma('locking_mode = exclusive')
    db.pragma('journal_mode = wal')
    db.pragma('synchronous = normal')
    db.pragma('temp_store = memory')
    db.pragma('cache_size = -32768')
    db.pragma('foreign_keys = on')
    db.exec('begin immediate; commit')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
