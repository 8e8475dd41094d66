/** The code of a looking thread: observes devices, one after the other, while the main thread reads the roots. */
import { parentPort, workerData } from 'node:worker_threads'
import { nodeDisk } from '../../disk/node-disk.ts'
import { writePool } from '../../disk/write-pool.ts'
import { observe } from './observe.ts'

const pool = writePool()
for (const root of workerData as readonly string[]) parentPort?.postMessage(observe(nodeDisk(root, pool)))
