/** What is said of files that may still be written. */
import type { Problem } from '../../../errors.ts'
import { toProblem, trouble } from '../../trouble.ts'

/** One for all of them: a folder that is being copied may have thousands. */
export function leftProblems(root: string, left: readonly string[]): readonly Problem[] {
  const [first] = left
  if (first === undefined) return []
  const more = left.length > 1 ? ` (and ${left.length - 1} more)` : ''
  const what = `it changed a moment ago, and is left to the next build${more}`
  return [toProblem(`${root}/${first}`, trouble('file-changing', what))]
}
