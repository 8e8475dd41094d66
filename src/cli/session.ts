/** What most verbs begin with: the project, its catalog, and the steps over them. Closes everything at the end. */
import { openCatalog, type Db } from '../catalog/catalog.ts'
import type { Problem } from '../errors.ts'
import { checkPaths } from '../config/check-paths.ts'
import { CuratorError } from '../errors.ts'
import { openProject, type Project } from '../steps/project.ts'
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

/** How long `--wait` waits for another curator. */
const WAIT_MS = 10 * 60 * 1000
/** Read-only verbs wait a moment by themselves. */
const PATIENCE_MS = 2000

export async function withSession<T>(
  call: Call,
  body: (session: Session) => Promise<T>,
  options: { patient?: boolean } = {},
): Promise<T> {
  const project = await projectOf(call)
  const waitMs = call.flags.has('wait') ? WAIT_MS : options.patient ? PATIENCE_MS : 0
  const catalog = openCatalog(project.stateDir, { waitMs })
  const progress = createProgress(call.out)
  try {
    const world: World = {
      config: project.config,
      db: catalog.db,
      now: Date.now,
      signal: call.signal,
      listener: progress,
      problems: [],
      scans: new Map(),
    }
    const steps = createSteps(world)
    return await body({ project, db: catalog.db, world, steps, progress, notes: catalog.notes })
  } finally {
    progress.stop()
    catalog.close()
  }
}

/** The config, checked against the disk as far as that can be done without reading files. */
export async function projectOf(call: Call): Promise<Project> {
  const config = call.flags.text('config')
  const project = await openProject(call.cwd, { env: call.env, ...(config === undefined ? {} : { config }) })
  const problems = checkPaths(project.config)
  if (problems.length > 0) throw new CuratorError(problems)
  return project
}
