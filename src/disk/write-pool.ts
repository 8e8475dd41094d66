/** Worker threads that stage files. Little work is done inline: starting a thread takes as long as writing a hundred files. */
import { availableParallelism } from 'node:os'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import type { StageJob, StageResult } from './disk.ts'
import { openReading } from './origin.ts'
import { inReadingOrder, unpackedWhole } from './reading-order.ts'
import { stageBatch, type StageBatch } from './stage.ts'
import { isRaised, raise, stopFlag, type StopFlag } from './stop-flag.ts'
import { startWriting, type WriteThread } from './write-thread.ts'

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
const MOST_THREADS = 4
/** Batches given to each thread: enough to last while the thread that gives them out plans the next device. */
const QUEUE = 8

/**
 * The threads start with the first larger work, or when it is announced, and do not keep the process alive when idle.
 * @param opener how archives are opened
 */
export function writePool(opener: OpenerOptions): WritePool {
  let threads: WriteThread[] | undefined
  const inTurn = turns()
  const close = async () => {
    const closing = threads ?? []
    threads = undefined
    await Promise.all(closing.map((thread) => thread.end()))
  }

  const started = (): readonly WriteThread[] =>
    (threads ??= Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () =>
      startWriting(opener),
    ))

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

function isLittle(jobs: readonly StageJob[]): boolean {
  return jobs.length <= INLINE_JOBS && jobs.reduce((bytes, job) => bytes + job.size, 0) <= INLINE_BYTES
}

async function stageInline(
  batch: StageBatch,
  opener: OpenerOptions,
  done: (result: StageResult) => void,
): Promise<void> {
  await stageBatch(batch, openReading(opener), (result) => {
    done(result)
    // Lets a signal and the progress line through.
    return new Promise((resolve) => setImmediate(resolve))
  })
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
  threads: readonly WriteThread[],
  batches: readonly StageBatch[],
  done: (result: StageResult) => void,
  onGivenOut: () => void,
): Promise<void> {
  let next = 0
  const feed = async (thread: WriteThread): Promise<void> => {
    for (let batch = batches[next++]; batch !== undefined && !isRaised(batch.stop); batch = batches[next++]) {
      for (const result of await thread.stage(batch)) done(result)
    }
    onGivenOut()
  }
  const feeds = threads.flatMap((thread) => Array.from({ length: QUEUE }, () => feed(thread)))
  try {
    await Promise.all(feeds)
  } catch (error) {
    for (const batch of batches) raise(batch.stop)
    await Promise.allSettled(feeds)
    throw error
  }
}
