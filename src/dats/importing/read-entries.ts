/** Reads a DAT from its first byte to its last into rows, on any thread. */
import type { InSteps } from '../../in-steps.ts'
import type { RowBatch } from '../../catalog/pack-rows.ts'
import type { DatHeader } from '../dat.ts'
import { entryRows, type EntryCounts, type EntryTable } from './entry-rows.ts'
import { feed, type Readable } from '../parse.ts'

export interface EntryTaker {
  /** Called once, before any rows are given. */
  header(header: DatHeader): void
  /** The batch is only valid during the call. */
  rows(table: EntryTable, batch: RowBatch): void
}

export interface ReadEntries {
  readonly counts: EntryCounts
  /** Of the text as it was read. */
  readonly sha1: string
}

/** `firstGame`: the id that its first game gets. Throws as `parseDat` does. */
export function* readEntries(text: Readable, firstGame: number, taker: EntryTaker): InSteps<ReadEntries> {
  const rows = entryRows(firstGame, (table, batch) => taker.rows(table, batch))
  let header: DatHeader | undefined
  const sha1 = yield* feed(text, {
    header(found) {
      header = found
      taker.header(found)
    },
    game: (game) => rows.game(game),
  })
  if (!header) throw new Error('a parser must send a header')
  return { counts: rows.finish(header), sha1 }
}
