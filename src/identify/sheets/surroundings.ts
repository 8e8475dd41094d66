/** Finds the contents that a sheet names: files of its root, or members of its archive. */
import type { Db } from '../../catalog/sqlite.ts'
import { folderOf, rangeBelow } from '../../disk/path.ts'
import { byAnySpelling } from '../../disk/spelling.ts'

/** What a path is relative to. */
export interface Home {
  readonly home: 'root' | 'archive'
  /** Of the root, or of the archive's content. */
  readonly id: number
  /** Of a member of an archive the ordinal of the archive in it that it lies in; else -1. */
  readonly parent: number
}

/** Tells a folder from that of any other home; of an archive, '' is all of it. */
export function folderKey({ home, id, parent }: Home, folder: string): string {
  return `${home} ${id} ${parent} ${folder}`
}

/**
 * The content at a path, or of what cannot be read now the last one. In any case, where none is spelt so; undefined where
 * there is none.
 */
export type FindContent = (home: Home, path: string) => number | undefined

export function surroundings(db: Db): FindContent {
  const exact = db
    .prepare<[number, string], number | null>(
      "select coalesce(sound_id, rom_file_id) from file_instance where root_id = ? and path = ? and status = 'present'",
    )
    .pluck()
  const below = db.prepare<[number, string, string], Row>(BELOW)
  const members = db.prepare<[number, number], Row>(MEMBERS)
  /** Sheets come by their homes and folders, so the last folder is mostly the next. */
  let last: { readonly key: string; readonly find: (path: string) => number | undefined } | undefined

  function inFolder(home: Home, folder: string): (path: string) => number | undefined {
    const key = folderKey(home, folder)
    if (last?.key !== key) {
      const rows =
        home.home === 'root' ? below.all(home.id, ...rangeBelow(folder)) : members.all(home.id, home.parent)
      const contents = new Map(rows.map(({ path, content }) => [path, content]))
      const spelt = byAnySpelling(contents)
      last = { key, find: (path) => contents.get(spelt(path) ?? '') }
    }
    return last.find
  }

  return (home, path) => {
    const found = home.home === 'root' ? exact.get(home.id, path) : undefined
    if (typeof found === 'number') return found
    return inFolder(home, home.home === 'root' ? folderOf(path) : '')(path)
  }
}

interface Row {
  readonly path: string
  readonly content: number
}

// of several spellings the first in order counts, and `byAnySpelling` takes the last
const BELOW = `
  select path, coalesce(sound_id, rom_file_id) as content from file_instance
  where root_id = ? and path >= ? and path < ? and status = 'present' and coalesce(sound_id, rom_file_id) is not null
  order by path desc`

const MEMBERS = `
  select path, rom_file_id as content from archive_member
  where archive_id = ? and coalesce(parent, -1) = ? and rom_file_id is not null order by path desc`
