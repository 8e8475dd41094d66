/** A project in a temporary folder, built in this process: hundreds of builds in the time of a few processes. */
import { setMaxListeners } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openCatalog, type Db } from '../../src/catalog/catalog.ts'
import { planDocument, type PlannedTarget } from '../../src/cli/commands/plan/document.ts'
import { build, type BuildOptions, type BuildResult } from '../../src/steps/build.ts'
import { openProject, type Project } from '../../src/steps/project.ts'
import { createSteps, type Steps } from '../../src/steps/steps.ts'
import type { World } from '../../src/steps/world.ts'
import { layCatalog } from './catalog.ts'
import { tree } from './cli.ts'

/** A config in its JSON form. */
export interface ConfigData {
  readonly roots: Readonly<Record<string, unknown>>
  readonly dats: Readonly<Record<string, unknown>>
  readonly cloneLists?: string | readonly string[]
  readonly policies?: Readonly<Record<string, unknown>>
  readonly playlists?: Readonly<Record<string, unknown>>
  readonly guards?: Readonly<Record<string, unknown>>
  readonly targets: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly archives?: Readonly<Record<string, unknown>>
  readonly libraries?: Readonly<Record<string, unknown>>
  readonly art?: Readonly<Record<string, unknown>>
  readonly metadata?: Readonly<Record<string, unknown>>
}

export interface TestProject {
  /** Absolute. */
  readonly dir: string
  at(...parts: readonly string[]): string
  configure(config: ConfigData): void
  /** Writes a file whose clock shows an hour ago. */
  write(path: string, data: string | Uint8Array): void
  remove(path: string): void
  build(options?: TestBuildOptions): Promise<Built>
  /** The plan of a dry run, target by target. */
  plan(): Promise<Readonly<Record<string, PlannedTarget>>>
  /** Opens the catalog and the steps over it for one piece of work. */
  session<T>(body: (session: Session) => Promise<T> | T, options?: { readonly force?: boolean }): Promise<T>
  /** The files below a folder, without curator's own: path → SHA-1. */
  files(folder: string): Record<string, string>
  /** The text of curator.lock; '' when there is none. */
  lock(): string
  close(): void
}

export type TestBuildOptions = Partial<BuildOptions & Pick<World, 'force'>>

export interface Built extends BuildResult {
  /** Keys of the nodes that ran. */
  readonly ran: readonly string[]
  /** How many games were made of releases, and decided. */
  readonly games: Steps['selection']['counts']
}

export interface Session {
  readonly project: Project
  readonly db: Db
  readonly world: World
  readonly steps: Steps
}

/** Every file is older than this when a build sees it: it has settled, and an unchanged one is not read again. */
const AHEAD_MS = 10_000

/** Call `close` when done, or use `withProject`. */
export function testProject(): TestProject {
  const dir = realpathSync.native(mkdtempSync(join(tmpdir(), 'curator-law-')))
  return projectIn(dir)
}

export async function withProject<T>(body: (project: TestProject) => Promise<T>): Promise<T> {
  const project = testProject()
  try {
    return await body(project)
  } finally {
    project.close()
  }
}

export function projectIn(dir: string): TestProject {
  const at = (...parts: readonly string[]) => join(dir, ...parts)
  const write = (path: string, data: string | Uint8Array) => {
    const file = at(path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, data)
    const hourAgo = new Date(Date.now() - 3_600_000)
    utimesSync(file, hourAgo, hourAgo)
  }
  const session: TestProject['session'] = async (body, { force = false } = {}) => {
    const project = await openProject(dir, { env: {} })
    layCatalog(project.stateDir)
    const catalog = openCatalog(project.stateDir)
    try {
      const world = worldOf(project, catalog.db, force)
      return await body({ project, db: catalog.db, world, steps: createSteps(world) })
    } finally {
      catalog.close()
    }
  }
  const run = ({ force = false, ...options }: TestBuildOptions = {}) =>
    session(
      async ({ project, world, steps }): Promise<Built> => {
        const result = await build(project, world, steps, {
          targets: [],
          dryRun: false,
          frozen: false,
          ...options,
        })
        return { ...result, ran: steps.ran.map(({ key }) => key), games: steps.selection.counts }
      },
      { force },
    )
  return {
    dir,
    at,
    write,
    session,
    configure: (config) => write('curator.config.json', JSON.stringify(config, undefined, 2)),
    remove: (path) => rmSync(at(path), { recursive: true }),
    build: run,
    plan: async () => planDocument((await run({ dryRun: true })).works, []).targets,
    files: (folder) => outputs(at(folder)),
    lock: () => (existsSync(at('curator.lock')) ? readFileSync(at('curator.lock'), 'utf8') : ''),
    close: () => rmSync(dir, { recursive: true, force: true }),
  }
}

function worldOf(project: Project, db: Db, force: boolean): World {
  const { signal } = new AbortController()
  setMaxListeners(0, signal) // as of the program: each device that is written has one
  return {
    config: project.config,
    db,
    force,
    acceptEmpty: force,
    now: () => Date.now() + AHEAD_MS,
    signal,
    listener: { step: () => undefined, tick: () => undefined },
    problems: [],
    scans: new Map(),
  }
}

function outputs(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const files = Object.entries(tree(folder)).filter(([path]) => !path.split('/').includes('.curator'))
  return Object.fromEntries(files)
}

const MADE = ['.curator', 'out', 'curator.lock']

/**
 * The same project built from nothing: without state, without lock, into empty folders. What the project had is put
 * back afterwards; before that, `look` may look at what was built.
 */
export async function builtClean(
  project: TestProject,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly built: Built; readonly out: Record<string, string>; readonly lock: string }> {
  for (const name of MADE) move(project.at(name), project.at(`${name}.kept`))
  try {
    const built = await project.build()
    await look()
    return { built, out: project.files('out'), lock: project.lock() }
  } finally {
    for (const name of MADE) {
      rmSync(project.at(name), { recursive: true, force: true })
      move(project.at(`${name}.kept`), project.at(name))
    }
  }
}

function move(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}
