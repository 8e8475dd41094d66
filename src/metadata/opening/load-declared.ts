/** Loads a provider that a config declares: a package, or a module of the user's own. */
import { isAbsolute } from 'node:path'
import { endedBySignals, runApart } from '../../config/reading/apart.ts'
import type { FoundConfig } from '../../config/reading/find.ts'
import { METADATA_MODULE, OWN_MODULES } from '../../config/own.ts'
import { pathText, subject } from '../../config/places/place.ts'
import { sourceOf } from '../../config/reading/source.ts'
import { CuratorError, errno, problem, reason, type ErrorCode } from '../../errors.ts'
import { definitionFaults } from './definition-faults.ts'
import type { ProviderDefinition } from '../provider.ts'

const EXPECTED =
  'It exports a `ProviderDefinition` as its default, or as `provider`: docs/metadata.md, "Writing a provider".'

/** Throws a `CuratorError` that tells which entry of the config is wrong. */
export async function loadDeclared(
  name: string,
  module: string,
  config: FoundConfig,
): Promise<ProviderDefinition> {
  const path = ['metadata', 'providers', name]
  const refuse = (code: ErrorCode, what: string, hint?: string, cause?: unknown): never => {
    const at = sourceOf(config).place(path, 'value')
    const told = { path: pathText(path), ...(hint === undefined ? {} : { hint }), ...(at ? { at } : {}) }
    throw new CuratorError(problem(code, `${subject(path)}: ${what}`, told), { cause })
  }
  const exported = await load(module, config.file).catch((error: unknown) => {
    const missing = missingIn(error)
    if (missing === module)
      return refuse('config-invalid', `there is no module ${module}.`, whereLooked(module), error)
    if (missing !== undefined)
      return refuse('config-invalid', `${module} imports '${missing}', which is not there.`, undefined, error)
    const why = reason(error).replace(/\s+/g, ' ').replace(/\.$/, '')
    return refuse('config-threw', `${module} could not be loaded: ${why}.`, undefined, error)
  })
  if (typeof exported !== 'object' || exported === null)
    return refuse('config-invalid', `${module} exports no provider.`, EXPECTED)
  const faults = definitionFaults(exported)
  if (faults.length > 0)
    return refuse('config-invalid', `what ${module} exports is no provider: ${faults.join('; ')}.`, EXPECTED)
  // its parts have been looked at, one by one
  const definition = exported as ProviderDefinition
  if (definition.name === name) return definition
  const hint = 'Its answers go by the name that it gives itself: declare it under that one.'
  return refuse('config-invalid', `${module} calls itself '${definition.name}'.`, hint)
}

function whereLooked(module: string): string {
  if (isAbsolute(module)) return 'Paths are relative to the config.'
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module
  return `Run \`npm install ${name}\` beside the config. A path begins with \`./\`.`
}

/** It may be TypeScript, and it gets our own `curator/metadata`, whatever is installed beside it. */
async function load(module: string, configFile: string): Promise<unknown> {
  const { createJiti } = await import('jiti')
  const alias = { ...OWN_MODULES, 'curator/metadata': METADATA_MODULE }
  const jiti = createJiti(configFile, { fsCache: false, moduleCache: false, interopDefault: false, alias })
  const exports = await endedBySignals(() => runApart(module, () => jiti.import(module)))
  const outer = exportsOf(exports)
  // what TypeScript makes a CommonJS module of has its exports one deeper
  const inner = exportsOf(outer.default)
  return outer.provider ?? inner.provider ?? inner.default ?? outer.default
}

function exportsOf(module: unknown): { readonly provider?: unknown; readonly default?: unknown } {
  return Object(module) as ReturnType<typeof exportsOf>
}

/** The module that could not be found, where that is what is wrong. */
function missingIn(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/^(?:ERR_)?MODULE_NOT_FOUND$/.test(errno(error) ?? '')) return undefined
  return /Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1]
}
