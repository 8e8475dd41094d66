/** What the last build found when it read a file of which the catalog keeps a row. */
import { statSync } from 'node:fs'
import { decodeProblem } from '../../catalog/kept-problem.ts'
import type { Problem } from '../../errors.ts'

interface ReadFile {
  readonly path: string
  readonly size: number
  /** In milliseconds. */
  readonly mtime: number
  readonly problem: string | null
}

/** Of a file that is as it was then: one so young that it will be read again is told of all the same. */
export function whenRead(file: string, rows: readonly ReadFile[]): readonly Problem[] {
  const stat = statSync(file, { throwIfNoEntry: false })
  return rows.flatMap((row) =>
    row.problem !== null && row.size === stat?.size && row.mtime === stat.mtimeMs
      ? [decodeProblem(row.problem, row.path)]
      : [],
  )
}
