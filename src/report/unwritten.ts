/** Why what is kept of a game is not on a target whose device plays it: no header, a name that is taken, and the like. */
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { severityOf } from '../errors.ts'
import { storedOutputs, storedProblems } from './stored.ts'

export interface Unwritten {
  readonly target: string
  readonly because: string
}

/** What the last build said of those of these releases that targets of the policy lack. */
export function unwrittenOn(
  db: Db,
  { targets }: ResolvedConfig,
  policy: string,
  platform: string,
  releases: ReadonlySet<string>,
): Unwritten[] {
  return Object.entries(targets).flatMap(([target, declared]) => {
    if (declared.policy !== policy) return []
    const problems = storedProblems(db, target).filter(({ code }) => severityOf(code) === 'error')
    return [...releases].flatMap((release) => {
      const own = problems.filter((problem) => problem.release === release)
      // a game of another platform may be called the same
      const isWritten = own.length > 0 && isOn(db, target, platform, release)
      return isWritten ? [] : own.map(({ message }) => ({ target, because: message }))
    })
  })
}

function isOn(db: Db, target: string, platform: string, release: string): boolean {
  return storedOutputs(db, target, platform).some(({ file }) => file.label === release)
}
