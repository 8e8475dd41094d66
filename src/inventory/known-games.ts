/** Files of games, as the last scan of their root saw them. */
import type { Db } from '../catalog/sqlite.ts'

export interface KnownGame {
  /** Relative to the root. */
  readonly path: string
  readonly size: number | null
}

/** Those that were there, in a folder or below it; '' is the root itself. */
export function knownGames(db: Db, root: { readonly name: string }, folder: string): Iterable<KnownGame> {
  // what begins with a folder and `/` is what sorts from that on, and before the same with `0`
  const [from, to] = folder === '' ? ['', LAST] : [`${folder}/`, `${folder}0`]
  return db.prepare<[string, string, string], KnownGame>(IN_FOLDER).iterate(root.name, from, to)
}

/** Sorts after every path. */
const LAST = '\u{10ffff}'

const IN_FOLDER = `
  select path, size from file_instance
  where root_id = (select id from library_root where name = ?) and path >= ? and path < ?
    and status = 'present' and role <> 'auxiliary'`
