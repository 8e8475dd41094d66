/** `curator init`: the files a new library starts with. */
import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { CuratorError, errno, problem, reason } from '../errors.ts'
import { TEMPLATES } from './own.ts'
import { configIn } from './find.ts'

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
 * counts as the config. Throws `state-unwritable` when the folder cannot be written, `config-unreadable` when its config
 * is a link that leads nowhere.
 */
export async function initProject(dir: string): Promise<InitResult> {
  const written: string[] = []
  const existing: string[] = []
  for (const [template, name] of FILES) {
    const there = template === 'curator.config.ts' ? await presentConfig(resolve(dir)) : undefined
    if (there !== undefined) existing.push(there)
    else if (copy(join(TEMPLATES, template), join(dir, name))) written.push(name)
    else existing.push(name)
  }
  return { written, existing }
}

async function presentConfig(dir: string): Promise<string | undefined> {
  const found = await configIn(dir)
  return found && relative(dir, found.file)
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
