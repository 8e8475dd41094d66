/** How we talk to SQLite: which driver, which pragmas. Everything above sees only `Db`. */
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { errno } from '../errors.ts'

export type Db = Database.Database

/** Naming the native part ourselves spares the driver its search for it: 16 ms of every start. */
function nativeBinding(): string {
  return createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node')
}

/**
 * `locking_mode=exclusive` makes the database the process lock: a second process gets SQLITE_BUSY at once, and the
 * lock is free again right after the holder dies, however it dies.
 */
export function connect(file: string, { isShared = false }: ConnectOptions = {}): Db {
  process.env['SQLITE_TMPDIR'] = dirname(resolve(file)) // what does not fit into memory stays in the state folder, too
  const db = new Database(file, { timeout: isShared ? SHARING_MS : 0, nativeBinding: nativeBinding() })
  keepAlive(db)
  try {
    db.exec(`pragma locking_mode = ${isShared ? 'normal' : 'exclusive'}`)
    db.exec('pragma journal_mode = wal')
    db.exec('pragma synchronous = normal')
    db.exec('pragma temp_store = file') // sorting a list of a million ROMs must not take a million ROMs of memory
    // a first build touches the same index pages again and again: 40 MB of log before they are written in place
    db.exec('pragma wal_autocheckpoint = 10000')
    db.exec('pragma cache_size = -20480')
    db.exec('pragma foreign_keys = on')
    // one large import makes a log as large as itself: it is cut back when its pages are in place
    db.exec('pragma journal_size_limit = 67108864')
    db.exec('begin immediate; commit')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** A database that is no more than its schema: tables are made where they are not there yet. */
export function connectWith(file: string, schema: string, options?: ConnectOptions): Db {
  const db = connect(file, options)
  try {
    db.exec(schema)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * A database that strangers made, to be read and nothing else: what its schema calls runs no function that could do harm,
 * and pages that do not add up are errors. Throws for what is no database.
 */
export function connectToForeign(file: string): Db {
  const db = new Database(file, { readonly: true, timeout: 0, nativeBinding: nativeBinding() })
  keepAlive(db)
  try {
    db.exec('pragma trusted_schema = off')
    db.exec('pragma cell_size_check = on')
    db.exec('pragma temp_store = file')
    db.exec('pragma cache_size = -16384')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Takes a file for this process alone, as `connect` does, but writes nothing into it: it is made if need be, and stays
 * empty. Free again when the function that it returns is called, or the process ends, however it ends. Undefined when
 * somebody else has it. Throws SQLite's error where it cannot be taken. Nothing else in this process may open the file: the
 * system would let go of it when that is closed.
 */
export function takeFile(file: string): (() => void) | undefined {
  const db = new Database(file, { timeout: 0, nativeBinding: nativeBinding() })
  keepAlive(db)
  try {
    db.exec('pragma journal_mode = memory') // the header of a new database is journaled, though it is never written
    db.exec('begin exclusive')
    return () => db.close()
  } catch (error) {
    db.close()
    if (errno(error)?.startsWith('SQLITE_BUSY') === true) return undefined
    throw error
  }
}

export interface ConnectOptions {
  /** Others may have it open as well: each waits while one of them writes. Otherwise it is ours alone. */
  readonly isShared?: boolean
}

/** Nobody writes for so long. */
const SHARING_MS = 1500

/** Every database, statement and iterator there ever was. Module-level because they must outlive all that uses them. */
const kept: unknown[] = []

/**
 * Node 24.19 and later ends the process when the garbage collector frees an object of better-sqlite3 12 while no
 * JavaScript runs (`RemoveEnvironmentCleanupHook … (env) != nullptr`), if its native part was compiled with that
 * Node's headers. So nothing is ever freed: prepare statements once, not in loops; iterate over many rows, and ask for
 * few with `all`; and use `exec` for pragmas, because `pragma()` makes a statement that cannot be kept. Tests that open their
 * own call this as well.
 */
export function keepAlive(db: Db): void {
  kept.push(db)
  const prepare = db.prepare.bind(db)
  db.prepare = ((source: string) => {
    const statement = prepare(source)
    const iterate = statement.iterate.bind(statement)
    statement.iterate = (...values: unknown[]) => {
      const rows = iterate(...values)
      kept.push(rows)
      return rows
    }
    kept.push(statement)
    return statement
  }) as typeof db.prepare
}

const functions = new WeakMap<Db, Set<string>>()

/** A function of one value for SQL. Once a connection: when it is told of one, SQLite compiles all its statements anew. */
export function functionOnce(db: Db, name: string, of: (value: unknown) => string | null): void {
  const known = functions.get(db) ?? new Set<string>()
  functions.set(db, known)
  if (known.has(name)) return
  db.function(name, { deterministic: true }, of)
  known.add(name)
}

const prepared = new WeakMap<Db, Map<string, Database.Statement>>()

/** The same statement for the same text, since none is ever let go. The form of its rows must be the same as well. */
export function prepareOnce(db: Db, source: string): Database.Statement {
  const known = prepared.get(db) ?? new Map<string, Database.Statement>()
  prepared.set(db, known)
  const statement = known.get(source) ?? db.prepare(source)
  known.set(source, statement)
  return statement
}
