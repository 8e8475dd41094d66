/** `curator init`: the files a new library starts with. */
import { constants, copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { errno, problem, reason, type Problem } from '../errors.ts'
import { TEMPLATES } from './own.ts'
import { configIn } from './reading/find.ts'

interface InitResult {
  /** Relative to the folder, as they were written. */
  readonly written: readonly string[]
  /** What was there already and was left as it is. */
  readonly existing: readonly string[]
  /**
   * Top of the repository that the folder lies in, where no workflow was written because of that: GitHub reads those at the
   * top alone.
   */
  readonly repository?: string
  /** What could not be written: `state-unwritable`. */
  readonly problems: readonly Problem[]
}

const WORKFLOW = join('.github', 'workflows', 'curator.yml')

/** Template → where it goes. (npm does not publish a file called `.gitignore`.) */
const FILES = [
  ['curator.config.ts', 'curator.config.ts'],
  ['gitignore', '.gitignore'],
  ['gitattributes', '.gitattributes'],
  ['github-workflow.yml', WORKFLOW],
] as const

/**
 * Copies the templates into a folder, which is made when it does not exist. Never overwrites; a config in another form
 * counts as the config. Throws `config-unreadable` when its config is a link that leads nowhere.
 */
export async function initProject(dir: string): Promise<InitResult> {
  const written: string[] = []
  const existing: string[] = []
  const problems: Problem[] = []
  const repository = existsSync(join(dir, WORKFLOW)) ? undefined : repositoryAbove(resolve(dir))
  for (const [template, name] of FILES) {
    if (name === WORKFLOW && repository !== undefined) continue
    const there = template === 'curator.config.ts' ? await presentConfig(resolve(dir)) : undefined
    const copied = there === undefined ? copy(join(TEMPLATES, template), join(dir, name)) : false
    if (copied === true) written.push(name)
    else if (copied === false) existing.push(there ?? name)
    else problems.push(copied)
  }
  return { written, existing, ...(repository === undefined ? {} : { repository }), problems }
}

/** Undefined where the folder is none's, or the top of one. In a worktree `.git` is a file. */
function repositoryAbove(dir: string): string | undefined {
  if (existsSync(join(dir, '.git'))) return undefined
  for (let above = dirname(dir), below = dir; above !== below; below = above, above = dirname(above))
    if (existsSync(join(above, '.git'))) return above
  return undefined
}

async function presentConfig(dir: string): Promise<string | undefined> {
  const found = await configIn(dir)
  return found && relative(dir, found.file)
}

/**
 * Whether it was written: not when the file exists, which is asked of the system in one step, so that not even a file made
 * meanwhile is lost. Else why it cannot be.
 */
function copy(from: string, to: string): boolean | Problem {
  try {
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (errno(error) === undefined) throw error
    if (errno(error) === 'EEXIST' && existsSync(to) && statSync(to).isFile()) return false
    return problem('state-unwritable', `Cannot write ${to}: ${reason(error)}.`, { path: to })
  }
}
