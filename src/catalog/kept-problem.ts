/** What is wrong with a file, as its row keeps it: without its path, which the row has. */
import { problem, type ErrorCode, type Problem } from '../errors.ts'

export function encodeProblem({ code, message, hint }: Problem): string {
  return JSON.stringify([code, message, hint])
}

export function decodeProblem(text: string, path: string): Problem {
  const [code, message, hint] = JSON.parse(text) as [ErrorCode, string, string | null]
  return problem(code, message, { path, ...(hint === null || hint === undefined ? {} : { hint }) })
}
