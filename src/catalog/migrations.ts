/** Forward-only migrations. `user_version` says how many have run. */
import { PLATFORMS } from '../platforms/table.ts'
import { SCHEMA_1 } from './schema.sql.ts'
import type { Db } from './sqlite.ts'

const APPLICATION_ID = 0x43_55_52_41 // "CURA"

const MIGRATIONS: readonly ((db: Db) => void)[] = [(db) => db.exec(SCHEMA_1)]

class UnknownSchema extends Error {
  readonly code = 'CURATOR_UNKNOWN_SCHEMA'
}

export function migrate(db: Db): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version === MIGRATIONS.length) return
  if (version > MIGRATIONS.length) throw new UnknownSchema(`schema ${version} is newer than this curator`)
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) step(db)
    const insert = db.prepare('insert or ignore into platform (slug, name) values (?, ?)')
    for (const platform of PLATFORMS) insert.run(platform.slug, platform.name)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  })()
}
