/** One writing thread, as who gives it work sees it. */
import { Worker } from 'node:worker_threads'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import { SMALL_HEAP, workerUrl } from '../workers.ts'
import type { StageResult } from './disk.ts'
import type { StageBatch } from './stage.ts'

export interface WriteThread {
  /** Stages a batch after those it was given before. Rejects when the thread ends before its work does. */
  stage(batch: StageBatch): Promise<readonly StageResult[]>
  end(): Promise<unknown>
}

/** What a thread is sent. */
export interface Question {
  readonly id: number
  readonly batch: StageBatch
}

export interface Answer {
  readonly id: number
  readonly results: readonly StageResult[]
}

interface Waiting {
  readonly resolve: (results: readonly StageResult[]) => void
  readonly reject: (error: unknown) => void
}

/** It keeps the process alive only while it works. */
export function startWriting(opener: OpenerOptions): WriteThread {
  const worker = new Worker(workerUrl('write-worker'), { workerData: opener, resourceLimits: SMALL_HEAP })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let fault: unknown
  const fail = (error: unknown): void => {
    fault ??= error
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('A writing thread ended before its work did.')))
  worker.on('message', ({ id, results }: Answer) => {
    waiting.get(id)?.resolve(results)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  worker.unref()
  return {
    stage(batch) {
      if (fault !== undefined) return Promise.reject(fault)
      if (waiting.size === 0) worker.ref()
      const id = asked++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, batch } satisfies Question)
      })
    },
    end: () => worker.terminate(),
  }
}
