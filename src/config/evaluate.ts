/** Runs a compiled config and gives what it exports. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CuratorError, errno, problem, type Problem, type SourcePlace } from '../errors.ts'
import { ENDED_IT, runApart } from './apart.ts'
import { transformer, type Compiled } from './compile.ts'
import { MISSING_VARIABLE } from './env.ts'
import { codeFrame } from './frame.ts'
import { OWN_MODULES, isOwn } from './own.ts'
import { lineColumn } from './place.ts'
import { didYouMean } from './suggest.ts'

/**
 * The default export of the config. Node runs the bundle; where it cannot (a folder that is not writable, a package that
 * ships TypeScript), jiti runs the file itself. Throws `config-threw` or `config-unreadable`.
 */
export async function evaluate(file: string, compiled: Compiled): Promise<unknown> {
  const bundle = writeBundle(file, compiled.code)
  if (!bundle) return evaluateByJiti(file)
  try {
    return exported(await runApart(file, () => import(bundle.url)))
  } catch (error) {
    if (error instanceof CuratorError) throw error
    if (isThrownBy(error, bundle.name)) {
      const told = threw(file, error, placeIn(file, compiled, error, bundle.name))
      throw new CuratorError({ ...told, ...(await importHint(error)) }, { cause: error })
    }
    return await evaluateByJiti(file, error)
  } finally {
    bundle.remove()
  }
}

interface Bundle {
  readonly url: string
  /** How callers in it show in the stack of an error. */
  readonly name: string
  remove(): void
}

/** So old a bundle was read long ago: whoever wrote it was ended before it was taken away. */
const LEFT_BEHIND_MS = 10_000

/** Inside the config's folder, because packages are looked for from there; in the state folder, where dirt is ours. */
function writeBundle(file: string, code: string): Bundle | undefined {
  const folder = join(dirname(file), '.curator')
  const name = `config-${randomUUID()}.mjs`
  const path = join(folder, name)
  try {
    mkdirSync(folder, { recursive: true })
    removeLeftBehind(folder)
    // it has what the config has, passwords of archives among it
    writeFileSync(path, code, { mode: 0o600 })
    return {
      url: pathToFileURL(path).href,
      name,
      remove() {
        rmSync(path, { force: true })
        removeIfEmpty(folder)
      },
    }
  } catch {
    return undefined
  }
}

function removeLeftBehind(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (/^config-[-0-9a-f]{36}\.mjs$/.test(name) && Date.now() - statSync(path).mtimeMs > LEFT_BEHIND_MS)
      rmSync(path, { force: true })
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // it is in use as the state folder
  }
}

async function evaluateByJiti(file: string, before?: unknown): Promise<unknown> {
  const [{ createJiti }, transform] = await Promise.all([import('jiti'), transformer()])
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    alias: { ...OWN_MODULES },
    transform: ({ source, filename }) => ({ code: transform(source, filename ?? file) }),
  })
  try {
    return exported(await runApart(file, () => jiti.import(file)))
  } catch (error) {
    if (error instanceof CuratorError) throw error
    const missing = missingPackage(file, error) ?? missingPackage(file, before)
    throw new CuratorError(missing ?? threw(file, error), { cause: error })
  }
}

function exported(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
}

/** What node says when it cannot load a module: the config itself has not failed yet. */
const LOADER_ERROR = /^ERR_(?:MODULE_NOT_FOUND|UNKNOWN_FILE|UNSUPPORTED|PACKAGE|REQUIRE|IMPORT)/

/** The config's code ran and threw: then the bundle is among the callers. */
function isThrownBy(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || error.name === ENDED_IT) return true
  return !LOADER_ERROR.test(errno(error) ?? '') && stackLines(error).some((line) => line.includes(name))
}

function stackLines(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
}

/** The innermost place of the user's own code that took part in an error. */
function placeIn(file: string, { map }: Compiled, error: unknown, name: string): SourcePlace | undefined {
  if (!(error instanceof Error)) return undefined
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0])
  for (const frame of stackLines(error)) {
    const at = frame.indexOf(name)
    const [, line, column] = at < 0 ? [] : (/^:(\d+):(\d+)/.exec(frame.slice(at + name.length)) ?? [])
    if (line === undefined || column === undefined) continue
    const entry = sources.findEntry(Number(line) - 1, Number(column) - 1)
    if (!('originalSource' in entry)) continue
    const source = resolve(dirname(file), entry.originalSource)
    if (!isOwn(source))
      return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
  }
  return undefined
}

function threw(file: string, error: unknown, place?: SourcePlace): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const at = place ? { at: { ...place, ...frameOf(place) } } : {}
  if (error instanceof Error && error.name === MISSING_VARIABLE) {
    const hint = "Set it, or give `env` a second argument for when it is not set: env('ROMS', './roms')."
    return problem('config-threw', text, { path: file, hint, ...at })
  }
  const message =
    error instanceof Error && error.name === ENDED_IT ? text : `${basename(file)} threw: ${text}`
  return problem('config-threw', message, { path: file, ...at })
}

/** Of a word that is not defined: where it is to be imported from, or which one is near. */
async function importHint(error: unknown): Promise<{ hint?: string }> {
  const word = error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(error.message)?.[1] : undefined
  if (word === undefined) return {}
  const modules = await Promise.all(
    Object.entries(OWN_MODULES).map(async ([from, own]) => {
      const exports = (await import(pathToFileURL(own).href)) as object
      return { from, names: Object.keys(exports) }
    }),
  )
  const home = modules.find(({ names }) => names.includes(word))
  if (home) return { hint: `Import it: import { ${word} } from '${home.from}'` }
  const guess = didYouMean(
    word,
    modules.flatMap(({ names }) => names),
  )
  return guess === undefined ? {} : { hint: guess }
}

function missingPackage(file: string, error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !/^(?:ERR_)?MODULE_NOT_FOUND$/.test(errno(error) ?? '')) return undefined
  const name = /Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1]
  if (name === undefined) return undefined
  const text = readFileSync(file, 'utf8')
  const offset = [`'${name}`, `"${name}`].map((quoted) => text.indexOf(quoted)).find((found) => found >= 0)
  const place = offset === undefined ? undefined : { file, ...lineColumn(text, offset) }
  return problem('config-unreadable', `${basename(file)} imports '${name}', which is not installed.`, {
    path: file,
    hint: `Run \`npm install ${name}\` beside the config.`,
    ...(place ? { at: { ...place, ...frameOf(place) } } : {}),
  })
}

function frameOf({ file, line, column }: SourcePlace): { frame?: string } {
  try {
    return { frame: codeFrame(readFileSync(file, 'utf8'), line, column) }
  } catch {
    return {}
  }
}
