/** The DATs of a config as the catalog knows them: version, size, and how much of each is had. */
import { decodeProblem } from '../../catalog/kept-problem.ts'
import { isPresent } from '../../catalog/present.sql.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { datFileRows, type DatFileRow } from '../../dats/importing/store.ts'
import type { SourceName } from '../../dats/sources/table.ts'
import type { Problem } from '../../errors.ts'

interface RomCounts {
  /** ROMs that are listed; one that several files list counts in each. Each is one of those below. */
  readonly entries: number
  readonly have: number
  /** Could be had. */
  readonly miss: number
  /** Missing, and the DAT says that nobody is known to have it. */
  readonly mia: number
  /** Nobody has ever read it. */
  readonly nodump: number
  /** A file of no bytes: there is nothing to have. */
  readonly empty: number
}

export interface ListedDat extends RomCounts {
  /** The config's name. */
  readonly name: string
  readonly source?: SourceName
  readonly files: readonly ListedFile[]
  readonly games: number
}

export interface ListedFile extends RomCounts {
  readonly path: string
  /** From its header. */
  readonly name: string
  readonly version?: string
  readonly date?: string
  readonly platform?: string
  /** Number of the import that brought its entries: what `curator dats undo` takes. */
  readonly import?: number
  readonly games: number
  readonly problem?: Problem
}

/** What of a source lies in the data folder. */
interface ListedSource {
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
      games: sum(files, ({ games }) => games),
      entries: sum(files, ({ entries }) => entries),
      have: sum(files, ({ have }) => have),
      miss: sum(files, ({ miss }) => miss),
      mia: sum(files, ({ mia }) => mia),
      nodump: sum(files, ({ nodump }) => nodump),
      empty: sum(files, ({ empty }) => empty),
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

type Counts = ReadonlyMap<number, RomCounts>

const NONE: RomCounts = { entries: 0, have: 0, miss: 0, mia: 0, nodump: 0, empty: 0 }

/** Had is what a file or a member of an archive holds that is there, whatever it is called. */
function countsByImport(db: Db): Counts {
  const rows = db
    .prepare<[], RomCounts & { log: number }>(
      `with rom as (
         select e.log_id as log, e.status is 'nodump' as nodump, e.size is 0 as empty, e.mia, exists (
           select 1 from content_match m where m.dat_entry_id = e.id and ${isPresent('m.rom_file_id')}) as have
         from dat_entry e)
       select log, count(*) as entries, sum(have) as have,
         count(*) filter (where not have and not nodump and not empty and not mia) as miss,
         count(*) filter (where not have and not nodump and not empty and mia) as mia,
         count(*) filter (where not have and nodump) as nodump,
         count(*) filter (where not have and not nodump and empty) as empty
       from rom group by log`,
    )
    .all()
  return new Map(rows.map(({ log, ...counts }) => [log, counts]))
}

function listedFile(row: DatFileRow, counts: Counts): ListedFile {
  const { path, name, version, date, platform, log_id: log, games } = row
  const roms = (log === null ? undefined : counts.get(log)) ?? NONE
  return {
    path,
    name: name ?? '',
    ...(version === null ? {} : { version }),
    ...(date === null ? {} : { date }),
    ...(platform === null ? {} : { platform }),
    ...(log === null ? {} : { import: log }),
    games: log === null ? 0 : games,
    ...roms,
    ...(row.problem === null ? {} : { problem: decodeProblem(row.problem, path) }),
  }
}

function sum(files: readonly ListedFile[], of: (file: ListedFile) => number): number {
  return files.reduce((total, file) => total + of(file), 0)
}
