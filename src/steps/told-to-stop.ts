/** Where a build ends after a signal, as long as it has written nothing: what was found out by then is kept. */
import { CuratorError, problem } from '../errors.ts'
import { signalsTold } from '../signals.ts'

/** Throws `interrupted`. Work that is done in one go, such as reading a DAT, hears of no signal: it is asked for afterwards. */
export async function endIfTold(signal: AbortSignal): Promise<void> {
  await signalsTold()
  if (signal.aborted)
    throw new CuratorError(problem('interrupted', 'Interrupted before anything was written.'))
}
