/** The Atomic Game Database: one SQLite file in `.curator/`. Opening it is also the process lock. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import { migrate } from './migrations.ts'
import { connect, type Db } from './sqlite.ts'

export type { Db } from './sqlite.ts'

export interface Catalog {
  readonly db: Db
  /** What had to be said while opening, e.g. that a damaged catalog was set aside. */
  readonly notes: readonly Problem[]
  close(): void
}

/** Opens (or makes) the catalog in a state folder. Throws `state-busy` when another curator holds it. */
export function openCatalog(stateDir: string, options: { waitMs?: number } = {}): Catalog {
  prepareFolder(stateDir)
  const file = join(stateDir, 'catalog.db')
  const notes: Problem[] = []
  let db = tryOpen(file, stateDir, options.waitMs ?? 0)
  if (!db) {
    notes.push(setAside(file))
    db = tryOpen(file, stateDir, 0)
    if (!db) throw new CuratorError(problem('state-unwritable', `Cannot make a catalog at ${file}.`, { path: file }))
  }
  const pidFile = join(stateDir, 'pid')
  writeFileSync(pidFile, String(process.pid))
  const open = db
  return {
    db: open,
    notes,
    close() {
      open.close()
      rmSync(pidFile, { force: true })
    },
  }
}

function prepareFolder(stateDir: string): void {
  if (existsSync(join(stateDir, '.gitignore'))) return
  try {
    mkdirSync(stateDir, { recursive: true })
    writeFileSync(join(stateDir, '.gitignore'), '*\n')
  } catch (error) {
    throw new CuratorError(
      problem('state-unwritable', `Cannot write the state folder ${stateDir}: ${reason(error)}.`, { path: stateDir }),
      { cause: error },
    )
  }
}

/** Undefined when the file is not a usable catalog. */
function tryOpen(file: string, stateDir: string, waitMs: number): Db | undefined {
  let db: Db | undefined
  try {
    db = connect(file, waitMs)
    migrate(db)
    return db
  } catch (error) {
    db?.close()
    const code = errno(error) ?? ''
    if (code.startsWith('SQLITE_BUSY')) throw busy(stateDir, error)
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'CURATOR_UNKNOWN_SCHEMA') return undefined
    throw new CuratorError(
      problem('state-unwritable', `Cannot open the catalog ${file}: ${reason(error)}.`, { path: file }),
      { cause: error },
    )
  }
}

function busy(stateDir: string, cause: unknown): CuratorError {
  let holder = 'Another curator'
  try {
    holder += ` (process ${readFileSync(join(stateDir, 'pid'), 'utf8').trim()})`
  } catch {
    // the holder may not have written its pid yet; the sentence is right without it
  }
  return new CuratorError(problem('state-busy', `${holder} is using ${stateDir}.`, { path: stateDir }), { cause })
}

/** The catalog costs time, never a decision: a damaged one is kept for inspection and a new one begun. */
function setAside(file: string): Problem {
  const bad = `${file}.bad`
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
  renameSync(file, bad)
  return problem('state-damaged', `The catalog was damaged. It was set aside as ${bad}; everything is read anew.`, {
    path: file,
  })
}
