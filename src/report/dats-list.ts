/** The DATs of a config as the catalog knows them: version, size, and how much of each is had. */
import type { ResolvedConfig } from '../config/resolved.ts'
import type { Db } from '../catalog/sqlite.ts'
import { datFileRows, decodeProblem, type DatFileRow } from '../dats/store.ts'
import type { SourceName } from '../dats/sources/table.ts'
import type { Problem } from '../errors.ts'

export interface ListedDat {
  /** The config's name. */
  readonly name: string
  readonly source?: SourceName
  readonly files: readonly ListedFile[]
  readonly games: number
  /** ROMs that its files list; one that several list counts in each. */
  readonly entries: number
  readonly have: number
  readonly miss: number
}

export interface ListedFile {
  readonly path: string
  /** From its header. */
  readonly name: string
  readonly version?: string
  readonly date?: string
  readonly platform?: string
  /** Number of the import that brought its entries: what `curator dats undo` takes. */
  readonly import?: number
  readonly games: number
  readonly entries: number
  readonly have: number
  readonly miss: number
  readonly problem?: Problem
}

/** What of a source lies in the data folder. */
export interface ListedSource {
  readonly source: string
  readonly part: string
  readonly version: string
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  readonly files: number
  readonly games: number
}

/** By the config's order, then path. A DAT that no build has read yet has no files. */
export function listDats(db: Db, { dats }: ResolvedConfig): readonly ListedDat[] {
  const counts = countsByImport(db)
  const rows = datFileRows(db)
  return Object.entries(dats).map(([name, { source }]) => {
    const files = rows.filter(({ dat }) => dat === name).map((row) => listedFile(row, counts))
    return {
      name,
      ...(source ? { source: source.declared.source } : {}),
      files,
      games: sum(files, 'games'),
      entries: sum(files, 'entries'),
      have: sum(files, 'have'),
      miss: sum(files, 'miss'),
    }
  })
}

export function listSources(db: Db): readonly ListedSource[] {
  return db
    .prepare<[], ListedSource>(
      `select source, part, version, fetched_at as fetchedAt, files, games from dat_source order by source, part`,
    )
    .all()
}

type Counts = ReadonlyMap<number, { readonly entries: number; readonly have: number }>

/** Had is what a file or a member of an archive holds that is there, whatever it is called. */
function countsByImport(db: Db): Counts {
  const rows = db
    .prepare<[], { log: number; entries: number; have: number }>(
      `select e.log_id as log, count(*) as entries, sum(exists (
         select 1 from content_match m where m.dat_entry_id = e.id and (
           exists (select 1 from file_instance f where f.rom_file_id = m.rom_file_id and f.status = 'present')
           or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
             where a.rom_file_id = m.rom_file_id and f.status = 'present')))) as have
       from dat_entry e group by e.log_id`,
    )
    .all()
  return new Map(rows.map(({ log, entries, have }) => [log, { entries, have }]))
}

function listedFile(row: DatFileRow, counts: Counts): ListedFile {
  const { path, name, version, date, platform, log_id: log, games } = row
  const { entries = 0, have = 0 } = (log === null ? undefined : counts.get(log)) ?? {}
  return {
    path,
    name: name ?? '',
    ...(version === null ? {} : { version }),
    ...(date === null ? {} : { date }),
    ...(platform === null ? {} : { platform }),
    ...(log === null ? {} : { import: log }),
    games: log === null ? 0 : games,
    entries,
    have,
    miss: entries - have,
    ...(row.problem === null ? {} : { problem: decodeProblem(row.problem, path) }),
  }
}

function sum(files: readonly ListedFile[], key: 'games' | 'entries' | 'have' | 'miss'): number {
  return files.reduce((total, file) => total + file[key], 0)
}
