/** A config that was found and understood. Read once; remembered by the files and variables it came from. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { closureFresh, type ClosureFile } from '../config/closure.ts'
import { findConfig } from '../config/find.ts'
import type { ResolvedConfig } from '../config/resolved.ts'

export interface Project {
  /** Absolute path of the config file. */
  readonly configFile: string
  /** Its folder: where curator.lock lies. */
  readonly dir: string
  /** Where the catalog lies. */
  readonly stateDir: string
  readonly config: ResolvedConfig
}

export interface ProjectOptions {
  readonly config?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Throws `CuratorError` with every problem of the config. */
export async function openProject(cwd: string, options: ProjectOptions = {}): Promise<Project> {
  const found = await findConfig(cwd, options)
  const dir = dirname(found.file)
  const remembered = recall(dir, found.file)
  if (remembered) return project(found.file, remembered)
  const [{ loadConfig }, { resolveConfig }, { vocabulary }] = await Promise.all([
    import('../config/load.ts'),
    import('../config/resolve.ts'),
    import('./vocabulary.ts'),
  ])
  const loaded = await loadConfig(found)
  const config = resolveConfig(loaded.config, found, vocabulary())
  remember(config, { file: found.file, closure: loaded.closure, env: loaded.env, config })
  return project(found.file, config)
}

function project(configFile: string, config: ResolvedConfig): Project {
  return { configFile, dir: dirname(configFile), stateDir: config.state, config }
}

/** The files that the config was read from, as far as that is remembered. Absolute. */
export function configFiles({ configFile, stateDir }: Project): readonly string[] {
  const memory = memoryIn(stateDir)
  return memory?.file === configFile ? memory.closure.map(({ path }) => path) : [configFile]
}

/** What a config resolved to, and what that rests on. */
interface Memory {
  readonly file: string
  readonly closure: readonly ClosureFile[]
  readonly env: Readonly<Record<string, string | null>>
  readonly config: ResolvedConfig
}

declare const CURATOR_VERSION: string
const MEMORY_FILE = 'config.json'

/** Looked for in the default state folder only: where another one is cannot be known before the config is read. */
function recall(dir: string, file: string): ResolvedConfig | undefined {
  const memory = memoryIn(join(dir, '.curator'))
  try {
    return memory?.file === file && closureFresh(memory.closure, memory.env) ? memory.config : undefined
  } catch {
    return undefined // a file of it is gone or cannot be read: the config is read again
  }
}

/** Undefined when it was never written, is damaged or unreadable, or is another curator's. */
function memoryIn(stateDir: string): Memory | undefined {
  try {
    const text = readFileSync(join(stateDir, MEMORY_FILE), 'utf8')
    const { version, ...memory } = JSON.parse(text) as Memory & { version: string }
    return version === CURATOR_VERSION ? memory : undefined
  } catch {
    return undefined
  }
}

function remember(config: ResolvedConfig, memory: Memory): void {
  try {
    mkdirSync(config.state, { recursive: true })
    const file = join(config.state, MEMORY_FILE)
    // it may hold passwords of archives, as the config does
    const text = JSON.stringify({ version: CURATOR_VERSION, ...memory })
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {
    // a state folder that cannot be written is reported when the catalog is opened
  }
}
