/**
 * Finds the config: what was named, else the nearest one from a folder upward.
 *
 * Everyday names are looked for by hand, because loading cosmiconfig costs more than the rest of a build with nothing to
 * do. It is loaded for a folder that holds one of the other forms.
 */
import { accessSync, constants, existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { readRegular } from '../../regular-file.ts'
import { CuratorError, problem, reason, type Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import type { Environment } from '../../user-folder.ts'
import { CONFIG_NAMES, RC_NAMES, SCRIPTS } from './file-names.ts'

export interface FoundConfig {
  /** Absolute path. */
  readonly file: string
  readonly form: ConfigForm
}

/** `package`: the key `curator` of a package.json. A file without extension is YAML, of which JSON is a part. */
export type ConfigForm = 'script' | 'json' | 'yaml' | 'package'

/**
 * `options.config`: the file given by `--config`; else the variable CURATOR_CONFIG; else the search from `cwd` upward.
 * Throws `config-unreadable` when the named file does not exist or `cwd` cannot be entered, and `config-not-found` when
 * the search ends empty.
 */
export async function findConfig(
  cwd: string,
  options: { readonly config?: string; readonly env?: Environment } = {},
): Promise<FoundConfig> {
  const env = options.env ?? process.env
  const named = options.config ?? (env['CURATOR_CONFIG'] || undefined)
  if (named !== undefined) {
    const by = options.config === undefined ? ' (named by CURATOR_CONFIG)' : ''
    return namedConfig(resolve(cwd, named), by)
  }
  const from = resolve(cwd)
  refuseClosed(from)
  for (const folder of upward(from)) {
    const found = await configIn(folder)
    if (found) return found
  }
  throw new CuratorError(noConfig(from))
}

/** Nobody can tell whether a folder holds a config that may not be entered. Those above it need not be open. */
function refuseClosed(folder: string): void {
  try {
    accessSync(folder, constants.X_OK)
  } catch (error) {
    const message = `The folder ${folder} cannot be entered: ${reason(error)}.`
    throw new CuratorError(problem('config-unreadable', message, { path: folder }), { cause: error })
  }
}

function noConfig(folder: string): Problem {
  const message = 'No curator.config.ts here or above.'
  const like = likeNames(folder)
  if (like === undefined) return problem('config-not-found', message)
  const hint = [...CONFIG_NAMES, ...RC_NAMES].includes(like)
    ? `${like} is here, and is no file.`
    : `${like} is here, which is no name of a config: these are ${CONFIG_NAMES.join(', ')}.`
  return problem('config-not-found', message, { hint })
}

/** What is meant as a config, by its name, and is in a form that nobody reads. */
function likeNames(folder: string): string | undefined {
  try {
    return readdirSync(folder)
      .sort(byCodeUnit)
      .find((name) => /^\.?curator(?:\.config|rc)\./i.test(name))
  } catch {
    return undefined // then nothing in it can be told apart
  }
}

export function formOf(file: string): ConfigForm {
  const extension = extname(file)
  if (SCRIPTS.includes(extension)) return 'script'
  if (basename(file) === 'package.json') return 'package'
  return extension === '.json' ? 'json' : 'yaml'
}

/** `by`: who named it, to be said of one that is not there. */
function namedConfig(file: string, by: string): FoundConfig {
  if (isFile(file)) return { file, form: formOf(file) }
  const state = existsSync(file) ? 'is not a file' : 'does not exist'
  throw new CuratorError(problem('config-unreadable', `The config ${file}${by} ${state}.`, { path: file }))
}

function* upward(from: string): Generator<string> {
  let folder = from
  while (true) {
    yield folder
    const parent = dirname(folder)
    if (parent === folder) return
    folder = parent
  }
}

/** The config that one folder holds. Throws `config-unreadable` when it has one that leads nowhere. */
export async function configIn(folder: string): Promise<FoundConfig | undefined> {
  const everyday = CONFIG_NAMES.find((name) => isFile(join(folder, name)))
  if (everyday !== undefined) return { file: join(folder, everyday), form: formOf(everyday) }
  refuseOthers(folder)
  if (!mayHoldOther(folder)) return undefined
  const { findOther } = await import('./find-other.ts')
  const file = await findOther(folder)
  return file === undefined ? undefined : { file, form: formOf(file) }
}

/** Whoever has a config that cannot be read, such as a link to a disk that is away, does not mean one further up. */
function refuseOthers(folder: string): void {
  for (const name of [...CONFIG_NAMES, ...RC_NAMES]) {
    const file = join(folder, name)
    const isAway = !existsSync(file)
    if (isAway ? !isLink(file) : isFile(file) || statSync(file).isDirectory()) continue
    const state = isAway ? 'is a link to a file that is not there' : 'is not a file'
    throw new CuratorError(problem('config-unreadable', `The config ${file} ${state}.`, { path: file }))
  }
}

/** Not where its folder cannot be entered. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  } catch {
    return false
  }
}

function mayHoldOther(folder: string): boolean {
  return (
    RC_NAMES.some((name) => existsSync(join(folder, name))) || mentionsCurator(join(folder, 'package.json'))
  )
}

/** Most folders with a package.json have no config in it. */
function mentionsCurator(file: string): boolean {
  try {
    return readRegular(file).includes('"curator"')
  } catch {
    return false
  }
}

/** Not where its folder cannot be entered, or is none. */
function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
