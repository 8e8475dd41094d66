/** How a build ends after a signal: what was found out by then is kept. */
import { CuratorError, problem, type Problem } from '../errors.ts'
import { signalsTold } from '../signals.ts'
import { listed } from '../wording.ts'

/** As long as nothing was written. Throws `interrupted`. Work that is done in one go hears of no signal: it is asked for afterwards. */
export async function endIfTold(signal: AbortSignal): Promise<void> {
  await signalsTold()
  if (signal.aborted) throw interruptedEarly()
}

export function interruptedEarly(): CuratorError {
  return new CuratorError(problem('interrupted', 'Interrupted before anything was written.'))
}

export function isInterruption(error: unknown): boolean {
  return error instanceof CuratorError && error.problems.some(({ code }) => code === 'interrupted')
}

/** Others were written by then. @param left names of targets whose turn never came */
export function cutShort(left: readonly string[]): Problem[] {
  if (left.length === 0) return []
  const message = `Interrupted before it was known what ${listed(left)} should hold. Nothing was written there.`
  return [problem('interrupted', message)]
}
