/**
 * Sheets of discs that no DAT lists by hash, and the games whose tracks they name. Each tool writes sheets in its own way,
 * Redump changes its own now and then, and other DATs list none. But where every track is there by its hash, and beside
 * them a sheet that names just these, the disc is there.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { folderOf } from '../../disk/path.ts'
import { groupBy } from '../../groups.ts'
import { RENAMABLE } from '../../inventory/discs/rename-tracks.ts'
import { folderKey, surroundings, type Home } from './surroundings.ts'
import { sheetGames, type Fit } from './sheet-games.ts'
import type { Touch } from '../titles/link-store.ts'

/**
 * Finds anew what fits the sheets near which something changed. Runs inside the transaction of `identify`, when hashes were
 * compared.
 * @param all whether DATs changed: then any sheet may fit
 */
export function fitSheets(db: Db, all: boolean, touch: Touch): void {
  const sheets = groupBy(placedSheets(db), ({ content }) => content)
  const changed = changedContents(db)
  const known = new Set(
    db.prepare<[], number>('select distinct rom_file_id from fitting_sheet').pluck().all(),
  )
  if (sheets.size === 0 && known.size === 0) return
  const near = all ? undefined : changedFolders(db)
  const find = surroundings(db)
  const gamesOf = sheetGames(db)
  const store = fitStore(db, touch)
  for (const [content, places] of sheets) {
    known.delete(content)
    // one that is gone from a folder may still lie in others
    const isChanged = changed(content)
    const isNear = (place: PlacedSheet): boolean =>
      foldersOf(place).some((folder) => near?.has(folder) ?? true)
    if (!isChanged && !places.some(isNear)) continue
    const fits = new Map<number, Fit>()
    for (const place of places)
      for (const fit of gamesOf(place, find)) if (!fits.has(fit.game)) fits.set(fit.game, fit)
    store.put(content, [...fits.values()], isChanged)
  }
  for (const gone of known) store.put(gone, [], true)
}

/** A sheet where it lies: several folders may hold one with the same bytes. */
export interface PlacedSheet extends Home {
  readonly content: number
  readonly kind: string
  /** What it names, relative to its folder. */
  readonly files: readonly string[]
  /** Its own path in its home. */
  readonly path: string
}

function placedSheets(db: Db): PlacedSheet[] {
  const rows = db
    .prepare<[string], Omit<PlacedSheet, 'files'> & { files: string }>(SHEETS)
    .all(JSON.stringify(RENAMABLE))
  return rows.map((row) => ({ ...row, files: JSON.parse(row.files) as readonly string[] }))
}

/** Where a change may matter to it. */
function foldersOf({ home, id, parent, path, files }: PlacedSheet): readonly string[] {
  if (home === 'archive') return [folderKey({ home, id, parent }, '')]
  const own = folderOf(path)
  const folders = files.map((file) => folderOf(own === '' ? file : `${own}/${file}`))
  return [...new Set([own, ...folders])].map((folder) => folderKey({ home, id, parent }, folder))
}

function changedFolders(db: Db): ReadonlySet<string> {
  const loose = db
    .prepare<[], { id: number; path: string }>(
      `select f.root_id as id, f.path from content_changed c cross join file_instance f on f.rom_file_id = c.rom_file_id`,
    )
    .all()
  const packed = db
    .prepare<[], { id: number; parent: number }>(
      `select distinct a.archive_id as id, coalesce(a.parent, -1) as parent
       from content_changed c cross join archive_member a on a.rom_file_id = c.rom_file_id`,
    )
    .all()
  return new Set([
    ...loose.map(({ id, path }) => folderKey({ home: 'root', id, parent: -1 }, folderOf(path))),
    ...packed.map(({ id, parent }) => folderKey({ home: 'archive', id, parent }, '')),
  ])
}

function changedContents(db: Db): (content: number) => boolean {
  const found = db.prepare<[number]>('select 1 from content_changed where rom_file_id = ?')
  return (content) => found.get(content) !== undefined
}

/** Where the DAT lists a sheet of that kind, it counts as that; else it is one more file of the game. */
function fitStore(db: Db, touch: Touch) {
  const known = db.prepare<[number], Known>(KNOWN)
  const forget = db.prepare('delete from fitting_sheet where rom_file_id = ?')
  const forgetMatches = db.prepare("delete from content_match where rom_file_id = ? and match_by = 'tracks'")
  const put = db.prepare('insert into fitting_sheet (game_id, rom_file_id, names) values (?, ?, ?)')
  const match = db.prepare(
    "insert or ignore into content_match (rom_file_id, dat_entry_id, match_by) values (?, ?, 'tracks')",
  )
  const releaseOf = db.prepare<[number], { platform: string; release: string }>(RELEASE)
  return {
    put(content: number, fits: readonly Fit[], isChanged: boolean): void {
      const before = known.all(content)
      const sorted = fits.toSorted((a, b) => a.game - b.game)
      const isSame =
        before.length === sorted.length &&
        before.every(({ game, names }, i) => game === sorted[i]?.game && names === sorted[i].names)
      if (isSame && !isChanged) return
      if (!isSame) {
        forget.run(content)
        forgetMatches.run(content)
        for (const { game, names, entry } of sorted) {
          put.run(game, content, names)
          if (entry !== undefined) match.run(content, entry)
        }
      }
      for (const { game } of [...before, ...sorted]) {
        const found = releaseOf.get(game)
        if (found) touch(found.platform, found.release)
      }
    },
  }
}

interface Known {
  readonly game: number
  readonly names: string | null
}

const KNOWN = 'select game_id as game, names from fitting_sheet where rom_file_id = ? order by game_id'

const RELEASE = `
  select p.slug as platform, g.release_name as release
  from dat_game g join platform p on p.id = g.platform_id where g.id = ?`

// what cannot be read just now is still known: what a device has of it is its game's
const UNREADABLE = `
  select root_id, path, sound_id from file_instance
  where problem is not null and sound_id is not null and status = 'present'`

const SHEETS = `
  with sheet as materialized (
    select k.rom_file_id as content, k.value as kind, n.value as files
    from rom_file_metadata k cross join rom_file_metadata n on n.rom_file_id = k.rom_file_id and n.key = 'sheet.files'
    where k.key = 'sheet.kind' and k.value in (select value from json_each(?)))
  select s.content, s.kind, s.files, 'root' as home, f.root_id as id, -1 as parent, f.path
  from sheet s cross join file_instance f on f.rom_file_id = s.content
  where f.status = 'present' and f.role <> 'archive' and f.problem is null
  union all
  select s.content, s.kind, s.files, 'archive', a.archive_id, coalesce(a.parent, -1), a.path
  from sheet s cross join archive_member a on a.rom_file_id = s.content
  where a.problem is null and exists (
    select 1 from file_instance f where f.rom_file_id = a.archive_id and f.status = 'present' and f.role = 'archive')
  union all
  select s.content, s.kind, s.files, 'root', f.root_id, -1, f.path
  from (${UNREADABLE}) f cross join sheet s on s.content = f.sound_id
  union all
  select s.content, s.kind, s.files, 'archive', a.archive_id, coalesce(a.parent, -1), a.path
  from (${UNREADABLE}) f cross join archive_member a on a.archive_id = f.sound_id
    cross join sheet s on s.content = a.rom_file_id where a.problem is null
  order by 4, 5, 6, 7`
