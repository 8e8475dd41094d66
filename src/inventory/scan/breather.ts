/** Lets long synchronous work give way, so that Ctrl-C and the progress display get their turn. */
import { setImmediate } from 'node:timers/promises'
import { CuratorError, problem } from '../../errors.ts'

/**
 * Call it often. Most of the time it does nothing and returns nothing; await what it returns now and then.
 */
type Breather = () => Promise<void> | undefined

/** Often enough for a person, seldom enough to cost nothing. */
const EVERY_MS = 100

/** After the signal was given, the breather throws `interrupted`. */
export function breather(signal: AbortSignal | undefined, onBreath?: () => void): Breather {
  let last = performance.now()
  const breathe = async (): Promise<void> => {
    await setImmediate()
    throwIfAborted(signal)
    onBreath?.()
    last = performance.now()
  }
  return () => (performance.now() - last < EVERY_MS ? undefined : breathe())
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CuratorError(problem('interrupted', 'Reading the roots was interrupted.'))
}
