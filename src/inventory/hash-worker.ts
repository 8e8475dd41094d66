/** A hashing thread: answers batches of paths with what is in the files, until it is ended. */
import { parentPort, workerData } from 'node:worker_threads'
import { inspector, type InspectOptions } from './inspect.ts'

const inspect = inspector(workerData as InspectOptions)

async function answer(files: readonly string[]): Promise<void> {
  const facts = []
  for (const file of files) facts.push(await inspect(file))
  parentPort?.postMessage(facts)
}

parentPort?.on('message', (files: readonly string[]) => void answer(files))
