/**
 * Regular expressions of clone lists. They come from files that someone else wrote, and one of them can take hours on
 * a name; so they run under a time limit, which an ordinary call has no way to set.
 */
import { createContext, Script } from 'node:vm'
import { reason } from '../../errors.ts'

/** A thousand times what the slowest expression of the known lists takes over the names of the largest platform. */
const MOST_MILLISECONDS = 2000

/** Longer expressions are not compiled: the longest of the known lists has 60 characters. */
const LONGEST_PATTERN = 500

/** Which of `names` the expression matches, letter case apart. Throws an error when it takes too long. */
export type RegexTest = (pattern: string, names: readonly string[]) => boolean[]

/** Undefined when the expression can be used, else what is wrong with it. */
export function regexFault(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`
  try {
    RegExp(pattern, 'i')
    return undefined
  } catch (error) {
    return `is no regular expression: ${reason(error)}`
  }
}

/** `tooSlow` makes the error. */
export function regexTester(tooSlow: (pattern: string, cause: unknown) => Error): RegexTest {
  let context: RegexContext | undefined
  let script: Script | undefined
  return (pattern, names) => {
    context ??= createContext({ pattern: '', names: [], result: [] }) as unknown as RegexContext
    script ??= new Script(
      `{ const test = new RegExp(pattern, 'i'); result = names.map((name) => test.test(name)) }`,
    )
    context.pattern = pattern
    context.names = names
    try {
      script.runInContext(context, { timeout: MOST_MILLISECONDS })
    } catch (error) {
      throw tooSlow(pattern, error)
    }
    return Array.from(context.result)
  }
}

interface RegexContext {
  pattern: string
  names: readonly string[]
  result: boolean[]
  [key: string]: unknown
}
