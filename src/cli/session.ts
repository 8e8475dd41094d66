/** What most verbs begin with: the project, its catalog, and the steps over them. Closes everything at the end. */
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { isDamage, openCatalog, setAsideDamaged, type Catalog, type Db } from '../catalog/catalog.ts'
import type { Problem } from '../errors.ts'
import { checkPaths } from '../config/check-paths.ts'
import { CuratorError } from '../errors.ts'
import { clearShelf } from '../inventory/archives/shelf.ts'
import { spillFolder } from '../inventory/wish.ts'
import { openProject, type Project } from '../steps/project.ts'
import { findRomset } from '../steps/romset.ts'
import { createSteps, type Steps } from '../steps/steps.ts'
import type { World } from '../steps/world.ts'
import type { Call } from './call.ts'
import { createProgress, type Progress } from './progress.ts'

export interface Session {
  readonly project: Project
  readonly db: Db
  readonly world: World
  readonly steps: Steps
  readonly progress: Progress
  /** What opening the catalog had to say. */
  readonly notes: readonly Problem[]
}

/**
 * How much garbage may pile up before it is collected, in percent of what is in use. A first build makes everything at
 * once; V8's own choice gives it a quarter more memory for a hundredth less time.
 */
const HEAP_GROWTH_PERCENT = 20
const FIRST_RUN = 1
/** Read-only verbs wait a moment by themselves. */
const PATIENCE_MS = 2000
const TRY_AGAIN_MS = 50

export interface SessionOptions {
  /** Only looks: waits a moment for another curator, and takes nothing for granted that would be remembered. */
  readonly looksOnly?: boolean
  /** Number of the romset that is to be built. */
  readonly romset?: number | undefined
}

export async function withSession<T>(
  call: Call,
  body: (session: Session) => Promise<T>,
  { looksOnly = false, romset }: SessionOptions = {},
): Promise<T> {
  const project = await projectOf(call)
  const waitMs = call.flags.has('wait') ? Infinity : looksOnly ? PATIENCE_MS : 0
  try {
    return await workWith(
      await openInTurn(call, project.stateDir, waitMs),
      { call, project, notes: [], looksOnly, romset },
      body,
    )
  } catch (error) {
    if (!isDamage(error)) throw error
    // met in the middle of the work, which can be done over: what was done on a device by then is right there
    const note = setAsideDamaged(project.stateDir)
    return workWith(
      await openInTurn(call, project.stateDir, waitMs),
      { call, project, notes: [note], looksOnly, romset },
      body,
    )
  }
}

interface Setting {
  readonly call: Call
  readonly project: Project
  readonly notes: readonly Problem[]
  readonly looksOnly: boolean
  readonly romset: number | undefined
}

async function workWith<T>(
  catalog: Catalog,
  { call, project, notes, looksOnly, romset }: Setting,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  const force = call.flags.has('force')
  const progress = createProgress(call.out)
  clearShelf(spillFolder(project.stateDir))
  try {
    const world: World = {
      config: project.config,
      db: catalog.db,
      now: Date.now,
      signal: call.signal,
      force,
      acceptEmpty: force && !looksOnly,
      ...(romset === undefined ? {} : { romset: findRomset(catalog.db, romset) }),
      listener: progress,
      problems: [],
      scans: new Map(),
    }
    const steps = createSteps(world)
    if (steps.run === FIRST_RUN) setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`)
    return await body({
      project,
      db: catalog.db,
      world,
      steps,
      progress,
      notes: [...notes, ...catalog.notes],
    })
  } finally {
    progress.stop()
    catalog.close()
  }
}

/**
 * Opens the catalog as soon as the curator that holds it is done. Throws its `state-busy` when that takes too long, or
 * after a Ctrl-C: the database's own waiting would not notice one.
 */
async function openInTurn({ signal, out }: Call, stateDir: string, waitMs: number): Promise<Catalog> {
  const until = performance.now() + waitMs
  let isTold = waitMs < Infinity
  for (;;) {
    try {
      return openCatalog(stateDir)
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until || signal.aborted) throw error
      if (!isTold) out.warn(`${error.message} Waiting.`)
      isTold = true
      await pause(TRY_AGAIN_MS)
    }
  }
}

function isBusy(error: unknown): error is CuratorError {
  return error instanceof CuratorError && error.problems.some(({ code }) => code === 'state-busy')
}

/** The config, checked against the disk as far as that can be done without reading files. */
export async function projectOf(call: Call): Promise<Project> {
  const config = call.flags.text('config')
  const project = await openProject(call.cwd, { env: call.env, ...(config === undefined ? {} : { config }) })
  const problems = checkPaths(project.config)
  if (problems.length > 0) throw new CuratorError(problems)
  return project
}
