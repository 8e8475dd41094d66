/** Turns a config and all it imports into one module, and notes every file that decided what it says. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type BuildFailure, type Loader, type Message, type Note, type Plugin } from 'esbuild'
import { CuratorError, errno, problem, reason, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { fingerprint, type ClosureFile } from './closure.ts'
import { codeFrame } from './frame.ts'
import { OWN_MODULES } from './own.ts'
import { SCRIPTS } from './file-names.ts'
import { didYouMean } from './suggest.ts'

export interface Compiled {
  readonly code: string
  /** Source map, as JSON; its sources are relative to the config's folder. */
  readonly map: string
  readonly closure: readonly ClosureFile[]
}

/**
 * Bundles the config's own modules; packages stay imports, and are in the closure by their package.json.
 * A tsconfig.json has no say: a config means the same wherever it lies. Throws `config-syntax` with every error found.
 */
export async function compile(file: string): Promise<Compiled> {
  const closure = new Map<string, ClosureFile>()
  const folder = dirname(file)
  try {
    const { outputFiles } = await build({
      absWorkingDir: folder,
      // not its whole path: a `*` in the name of a folder is no pattern
      entryPoints: [`./${basename(file)}`],
      outfile: join(folder, 'config.mjs'),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      sourcemap: 'external',
      sourcesContent: false,
      tsconfigRaw: {},
      logLevel: 'silent',
      // the first would silently count for nothing
      logOverride: { 'duplicate-object-key': 'error' },
      define: HOME_NAMES,
      plugins: [ownModules(), closureOf(closure)],
    })
    const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
    const files = [...closure.values()].sort((a, b) => byCodeUnit(a.path, b.path))
    return { code: text('.mjs'), map: text('.map'), closure: files }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    throw new CuratorError(
      error.errors.map((message) => syntaxProblem(message, folder)),
      { cause: error },
    )
  }
}

/** One file as a CommonJS module, for the road on which the config is not bundled. */
export async function transformer(): Promise<(source: string, file: string) => string> {
  const { transformSync } = await import('esbuild')
  return (source, file) => {
    const { code } = transformSync(withHome(source, file), {
      loader: scriptLoader(file) ?? 'ts',
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      tsconfigRaw: {},
      define: HOME_NAMES,
    })
    return code
  }
}

/** Where a JSON text stops making sense, by a parser that says so. */
export async function jsonProblem(text: string, file: string): Promise<Problem | undefined> {
  const { transform } = await import('esbuild')
  try {
    await transform(text, { loader: 'json', sourcefile: file, logLevel: 'silent' })
    return undefined
  } catch (error) {
    if (!isBuildFailure(error) || !error.errors[0]) throw error
    return syntaxProblem(error.errors[0], dirname(file), text)
  }
}

function ownModules(): Plugin {
  return {
    name: 'own-modules',
    setup({ onResolve }) {
      onResolve({ filter: /^curator(?:\/|$)/ }, ({ path }) => {
        const own = OWN_MODULES[path]
        if (own !== undefined) return { path: own }
        const guess = didYouMean(path, Object.keys(OWN_MODULES))
        if (guess === undefined) return undefined
        return { errors: [{ text: `Could not resolve "${path}"`, notes: [{ text: guess }] }] }
      })
    },
  }
}

function closureOf(closure: Map<string, ClosureFile>): Plugin {
  const now = Date.now()
  const note = (path: string) => {
    if (!closure.has(path)) closure.set(path, fingerprint(path, now))
  }
  return {
    name: 'closure',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) => {
        const manifest = manifestOf(path, resolveDir)
        if (manifest !== undefined) note(manifest)
        return undefined
      })
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        try {
          note(path)
          const loader = scriptLoader(path)
          return loader === undefined
            ? undefined
            : { contents: withHome(readFileSync(path, 'utf8'), path), loader }
        } catch (error) {
          if (errno(error) === undefined) throw error
          return { errors: [{ text: `${UNREAD} ${path}: ${reason(error)}` }] }
        }
      })
    },
  }
}

const UNREAD = 'Cannot read'

/** An installed package is another one when its package.json is. */
function manifestOf(specifier: string, from: string): string | undefined {
  const name = /^(?:@[^/]+\/)?[^/:]+(?=\/|$)/.exec(specifier)?.[0]
  if (name === undefined) return undefined
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    if (existsSync(manifest)) return manifest
    if (dirname(folder) === folder) return undefined
  }
}

function scriptLoader(path: string): Loader | undefined {
  const extension = SCRIPTS.find((end) => path.endsWith(end))
  if (extension === undefined) return undefined
  return extension.endsWith('ts') ? 'ts' : 'js'
}

/** A bundled module still asks where it lies. These names are given their values by `withHome`. */
const HOME_NAMES = {
  'import.meta.url': '__curator_url',
  'import.meta.filename': '__curator_filename',
  'import.meta.dirname': '__curator_dirname',
  __filename: '__curator_filename',
  __dirname: '__curator_dirname',
}

/** On the first line, so that line numbers stay true. */
function withHome(source: string, file: string): string {
  if (!/import\.meta|__filename|__dirname/.test(source)) return source
  const values = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) }
  const names = Object.entries(values).map(([name, value]) => `__curator_${name} = ${JSON.stringify(value)}`)
  return `const ${names.join(', ')}; ${source}`
}

function syntaxProblem({ text, location, notes }: Message, folder: string, source?: string): Problem {
  const hint = notes[0] === undefined ? {} : { hint: hintOf(notes[0]) }
  const isUnread = text.startsWith(UNREAD)
  const code = isUnread || text.startsWith('Could not resolve') ? 'config-unreadable' : 'config-syntax'
  const sentence = text.replace(/\.?$/, '.')
  if (!location && isUnread) return problem(code, sentence, hint)
  if (!location) return problem(code, `The config cannot be read: ${sentence}`, hint)
  const file = resolve(folder, location.file)
  const place = { file, line: location.line, column: location.column + 1 }
  const shown = source ?? textOf(file)
  const frame = shown === undefined ? {} : { frame: codeFrame(shown, place.line, place.column) }
  return problem(code, `${basename(file)}: ${sentence}`, { path: file, at: { ...place, ...frame }, ...hint })
}

/** Such as `The original key "m" is here:`, which goes on with the line itself. */
function hintOf({ text, location }: Note): string {
  return location ? `${text} line ${location.line}, column ${location.column + 1}.` : text
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
