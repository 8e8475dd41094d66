/**
 * A thread that reads one DAT, as who wants its rows sees it: work in steps. Who does it in one go stands in the middle of a
 * transaction, and does not return to the event loop in between: so what the thread says is not waited for as an event.
 */
import { existsSync, fstatSync } from 'node:fs'
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
  type ResourceLimits,
} from 'node:worker_threads'
import type { RowBatch } from '../../catalog/pack-rows.ts'
import { CuratorError, type Problem } from '../../errors.ts'
import type { InSteps } from '../../in-steps.ts'
import { SMALL_HEAP, workerUrl } from '../../workers.ts'
import type { DatHeader } from '../dat.ts'
import type { DatFormat } from '../detect.ts'
import type { EntryTable } from './entry-rows.ts'
import type { EntryTaker, ReadEntries } from './read-entries.ts'
import type { DatText } from '../read.ts'

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

/** What it says; first that it has begun. */
export type Said =
  | { readonly begun: HeldFile }
  | { readonly header: DatHeader }
  | { readonly rows: readonly (readonly [EntryTable, RowBatch])[] }
  | { readonly done: ReadEntries }
  | { readonly problems: readonly Problem[] }
  | { readonly fault: string }

/**
 * A file that the thread opens and never closes. Node does when the thread ends, however it ends: nothing else tells of
 * that to who does not return to the event loop.
 */
interface HeldFile {
  readonly fd: number
  /** Which file it is: the number may be given to another one. */
  readonly identity: string
}

export const SIGNS = 0
export const HEARD = 1

/**
 * A thread that gives no sign for so long is given up, though nothing tells that it has ended: a minute until it has begun,
 * then ten. Counted in waits, for a process may be stopped in between.
 */
const WAIT_MS = 250
const MOST_WAITS_TO_BEGIN = 240
const MOST_WAITS = 2400

/** Whether there is one: not where curator runs from source and was never bundled. */
export function canReadInThread(): boolean {
  return existsSync(workerUrl('dat-worker'))
}

/** As `readEntries`, of a text that is all of a file. Throws when the thread ends early, for lack of memory mostly. */
export function* readInThread(
  { path, format }: Pick<DatText, 'path' | 'format'>,
  firstGame: number,
  taker: EntryTaker,
  heap: ResourceLimits = SMALL_HEAP,
): InSteps<ReadEntries> {
  const { port1, port2 } = new MessageChannel()
  const signals = new Int32Array(new SharedArrayBuffer(8))
  const order: ReadingOrder = { path, format, firstGame, port: port2, signals }
  const url = workerUrl('dat-worker')
  const worker = new Worker(url, { workerData: order, transferList: [port2], resourceLimits: heap })
  worker.on('error', () => undefined) // too late to help: who waited has given up
  worker.unref()
  let held: HeldFile | undefined
  try {
    for (;;) {
      const said = yield* next(port1, signals, path, held)
      if ('done' in said) return said.done
      if ('problems' in said) throw new CuratorError(said.problems)
      if ('fault' in said) throw new Error(said.fault)
      if ('begun' in said) held = said.begun
      else if ('header' in said) taker.header(said.header)
      else for (const [table, batch] of said.rows) taker.rows(table, batch)
      yield
    }
  } finally {
    port1.close()
    void worker.terminate()
  }
}

/** Which file an open one is; `undefined` when it is none. */
export function identityOf(fd: number): string | undefined {
  try {
    const { dev, ino } = fstatSync(fd, { bigint: true })
    return `${dev}-${ino}`
  } catch {
    return undefined
  }
}

function* next(
  port: MessagePort,
  signals: Int32Array,
  path: string,
  held: HeldFile | undefined,
): InSteps<Said> {
  const mostWaits = held ? MOST_WAITS : MOST_WAITS_TO_BEGIN
  for (let waits = 0; waits < mostWaits;) {
    const signs = Atomics.load(signals, SIGNS)
    // asked before the last message is taken: what a thread says before it ends is heard
    const hasEnded = waits > 0 && held !== undefined && identityOf(held.fd) !== held.identity
    const received: { readonly message: Said } | undefined = receiveMessageOnPort(port)
    if (received) {
      Atomics.add(signals, HEARD, 1)
      Atomics.notify(signals, HEARD)
      return received.message
    }
    if (hasEnded) break
    waits = Atomics.wait(signals, SIGNS, signs, WAIT_MS) === 'timed-out' ? waits + 1 : 0
    yield
  }
  throw new Error(
    `the thread that reads ${path} has ended before its work was done. Most likely there was not enough memory`,
  )
}
