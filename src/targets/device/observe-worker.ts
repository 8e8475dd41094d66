/** The code of a looking thread: observes devices while the main thread reads the roots. */
import { parentPort, workerData } from 'node:worker_threads'
import { nodeDisk } from '../../disk/node-disk.ts'
import { writePool } from '../../disk/write-pool.ts'
import { observe, type Observation } from './observe.ts'

export interface ObserveTask {
  /** Absolute paths of the targets. */
  readonly roots: readonly string[]
  /** One flag a target, shared by the threads: whoever raises it looks at that target. */
  readonly claims: Int32Array<SharedArrayBuffer>
}

export interface Observed {
  readonly index: number
  readonly seen: Observation
}

const { roots, claims } = workerData as ObserveTask
const pool = writePool() // starts no thread until something is written, and nothing is

for (const [index, root] of roots.entries()) {
  if (Atomics.exchange(claims, index, 1) === 1) continue
  parentPort?.postMessage({ index, seen: observe(nodeDisk(root, pool)) } satisfies Observed)
}
