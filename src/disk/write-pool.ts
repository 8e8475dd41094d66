/** Worker threads that stage files. Little work is done inline: starting a thread takes as long as writing a hundred files. */
import { availableParallelism } from 'node:os'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import { SMALL_HEAP, workerUrl } from '../workers.ts'
import type { StageJob, StageResult } from './disk.ts'
import { inReadingOrder, unpackedWhole } from './reading-order.ts'
import {
  isRaised,
  openReading,
  raise,
  stageBatch,
  stopFlag,
  type StageBatch,
  type StopFlag,
} from './stage.ts'

export interface WritePool {
  /** `Disk.stage` for files below the folder `root`. What is asked for first is begun first; the next may queue behind it. */
  stage(
    root: string,
    jobs: readonly StageJob[],
    done: (result: StageResult) => void,
    signal?: AbortSignal,
  ): Promise<void>
  /** Much is going to be staged soon: starts the threads, which else wait for the first of it. */
  warm(): void
  close(): Promise<void>
}

const INLINE_JOBS = 128
const INLINE_BYTES = 16 * 2 ** 20
/** Small enough to share the work evenly, large enough that messages cost nothing beside it. */
const BATCH_JOBS = 32
const BATCH_BYTES = 8 * 2 ** 20
/** Batches given to each thread: enough to last while the thread that gives them out plans the next device. */
const QUEUE = 8

/**
 * The threads start with the first larger work, or when it is announced, and do not keep the process alive when idle.
 * @param opener how archives are opened
 */
export function writePool(opener: OpenerOptions = {}, size = Math.min(4, availableParallelism())): WritePool {
  let workers: Worker[] | undefined
  const inTurn = turns()
  const close = async () => {
    const closing = workers ?? []
    workers = undefined
    await Promise.all(closing.map((worker) => worker.terminate()))
  }

  const started = (): readonly Worker[] => (workers ??= Array.from({ length: size }, () => start(opener)))

  return {
    close,
    warm: () => void started(),
    async stage(root, jobs, done, signal) {
      const stop = stopFlag()
      const onAbort = () => raise(stop)
      if (signal?.aborted === true) return
      signal?.addEventListener('abort', onAbort)
      try {
        if (isLittle(jobs)) return await stageInline({ root, jobs: inReadingOrder(jobs), stop }, opener, done)
        await inTurn((onGivenOut) =>
          stageInThreads(started(), split(root, inReadingOrder(jobs), stop), done, onGivenOut),
        )
      } catch (error) {
        await close()
        throw error
      } finally {
        signal?.removeEventListener('abort', onAbort)
      }
    },
  }
}

/** Begins each work when the one before says that it has given out all it had, or ends. */
function turns(): (work: (onGivenOut: () => void) => Promise<void>) => Promise<void> {
  let free: Promise<void> = Promise.resolve()
  return async (work) => {
    const before = free
    let onGivenOut = (): void => undefined
    free = new Promise((resolve) => {
      onGivenOut = resolve
    })
    try {
      await before
      await work(onGivenOut)
    } finally {
      onGivenOut()
    }
  }
}

function start(opener: OpenerOptions): Worker {
  const worker = new Worker(workerUrl('write-worker'), { workerData: opener, resourceLimits: SMALL_HEAP })
  worker.setMaxListeners(0)
  worker.unref()
  return worker
}

function isLittle(jobs: readonly StageJob[]): boolean {
  return jobs.length <= INLINE_JOBS && jobs.reduce((bytes, job) => bytes + job.size, 0) <= INLINE_BYTES
}

async function stageInline(
  batch: StageBatch,
  opener: OpenerOptions,
  done: (result: StageResult) => void,
): Promise<void> {
  for await (const result of stageBatch(batch, openReading(opener))) {
    done(result)
    // Lets a signal and the progress line through.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function split(root: string, jobs: readonly StageJob[], stop: StopFlag): StageBatch[] {
  const batches: StageBatch[] = []
  let batch: StageJob[] = []
  let bytes = 0
  for (const job of jobs) {
    const isFull = batch.length >= BATCH_JOBS || (batch.length > 0 && bytes + job.size > BATCH_BYTES)
    if (isFull && !isWithPrevious(job, batch)) {
      batches.push({ root, jobs: batch, stop })
      batch = []
      bytes = 0
    }
    batch.push(job)
    bytes += job.size
  }
  batches.push({ root, jobs: batch, stop })
  return batches
}

/** An archive that is unpacked as a whole is one thread's. */
function isWithPrevious(job: StageJob, batch: readonly StageJob[]): boolean {
  const archive = unpackedWhole(job)
  const last = batch.at(-1)
  return archive !== undefined && last !== undefined && unpackedWhole(last) === archive
}

async function stageInThreads(
  workers: readonly Worker[],
  batches: readonly StageBatch[],
  done: (result: StageResult) => void,
  onGivenOut: () => void,
): Promise<void> {
  let next = 0
  const feed = async (worker: Worker): Promise<void> => {
    for (let batch = batches[next++]; batch !== undefined && !isRaised(batch.stop); batch = batches[next++]) {
      for (const result of await ask(worker, batch)) done(result)
    }
    onGivenOut()
  }
  const feeds = workers.flatMap((worker) => Array.from({ length: QUEUE }, () => feed(worker)))
  try {
    await Promise.all(feeds)
  } catch (error) {
    for (const batch of batches) raise(batch.stop)
    await Promise.allSettled(feeds)
    throw error
  }
}

/** Sends a batch and waits for its answer, which comes on a port of its own. */
function ask(worker: Worker, batch: StageBatch): Promise<StageResult[]> {
  const { port1: port, port2 } = new MessageChannel()
  return new Promise<StageResult[]>((resolve, reject) => {
    const settle = (run: () => void) => {
      worker.off('error', onError)
      worker.off('exit', onExit)
      port.close()
      run()
    }
    const onError = (error: unknown) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error('A writing thread ended before its work did.')))
    worker.once('error', onError)
    worker.once('exit', onExit)
    port.once('message', (results: StageResult[]) => settle(() => resolve(results)))
    worker.postMessage({ batch, port: port2 }, [port2])
  })
}
