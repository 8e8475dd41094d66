/** The file `curation.jsonc` beside the config. Nothing here loads a parser before there is something to parse. */
import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDurable } from '../disk/durable.ts'
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

/** The file, and what it says. */
export interface Curation {
  readonly decisions: Decisions
  /**
   * Writes decisions into the file, as a whole or not at all. It is read again before, so that what somebody wrote there
   * meanwhile stays. A file that is not right is left alone: throws what `readDecisions` throws, or `state-unwritable`.
   * Returns whether anything changed.
   */
  save(edits: readonly DecisionEdit[]): Promise<boolean>
  /** Reads what somebody wrote there meanwhile; whether there is such. Throws what `readDecisions` throws. */
  reload(): boolean
}

/** Throws what `readDecisions` throws. */
export async function openCuration(dir: string): Promise<Curation> {
  const [{ parseDecisions }, { editDecisions }, { applied }] = await Promise.all([
    import('./parse.ts'),
    import('./edit.ts'),
    import('./apply.ts'),
  ])
  const path = join(dir, CURATION_FILE)
  let text = readText(dir) ?? ''
  let decisions = parseDecisions(text, path)
  const reload = (): boolean => {
    const now = readText(dir) ?? ''
    if (now === text) return false
    decisions = parseDecisions(now, path)
    text = now
    return true
  }
  return {
    get decisions() {
      return decisions
    },
    reload,
    async save(edits) {
      reload()
      parseDecisions(editDecisions('', edits), path) // an edit of what is no decision would damage the file
      const after = editDecisions(text, edits)
      if (after === text) return false
      const folder = dirname(replace(path, after))
      text = after
      decisions = applied(decisions, edits)
      // the new name outlives a power cut, too
      await makeDurable(folder, [], [folder]).catch((error: unknown) => {
        throw unwritable(path, error)
      })
      return true
    },
  }
}

/** See `Curation.save`. */
export async function saveDecisions(dir: string, edits: readonly DecisionEdit[]): Promise<boolean> {
  return (await openCuration(dir)).save(edits)
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

/** Whoever keeps it elsewhere, with a link beside the config, finds it changed there. Returns where it really is. */
function replace(path: string, text: string): string {
  const real = realPath(path)
  const fresh = `${real}.new`
  try {
    const fd = openSync(fresh, 'w')
    try {
      writeSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(fresh, real)
    return real
  } catch (error) {
    rmSync(fresh, { force: true })
    throw unwritable(path, error)
  }
}

function unwritable(path: string, error: unknown): CuratorError {
  const message = `Cannot write ${path}: ${reason(error)}.`
  return new CuratorError(problem('state-unwritable', message, { path }), { cause: error })
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path // there is none yet
  }
}
