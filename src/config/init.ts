/** `curator init`: the files a new library starts with. */
import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CuratorError, errno, problem, reason } from '../errors.ts'
import { TEMPLATES } from './own.ts'
import { CONFIG_NAMES } from './file-names.ts'

interface InitResult {
  /** Relative to the folder, as they were written. */
  readonly written: readonly string[]
  /** What was there already and was left as it is. */
  readonly existing: readonly string[]
}

/** Template → where it goes. (npm does not publish a file called `.gitignore`.) */
const FILES = [
  ['curator.config.ts', 'curator.config.ts'],
  ['gitignore', '.gitignore'],
  ['gitattributes', '.gitattributes'],
  ['github-workflow.yml', join('.github', 'workflows', 'curator.yml')],
] as const

/**
 * Copies the templates into a folder, which is made when it does not exist. Never overwrites; a config in another form
 * counts as the config. Throws `state-unwritable` when the folder cannot be written.
 */
export function initProject(dir: string): InitResult {
  const written: string[] = []
  const existing: string[] = []
  for (const [template, name] of FILES) {
    const there = template === 'curator.config.ts' ? presentConfig(dir) : undefined
    if (there !== undefined) existing.push(there)
    else if (copy(join(TEMPLATES, template), join(dir, name))) written.push(name)
    else existing.push(name)
  }
  return { written, existing }
}

function presentConfig(dir: string): string | undefined {
  return CONFIG_NAMES.find((name) => existsSync(join(dir, name)))
}

/** False when the file exists: asked of the system in one step, so that not even a file made meanwhile is lost. */
function copy(from: string, to: string): boolean {
  try {
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (errno(error) === 'EEXIST' && existsSync(to)) return false
    throw new CuratorError(
      problem('state-unwritable', `Cannot write ${to}: ${reason(error)}.`, { path: to }),
      { cause: error },
    )
  }
}
