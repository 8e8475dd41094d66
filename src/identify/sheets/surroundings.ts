/** Finds the contents that a sheet names: files of its root, or members of its archive. */
import type { Db } from '../../catalog/sqlite.ts'

/** What a path is relative to. */
export interface Home {
  readonly home: 'root' | 'archive'
  /** Of the root, or of the archive's content. */
  readonly id: number
  /** Of a member of an archive the ordinal of the archive in it that it lies in; else -1. */
  readonly parent: number
}

/** The content at a path, or of what cannot be read now the last one; in any case where none is spelt so; undefined where there is none. */
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
  let last: { readonly key: string; readonly contents: ReadonlyMap<string, number> } | undefined

  function folded({ home, id, parent }: Home, folder: string): ReadonlyMap<string, number> {
    const key = `${home} ${id} ${parent} ${folder}`
    if (last?.key !== key) {
      // '0' is the character after '/'
      const range = folder === '' ? ['', '\u{10ffff}'] : [folder, `${folder.slice(0, -1)}0`]
      const rows = home === 'root' ? below.all(id, range[0] ?? '', range[1] ?? '') : members.all(id, parent)
      last = { key, contents: byPath(rows) }
    }
    return last.contents
  }

  return (home, path) => {
    const found = home.home === 'root' ? exact.get(home.id, path) : undefined
    if (typeof found === 'number') return found
    const contents = folded(home, home.home === 'root' ? path.slice(0, path.lastIndexOf('/') + 1) : '')
    return contents.get(`=${path}`) ?? contents.get(fold(path))
  }
}

interface Row {
  readonly path: string
  readonly content: number
}

/** By path as it is, after a `=`; and folded, where the first of several counts. */
function byPath(rows: readonly Row[]): ReadonlyMap<string, number> {
  const contents = new Map<string, number>()
  for (const { path, content } of rows) {
    contents.set(`=${path}`, content)
    if (!contents.has(fold(path))) contents.set(fold(path), content)
  }
  return contents
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

const BELOW = `
  select path, coalesce(sound_id, rom_file_id) as content from file_instance
  where root_id = ? and path >= ? and path < ? and status = 'present' and coalesce(sound_id, rom_file_id) is not null
  order by path`

const MEMBERS = `
  select path, rom_file_id as content from archive_member
  where archive_id = ? and coalesce(parent, -1) = ? and rom_file_id is not null order by path`
