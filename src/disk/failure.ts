/** What a failed disk operation means to the user. */
import { CuratorError, errno, problem, reason, type ErrorCode, type Problem } from '../errors.ts'

/**
 * The problem behind an error that changing `where` threw: the system's, by its code, or one that is a problem already.
 * Any other error is a fault in curator and is thrown on.
 */
export function writeProblem(
  error: unknown,
  where: string,
  change: 'written' | 'renamed' | 'deleted' = 'written',
): Problem {
  if (error instanceof CuratorError && error.problems[0] !== undefined) return error.problems[0]
  const code = errno(error)
  if (code === undefined) throw error
  return problem(MEANING.get(code) ?? 'write-failed', `${where} could not be ${change}: ${reason(error)}.`, {
    path: where,
  })
}

/** Whether what was to be written had no room. */
export function isNoSpace(error: unknown): boolean {
  return MEANING.get(errno(error) ?? '') === 'no-space'
}

const MEANING = new Map<string, ErrorCode>([
  ['ENOSPC', 'no-space'],
  ['EDQUOT', 'no-space'],
  ['EFBIG', 'file-too-large'],
  ['EROFS', 'target-read-only'],
])
