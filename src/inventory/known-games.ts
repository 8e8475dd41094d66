/** Files of games, as the last scan of their root saw them. */
import type { Db } from '../catalog/sqlite.ts'
import { rangeBelow } from '../disk/path.ts'

export interface KnownGame {
  /** Relative to the root. */
  readonly path: string
  readonly size: number | null
}

/** Those that were there, in a folder or below it; '' is the root itself. */
export function knownGames(db: Db, root: { readonly name: string }, folder: string): Iterable<KnownGame> {
  return db.prepare<[string, string, string], KnownGame>(IN_FOLDER).iterate(root.name, ...rangeBelow(folder))
}

const IN_FOLDER = `
  select path, size from file_instance
  where root_id = (select id from library_root where name = ?) and path >= ? and path < ?
    and status = 'present' and role <> 'auxiliary'`
