/** Where the worker threads' code is. */

type WorkerName = 'hash-worker' | 'write-worker' | 'dat-worker' | 'title-worker'

/**
 * The module to hand to `new Worker()`. Workers run the bundle, also when this module runs from source (in a
 * test): Node cannot load TypeScript in a thread. All files of the bundle lie in one folder.
 */
export function workerUrl(name: WorkerName): URL {
  const bundle = import.meta.url.endsWith('.ts') ? '../dist' : '.'
  return new URL(`${bundle}/${name}.js`, import.meta.url)
}

/** Threads work on buffers, not on objects: more room for new objects would only fill with garbage. */
export const SMALL_HEAP = { maxYoungGenerationSizeMb: 2 }
