/**
 * Looks into many files, on worker threads when that pays, and gives the answers in the order of the
 * questions.
 */
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { SMALL_HEAP, workerUrl } from '../workers.ts'
import { inspector, type FileFacts, type InspectOptions, type LargeFile, type OnLarge } from './inspect.ts'

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
  readonly work?: { readonly files: number; readonly bytes: number }
  readonly signal?: AbortSignal
  /** Called once, when the threads have all they can take: now this one may be busy with something else. */
  onBusy?(): void
  /** Is told how far large files have been read that are not answered yet. */
  onLarge?(large: LargeFile): void
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
 * Yields batches of jobs with what was found, in the order of the jobs. After an abort it ends early, without
 * the batches under way: they were never answered. Memory is bounded: workers are a few batches ahead at most.
 */
export async function* inspectAll<J extends InspectJob>(
  jobs: Iterable<J>,
  { wish, workers, work, signal, onBusy, onLarge }: PoolOptions,
): AsyncGenerator<Inspected<J>> {
  const count = workers ?? (worthThreads(work) ? Math.min(4, availableParallelism()) : 0)
  // a single thread beside this one gains nothing, unless it is asked for
  const run = count > 1 || workers === 1 ? threads(count, wish, onLarge) : inline(wish, onLarge)
  try {
    const underWay: Promise<Inspected<J>>[] = []
    let isBusy = false
    for (const batch of batches(jobs)) {
      if (signal?.aborted) return
      const answer = run.inspect(batch.map((job) => job.file)).then((facts) => pair(batch, facts))
      // awaited below, in order; the first failure ends the loop and leaves the later ones to nobody
      answer.catch(() => undefined)
      underWay.push(answer)
      if (underWay.length <= run.ahead) continue
      if (!isBusy) onBusy?.()
      isBusy = true
      const first = await underWay.shift()
      if (first) yield first
    }
    if (!isBusy) onBusy?.()
    for (const batch of underWay) {
      if (signal?.aborted) return
      yield await batch
    }
  } finally {
    run.close()
  }
}

interface Runner {
  /** How many batches may wait for an answer. */
  readonly ahead: number
  inspect(files: readonly string[]): Promise<readonly FileFacts[]>
  /** Threads end by themselves then: nobody waits for them. */
  close(): void
}

function inline(wish: InspectOptions, onLarge?: OnLarge): Runner {
  const inspect = inspector(wish, onLarge)
  return {
    ahead: 0,
    async inspect(files) {
      const facts: FileFacts[] = []
      for (const file of files) facts.push(await inspect(file))
      // lets Ctrl-C and the progress display have their turn
      await setImmediate()
      return facts
    },
    close: () => undefined,
  }
}

interface Thread {
  readonly worker: Worker
  /** The questions it has not answered, oldest first. */
  readonly waiting: { resolve(facts: readonly FileFacts[]): void; reject(error: unknown): void }[]
  /** Why it ended, when it did. */
  ended?: Error
}

function threads(count: number, wish: InspectOptions, onLarge?: OnLarge): Runner {
  const pool = Array.from({ length: count }, () => startThread(wish, onLarge))
  return {
    ahead: count * AHEAD,
    inspect(files) {
      const free = pool.reduce((a, b) => (b.waiting.length < a.waiting.length ? b : a))
      return new Promise((resolve, reject) => {
        if (free.ended) return reject(free.ended)
        free.waiting.push({ resolve, reject })
        free.worker.postMessage(files)
      })
    },
    close() {
      for (const { worker } of pool) void worker.terminate()
    },
  }
}

function startThread(wish: InspectOptions, onLarge?: OnLarge): Thread {
  const worker = new Worker(workerUrl('hash-worker'), { workerData: wish, resourceLimits: SMALL_HEAP })
  const thread: Thread = { worker, waiting: [] }
  const end = (error: Error): void => {
    thread.ended ??= error
    for (const { reject } of thread.waiting.splice(0)) reject(thread.ended)
  }
  worker.on('message', (said: readonly FileFacts[] | { readonly large: LargeFile }) => {
    if ('large' in said) onLarge?.(said.large)
    else thread.waiting.shift()?.resolve(said)
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('a hashing thread ended before its work was done')))
  return thread
}

function worthThreads(work: PoolOptions['work']): boolean {
  return !work || work.files * MS_PER_FILE + work.bytes / BYTES_PER_MS > WORTH_MS
}

function* batches<J extends InspectJob>(jobs: Iterable<J>): Generator<readonly J[]> {
  let batch: J[] = []
  let bytes = 0
  for (const job of jobs) {
    batch.push(job)
    bytes += job.size
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES) continue
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
