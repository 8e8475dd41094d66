/** The file `curation.jsonc` beside the config. Nothing here loads a parser before there is something to parse. */
import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { CuratorError, errno, problem, reason } from '../errors.ts'
import { CURATION_FILE, NO_DECISIONS, type Decisions } from './decisions.ts'
import type { DecisionEdit } from './edit.ts'

/** Some hundred thousand decisions. */
const LARGEST = 32 * 1024 * 1024

/** SHA-1 of the file's bytes; '' when there is none. Throws `decisions-unreadable`. */
export function curationHash(dir: string): string {
  const text = readText(dir)
  return text === undefined ? '' : createHash('sha1').update(text).digest('hex')
}

/** Throws `decisions-unreadable`, or `decisions-invalid` with every problem in it. */
export async function readDecisions(dir: string): Promise<Decisions> {
  const text = readText(dir)
  if (text === undefined) return NO_DECISIONS
  const { parseDecisions } = await import('./parse.ts')
  return parseDecisions(text, join(dir, CURATION_FILE))
}

/**
 * Writes decisions into the file, as a whole or not at all. A file that is not right is left alone: throws what
 * `readDecisions` throws, or `state-unwritable`. Returns whether anything changed.
 */
export async function saveDecisions(dir: string, edits: readonly DecisionEdit[]): Promise<boolean> {
  const [{ parseDecisions }, { editDecisions }] = await Promise.all([
    import('./parse.ts'),
    import('./edit.ts'),
  ])
  const path = join(dir, CURATION_FILE)
  const before = readText(dir) ?? ''
  parseDecisions(before, path)
  const after = editDecisions(before, edits)
  if (after === before) return false
  parseDecisions(after, path) // an edit of what is no decision would damage the file
  replace(path, after)
  return true
}

function readText(dir: string): string | undefined {
  const path = join(dir, CURATION_FILE)
  try {
    const { size } = statSync(path)
    if (size > LARGEST)
      throw new CuratorError(
        problem('decisions-unreadable', `${path} is too large to be decisions.`, { path }),
      )
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof CuratorError) throw error
    if (errno(error) === 'ENOENT') return undefined
    throw new CuratorError(
      problem('decisions-unreadable', `Cannot read ${path}: ${reason(error)}.`, { path }),
      {
        cause: error,
      },
    )
  }
}

function replace(path: string, text: string): void {
  const fresh = `${path}.new`
  try {
    const fd = openSync(fresh, 'w')
    try {
      writeSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw new CuratorError(problem('state-unwritable', `Cannot write ${path}: ${reason(error)}.`, { path }), {
      cause: error,
    })
  }
}
