/**
 * A hashing thread: answers batches of paths with what is in the files, until it is ended. In between it tells how far
 * it has come with large ones.
 */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Order, Question } from './hash-pool.ts'
import { inspector } from './inspect.ts'

/**
 * Where threads have priorities of their own, the one that selects while these read goes first: its work is the longer
 * way to the first file written. Elsewhere this would slow down the whole process.
 */
if (process.platform === 'linux') setPriority(0, 10)

const { wish, taken } = workerData as Order
const inspect = inspector(wish, (large) => parentPort?.postMessage({ large }))
/** One batch after the other, also where one has to wait: they share a buffer. */
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (question: Question) => {
  last = last.then(() => answer(question))
})

async function answer({ batch, files }: Question): Promise<void> {
  // others have all batches, too
  if (Atomics.compareExchange(taken, 0, batch, batch + 1) !== batch) return
  const facts = []
  for (const file of files) facts.push(await inspect(file))
  parentPort?.postMessage({ batch, facts } satisfies Answer)
}
