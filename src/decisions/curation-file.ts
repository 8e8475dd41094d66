/** The file `curation.jsonc` beside the config. Nothing here loads a parser before there is something to parse. */
import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDurable } from '../disk/durable.ts'
import { readRegular } from '../regular-file.ts'
import { CuratorError, errno, problem, reason } from '../errors.ts'
import { CURATION_FILE, NO_DECISIONS, type Decisions } from './decisions.ts'
import type { DecisionEdit } from './edit.ts'

/** Some hundred thousand decisions. */
const LARGEST = 32 * 1024 * 1024

/** SHA-1 of the file's bytes; '' when there is none. Throws `decisions-unreadable`. */
export function curationHash(dir: string): string {
  const text = readText(dir)
  return text === undefined ? '' : hash('sha1', text)
}

/** Throws `decisions-unreadable`, or `decisions-invalid` with every problem in it. */
export async function readDecisions(dir: string): Promise<Decisions> {
  const text = readText(dir)
  if (text === undefined) return NO_DECISIONS
  const { parseDecisions } = await import('./parse.ts')
  return parseDecisions(text, join(dir, CURATION_FILE))
}

/** The file, and what it says. */
interface Curation {
  readonly decisions: Decisions
  /**
   * Writes decisions into the file, as a whole or not at all. It is read again before, and once more when all is ready to
   * take its place, so that what somebody wrote there meanwhile stays. A file that is not right is left alone: throws what `readDecisions` throws, or `state-unwritable`.
   * Returns whether anything changed.
   */
  save(edits: readonly DecisionEdit[]): Promise<boolean>
  /** Reads what somebody wrote there meanwhile; whether there is such. Throws what `readDecisions` throws. */
  reload(): boolean
  /** Whether all of this stands there, as it was read last. */
  says(edits: readonly DecisionEdit[]): boolean
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
    says: (edits) => editDecisions(text, edits) === text,
    async save(edits) {
      parseDecisions(editDecisions('', edits), path) // an edit of what is no decision would damage the file
      let after = ''
      let real: string | undefined
      while (real === undefined) {
        reload()
        after = editDecisions(text, edits)
        if (after === text) return false
        real = replace(path, after, () => (readText(dir) ?? '') === text)
      }
      const folder = dirname(real)
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
    const bytes = readRegular(path)
    if (isUtf8(bytes)) return bytes.toString()
    // what it cannot read it would write back as something else
    const message = `${path} is not in UTF-8. Save it in that encoding.`
    throw new CuratorError(problem('decisions-unreadable', message, { path }))
  } catch (error) {
    if (error instanceof CuratorError) throw error
    if (errno(error) === 'ENOENT') {
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined
      // the disk that it lies on may be away: to begin anew would hide what was decided
      const message = `${path} is a link to a file that is not there.`
      throw new CuratorError(problem('decisions-unreadable', message, { path }))
    }
    throw new CuratorError(
      problem('decisions-unreadable', `Cannot read ${path}: ${reason(error)}.`, { path }),
      {
        cause: error,
      },
    )
  }
}

/**
 * Whoever keeps it elsewhere, with a link beside the config, finds it changed there. Returns where it really is; undefined,
 * and nothing is done, when it is not as it was any more.
 */
function replace(path: string, text: string, isAsItWas: () => boolean): string | undefined {
  const real = realPath(path)
  const fresh = `${real}.${process.pid}.new` // another curator may be at it as well
  try {
    const fd = openSync(fresh, 'w')
    try {
      const mode = statSync(real, { throwIfNoEntry: false })?.mode
      if (mode !== undefined) fchmodSync(fd, mode)
      writeFileSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    if (isAsItWas()) {
      renameSync(fresh, real)
      return real
    }
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error instanceof CuratorError ? error : unwritable(path, error)
  }
  rmSync(fresh, { force: true })
  return undefined
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
