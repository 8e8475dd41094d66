/**
 * Catalogs with nothing in them. To make one takes longer than most of what is tested with it: it is made once in each
 * process, and the others are copies.
 */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MIGRATIONS, migrate } from '../../src/catalog/schema/migrations.ts'
import { keepAlive, type Db } from '../../src/catalog/sqlite.ts'

/** `version`: of its schema, if not the newest. */
export function memoryCatalog(version = MIGRATIONS.length): Db {
  return opened(new Database(emptyOne(version)))
}

/** Where a state folder has no catalog yet, one that `openCatalog` takes for its own. */
export function layCatalog(stateDir: string): void {
  const file = join(stateDir, 'catalog.db')
  if (existsSync(file)) return
  mkdirSync(stateDir, { recursive: true })
  writeFileSync(file, emptyOne(MIGRATIONS.length))
}

/** Their bytes, by the version of the schema. */
const made = new Map<number, Buffer>()

function emptyOne(version: number): Buffer {
  const known = made.get(version)
  if (known) return known
  const db = opened(new Database(':memory:'))
  migrate(db, MIGRATIONS.slice(0, version))
  const bytes = db.serialize()
  db.close()
  made.set(version, bytes)
  return bytes
}

function opened(db: Db): Db {
  keepAlive(db)
  db.exec('pragma foreign_keys = on')
  return db
}
