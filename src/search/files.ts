/** Files by their names: those of known games stand for these, the others for themselves. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { refreshUnlisted } from '../identify/unlisted.ts'
import type { GameFilter } from './filters.ts'
import { allWords } from './words.ts'

/** A file that is no game curator knows. */
export interface FoundFile {
  readonly kind: 'file'
  readonly root: string
  /** Relative to the root. */
  readonly path: string
  readonly size: number
}

interface FoundFiles {
  /** Ids of `search_game`. */
  readonly games: readonly number[]
  readonly strangers: readonly FoundFile[]
}

const MOST_LOOKED_AT = 500

/** Files that are there and have all words in their names, by root and path. */
export function filesFound(db: Db, words: readonly string[], filter: GameFilter, limit: number): FoundFiles {
  const rows = prepareOnce(db, FILES).all(allWords(words), MOST_LOOKED_AT) as readonly FileRow[]
  const gamesOf = prepareOnce(db, `${GAMES}${filter.sql}`).pluck()
  const games = new Set<number>()
  const strangers: FoundFile[] = []
  for (const { content, root, path, size } of rows) {
    const owners = content === null ? [] : ownersOf(content)
    if (owners.length > 0) for (const id of owners) games.add(id)
    else if (!isKnown(content)) strangers.push({ kind: 'file', root, path, size })
    if (games.size >= limit && strangers.length >= limit) break
  }
  return { games: [...games], strangers: strangers.slice(0, limit) }

  function ownersOf(content: number): readonly number[] {
    const { platforms, owned, parameters } = filter
    const only = platforms === undefined ? null : JSON.stringify(platforms)
    return gamesOf.all(
      content,
      content,
      content,
      JSON.stringify(owned),
      only,
      only,
      ...parameters,
    ) as number[]
  }

  function isKnown(content: number | null): boolean {
    return content !== null && prepareOnce(db, KNOWN).get(content, content, content) !== undefined
  }
}

/** All files that no DAT lists and no name links with a game, by root and path. */
export function strangersListed(db: Db, limit: number): readonly FoundFile[] {
  refreshUnlisted(db)
  const rows = prepareOnce(db, STRANGERS).all(limit) as readonly Omit<FoundFile, 'kind'>[]
  return rows.map((row) => ({ kind: 'file', ...row }))
}

const STRANGERS = `
  select r.name as root, f.path, f.size
  from unlisted_file u cross join file_instance f on f.id = u.file_id join library_root r on r.id = u.root_id
  where not exists (select 1 from title_link l where l.rom_file_id = u.content)
    and not exists (select 1 from archive_member a join title_link l on l.rom_file_id = a.rom_file_id
      where a.archive_id = u.content)
  order by r.name, f.path limit ?`

interface FileRow {
  readonly content: number | null
  readonly root: string
  readonly path: string
  readonly size: number
}

const FILES = `
  select f.rom_file_id as content, r.name as root, f.path, f.size
  from (select rowid from search_file where search_file match ? limit ?) s
    cross join file_instance f on f.id = s.rowid join library_root r on r.id = f.root_id
  where f.status = 'present' order by r.name, f.path`

/** DAT entries that a content, or a member of it, is. */
const ENTRIES = `
  select m.dat_entry_id as id from content_match m where m.rom_file_id = ?
  union select m.dat_entry_id from archive_member i join content_match m on m.rom_file_id = i.rom_file_id
    where i.archive_id = ?`

const GAMES = `
  with release as (
    select a.release_id as id from (${ENTRIES}) e join dat_rom d on d.id = e.id
      join release_block a on a.dat_game_id = d.game_id
    union select r.id from title_link l join game_release r on r.platform_id = l.platform_id and r.name = l.release_name
      where l.rom_file_id = ?)
  select distinct g.id from release x join game_release r on r.id = x.id
    join search_game g on g.platform_id = r.platform_id and g.atomic_id = r.atomic_id
  where g.owned in (select value from json_each(?))
    and (? is null or g.platform_id in (select value from json_each(?)))`

const KNOWN = `${ENTRIES} union select 0 from title_link where rom_file_id = ? limit 1`
