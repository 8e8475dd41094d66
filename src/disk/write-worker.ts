/** The code of a writing thread: stages batches of files, one after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import type { StageResult } from './disk.ts'
import { openReading } from './origin.ts'
import { stageBatch } from './stage.ts'
import type { Answer, Question } from './write-thread.ts'

const reading = openReading(workerData as OpenerOptions)
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (question: Question) => {
  last = last.then(() => answer(question))
})

async function answer({ id, batch }: Question): Promise<void> {
  const results: StageResult[] = []
  await stageBatch(batch, reading, (result) => void results.push(result))
  parentPort?.postMessage({ id, results } satisfies Answer)
}
