/** Tells all threads that the rest of the work is to be dropped. */

export type StopFlag = Int32Array<SharedArrayBuffer>

export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(4))
}

export function raise(flag: StopFlag): void {
  Atomics.store(flag, 0, 1)
}

export function isRaised(flag: StopFlag): boolean {
  return Atomics.load(flag, 0) !== 0
}
