/** Reads a config in any of its forms into plain data, with everything that decided what it says. */
import { basename } from 'node:path'
import type { Json } from '../../engine/canonical.ts'
import { CuratorError, problem, reason, type Problem } from '../../errors.ts'
import { readRegularText } from '../../regular-file.ts'
import { PLACE_VARIABLES } from '../../dats/sources/declared.ts'
import { endedBySignals, runApart } from './apart.ts'
import { objectOf } from '../checking/check.ts'
import { fingerprint, type ClosureFile } from './closure.ts'
import { asData, type NotData } from './data.ts'
import { isNotKnown, NOT_KNOWN } from '../env.ts'
import type { FoundConfig } from './find.ts'
import { codeFrame } from '../places/frame.ts'
import { lineColumn, type ConfigPath } from '../places/place.ts'
import type { Ran } from './run-script.ts'
import { CONFIG } from '../checking/shapes.ts'

interface LoadedConfig {
  /** What the config says, not yet checked: hand it to `resolveConfig`. */
  readonly config: Json
  /** What in it is no data; `null` stands there. */
  readonly notData: readonly NotData[]
  /** What went wrong while it ran: variables that it needs and that are not set, or parts of it that threw. */
  readonly faults: readonly Problem[]
  /** What rests on these: nothing can be said of that yet. */
  readonly unknown: readonly ConfigPath[]
  /** The files it was read from, for `closureFresh`. */
  readonly closure: readonly ClosureFile[]
  /** The variables it asked for; `null` for those that were not set. */
  readonly env: Readonly<Record<string, string | null>>
}

/** Throws `config-unreadable`, `config-syntax`, `config-threw`, or what is wrong with a config that says nothing at all. */
export function loadConfig(found: FoundConfig): Promise<LoadedConfig> {
  return endedBySignals(() => load(found))
}

async function load(found: FoundConfig): Promise<LoadedConfig> {
  const ran = await (found.form === 'script' ? runProgram(found) : readData(found))
  const { value, closure, env, faults } = ran
  const { data, refused } = await copied(ran, found)
  if (value === undefined) throw new CuratorError([...faults, noDefaultExport(found)])
  const unknown =
    faults.length === 0 ? [] : [...notKnownIn(data), ...refused.filter(isNoNumber).map(({ path }) => path)]
  return { config: data, notData: refused, faults, unknown, closure, env: { ...env, ...placesOf(data) } }
}

function notKnownIn(data: Json, path: ConfigPath = []): ConfigPath[] {
  if (typeof data === 'string') return isNotKnown(data) ? [path] : []
  if (Array.isArray(data)) return data.flatMap((item: Json, i) => notKnownIn(item, [...path, i]))
  return Object.entries(objectOf(data)).flatMap(([key, item]) =>
    isNotKnown(key) ? [[...path, key]] : notKnownIn(item ?? null, [...path, key]),
  )
}

/** Of what is not known and was spread into an object, only its one letter is there: under `0`, as of any text. */
function spread(data: Json): Json {
  if (Array.isArray(data)) return data.map(spread)
  if (typeof data !== 'object' || data === null) return data
  const { 0: letter, ...rest } = objectOf(data)
  const isSpread = typeof letter === 'string' && isNotKnown(letter)
  const items = Object.entries(isSpread ? { [letter]: letter, ...rest } : data)
  return Object.fromEntries(items.map(([key, item]) => [key, spread(item ?? null)]))
}

/** As of a number that is to come from a variable. */
function isNoNumber({ found }: NotData): boolean {
  return found === 'NaN'
}

/** Looking at a value may run code of the config: a getter, a proxy. */
async function copied({ value, isUnsure }: Ran, { file }: FoundConfig): Promise<ReturnType<typeof asData>> {
  try {
    return await runApart(file, async () => {
      // a part of what is not known is undefined
      const { data, refused } = asData(value, isUnsure ? NOT_KNOWN : undefined)
      return { data: spread(data), refused: [...refused, ...(isUnsure ? [] : namesWithoutValue(value))] }
    })
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : reason(error).replace(/\.$/, '')
    const told = problem('config-threw', `${basename(file)} threw while it was read: ${why}.`, { path: file })
    throw new CuratorError(told, { cause: error })
  }
}

/**
 * Keys whose value is undefined are left out, as of an option that is not wanted. But who names a root by a variable that is
 * not set would lose it without a word, and its games would leave every device.
 */
function namesWithoutValue(config: unknown): NotData[] {
  return Object.entries(CONFIG.fields).flatMap(([part, { shape }]) => {
    if (shape.kind !== 'names') return []
    const named = new Map(entriesOf(config)).get(part)
    return entriesOf(named)
      .filter(([, value]) => value === undefined)
      .map(([name]) => ({ path: [part, name], found: 'undefined', instead: 'a value, or leave it out' }))
  })
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** What decides where the files of sources are, where there are any: the resolved config has their paths. */
function placesOf(data: Json): Readonly<Record<string, string | null>> {
  const { dats, cloneLists } = objectOf(data)
  const given = [dats, cloneLists].flatMap((part) => Object.values(objectOf(part)))
  const hasSource = given.some((item) => objectOf(item)['source'] !== undefined)
  return hasSource ? Object.fromEntries(PLACE_VARIABLES.map((name) => [name, process.env[name] ?? null])) : {}
}

async function runProgram({ file }: FoundConfig): Promise<Ran> {
  const { runScript } = await import('./run-script.ts')
  return runScript(file)
}

async function readData({ file, form }: FoundConfig): Promise<Ran> {
  const closure = [orUnreadable(file, () => fingerprint(file, Date.now()))]
  // editors of Windows begin files with a mark that is no JSON
  const text = orUnreadable(file, () => readRegularText(file)).replace(/^\uFEFF/, '')
  const value = form === 'yaml' ? await parseYaml(file, text) : await parseJson(file, text)
  if (form !== 'yaml') await refuseEqualKeys(file, text, form)
  return {
    value: form === 'package' ? curatorKey(value) : value,
    closure,
    env: {},
    faults: [],
    isUnsure: false,
  }
}

function orUnreadable<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new CuratorError(
      problem('config-unreadable', `Cannot read ${file}: ${reason(error)}.`, { path: file }),
      { cause: error },
    )
  }
}

async function parseJson(file: string, text: string): Promise<unknown> {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const { jsonProblem } = await import('./compile.ts')
    const fallback = problem('config-syntax', `${basename(file)}: ${reason(error)}.`, { path: file })
    throw new CuratorError((await jsonProblem(text, file)) ?? fallback, { cause: error })
  }
}

/** YAML's parser refuses them by itself, and so does the compiler of scripts. */
async function refuseEqualKeys(file: string, text: string, form: FoundConfig['form']): Promise<void> {
  const { equalKeys } = await import('../../equal-keys.ts')
  const ours = equalKeys(text).filter(({ path }) => form !== 'package' || path[0] === 'curator')
  if (ours.length === 0) return
  throw new CuratorError(
    ours.map(({ name, offset }) => {
      const { line, column } = lineColumn(text, offset)
      return problem('config-invalid', `${basename(file)} has the key "${name}" twice in one object.`, {
        path: file,
        at: { file, line, column, frame: codeFrame(text, line, column) },
        hint: 'Only the last would count: take one away.',
      })
    }),
  )
}

/** YAML is read by the parser that cosmiconfig brings. */
async function parseYaml(file: string, text: string): Promise<unknown> {
  const { defaultLoaders } = await import('cosmiconfig')
  try {
    return (await defaultLoaders['.yaml'](file, text)) as unknown
  } catch (error) {
    throw new CuratorError(yamlProblem(file, text, error), { cause: error })
  }
}

function yamlProblem(file: string, text: string, error: unknown): Problem {
  const { mark, reason: why } = error as { mark?: { line: number; column: number }; reason?: string }
  const message = `${basename(file)}: ${why ?? reason(error)}.`
  if (!mark) return problem('config-syntax', message, { path: file })
  const [line, column] = [mark.line + 1, mark.column + 1]
  return problem('config-syntax', message, {
    path: file,
    at: { file, line, column, frame: codeFrame(text, line, column) },
  })
}

function curatorKey(manifest: unknown): unknown {
  return typeof manifest === 'object' && manifest !== null && 'curator' in manifest
    ? manifest.curator
    : undefined
}

function noDefaultExport({ file, form }: FoundConfig): Problem {
  const name = basename(file)
  switch (form) {
    case 'script':
      return problem('config-invalid', `${name} has no default export.`, {
        path: file,
        hint: 'Begin it with `export default defineConfig({`.',
      })
    case 'package':
      return problem('config-invalid', `${name} has no key \`curator\`.`, { path: file })
    case 'json':
    case 'yaml':
      return problem('config-invalid', `${name} is empty.`, { path: file })
  }
}
