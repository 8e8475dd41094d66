/** What is wrong with a file, without its path: the file may move, or its root be mounted elsewhere. */
import { CODES, CuratorError, problem, type ErrorCode, type Problem } from '../errors.ts'

export interface Trouble {
  readonly code: ErrorCode
  /** A clause that reads well after the path and a colon, without a full stop. */
  readonly what: string
}

export function trouble(code: ErrorCode, what: string): Trouble {
  return { code, what }
}

/** For code that cannot return a trouble: `troubleOf` turns the error back into one. */
export function troubleError(found: Trouble, options?: ErrorOptions): CuratorError {
  return new CuratorError(problem(found.code, found.what), options)
}

/** The trouble an error carries; undefined when it is not one of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  const first = error instanceof CuratorError ? error.problems[0] : undefined
  return first && { code: first.code, what: first.message }
}

export function toProblem(path: string, { code, what }: Trouble): Problem {
  return problem(code, `${path}: ${what}.`, { path })
}

/** As the catalog keeps it; null when there is nothing to keep. */
export function encodeTroubles(list: readonly Trouble[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list.map(({ code, what }) => [code, what]))
}

/** Reads what `encodeTroubles` wrote. A code that a newer curator wrote is left out. */
export function decodeTroubles(text: string): readonly Trouble[] {
  const list = JSON.parse(text) as readonly (readonly [string, string])[]
  return list.flatMap(([code, what]) => (isCode(code) ? [{ code, what }] : []))
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(CODES, code)
}
