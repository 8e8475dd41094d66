/** The code of a thread that reads one DAT and says what rows it makes. */
import { openSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { shapeOf, type RowBatch } from '../../catalog/pack-rows.ts'
import { fileChunks } from '../../disk/raw-files.ts'
import { CuratorError } from '../../errors.ts'
import { inOneGo } from '../../in-steps.ts'
import { HEARD, identityOf, SIGNS, type ReadingOrder, type Said } from './thread.ts'
import type { EntryTable } from './entry-rows.ts'
import { readEntries } from './read-entries.ts'

/** Batches of a message, and messages that may wait to be heard. */
const BATCHES = 64
const AHEAD = 16

const { path, format, firstGame, port, signals } = workerData as ReadingOrder

const NONE = new Uint8Array(0)

let said = 0
let batches: (readonly [EntryTable, RowBatch])[] = []

try {
  begin()
  const reading = readEntries({ path, format, chunks }, firstGame, {
    header: (header) => say({ header }),
    rows(table, batch) {
      batches.push([table, copyOf(batch)])
      if (batches.length === BATCHES) sayRows()
    },
  })
  const done = inOneGo(reading)
  sayRows()
  say({ done })
} catch (error) {
  // what was read before it is rolled back with the transaction
  say(error instanceof CuratorError ? { problems: error.problems } : { fault: String(error) })
}

/** Holds the file of this code, for the DAT may be gone. */
function begin(): void {
  const fd = openSync(new URL(import.meta.url), 'r')
  const identity = identityOf(fd)
  if (identity !== undefined) say({ begun: { fd, identity } })
}

function* chunks(): Generator<Uint8Array> {
  for (const chunk of fileChunks(path)) {
    Atomics.add(signals, SIGNS, 1)
    yield chunk
  }
}

/** What goes to another thread: BLOBs that are not there do not. */
function copyOf({ rows, shape, values, blobs }: RowBatch): RowBatch {
  return {
    rows,
    shape,
    values: [...values],
    blobs: blobs.map((room, i) => (shape & shapeOf.has(i) ? new Uint8Array(room) : NONE)),
  }
}

function sayRows(): void {
  if (batches.length > 0) say({ rows: batches })
  batches = []
}

function say(what: Said): void {
  for (let heard = Atomics.load(signals, HEARD); said - heard >= AHEAD;) {
    Atomics.wait(signals, HEARD, heard)
    heard = Atomics.load(signals, HEARD)
  }
  said++
  port.postMessage(what)
  Atomics.add(signals, SIGNS, 1)
  Atomics.notify(signals, SIGNS)
}
