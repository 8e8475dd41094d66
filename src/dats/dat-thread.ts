/**
 * A thread that reads one DAT, as who wants its rows sees it: a call that returns when all were handed over. It does not
 * return to the event loop in between, since it stands in the middle of a transaction.
 */
import { existsSync } from 'node:fs'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import type { RowBatch } from '../catalog/pack-rows.ts'
import { CuratorError, type Problem } from '../errors.ts'
import { SMALL_HEAP, workerUrl } from '../workers.ts'
import type { DatHeader } from './dat.ts'
import type { DatFormat } from './detect.ts'
import type { EntryTable } from './entry-rows.ts'
import type { EntryTaker, ReadEntries } from './read-entries.ts'
import type { DatText } from './read.ts'

/** What the thread is given. */
export interface ReadingOrder {
  /** All of this file is the DAT. */
  readonly path: string
  readonly format: DatFormat
  readonly firstGame: number
  readonly port: MessagePort
  /** How often the thread has said or read something; how many of its messages were heard. */
  readonly signals: Int32Array
}

/** What it says. */
export type Said =
  | { readonly header: DatHeader }
  | { readonly rows: readonly (readonly [EntryTable, RowBatch])[] }
  | { readonly done: ReadEntries }
  | { readonly problems: readonly Problem[] }
  | { readonly fault: string }

export const SIGNS = 0
export const HEARD = 1

/** A thread that gives no sign for so long has ended. Counted in waits, for a process may be stopped in between. */
const WAIT_MS = 1000
const MOST_WAITS = 600

/** Whether there is one: not where curator runs from source and was never bundled. */
export function canReadInThread(): boolean {
  return existsSync(workerUrl('dat-worker'))
}

/** As `readEntries`, of a text that is all of a file. */
export function readInThread(
  { path, format }: Pick<DatText, 'path' | 'format'>,
  firstGame: number,
  taker: EntryTaker,
): ReadEntries {
  const { port1, port2 } = new MessageChannel()
  const signals = new Int32Array(new SharedArrayBuffer(8))
  const order: ReadingOrder = { path, format, firstGame, port: port2, signals }
  const url = workerUrl('dat-worker')
  const worker = new Worker(url, { workerData: order, transferList: [port2], resourceLimits: SMALL_HEAP })
  worker.on('error', () => undefined) // too late to help: who waited has given up
  worker.unref()
  try {
    for (;;) {
      const said = next(port1, signals, path)
      if ('done' in said) return said.done
      if ('problems' in said) throw new CuratorError(said.problems)
      if ('fault' in said) throw new Error(said.fault)
      if ('header' in said) taker.header(said.header)
      else for (const [table, batch] of said.rows) taker.rows(table, batch)
    }
  } finally {
    port1.close()
    void worker.terminate()
  }
}

function next(port: MessagePort, signals: Int32Array, path: string): Said {
  for (let waits = 0; waits < MOST_WAITS;) {
    const signs = Atomics.load(signals, SIGNS)
    const received: { readonly message: Said } | undefined = receiveMessageOnPort(port)
    if (received) {
      Atomics.add(signals, HEARD, 1)
      Atomics.notify(signals, HEARD)
      return received.message
    }
    waits = Atomics.wait(signals, SIGNS, signs, WAIT_MS) === 'timed-out' ? waits + 1 : 0
  }
  throw new Error(`the thread that reads ${path} has ended before its work was done`)
}
