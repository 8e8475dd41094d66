/** What is had and what is missing of each DAT in use, ROM by ROM, as the catalog knew it after the last build. */
import type { Db } from '../../catalog/sqlite.ts'
import type { DatHeader } from '../../dats/dat.ts'
import {
  gameState,
  type GameState,
  type ListedDat,
  type ListedGame,
  type ListedRom,
} from '../../dats/write/listed.ts'
import { extensionOf } from '../../file-name.ts'
import { holdings } from '../../identify/holdings.ts'
import type { ViewKind } from '../../inventory/hashing/view-kind.ts'
import { nameShows } from '../../inventory/hashing/views.ts'

/** A DAT file in use. A zip, or a config's pattern, may bring several under one name. */
export interface ListableDat {
  /** The config's name for it. */
  readonly dat: string
  readonly header: DatHeader
  readonly log: number
}

/** By the config's name, then the header's, then path. */
export function listableDats(db: Db): readonly ListableDat[] {
  const rows = db
    .prepare<
      [],
      { dat: string; name: string | null; version: string | null; date: string | null; log: number }
    >(
      `select dat, name, version, date, log_id as log from dat_file where log_id is not null
       order by dat, name, path`,
    )
    .all()
  return rows.map(({ dat, name, version, date, log }) => ({
    dat,
    header: {
      name: name === null || name === '' ? dat : name,
      ...(version === null ? {} : { version }),
      ...(date === null ? {} : { date }),
    },
    log,
  }))
}

/**
 * Every game of a DAT with the state of its ROMs, sorted by name. A ROM is had when a file that is present, loose or in
 * an archive, was matched with it, in whatever root and under whatever name.
 */
export function listDat(db: Db, { dat, header, log }: ListableDat): ListedDat {
  const byName = namedMatches(db)
  const named = namedReleases(db, log)
  const games: ListedGame[] = []
  let block: EntryRow[] = []
  const finish = () => {
    if (block.length > 0) games.push(gameOf(block, byName, named))
    block = []
  }
  for (const row of db.prepare<[number], EntryRow>(ENTRIES).iterate(log)) {
    const [first] = block
    if (first && first.game_id !== row.game_id) finish()
    block.push(row)
  }
  finish()
  return { dat, header, games }
}

interface EntryRow {
  readonly id: number
  readonly game: string
  readonly release_name: string
  readonly game_id: number
  readonly description: string | null
  readonly rom: string
  readonly size: number | null
  readonly crc32: number | null
  readonly md5: Buffer | null
  readonly sha1: Buffer | null
  readonly sha256: Buffer | null
  readonly status: string | null
  readonly merge: string | null
  readonly clone_of: string | null
  readonly external_id: string | null
  readonly year: string | null
  readonly serial: string | null
  readonly mia: number
  readonly optional: number
  readonly rom_of: string | null
  readonly sample_of: string | null
  readonly is_bios: number | null
  readonly is_device: number | null
  readonly has: number
  /** Some match depends on what a file is called. */
  readonly named: number
}

/** A file holds the content: as it is, or as a member of an archive that is present. */
const IS_PRESENT = `(exists (select 1 from file_instance f where f.rom_file_id = m.rom_file_id and f.status = 'present')
    or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
      where a.rom_file_id = m.rom_file_id and f.status = 'present' and f.role = 'archive'))`

/** The match is of a view that only the name of the file shows. */
const BY_NAME = `exists (select 1 from rom_view v
    where v.rom_file_id = m.rom_file_id and v.kind = m.view and v.by_name = 1)`

const ENTRIES = `select e.id, e.game, e.release_name, e.game_id, e.description, e.rom, e.size, e.crc32, e.md5, e.sha1, e.sha256,
    e.status, e.merge,
    e.clone_of, e.external_id, e.year, e.serial, e.mia, e.optional, k.rom_of, k.sample_of, k.is_bios, k.is_device,
    exists (select 1 from content_match m where m.dat_entry_id = e.id and not ${BY_NAME} and ${IS_PRESENT}) as has,
    exists (select 1 from content_match m where m.dat_entry_id = e.id and ${BY_NAME}) as named
  from dat_entry e left join dat_machine k on k.game_id = e.game_id
  where e.log_id = ? order by e.game, e.variant, e.game_id, e.part, e.id`

/** Whether an entry is matched by a file whose name shows the view it was matched in. */
function namedMatches(db: Db): (entry: number) => boolean {
  const paths = db.prepare<[number, number], { path: string; view: ViewKind }>(
    `select f.path, m.view from content_match m
       join file_instance f on f.rom_file_id = m.rom_file_id and f.status = 'present'
       where m.dat_entry_id = ? and m.view <> ''
     union all
     select a.path, m.view from content_match m join archive_member a on a.rom_file_id = m.rom_file_id
       join file_instance f on f.rom_file_id = a.archive_id and f.status = 'present' and f.role = 'archive'
       where m.dat_entry_id = ? and m.view <> ''`,
  )
  return (entry) => paths.all(entry, entry).some(({ path, view }) => nameShows(view, extensionOf(path)))
}

/** Releases of a DAT that are owned and of which a content may be one by its name, or by decision. */
function namedReleases(db: Db, log: number): ReadonlySet<string> {
  const linked = db.prepare<[number], { platform: string; release: string }>(LINKED).all(log)
  const [{ platform } = { platform: '' }] = linked
  const owned =
    linked.length === 0
      ? []
      : holdings(
          db,
          platform,
          linked.map(({ release }) => release),
        ).keys()
  return new Set(owned)
}

const LINKED = `select distinct p.slug as platform, g.release_name as release
  from dat_game g join title_link l on l.platform_id = g.platform_id and l.release_name = g.release_name and l.owns = 1
  join platform p on p.id = g.platform_id where g.log_id = ?`

function gameOf(
  rows: readonly EntryRow[],
  byName: (entry: number) => boolean,
  named: ReadonlySet<string>,
): ListedGame {
  const [first] = rows
  const roms = rows.map((row) => romOf(row, row.has === 1 || (row.named === 1 && byName(row.id))))
  return {
    name: first?.game ?? '',
    ...(first?.description ? { description: first.description } : {}),
    ...(first?.external_id ? { id: first.external_id } : {}),
    ...(first?.clone_of ? { cloneOf: first.clone_of } : {}),
    ...(first?.rom_of ? { romOf: first.rom_of } : {}),
    ...(first?.sample_of ? { sampleOf: first.sample_of } : {}),
    ...(first?.is_bios === 1 ? { isBios: true } : {}),
    ...(first?.is_device === 1 ? { isDevice: true } : {}),
    ...(first?.year ? { year: first.year } : {}),
    categories: [],
    roms,
    state: stateWith(gameState(roms), named.has(first?.release_name ?? '')),
  }
}

/** What is had by its hashes, or cannot be had, is that; what only its name tells is not looked for. */
function stateWith(state: GameState, isNamed: boolean): GameState {
  return isNamed && LOOKED_FOR.includes(state) ? 'named' : state
}

const LOOKED_FOR: readonly GameState[] = ['incomplete', 'missing', 'mia']

function romOf(row: EntryRow, has: boolean): ListedRom {
  const { rom, size, crc32, md5, sha1, sha256, merge, serial } = row
  const status = STATUSES.find((known) => known === row.status)
  const isDisk = size === null && crc32 === null && rom.endsWith('.chd')
  return {
    name: rom,
    ...(size === null ? {} : { size }),
    ...(crc32 === null ? {} : { crc32 }),
    ...(md5 === null ? {} : { md5: md5.toString('hex') }),
    ...(sha1 === null ? {} : { sha1: sha1.toString('hex') }),
    ...(sha256 === null ? {} : { sha256: sha256.toString('hex') }),
    ...(status ? { status } : {}),
    ...(merge === null ? {} : { merge }),
    ...(serial === null ? {} : { serial }),
    ...(row.mia === 1 ? { mia: true } : {}),
    ...(row.optional === 1 ? { isOptional: true } : {}),
    ...(isDisk ? { isDisk } : {}),
    state: stateOf(row, has),
  }
}

const STATUSES = ['good', 'verified', 'baddump', 'nodump'] as const

function stateOf({ size, status, mia, optional }: EntryRow, has: boolean): ListedRom['state'] {
  if (has) return 'have'
  if (status === 'nodump') return 'nodump'
  if (size === 0) return 'empty'
  if (optional === 1) return 'optional'
  return mia === 1 ? 'mia' : 'missing'
}
