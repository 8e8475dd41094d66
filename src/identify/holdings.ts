/** What is owned of some releases: for every one that is complete, the contents that make it up. */
import type { Db } from '../catalog/sqlite.ts'
import type { PickedFile } from '../select/pick.ts'
import { readContents } from './contents.ts'
import { completeFiles, emptyFiles, isBetter, partsOf, readHeld, type EntryRow } from './release-parts.ts'
import { isPackedDisc } from './titles/nearness/packed.ts'

export interface HoldingsScope {
  /** Names of the DATs that count; absent: all. */
  readonly dats?: readonly string[]
  /** Names of the roots that count; absent: all. */
  readonly roots?: readonly string[]
}

/**
 * Those of the releases that are owned, with their files. A release is owned when, in one of its variants, every part
 * that it needs (one marked `nodump` or without content cannot be had, one marked `optional` is not needed) was matched
 * by a content that is present. A sheet that names its tracks goes with them, also where the DAT lists none; and so do
 * the variant's files of no bytes.
 */
export function holdings(
  db: Db,
  platform: string,
  releases: readonly string[],
  scope: HoldingsScope = {},
): Map<string, readonly PickedFile[]> {
  const rows = entriesOf(db, platform, releases, scope.dats)
  const held = readHeld(db, rows, scope.roots)
  const best = new Map<string, Whole>()
  for (const variant of variants(rows)) {
    const files = completeFiles(variant, held)
    if (!files) continue
    const release = variant[0]?.release ?? ''
    const whole = { files, empty: emptyFiles(variant) }
    const other = best.get(release)
    if (!other || isBetterWhole(whole, other)) best.set(release, whole)
  }
  const owned = new Map<string, readonly PickedFile[]>()
  for (const [release, { files, empty }] of best) owned.set(release, [...files, ...empty])
  for (const [release, files] of ownedByName(db, platform, rows, scope)) {
    if (!owned.has(release)) owned.set(release, files)
  }
  return owned
}

/** A variant of which every part that is needed is there. */
interface Whole {
  readonly files: readonly PickedFile[]
  /** Of no bytes. */
  readonly empty: readonly PickedFile[]
}

/** What is owned decides; then which lists more files of no bytes; never which list was read first. */
function isBetterWhole(one: Whole, than: Whole): boolean {
  if (isBetter(one.files, than.files)) return true
  if (isBetter(than.files, one.files)) return false
  const more = one.empty.length - than.empty.length
  return more === 0 ? isBetter(one.empty, than.empty) : more > 0
}

/** What is there of a release, and what is not. */
export interface Incomplete {
  /** How many ROMs it needs. */
  readonly of: number
  /** Names of those that are not there, in the order of the DAT: at least one, and not all. */
  readonly missing: readonly string[]
}

/** Those of the releases of which some parts are there and some are not, in the variant that is most whole. */
export function incompleteReleases(
  db: Db,
  platform: string,
  releases: readonly string[],
  scope: HoldingsScope = {},
): ReadonlyMap<string, Incomplete> {
  const rows = entriesOf(db, platform, releases, scope.dats)
  const held = readHeld(db, rows, scope.roots)
  const best = new Map<string, Incomplete>()
  for (const variant of variants(rows)) {
    const parts = partsOf(variant, held)
    const missing = [...parts].flatMap(([rom, file]) => (file ? [] : rom))
    const release = variant[0]?.release ?? ''
    const least = best.get(release)?.missing.length ?? parts.size
    if (missing.length < least) best.set(release, { of: parts.size, missing })
  }
  return new Map([...best].filter(([, { missing }]) => missing.length > 0))
}

/**
 * What is owned by the user's word or by a name that counts (see `titles/`). Such a content stands for a whole release:
 * for its one ROM, or, as a disc image, for all its tracks: not for a machine of which a list wants the very CHD, and
 * ROMs beside it.
 */
function ownedByName(
  db: Db,
  platform: string,
  rows: readonly EntryRow[],
  { roots }: HoldingsScope,
): Map<string, readonly PickedFile[]> {
  const listed = new Set(rows.map(({ release }) => release))
  const links = db
    .prepare<[string, string], [string, number]>(
      `select l.release_name, l.rom_file_id from title_link l
       where l.owns = 1 and l.platform_id = (select id from platform where slug = ?)
         and l.release_name in (select value from json_each(?)) order by l.release_name, l.rom_file_id`,
    )
    .raw()
    .all(platform, JSON.stringify([...listed]))
  const owned = new Map<string, readonly PickedFile[]>()
  if (links.length === 0) return owned
  const contents = readContents(db, new Set(links.map(([, id]) => id)), roots)
  const single = singleRom(rows)
  const listing = new Set(rows.flatMap(({ release, rom }) => (rom.endsWith('.chd') ? release : [])))
  for (const [release, id] of links) {
    const content = contents.get(id)
    const standsForAll = content && isPackedDisc(content.extension) && !listing.has(release)
    if (!content || !(single.has(release) || standsForAll)) continue
    const name = content.extension === '' ? release : `${release}.${content.extension}`
    const files: readonly PickedFile[] = [{ name, ...content }]
    const best = owned.get(release)
    if (!best || isBetter(files, best)) owned.set(release, files)
  }
  return owned
}

/** Releases that are one ROM, in some variant at least. */
function singleRom(rows: readonly EntryRow[]): ReadonlySet<string> {
  const single = new Set<string>()
  for (const variant of variants(rows)) {
    const roms = new Set(variant.filter(({ optional }) => optional !== 1).map(({ rom }) => rom))
    if (roms.size === 1) single.add(variant[0]?.release ?? '')
  }
  return single
}

/** One that has no size for want of knowledge has a hash, or was never dumped. */
const IS_EMPTY = `e.size is 0 and e.status is not 'nodump' and coalesce(e.crc32, e.md5, e.sha1, e.sha256) is null`

function entriesOf(
  db: Db,
  platform: string,
  releases: readonly string[],
  dats: readonly string[] | undefined,
): EntryRow[] {
  const only = dats
    ? `where g.log_id in (select log_id from dat_file where dat in (select value from json_each(?)))`
    : ''
  return db
    .prepare<unknown[], EntryRow>(
      `select r.name as release, g.log_id as log, g.id as game, g.variant, e.name as rom,
         (e.size = 0 or e.status = 'nodump' or e.optional = 1) as optional,
         (${IS_EMPTY}) as empty, m.rom_file_id as content, coalesce(m.view, '') as view,
         m.match_by as "by"
       from json_each(?) n
       cross join game_release r on r.platform_id = (select id from platform where slug = ?) and r.name = n.value
       cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
       cross join dat_rom e on e.game_id = g.id
       left join content_match m on m.dat_entry_id = e.id ${only}
       order by r.name, g.log_id, g.variant, e.part, e.id, m.rom_file_id, m.view`,
    )
    .all(JSON.stringify(releases), platform, ...(dats ? [JSON.stringify(dats)] : []))
}

/** The rows of one variant of one release in one DAT, one group at a time. */
function* variants(rows: readonly EntryRow[]): Generator<EntryRow[]> {
  let group: EntryRow[] = []
  for (const row of rows) {
    const first = group[0]
    if (first && (first.release !== row.release || first.log !== row.log || first.variant !== row.variant)) {
      yield group
      group = []
    }
    group.push(row)
  }
  if (group.length > 0) yield group
}
