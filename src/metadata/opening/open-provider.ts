/** Opens a provider: gives it its keys and a connection of its own. */
import { systemClock, type Clock } from '../../net/clock.ts'
import type { Environment } from '../../user-folder.ts'
import type { CacheBackend, Ttl } from '../cache/cache.ts'
import { valueIn } from '../keys.ts'
import type { MetadataProvider, ProviderDefinition } from '../provider.ts'
import type { SharedPace } from '../wire/shared-pace.ts'
import { createExchange, type Exchange } from '../wire/wire.ts'

export interface ProviderOptions {
  readonly env: Environment
  readonly cache: CacheBackend
  readonly clock?: Clock
  /** `offline`: only what is kept. `count`: requests are counted and not made. Default: `online`. */
  readonly mode?: 'online' | 'offline' | 'count'
  /** Asks anew, whatever is kept. */
  readonly refresh?: boolean
  readonly ttl?: Partial<Ttl>
  readonly signal?: AbortSignal
  /** Kept together with others who ask the same. Default: each client keeps the pace for itself. */
  readonly pace?: SharedPace
  readonly patienceMs?: number
  readonly random?: () => number
  /** For indexes of providers. */
  readonly stateFolder?: string
}

export interface OpenedProvider {
  readonly provider: MetadataProvider
  readonly exchange: Exchange
}

export function openWithExchange(definition: ProviderDefinition, options: ProviderOptions): OpenedProvider {
  const { env, cache, clock = systemClock(), stateFolder } = options
  const sharedTurns = options.pace?.of(placeOf(definition, env), () => clock.now())
  const exchange = createExchange({
    ...options,
    provider: definition,
    cache,
    clock,
    ...(sharedTurns && { sharedTurns }),
  })
  const provider = definition.open({
    key: (variable) =>
      definition.keys.some((key) => key.variable === variable) ? valueIn(env, variable) : undefined,
    connect: exchange.connect,
    now: () => clock.now(),
    ...(stateFolder === undefined ? {} : { stateFolder }),
  })
  return { provider, exchange }
}

/** A mirror has a pace of its own. */
function placeOf({ name, keys }: ProviderDefinition, env: Environment): string {
  const hosts = keys.flatMap(({ variable, isAddress }) => {
    const address = isAddress ? (valueIn(env, variable) ?? '') : ''
    return URL.canParse(address) ? new URL(address).origin : []
  })
  return [name, ...hosts].join(' ')
}

/** One by itself, as a client opens it: for `providerChecks`, and to try it out. Closing it closes its connection. */
export function openProvider(definition: ProviderDefinition, options: ProviderOptions): MetadataProvider {
  const { provider, exchange } = openWithExchange(definition, options)
  const { byHash, signed } = provider
  return {
    name: provider.name,
    capabilities: provider.capabilities,
    covers: (platform) => provider.covers(platform),
    search: (query) => provider.search(query),
    identify: (query) => provider.identify(query),
    getById: (id) => provider.getById(id),
    ...(byHash && { byHash: (query) => byHash.call(provider, query) }),
    heartbeat: () => provider.heartbeat(),
    ...(signed && { signed: (url) => signed.call(provider, url) }),
    close: async () => {
      exchange.close()
      await provider.close()
    },
  }
}
