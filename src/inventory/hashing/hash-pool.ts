/**
 * Looks into many files, on worker threads when that pays, and gives the answers in the order of the questions, but for
 * those that would wait for a large file.
 */
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { SMALL_HEAP, workerUrl } from '../../workers.ts'
import type { EarlyThreads } from '../scan/reading/early-threads.ts'
import { inspector, type FileFacts, type InspectOptions, type LargeFile, type OnLarge } from './inspect.ts'
import { turns } from './turns.ts'

export interface InspectJob {
  /** Absolute path. */
  readonly file: string
  readonly size: number
}

export interface PoolOptions {
  readonly wish: InspectOptions
  /**
   * Worker threads; 0: all on this thread. Default: as many as there are processors, at most 4, if the work
   * pays.
   */
  readonly workers?: number
  /** How much there is to do, where it is known: otherwise it is taken to be much. */
  readonly work?: Work
  /** Threads that may have been begun already. They end with the pool. */
  readonly early?: EarlyThreads
  /** How much less than usual is read between two answers: a half, a quarter. Default: 1. */
  readonly share?: number
  readonly signal?: AbortSignal
  /** Called once, when the threads have all they can take: now this one may be busy with something else. */
  onBusy?(): void
  /** How answers are waited for; see `Writers`. */
  lending?<T>(answer: Promise<T>): Promise<T>
  /** Is told how far large files have been read that are not answered yet. */
  onLarge?(large: LargeFile): void
}

export interface Work {
  readonly files: number
  readonly bytes: number
}

/** Batches that wait for each thread, so that none idles while this one selects. What they answer is small. */
const AHEAD = 24
const BATCH_FILES = 64
const BATCH_BYTES = 4 * 1024 * 1024
/** Starting and ending threads takes some 30 ms; less work than this is done sooner without them. */
const WORTH_MS = 80
const MS_PER_FILE = 0.015
const BYTES_PER_MS = 600_000

type Inspected<J> = readonly (readonly [J, FileFacts])[]

/**
 * Yields batches of jobs with what was found, in the order of the jobs (see `turns.ts`). After an abort it ends at once, in
 * the middle of a large file too, with what was answered by then while whoever asks was busy. Memory is bounded: workers are
 * a few batches ahead at most.
 */
export async function* inspectAll<J extends InspectJob>(
  jobs: Iterable<J>,
  { wish, workers, work, early, share = 1, signal, onBusy, onLarge, lending = atOnce }: PoolOptions,
): AsyncGenerator<Inspected<J>> {
  const count = threadsFor(workers, work)
  const run = early?.take() ?? (count > 0 ? threads(count, wish) : inline(wish))
  const close = (): void => run.close()
  if (onLarge) run.onLarge(onLarge)
  signal?.addEventListener('abort', close)
  try {
    const underWay = turns<Inspected<J>>()
    // one for each thread and one more, at least
    const ahead = Math.ceil(run.ahead * Math.max(share, 1 / AHEAD))
    let isBusy = false
    for (const batch of batches(jobs, share)) {
      if (signal?.aborted) break
      underWay.add(run.inspect(batch.map((job) => job.file)).then((facts) => pair(batch, facts)))
      if (underWay.size() <= ahead) continue
      if (!isBusy) onBusy?.()
      isBusy = true
      yield await lending(underWay.take())
    }
    if (!isBusy) onBusy?.()
    while (underWay.size() > 0) {
      yield await lending(underWay.take())
    }
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}

function atOnce<T>(answer: Promise<T>): Promise<T> {
  return answer
}

export interface Runner {
  /** How many batches may wait for an answer. */
  readonly ahead: number
  inspect(files: readonly string[]): Promise<readonly FileFacts[]>
  onLarge(tell: OnLarge): void
  /** Whoever waits for an answer gets an empty one. Threads leave the file they are in and end: nobody waits for them. */
  close(): void
}

function inline(wish: InspectOptions): Runner {
  let tell: OnLarge | undefined
  const inspect = inspector(wish, (large) => tell?.(large))
  return {
    ahead: 0,
    async inspect(files) {
      const facts: FileFacts[] = []
      for (const file of files) facts.push(await inspect(file))
      // lets Ctrl-C and the progress display have their turn
      await setImmediate()
      return facts
    },
    onLarge(listener) {
      tell = listener
    },
    close: () => undefined,
  }
}

/** What a thread starts with, is asked, and answers. */
export interface Order {
  readonly wish: InspectOptions
  /** How many batches were taken, by any thread. */
  readonly taken: Int32Array
}

export interface Question {
  readonly batch: number
  readonly files: readonly string[]
}

export interface Answer {
  readonly batch: number
  readonly facts: readonly FileFacts[]
}

interface Waiting {
  resolve(facts: readonly FileFacts[]): void
  reject(error: unknown): void
}

/**
 * Every thread is sent every batch, and the first that comes to one takes it: so all are busy to the end, however long a
 * file takes. They come to the batches in one order, so a single number says which were taken.
 */
export function threads(count: number, wish: InspectOptions): Runner {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let ended: Error | undefined
  let tell: OnLarge | undefined
  const end = (error: Error): void => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  const hear = (said: Answer | { readonly large: LargeFile }): void => {
    if ('large' in said) return tell?.(said.large)
    waiting.get(said.batch)?.resolve(said.facts)
    waiting.delete(said.batch)
  }
  const pool = Array.from({ length: count }, () => startThread({ wish, taken }))
  for (const worker of pool) {
    worker.on('message', hear)
    worker.on('error', end)
    worker.on('exit', () => end(new Error('a hashing thread ended before its work was done')))
  }
  return {
    ahead: count * AHEAD,
    inspect(files) {
      return new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        const batch = asked++
        waiting.set(batch, { resolve, reject })
        for (const worker of pool) worker.postMessage({ batch, files } satisfies Question)
      })
    },
    onLarge(listener) {
      tell = listener
    },
    close() {
      for (const worker of pool) void worker.terminate()
      for (const { resolve } of waiting.values()) resolve([])
      waiting.clear()
    },
  }
}

function startThread(order: Order): Worker {
  return new Worker(workerUrl('hash-worker'), { workerData: order, resourceLimits: SMALL_HEAP })
}

/** 0: none. One where there is one processor: a large file must not keep this thread from hearing of Ctrl-C. */
export function threadsFor(workers: number | undefined, work: Work | undefined): number {
  if (workers !== undefined) return workers
  return worthThreads(work) ? Math.min(4, availableParallelism()) : 0
}

export function worthThreads(work: PoolOptions['work']): boolean {
  return !work || work.files * MS_PER_FILE + work.bytes / BYTES_PER_MS > WORTH_MS
}

function* batches<J extends InspectJob>(jobs: Iterable<J>, share: number): Generator<readonly J[]> {
  let batch: J[] = []
  let bytes = 0
  for (const job of jobs) {
    batch.push(job)
    bytes += job.size
    if (batch.length < BATCH_FILES * share && bytes < BATCH_BYTES * share) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

function pair<J>(jobs: readonly J[], facts: readonly FileFacts[]): Inspected<J> {
  return jobs.flatMap((job, i) => {
    const found = facts[i]
    return found ? [[job, found] as const] : []
  })
}
