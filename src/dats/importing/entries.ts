/** Reads a DAT and writes its games and their ROMs as rows of the catalog. */
import { availableParallelism } from 'node:os'
import { batchInserter } from '../../catalog/insert-rows.ts'
import type { RowBatch } from '../../catalog/pack-rows.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { InSteps } from '../../in-steps.ts'
import type { DatHeader } from '../dat.ts'
import { canReadInThread, readInThread } from './thread.ts'
import { ENTRY_COLUMNS, type EntryCounts, type EntryTable } from './entry-rows.ts'
import { confirmText } from '../parse.ts'
import { readEntries } from './read-entries.ts'
import type { DatText } from '../read.ts'

interface Writing {
  /** Number of the import. */
  readonly logId: number
  /** Of the platform that the DAT is of. Called once, before rows are written; what it throws ends the reading. */
  platformOf(header: DatHeader): number
}

/** Less than this is read sooner than a thread begins. */
const WORTH_A_THREAD = 8 * 1024 * 1024

/**
 * Must be used in a transaction: rows are written as games are read. While a large DAT is written by this thread,
 * another one reads on: either takes about as long.
 */
export function* writeEntries(db: Db, text: DatText, { logId, platformOf }: Writing): InSteps<EntryCounts> {
  let insert: ((table: EntryTable, batch: RowBatch) => void) | undefined
  const taker = {
    header(header: DatHeader): void {
      insert = entryInserter(db, logId, platformOf(header))
    },
    rows(table: EntryTable, batch: RowBatch): void {
      insert?.(table, batch)
    },
  }
  const isLarge = text.size !== undefined && text.size >= WORTH_A_THREAD && availableParallelism() > 1
  const read = isLarge && canReadInThread() ? readInThread : readEntries
  const { counts, sha1 } = yield* read(text, nextGame(db), taker)
  confirmText(text, sha1)
  nameParents(db, counts)
  return counts
}

/** The id of the next game that is written. */
export function nextGame(db: Db): number {
  return 1 + Number(prepareOnce(db, 'select coalesce(max(id), 0) from dat_game').pluck().get())
}

/** What could only be told when all games were read. */
export function nameParents(db: Db, { clones }: Pick<EntryCounts, 'clones'>): void {
  const adopt = prepareOnce(db, 'update dat_game set clone_of = ? where id = ?')
  for (const { game, cloneOf } of clones) adopt.run(cloneOf, game)
}

export function entryInserter(
  db: Db,
  logId: number,
  platformId: number,
): (table: EntryTable, batch: RowBatch) => void {
  const inserters = {
    dat_game: batchInserter(db, 'dat_game', ENTRY_COLUMNS.dat_game, {
      log_id: logId,
      platform_id: platformId,
    }),
    dat_machine: batchInserter(db, 'dat_machine', ENTRY_COLUMNS.dat_machine),
    dat_rom: batchInserter(db, 'dat_rom', ENTRY_COLUMNS.dat_rom),
  }
  return (table, batch) => inserters[table](batch)
}
