/**
 * A hashing thread: answers batches of paths with what is in the files, until it is ended. In between it tells how far
 * it has come with large ones.
 */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { inspector, type InspectOptions } from './inspect.ts'

/**
 * Where threads have priorities of their own, the one that selects while these read goes first: its work is the longer
 * way to the first file written. Elsewhere this would slow down the whole process.
 */
if (process.platform === 'linux') setPriority(0, 10)

const inspect = inspector(workerData as InspectOptions, (large) => parentPort?.postMessage({ large }))
/** One batch after the other, also where one has to wait: they share a buffer, and are answered in order. */
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (files: readonly string[]) => {
  last = last.then(() => answer(files))
})

async function answer(files: readonly string[]): Promise<void> {
  const facts = []
  for (const file of files) facts.push(await inspect(file))
  parentPort?.postMessage(facts)
}
