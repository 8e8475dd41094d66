/** What an import says of a release, written straight into the catalog: its companies and its genres, in order. */
import type { Db } from '../../src/catalog/sqlite.ts'

interface Said {
  readonly release: number
  readonly log: number
  readonly names: readonly string[]
}

/** The names must have been entered. */
export function putDevelopers(db: Db, { release, log, names }: Said): void {
  const insert = db.prepare(
    'insert into release_developer (release_id, position, alias, log_id) values (?, ?, ?, ?)',
  )
  for (const [position, name] of names.entries()) insert.run(release, position, name, log)
}

export function putGenres(db: Db, { release, log, names }: Said): void {
  const enter = db.prepare('insert or ignore into genre (name) values (?)')
  const insert = db.prepare(
    `insert into release_genre (release_id, position, genre_id, log_id)
     select ?, ?, id, ? from genre where name = ?`,
  )
  for (const [position, name] of names.entries()) {
    enter.run(name)
    insert.run(release, position, log, name)
  }
}
