/** The Atomic Game Database: one SQLite file in `.curator/`. Opening it is also the process lock. */
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isAlive } from '../alive.ts'
import { makeFolders } from '../disk/make-folders.ts'
import { pathBelow } from '../disk/real-path.ts'
import { CODES, CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import { migrate } from './schema/migrations.ts'
import { day, minute } from '../wording.ts'
import { continueRunNumbers } from './run-numbers.ts'
import { connect, type Db } from './sqlite.ts'

export type { Db } from './sqlite.ts'

export interface Catalog {
  readonly db: Db
  /** What had to be said while opening, e.g. that a damaged catalog was set aside. */
  readonly notes: readonly Problem[]
  close(): void
}

/** Opens (or makes) the catalog in a state folder. Throws `state-busy` when another curator holds it. */
export function openCatalog(stateDir: string): Catalog {
  prepareFolder(stateDir)
  const file = join(stateDir, 'catalog.db')
  const notes: Problem[] = []
  let db = tryOpen(file, stateDir)
  if (typeof db === 'string') {
    notes.push(setAside(file, db))
    db = tryOpen(file, stateDir)
  }
  if (typeof db === 'string') {
    throw new CuratorError(problem('state-unwritable', `Cannot make a catalog at ${file}.`, { path: file }))
  }
  continueRunNumbers(db, stateDir)
  const pidFile = pidFileIn(stateDir)
  const open = db
  signIn(pidFile)
  return {
    db: open,
    notes,
    close() {
      // first: once it is closed, the next holder writes its own
      rmSync(pidFile, { force: true })
      open.close()
    },
  }
}

/** Only tells others who is here: the lock is the database's. Where there is no room for it, nobody is told. */
function signIn(pidFile: string): void {
  try {
    writeFileSync(pidFile, String(process.pid))
  } catch {
    rmSync(pidFile, { force: true })
  }
}

function prepareFolder(stateDir: string): void {
  if (existsSync(join(stateDir, '.gitignore'))) return
  try {
    makeFolders(stateDir)
    writeFileSync(join(stateDir, '.gitignore'), '*\n')
  } catch (error) {
    throw new CuratorError(
      problem('state-unwritable', `Cannot write the state folder ${stateDir}: ${reason(error)}.`, {
        path: stateDir,
      }),
      { cause: error },
    )
  }
}

/** Why a file is not a usable catalog, to be said of one. */
type Unusable = 'is damaged' | 'was made by a newer curator' | 'was made by an unreleased curator'

function tryOpen(file: string, stateDir: string): Db | Unusable {
  let db: Db | undefined
  try {
    db = connect(file)
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    const code = errno(error) ?? ''
    if (code.startsWith('SQLITE_BUSY')) throw busy(stateDir, error)
    if (isDamage(error)) return 'is damaged'
    if (code === 'CURATOR_UNKNOWN_SCHEMA') return 'was made by a newer curator'
    if (code === 'CURATOR_UNRELEASED_SCHEMA') return 'was made by an unreleased curator'
    if (UNLOADED.has(code)) throw noDriver(error)
    const refused = refusalOf(file)
    const isLockless = refused === undefined && code === LOCKLESS
    const why = refused ?? (isLockless ? 'its disk refuses to lock it' : reason(error))
    const more = isLockless ? { hint: NO_LOCKS } : {}
    throw new CuratorError(
      problem('state-unwritable', `Cannot open the catalog ${file}: ${why}.`, { path: file, ...more }),
      { cause: error },
    )
  }
}

/** SQLite calls most of what the system refuses an error of the disk: the system says what it is. */
function refusalOf(file: string): string | undefined {
  try {
    for (const path of [dirname(file), file]) if (existsSync(path)) accessSync(path, constants.W_OK)
    return undefined
  } catch (refused) {
    return reason(refused)
  }
}

/** What Node says of a native part that is not there, or that was built for another Node. */
const UNLOADED = new Set(['MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'])

function noDriver(cause: unknown): CuratorError {
  const message = `The package better-sqlite3 was not built for this Node, ${process.versions.node}.`
  return new CuratorError(problem('driver-unusable', message), { cause })
}

function busy(stateDir: string, cause: unknown): CuratorError {
  return busyWith(stateDir, `${nameHolder(stateDir)} is using ${stateDir}.`, cause)
}

/** Where no holder is known on this machine, there may be none: SQLite says the same of a disk that has no locks to give. */
export function busyWith(stateDir: string, message: string, cause: unknown): CuratorError {
  const pid = holderOf(stateDir)?.pid
  const isSure = pid !== undefined && isAlive(pid)
  const more = isSure ? {} : { hint: `${CODES['state-busy'].hint} ${NO_LOCKS}` }
  return new CuratorError(problem('state-busy', message, { path: stateDir, ...more }), { cause })
}

/** What SQLite tells apart of them; ENOLCK it takes for the lock of another. */
const LOCKLESS = 'SQLITE_IOERR_LOCK'

const NO_LOCKS =
  'On a network drive that has no locks, put the state folder on a disk of this machine, with `state` in the config.'

/** Whether an error says that another curator has the catalog open. */
export function isBusy(error: unknown): error is CuratorError {
  return error instanceof CuratorError && error.problems.some(({ code }) => code === 'state-busy')
}

interface Holder {
  readonly pid: number
  /** Milliseconds since the epoch. */
  readonly since: number
}

/** Who has the catalog open, or had it when it was killed. */
export function holderOf(stateDir: string): Holder | undefined {
  try {
    const file = pidFileIn(stateDir)
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, since: statSync(file).mtimeMs } : undefined
  } catch {
    return undefined
  }
}

/** `Another curator (process 4711, since 09:30:12 UTC)`. It may not have written its number yet. */
export function nameHolder(stateDir: string, now = Date.now()): string {
  const holder = holderOf(stateDir)
  if (!holder) return 'Another curator'
  const { pid, since } = holder
  const when = day(now) === day(since) ? new Date(since).toISOString().slice(11, 19) : minute(since)
  return `Another curator (process ${pid}, since ${when} UTC)`
}

function pidFileIn(stateDir: string): string {
  return join(stateDir, 'pid')
}

/**
 * Whether an error means that the catalog's file is damaged. What is in the middle of it is only met when it is read:
 * SQLite sees pages that make no sense, and the reader of a text that it is no JSON any more.
 */
export function isDamage(error: unknown): boolean {
  const code = errno(error) ?? ''
  return error instanceof SyntaxError || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
}

/** For a catalog that was closed because of such an error. Returns what to say. */
export function setAsideDamaged(stateDir: string): Problem {
  return setAside(join(stateDir, 'catalog.db'), 'is damaged')
}

/**
 * What is to be said of an error in the middle of the work, where it means that the state folder cannot be written any more:
 * its disk is full, or it went away. Any other error comes back as it is.
 */
export function unwritten(stateDir: string, error: unknown): unknown {
  const isCatalog = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/.test(errno(error) ?? '')
  const what = isCatalog ? `the catalog in ${stateDir}` : pathIn(stateDir, error)
  if (what === undefined) return error
  const message = `Cannot write ${what}: ${reason(error)}. What was written by then is whole.`
  return new CuratorError(problem('state-unwritable', message, { path: stateDir }), { cause: error })
}

/** Of an error of the system: the file it is about, if that lies in this folder. */
function pathIn(folder: string, error: unknown): string | undefined {
  if (!(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') return undefined
  return pathBelow(folder, error.path) === undefined ? undefined : error.path
}

/** The catalog costs time, never a decision: one that cannot be used is kept for inspection and a new one begun. */
function setAside(file: string, why: Unusable): Problem {
  const bad = `${file}.bad`
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
  renameSync(file, bad)
  const message = `The catalog ${why}. It was set aside as ${bad}; everything is read anew.`
  return problem('state-damaged', message, { path: file })
}
