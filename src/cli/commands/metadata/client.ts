/** The client that verbs of `curator metadata` ask providers with, as their options say. */
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { createMetadataClient, type MetadataClient } from '../../../metadata/client.ts'
import { declaredIn } from '../../../metadata/declared.ts'
import { missingKeys } from '../../../metadata/keys.ts'
import type { ProviderDefinition } from '../../../metadata/provider.ts'
import type { Gamelist } from '../../../metadata/providers/gamelist/provider.ts'
import { loadProviders, providerNames } from '../../../metadata/opening/registry.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import { withShared } from '../../../metadata/opening/with-shared.ts'
import type { Project } from '../../../steps/project.ts'
import type { Call } from '../../call.ts'
import { checkName, checkPlatform } from '../../usage/known-names.ts'

/** Throws `cli-usage` for a platform or a provider that there is not. */
export function checkChoice(flags: Call['flags'], config: ResolvedConfig): void {
  const names = providerNames(declaredIn(config))
  checkPlatform(flags.text('platform'))
  for (const name of flags.list('provider')) checkName('metadata provider', name, names)
}

/** Of providers that are asked for by name, those that cannot be asked, each in words: all others pass over them in silence. */
export function lackingKeys(
  { env, flags }: Call,
  providers: readonly ProviderDefinition[],
): readonly string[] {
  if (flags.list('provider').length === 0) return []
  return providers.flatMap((definition) => {
    const missing = missingKeys(definition, env)
    return missing.length === 0
      ? []
      : `${definition.name}: is not asked, for it needs ${missing.join(' and ')}`
  })
}

interface ClientChoice {
  readonly project: Project
  readonly gamelists?: readonly Gamelist[]
  /** Of the providers that would be asked. Default: all of them. */
  readonly wants?: (provider: ProviderDefinition) => boolean
}

/** Closes everything at the end. Returns what was asked. */
export async function withClient(
  { env, flags, signal, out }: Call,
  { project: { config, stateDir }, gamelists = [], wants = () => true }: ClientChoice,
  body: (client: MetadataClient, providers: readonly ProviderDefinition[]) => Promise<void>,
): Promise<Readonly<Record<string, Traffic>>> {
  const named = flags.list('provider')
  const declared = declaredIn(config)
  const all = await loadProviders({ gamelists, declared, ...(named.length === 0 ? {} : { names: named }) })
  const providers = all.filter(wants)
  return withShared({ env, stateFolder: stateDir, warn: out.warn }, async (shared) => {
    const client = createMetadataClient({
      ...shared,
      providers,
      env,
      signal,
      mode: flags.has('dry-run') ? 'count' : flags.has('offline') ? 'offline' : 'online',
      refresh: flags.has('refresh'),
      stateFolder: stateDir,
    })
    try {
      await body(client, providers)
      return client.traffic()
    } finally {
      await client.close()
    }
  })
}
