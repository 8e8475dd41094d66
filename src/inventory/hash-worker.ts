/** A thread of the inventory: it looks into files for `hash-pool.ts`, or at folders for `recheck.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { HashWish } from './content.ts'
import { inspector } from './inspect.ts'
import { recheckAll, type RecheckTask } from './recheck.ts'

/** Answers batches of paths with what is in the files, until the thread is ended. */
export interface InspectTask {
  readonly task: 'inspect'
  readonly wish: HashWish
}

const work = workerData as InspectTask | RecheckTask

if (work.task === 'recheck') parentPort?.postMessage(recheckAll(work))
else answerBatches(work)

function answerBatches({ wish }: InspectTask): void {
  const inspect = inspector(wish)
  const answer = async (files: readonly string[]): Promise<void> => {
    const facts = []
    for (const file of files) facts.push(await inspect(file))
    parentPort?.postMessage(facts)
  }
  parentPort?.on('message', (files: readonly string[]) => void answer(files))
}
