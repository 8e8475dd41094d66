/** Turns a config and all it imports into one module, and notes every file that decided what it says. */
import { realpathSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { build, type Loader, type Plugin } from 'esbuild'
import { checkRegular, readRegularText } from '../../regular-file.ts'
import { CuratorError, errno, problem, reason, type Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import { fingerprint, type ClosureFile } from './closure.ts'
import { importProblem, isBuildFailure, syntaxProblem, UNREAD, UNRESOLVED } from './compile-problem.ts'
import { HOME_NAMES, withHome } from './home-names.ts'
import { OWN_MODULES } from '../own.ts'
import { isLinked, linkedModules, manifestOf } from './packages.ts'
import { SCRIPTS } from './file-names.ts'
import { emptyModules, exportsFor, type StandIns } from './stand-ins.ts'
import { didYouMean } from '../checking/suggest.ts'

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
export async function compile(file: string, standIns?: StandIns): Promise<Compiled> {
  const closure = createClosure()
  const folder = dirname(file)
  if (sep === '/' && folder.includes('\\')) throw new CuratorError(backslashed(file))
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
      logOverride: { 'duplicate-object-key': standIns ? 'silent' : 'error' },
      define: HOME_NAMES,
      plugins: [
        ...(standIns ? [emptyModules(standIns)] : []),
        ownModules(),
        noting(closure, reader(file, standIns)),
      ],
    })
    const output = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
    if (closure.hasLinked()) await linkedModules(file, closure.note)
    const files = closure.files().sort((a, b) => byCodeUnit(a.path, b.path))
    return { code: output('.mjs'), map: output('.map'), closure: files }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    const problems = error.errors.map((message) => importProblem(message, folder))
    throw new CuratorError(await Promise.all(problems), { cause: error })
  }
}

/** esbuild takes it for a slash, wherever it stands in a path. */
function backslashed(file: string): Problem {
  const message = `${file} cannot be read: there is a backslash in the name of its folder.`
  const hint = 'Rename the folder, or write the config as JSON or YAML.'
  return problem('config-unreadable', message, { path: file, hint })
}

/**
 * One file as a CommonJS module, for the road on which the config is not bundled. It throws what cannot be said so, as
 * an `await` outside of functions.
 */
export async function transformer(): Promise<(source: string, file: string) => string> {
  const { transformSync } = await import('esbuild')
  return (source, file) => {
    try {
      const { code } = transformSync(withHome(source, file), {
        sourcefile: file,
        loader: scriptLoader(file) ?? 'ts',
        format: 'cjs',
        platform: 'node',
        target: 'node20.19',
        tsconfigRaw: {},
        define: HOME_NAMES,
        logLevel: 'silent',
      })
      return code
    } catch (error) {
      if (!isBuildFailure(error)) throw error
      throw new CuratorError(
        error.errors.map((message) => syntaxProblem(message, dirname(file))),
        { cause: error },
      )
    }
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
        return { errors: [{ text: `${UNRESOLVED} "${path}"`, notes: [{ text: guess }] }] }
      })
    },
  }
}

/** What is to be compiled of a module. */
function reader(file: string, standIns: StandIns | undefined): (path: string) => string {
  if (!standIns) return (path) => withHome(readRegularText(path), path)
  const real = realpathSync(file)
  return (path) => {
    const text = path === real ? standIns.text : undefined
    return withHome(text ?? readRegularText(path), path) + exportsFor(path, standIns)
  }
}

interface Closure {
  note(path: string): void
  /** Of an installed package. */
  notePackage(manifest: string): void
  hasLinked(): boolean
  files(): ClosureFile[]
}

function createClosure(): Closure {
  const now = Date.now()
  const files = new Map<string, ClosureFile>()
  let hasLinked = false
  const note = (path: string): void => {
    if (!files.has(path)) files.set(path, fingerprint(path, now))
  }
  return {
    note,
    notePackage(manifest) {
      note(manifest)
      hasLinked ||= isLinked(manifest)
    },
    hasLinked: () => hasLinked,
    files: () => [...files.values()],
  }
}

function noting({ note, notePackage }: Closure, read: (path: string) => string): Plugin {
  return {
    name: 'closure',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) => {
        const manifest = manifestOf(path, resolveDir)
        if (manifest !== undefined) notePackage(manifest)
        return undefined
      })
      onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        try {
          checkRegular(path)
          note(path)
          const loader = scriptLoader(path)
          return loader === undefined ? undefined : { contents: read(path), loader }
        } catch (error) {
          if (errno(error) === undefined) throw error
          return { errors: [{ text: `${UNREAD} ${path}: ${reason(error)}`, detail: path }] }
        }
      })
    },
  }
}

function scriptLoader(path: string): Loader | undefined {
  const extension = SCRIPTS.find((end) => path.endsWith(end))
  if (extension === undefined) return undefined
  return extension.endsWith('ts') ? 'ts' : 'js'
}
