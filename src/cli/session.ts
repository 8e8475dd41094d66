/** What most verbs begin with: the project, its catalog, and the steps over them. Closes everything at the end. */
import { setFlagsFromString } from 'node:v8'
import { isDamage, setAsideDamaged, unwritten, type Catalog, type Db } from '../catalog/catalog.ts'
import { openInTurn, type Patience } from '../catalog/turns.ts'
import type { Problem } from '../errors.ts'
import { checkPaths } from '../config/checking/check-paths.ts'
import { CuratorError } from '../errors.ts'
import { clearShelf } from '../inventory/archives/shelf.ts'
import { spillFolder } from '../inventory/hashing/wish.ts'
import { openProject, type Project, type ProjectOptions } from '../steps/project.ts'
import { findRomset } from '../steps/choosing/romset.ts'
import { createSteps, type Steps } from '../steps/steps.ts'
import type { World } from '../steps/world.ts'
import type { Call } from './call.ts'
import { createProgress, type Progress } from './screen/progress.ts'
import { seconds } from './seconds.ts'

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
 * once; V8's own choice gives it a quarter more memory for a hundredth less time. The flag stays, so this run's compiled
 * code is not kept (kept-code.ts): a first build runs half as much code again as those after it, and they would read it at
 * every start.
 */
const HEAP_GROWTH_PERCENT = 20
const FIRST_RUN = 1
/** So long another curator is waited for without being told to: most of what they do is done by then. */
const PATIENCE_MS = 5000

interface SessionOptions {
  /** Only looks: takes nothing for granted that would be remembered. */
  readonly looksOnly?: boolean
  /** Has something in hand that would be lost: another curator is waited for until it ends. */
  readonly waits?: boolean
  /** Number of the romset that is to be built. */
  readonly romset?: number | undefined
  /** Ends what is put aside: see `World`. */
  readonly endsAside?: boolean
}

export async function withSession<T>(
  call: Call,
  body: (session: Session) => Promise<T>,
  { looksOnly = false, waits = false, romset, endsAside = false }: SessionOptions = {},
): Promise<T> {
  const project = await projectOf(call)
  const patience = { ...patienceOf(call), ...(waits ? { waitMs: Infinity } : {}) }
  try {
    return await workWith(
      await openInTurn(project.stateDir, patience),
      { call, project, notes: [], looksOnly, romset, endsAside },
      body,
    )
  } catch (error) {
    if (!isDamage(error)) throw unwritten(project.stateDir, error)
    // met in the middle of the work, which can be done over: what was done on a device by then is right there
    const note = setAsideDamaged(project.stateDir)
    return workWith(
      await openInTurn(project.stateDir, patience),
      { call, project, notes: [note], looksOnly, romset, endsAside },
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
  readonly endsAside: boolean
}

async function workWith<T>(
  catalog: Catalog,
  { call, project, notes, looksOnly, romset, endsAside }: Setting,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  const force = call.flags.has('force')
  const progress = createProgress(call.out)
  clearShelf(spillFolder(project.stateDir))
  call.listings?.belongTo(project.stateDir)
  try {
    const world: World = {
      config: project.config,
      db: catalog.db,
      now: Date.now,
      signal: call.signal,
      force,
      acceptEmpty: force && !looksOnly,
      settleMs: (seconds(call, 'settle') ?? 0) * 1000,
      ...(romset === undefined ? {} : { romset: findRomset(catalog.db, romset) }),
      listener: progress,
      problems: [],
      ...(call.listings ? { listings: call.listings } : {}),
      ...(endsAside ? { aside: [] } : {}),
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

/** How long a verb waits for another curator, and what it says meanwhile. */
export function patienceOf({ flags, signal, out, listings }: Call, canWaitLong = true): Patience {
  return {
    waitMs: canWaitLong && flags.has('wait') ? Infinity : PATIENCE_MS,
    signal,
    onWait: (message) => {
      listings?.drop() // of before the other one wrote
      if (!out.quiet) out.warn(message)
    },
  }
}

/** The config, checked against the disk as far as that can be done without reading files. */
export async function projectOf(call: Call): Promise<Project> {
  const project = await openProject(call.cwd, projectOptions(call))
  const problems = checkPaths(project.config)
  if (problems.length > 0) throw new CuratorError(problems)
  return project
}

/** Where a call says its config is. */
export function projectOptions({ env, flags }: Call): ProjectOptions {
  const config = flags.text('config')
  return { env, ...(config === undefined ? {} : { config }) }
}
