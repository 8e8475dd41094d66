/** A config that was found and understood. Read once; remembered by the files and variables it came from. */
import { dirname, join } from 'node:path'
import { findConfig } from '../config/reading/find.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import type { Environment } from '../user-folder.ts'
import { recallConfig, rememberConfig, rememberedFiles } from './config-memory.ts'

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
  readonly env?: Environment
}

/** Throws `CuratorError` with every problem of the config. */
export async function openProject(cwd: string, options: ProjectOptions = {}): Promise<Project> {
  const found = await findConfig(cwd, options)
  const dir = dirname(found.file)
  // in the default state folder only: where another one is cannot be known before the config is read
  const remembered = recallConfig(join(dir, '.curator'), found.file)
  if (remembered) return project(found.file, remembered)
  const [{ loadConfig }, { resolveConfig }, { vocabulary }] = await Promise.all([
    import('../config/reading/load.ts'),
    import('../config/resolve.ts'),
    import('./vocabulary.ts'),
  ])
  const loaded = await loadConfig(found)
  const config = resolveConfig(loaded.config, found, vocabulary(), loaded)
  rememberConfig({ file: found.file, closure: loaded.closure, env: loaded.env, config })
  return project(found.file, config)
}

function project(configFile: string, config: ResolvedConfig): Project {
  return { configFile, dir: dirname(configFile), stateDir: config.state, config }
}

/** The files that the config was read from, as far as that is remembered. Absolute. */
export function configFiles({ configFile, stateDir }: Project): readonly string[] {
  return rememberedFiles(stateDir, configFile) ?? [configFile]
}
