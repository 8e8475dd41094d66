/** Runs a compiled config and gives what it exports. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CuratorError, errno, problem, reason, type Problem, type SourcePlace } from '../../errors.ts'
import { ENDED_IT, runApart } from './apart.ts'
import { isBuildFailure } from './compile-problem.ts'
import { transformer, type Compiled } from './compile.ts'
import { codeFrame } from '../places/frame.ts'
import { asWritten } from './home-names.ts'
import { nameHint } from './own-names.ts'
import { OWN_MODULES, isOwn } from '../own.ts'
import { manifestOf } from './packages.ts'
import { lineColumn } from '../places/place.ts'

/**
 * The default export of the config. Node runs the bundle; where it cannot (a folder that is not writable, a package that
 * ships TypeScript), jiti runs the file itself, unless it is `patched`: then only the bundle says what is meant. Throws
 * `config-threw` or `config-unreadable`.
 */
export async function evaluate(file: string, compiled: Compiled, patched = false): Promise<unknown> {
  const bundle = writeBundle(file, compiled.code)
  if (!bundle && !patched) return evaluateByJiti(file)
  if (!bundle) throw new CuratorError(notLoaded(file, new Error('Its folder cannot be written.')))
  try {
    return exported(await runApart(file, () => import(bundle.url)))
  } catch (error) {
    if (error instanceof CuratorError) throw error
    if (isThrownBy(error)) {
      const told = threw(file, error, placeIn(file, compiled, error))
      throw new CuratorError({ ...told, ...(await importHint(error)) }, { cause: error })
    }
    if (!patched) return await evaluateByJiti(file, error)
    const told = missingPackage(file, error) ?? notLoaded(file, new Error(reason(error)))
    throw new CuratorError(told, { cause: error })
  } finally {
    bundle.remove()
  }
}

/** Of a variable that the config needs and that is not set: where it asks for it. */
export function lackingVariable(file: string, compiled: Compiled, error: Error): Problem {
  const place = placeIn(file, compiled, error)
  const hint = "Set it, or give `env` a second argument for when it is not set: env('ROMS', './roms')."
  return problem('config-invalid', error.message, { path: file, hint, ...framed(place) })
}

interface Bundle {
  readonly url: string
  remove(): void
}

/** How bundles are called, also in the stack of an error of their code. */
const BUNDLE = /config-[-0-9a-f]{36}\.mjs/
const IN_BUNDLE = new RegExp(`${BUNDLE.source}:(\\d+):(\\d+)`)

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
    // of what jiti cannot say at all, the reason is why node did not load it
    if (error instanceof CuratorError && isBuildFailure(error.cause) && before instanceof Error)
      throw new CuratorError(notLoaded(file, before), { cause: before })
    if (error instanceof CuratorError) throw error
    const culprit = [error, before].find((one) => missingModule(one) !== undefined)
    throw new CuratorError(missingPackage(file, culprit) ?? threw(file, error), { cause: culprit ?? error })
  }
}

function exported(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
}

/** What node says when it cannot load a module: the config itself has not failed yet. */
const LOADER_ERROR = /^ERR_(?:MODULE_NOT_FOUND|UNKNOWN_FILE|UNSUPPORTED|PACKAGE|REQUIRE|IMPORT)/

/** The config's code ran and threw: then the bundle is among the callers. */
function isThrownBy(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === ENDED_IT) return true
  return !LOADER_ERROR.test(errno(error) ?? '') && stackLines(error).some((line) => BUNDLE.test(line))
}

function stackLines(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
}

/** The innermost place of the user's own code that took part in an error. */
function placeIn(file: string, { map }: Compiled, error: unknown): SourcePlace | undefined {
  return error instanceof Error ? placesIn(file, map, error)[0] : undefined
}

/** Every place of the user's own code that took part in an error, innermost first. `map`: of the bundle. */
export function placesIn(file: string, map: string, error: Error): readonly SourcePlace[] {
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0])
  return stackLines(error).flatMap((frame) => {
    const [, line, column] = IN_BUNDLE.exec(frame) ?? []
    if (line === undefined || column === undefined) return []
    const entry = sources.findEntry(Number(line) - 1, Number(column) - 1)
    if (!('originalSource' in entry)) return []
    const source = resolve(dirname(file), entry.originalSource)
    const place = { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    return isOwn(source) ? [] : [asWritten(place)]
  })
}

function threw(file: string, error: unknown, place?: SourcePlace): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const message =
    error instanceof Error && error.name === ENDED_IT ? text : `${basename(file)} threw: ${text}`
  return problem('config-threw', message, { path: file, ...framed(place) })
}

/** Of a word that is not defined. */
async function importHint(error: unknown): Promise<{ hint?: string }> {
  const word = error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(error.message)?.[1] : undefined
  const hint = word === undefined ? undefined : await nameHint(word)
  return hint === undefined ? {} : { hint }
}

function notLoaded(file: string, { message }: Error): Problem {
  const [first = ''] = message.split('\n')
  return problem('config-unreadable', `${basename(file)} cannot be loaded: ${first.replace(/\.?$/, '.')}`, {
    path: file,
  })
}

/** What it was that could not be imported: a package, or a part of one. */
export function missingModule(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/^(?:ERR_)?MODULE_NOT_FOUND$/.test(errno(error) ?? '')) return undefined
  return /Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1]
}

function missingPackage(file: string, error: unknown): Problem | undefined {
  const name = missingModule(error)
  if (name === undefined) return undefined
  const text = readFileSync(file, 'utf8')
  const offset = [`'${name}`, `"${name}`].map((quoted) => text.indexOf(quoted)).find((found) => found >= 0)
  const place = offset === undefined ? undefined : { file, ...lineColumn(text, offset) }
  const [, module = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(name) ?? []
  const isThere = manifestOf(module, dirname(file)) !== undefined
  const what = isThere ? `which ${module} does not have` : 'which is not installed'
  return problem('config-unreadable', `${basename(file)} imports '${name}', ${what}.`, {
    path: file,
    ...(isThere ? {} : { hint: `Run \`npm install ${module}\` beside the config.` }),
    ...framed(place),
  })
}

function framed(place: SourcePlace | undefined): Pick<Problem, 'at'> {
  if (!place) return {}
  try {
    return { at: { ...place, frame: codeFrame(readFileSync(place.file, 'utf8'), place.line, place.column) } }
  } catch {
    return { at: place }
  }
}
