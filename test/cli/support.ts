/** Projects for whole-run tests: a folder with a library and a config, in which `curator` is run as a user runs it. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeLibrary, type LibraryOptions, type Truth } from '../support/library.ts'
import { curator, LATER, tempDir, tree, type RunOptions, type RunResult } from '../support/cli.ts'
import type { Problem } from '../../src/errors.ts'
import type { BuildReport } from '../../src/steps/outcome.ts'
import type { ConfigData } from '../support/project.ts'
import type { PlanDocument } from '../../src/cli/commands/plan/document.ts'

export type { ConfigData }
export { LATER }

export interface Project {
  /** Absolute. */
  readonly dir: string
  /** An absolute path in it. */
  at(...parts: readonly string[]): string
  write(path: string, content: string | Uint8Array): void
  configure(config: ConfigData): void
  run(args: readonly string[], options?: Partial<RunOptions>): Promise<RunResult>
  /** `curator build --json`: fails unless it prints one document and exits with `code`. */
  build(options?: BuildCall): Promise<BuildReport>
  /** `curator plan --json`. */
  plan(...targets: readonly string[]): Promise<PlanDocument>
  /** The files of a folder, without curator's own: path → SHA-1. */
  files(...parts: readonly string[]): Record<string, string>
}

interface BuildCall {
  readonly args?: readonly string[]
  readonly code?: number
  readonly env?: Readonly<Record<string, string>>
}

export function emptyProject(name = 'project'): Project {
  return projectIn(tempDir(name))
}

/** Files younger than three seconds are read again by the next build: here curator takes them for older, and nobody waits. */
export function settledProject(name = 'project'): Project {
  return projectIn(tempDir(name), LATER)
}

/** @param always the environment of every run */
export function projectIn(dir: string, always: Readonly<Record<string, string>> = {}): Project {
  const at = (...parts: readonly string[]) => join(dir, ...parts)
  const run = (args: readonly string[], { env, ...options }: Partial<RunOptions> = {}) =>
    curator(args, { cwd: dir, timeout: 120_000, ...options, env: { ...always, ...env } })
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
  }
  return {
    dir,
    at,
    run,
    write,
    configure: (config) => write('curator.config.json', JSON.stringify(config, undefined, 2)),
    async build({ args = [], code = 0, env = {} } = {}) {
      const result = await run(['build', '--json', ...args], { env })
      if (result.code !== code)
        throw new Error(`exit code ${result.code}, not ${code}\n${result.stdout}${result.stderr}`)
      return JSON.parse(result.stdout) as BuildReport
    },
    async plan(...targets) {
      return JSON.parse((await run(['plan', '--json', ...targets])).stdout) as PlanDocument
    },
    files: (...parts) => outputs(at(...parts)),
  }
}

/** What a device holds, without curator's own records. Empty when there is no such folder. */
function outputs(folder: string): Record<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })) return {}
  return Object.fromEntries(
    Object.entries(tree(folder)).filter(([path]) => !path.split('/').includes('.curator')),
  )
}

export const USA = { regions: ['USA', 'World', 'Europe', 'Japan'], exclude: ['beta', 'proto', 'demo'] }

/** One folder target `plain` over everything owned: the least that can be built. */
export const LEAST: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
}

export interface LibraryProject extends Project {
  readonly truth: Truth
}

/** A small generated library under the config `LEAST`, unless another is given. */
export function libraryProject(
  options: Omit<LibraryOptions, 'dir'> = {},
  config: ConfigData = LEAST,
): LibraryProject {
  const dir = tempDir('library')
  const truth = makeLibrary({ games: 8, platforms: ['nes', 'snes'], averageBytes: 1024, ...options, dir })
  const project = projectIn(dir)
  project.configure(config)
  return { ...project, truth }
}

/** Everything below a folder, with what tells that it was touched: times, inode and size. */
export function stamps(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(['', ...entries].map((path) => [path, stamp(join(folder, path))]))
}

/** The files alone: a folder's own time changes when a lock file comes and goes. */
export function fileStamps(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stamps(folder)).filter(([path]) => statSync(join(folder, path)).isFile()),
  )
}

function stamp(path: string): string {
  const { mtimeNs, ino, size } = statSync(path, { bigint: true })
  return `${mtimeNs} ${ino} ${size}`
}

/** Paths that differ between two such records: came, went, or changed. */
export function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort()
}

export function codes({ problems }: { readonly problems: readonly Problem[] }): string[] {
  return [...new Set(problems.map(({ code }) => code))].sort()
}

/** The messages of one code. */
export function messages({ problems }: { readonly problems: readonly Problem[] }, code: string): string[] {
  return problems.filter((found) => found.code === code).map(({ message }) => message)
}

export function seconds(n: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, n * 1000))
}
