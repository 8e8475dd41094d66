/** What `curator doctor` says of providers of metadata: whose keys are there, and when it may ask, who answers. */
import type { ResolvedConfig } from '../../config/resolved.ts'
import { asking } from '../../config/checking/suggest.ts'
import { declaredIn } from '../../metadata/declared.ts'
import type { MistypedKey } from '../../metadata/opening/mistyped-keys.ts'
import type { ProviderStatus } from '../../metadata/status.ts'
import type { Environment } from '../../user-folder.ts'
import { plural } from '../../wording.ts'
import { fine, note, type Finding } from './finding.ts'

interface MetadataOptions {
  readonly env: Environment
  readonly config: ResolvedConfig
  /** Asks each that is configured, one request each, until the signal says so. Absent: nobody is asked. */
  readonly reach?: AbortSignal
}

/** That somebody does not answer is no fault: nothing a build does rests on it. */
export async function metadataFindings({ env, config, reach }: MetadataOptions): Promise<readonly Finding[]> {
  const [{ askStatus }, { isUsual, loadProviders, providerNames }, { mistypedKeys }] = await Promise.all([
    import('../../metadata/opening/ask-status.ts'),
    import('../../metadata/opening/registry.ts'),
    import('../../metadata/opening/mistyped-keys.ts'),
  ])
  const declared = declaredIn(config)
  const providers = await loadProviders({ names: providerNames(declared), declared })
  const mistyped = mistypedKeys(providers, env)
  const all = await askStatus(providers.filter(isUsual), env, reach)
  return [configured(all), ...mistyped.map(mistypedFinding), ...all.flatMap(reachedFinding)]
}

function configured(all: readonly ProviderStatus[]): Finding {
  const ready = all.filter(({ isConfigured }) => isConfigured).map(({ name }) => name)
  const are = ready.length === 1 ? 'is' : 'are'
  const message = `${ready.length} of ${plural(all.length, 'provider')} ${are} configured: ${ready.join(', ')}`
  const hint = 'Which keys the others need: `curator metadata sources`.'
  return { ...fine('metadata', message), ...(ready.length < all.length ? { hint } : {}) }
}

function mistypedFinding({ variable, meant }: MistypedKey): Finding {
  return note('metadata', `${variable} is set, and nobody reads it.`, asking(meant))
}

function reachedFinding({ name, isLocal, reached }: ProviderStatus): readonly Finding[] {
  if (!reached || (isLocal && reached.is)) return []
  const subject = `metadata ${name}`
  return [reached.is ? fine(subject, 'answers') : note(subject, `does not answer: ${reached.message}`)]
}
