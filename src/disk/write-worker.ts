/** The code of a writing thread: stages batches of files, one after the other. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { OpenerOptions } from '../inventory/archives/member-opener.ts'
import type { StageResult } from './disk.ts'
import { openReading, stageBatch, type StageBatch } from './stage.ts'

const reading = openReading(workerData as OpenerOptions)
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', ({ batch, port }: { batch: StageBatch; port: MessagePort }) => {
  last = last.then(() => answer(batch, port))
})

async function answer(batch: StageBatch, port: MessagePort): Promise<void> {
  const results: StageResult[] = []
  for await (const result of stageBatch(batch, reading)) results.push(result)
  port.postMessage(results)
  port.close()
}
