/**
 * Looks at the devices. Large ones are looked at on a thread of their own, while this one looks at the roots; when it
 * is done with those, it helps.
 */
import { Worker } from 'node:worker_threads'
import type { Disks } from '../disk/open-disks.ts'
import type { ObserveTask, Observed } from '../targets/device/observe-worker.ts'
import { observe, type Observation } from '../targets/device/observe.ts'
import { SMALL_HEAP, workerUrl } from '../workers.ts'
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
export function startObserving(world: World, { store }: Steps, disks: Disks, targets: readonly string[]): Observing {
  const roots = targets.map((target) => world.config.targets[target]?.path ?? '')
  const look = (index: number): Observation => observe(disks.open(roots[index] ?? ''))
  const files = targets.reduce((sum, target) => sum + filesOfLastTree(store, target), 0)
  if (files < WORTH_FILES) {
    return { of: (target) => Promise.resolve(look(targets.indexOf(target))), close: () => Promise.resolve() }
  }

  const claims = new Int32Array(new SharedArrayBuffer(targets.length * Int32Array.BYTES_PER_ELEMENT))
  const answers = targets.map(() => deferred<Observation>())
  const worker = new Worker(workerUrl('observe-worker'), {
    workerData: { roots, claims } satisfies ObserveTask,
    resourceLimits: SMALL_HEAP,
  })
  worker.on('message', ({ index, seen }: Observed) => answers[index]?.resolve(seen))
  worker.on('error', (error) => answers.forEach(({ reject }) => reject(error)))

  /** From the other end, so that the threads meet in the middle. */
  const help = (): void => {
    for (let index = targets.length - 1; index >= 0; index--) {
      if (Atomics.exchange(claims, index, 1) === 0) answers[index]?.resolve(look(index))
    }
  }
  return {
    of(target) {
      help()
      const answer = answers[targets.indexOf(target)]
      return answer ? answer.promise : Promise.reject(new Error(`${target} is not observed`))
    },
    async close() {
      await worker.terminate()
    },
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  promise.catch(() => undefined) // told to whoever asks
  return { promise, resolve, reject }
}

function filesOfLastTree(store: Steps['store'], target: string): number {
  const tree = JSON.parse(store.value(`tree:${target}`)) as TreeValue | null
  return tree?.files ?? 0
}
