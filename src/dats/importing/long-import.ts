/**
 * The transaction of a DAT that takes seconds to read. Signals are heard in the middle of it: so others get their turn as
 * well, and must not write to the catalog then.
 */
import { setFlagsFromString } from 'node:v8'
import type { Db } from '../../catalog/sqlite.ts'
import type { Writers } from '../../catalog/writers.ts'
import { CuratorError, problem } from '../../errors.ts'
import { withBreaths, type InSteps } from '../../in-steps.ts'
import { breather } from '../../inventory/scan/breather.ts'

export interface Meanwhile {
  readonly signal: AbortSignal
  readonly alone: Writers['alone']
}

/** In bytes: what is read in less than a second. */
export const LONG_TEXT = 16 * 2 ** 20
/**
 * What lists so much is a lot to hold when its games are grouped. V8 can shrink the room that it has for new objects, and
 * let it grow slowly again: 20 MB less, for no time that could be measured (docs/decisions.md).
 */
const SPARING_MEMORY = ['--optimize-for-size', '--semi-space-growth-factor=2']

/** All of it or nothing. Throws `interrupted` after an abort. */
export async function inLongTransaction<T>(
  db: Db,
  work: () => InSteps<T>,
  { signal, alone }: Meanwhile,
): Promise<T> {
  return alone(async () => {
    throwIfTold(signal)
    db.exec('begin')
    try {
      const breathe = breather(undefined, () => throwIfTold(signal))
      const done = await withBreaths(work(), breathe)
      db.exec('commit')
      for (const flag of SPARING_MEMORY) setFlagsFromString(flag)
      return done
    } catch (error) {
      if (db.inTransaction) db.exec('rollback') // a full disk has ended it by itself
      throw error
    }
  })
}

/** Of DATs: what was read to its end is kept. */
export function throwIfTold(signal: AbortSignal): void {
  if (signal.aborted) throw new CuratorError(problem('interrupted', 'Reading the DATs was interrupted.'))
}
