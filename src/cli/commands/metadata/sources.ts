/** `curator metadata sources`: who can be asked, what each can tell, and what it lacks. */
import { asking } from '../../../config/checking/suggest.ts'
import { CuratorError } from '../../../errors.ts'
import { askStatus } from '../../../metadata/opening/ask-status.ts'
import { declaredIn, type DeclaredProviders } from '../../../metadata/declared.ts'
import type { PaceOptions } from '../../../metadata/wire/limiter.ts'
import { mistypedKeys } from '../../../metadata/opening/mistyped-keys.ts'
import type { ProviderDefinition } from '../../../metadata/provider.ts'
import { isUsual, loadProviders, providerNames } from '../../../metadata/opening/registry.ts'
import type { ProviderStatus } from '../../../metadata/status.ts'
import { openProject } from '../../../steps/project.ts'
import type { Call } from '../../call.ts'
import { plainLine } from './text.ts'
import { projectOptions } from '../../session.ts'
import { table } from '../../screen/table.ts'

/**
 * Needs no project, but for the providers that a config declares: keys come from the environment. With `--reach`, each
 * that is configured is asked once; files beside ROMs cannot be, and who is only asked when it is named is let alone.
 */
export async function sources(call: Call): Promise<number> {
  const { env, flags, out, signal } = call
  const project = await declaredHere(call)
  const providers = await loadProviders({ names: providerNames(project.declared), ...project })
  const status = [
    ...(await askStatus(providers.filter(isUsual), env, flags.has('reach') ? signal : undefined)),
    ...(await askStatus(
      providers.filter((one) => !isUsual(one)),
      env,
    )),
  ]
  if (signal.aborted) return 0
  const known = new Map(status.map((one) => [one.name, one]))
  const all = providers.flatMap((definition) => {
    const of = known.get(definition.name)
    return of ? [{ definition, status: of }] : []
  })
  for (const { variable, meant } of mistypedKeys(providers, env))
    out.warn(`${variable} is set, and nobody reads it. ${asking(meant)}`)
  if (flags.has('json')) out.document({ sources: all.map(asData) })
  else out.print(table([HEAD, ...all.map(rowOf)]))
  return 0
}

async function declaredHere(call: Call): Promise<{ readonly declared?: DeclaredProviders }> {
  try {
    return { declared: declaredIn((await openProject(call.cwd, projectOptions(call))).config) }
  } catch (error) {
    if (error instanceof CuratorError && error.problems[0]?.code === 'config-not-found') return {}
    throw error
  }
}

interface Source {
  readonly definition: ProviderDefinition
  readonly status: ProviderStatus
}

const HEAD = ['name', 'state', 'found by', 'has', 'pace', '']

function rowOf({ definition, status }: Source): readonly string[] {
  const { name, pace, capabilities } = definition
  const has = [
    !capabilities.artOnly && (capabilities.search || capabilities.byId) && 'facts',
    capabilities.artwork.length > 0 && 'pictures',
    capabilities.ids && 'ids',
  ]
  return [
    name,
    stateOf({ definition, status }),
    foundBy(definition).join(', '),
    has.filter((part) => part !== false).join(', '),
    capabilities.local ? 'files' : paceInWords(pace),
    remarkOn(status),
  ]
}

function stateOf({ definition: { optIn = false }, status: { isConfigured, reached } }: Source): string {
  if (!isConfigured) return 'needs keys'
  if (reached) return reached.is ? 'answers' : 'no answer'
  return optIn ? 'when named' : 'ready'
}

function remarkOn({ missing, reached }: ProviderStatus): string {
  if (missing.length > 0) return `set ${missing.join(', ')}`
  if (!reached) return ''
  return plainLine(reached.is ? (reached.says ?? '') : reached.message)
}

function foundBy({ capabilities }: ProviderDefinition): readonly string[] {
  const { byHash, bySerial, search, byId } = capabilities
  return [...byHash, ...(bySerial ? ['serial'] : []), ...(search ? ['title'] : []), ...(byId ? ['id'] : [])]
}

const UNITS: readonly (readonly [ms: number, one: string, short: string])[] = [
  [86_400_000, 'a day', 'days'],
  [3_600_000, 'an hour', 'h'],
  [60_000, 'a minute', 'min'],
  [1000, 'a second', 's'],
]

/** `4 a second`, `1 in 5 s, 720 an hour`. */
function paceInWords({ windows }: PaceOptions): string {
  return windows
    .map(({ requests, perMs }) => {
      const [ms, one, short] = UNITS.find(([unit]) => perMs >= unit) ?? [1, 'a ms', 'ms']
      return perMs === ms ? `${requests} ${one}` : `${requests} in ${perMs / ms} ${short}`
    })
    .join(', ')
}

function asData({ definition, status }: Source): object {
  const { title, pace, optIn = false, capabilities, keys } = definition
  const { name, isConfigured, missing, reached } = status
  return {
    name,
    title,
    isConfigured,
    missing,
    onlyWhenNamed: optIn,
    capabilities,
    keys: keys.map(({ variable, required, about }) => ({ variable, required, about })),
    pace,
    ...(reached ? { reached } : {}),
  }
}
