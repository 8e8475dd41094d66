/** Looks at the devices. Large ones are looked at on a thread of their own, while this one looks at the roots. */
import { Worker } from 'node:worker_threads'
import type { Disks } from '../disk/open-disks.ts'
import { observe, type Observation } from '../targets/device/observe.ts'
import { workerUrl } from '../workers.ts'
import type { TreeValue } from './outputs.ts'
import type { Steps } from './steps.ts'
import type { World } from './world.ts'

export interface Observing {
  of(target: string): Promise<Observation>
  close(): Promise<void>
}

/** Looking at fewer files than this takes less time than a thread takes to start. */
const WORTH_FILES = 10_000

/** Begins at once, and so should be called first of all. */
export function startObserving(
  world: World,
  { store }: Steps,
  disks: Disks,
  targets: readonly string[],
): Observing {
  const paths = targets.map((target) => world.config.targets[target]?.path ?? '')
  const files = targets.reduce((sum, target) => sum + filesOfLastTree(store, target), 0)
  if (files < WORTH_FILES) {
    return {
      of: (target) => Promise.resolve(observe(disks.open(paths[targets.indexOf(target)] ?? ''))),
      close: () => Promise.resolve(),
    }
  }
  const worker = new Worker(workerUrl('observe-worker'), { workerData: paths })
  const observations = inOrder(worker, targets)
  return {
    of: (target) => observations.get(target) ?? Promise.reject(new Error(`${target} is not observed`)),
    async close() {
      await worker.terminate()
    },
  }
}

/** The worker answers in the order it was asked. */
function inOrder(worker: Worker, targets: readonly string[]): Map<string, Promise<Observation>> {
  const answers: { resolve: (seen: Observation) => void; reject: (error: Error) => void }[] = []
  const observations = targets.map((target): [string, Promise<Observation>] => {
    const answer = new Promise<Observation>((resolve, reject) => answers.push({ resolve, reject }))
    answer.catch(() => undefined) // told to whoever asks for it
    return [target, answer]
  })
  let next = 0
  worker.on('message', (seen: Observation) => answers[next++]?.resolve(seen))
  worker.on('error', (error) => answers.forEach(({ reject }) => reject(error)))
  return new Map(observations)
}

function filesOfLastTree(store: Steps['store'], target: string): number {
  const tree = JSON.parse(store.value(`tree:${target}`)) as TreeValue | null
  return tree?.files ?? 0
}
