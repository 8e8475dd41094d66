/** Every provider that asks over the net, before its stand-in. */
import { onTestFinished } from 'vitest'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import type { CacheBackend } from '../../src/metadata/cache/cache.ts'
import type { ProviderSubject } from '../../src/metadata/contract.ts'
import type { MetadataProvider, ProviderDefinition } from '../../src/metadata/provider.ts'
import { loadProviders, PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'
import type { Traffic } from '../../src/metadata/wire/traffic.ts'
import { createExchange, type WireDeps } from '../../src/metadata/wire/wire.ts'
import { jumpingClock, type JumpingClock } from '../support/clock.ts'
import { repliesOf, standIn, type StandIn } from './stand-in.ts'

export const NOW = Date.UTC(2026, 7, 31)

export const MD5 = '0123456789abcdef0123456789abcdef'
export const SHA1 = '0123456789abcdef0123456789abcdef01234567'
const NO_MD5 = 'ffffffffffffffffffffffffffffffff'

type Known = Pick<ProviderSubject, 'known' | 'unknown'>

export interface Case extends Known {
  readonly definition: ProviderDefinition
  readonly keys: Readonly<Record<string, string>>
  readonly blanks: Readonly<Record<string, string>>
}

const SNES = {
  title: 'Rocket Turtle',
  platform: 'snes',
  hashes: { md5: MD5, sha1: SHA1, crc32: '89abcdef' },
  size: 524_288,
  fileName: 'Rocket Turtle (USA).sfc',
}
const NOBODY = { id: '999999', title: 'Zzz Nothing Here', hashes: { md5: NO_MD5 } }

/** In the order in which they are asked. A new one is here as soon as it is in the registry. */
export const CASES: readonly Case[] = (
  await Promise.all(
    PROVIDER_NAMES.map(async (name) => {
      const replies = repliesOf(name)
      if (!replies) return []
      const [definition] = await loadProviders({ names: [name] })
      if (!definition) throw new Error(`no provider ${name}`)
      const { keys, blanks = {}, known, unknown } = replies
      return [{ definition, keys, blanks, known: { ...SNES, ...known }, unknown: { ...NOBODY, ...unknown } }]
    }),
  )
).flat()

export interface Opened {
  readonly provider: MetadataProvider
  readonly server: StandIn
  readonly cache: CacheBackend
  readonly clock: JumpingClock
  traffic(): Traffic
}

export function caseOf(name: string): Case {
  const found = CASES.find(({ definition }) => definition.name === name)
  if (!found) throw new Error(`no case of ${name}`)
  return found
}

export function envOf({ definition, keys }: Case, url: string): Readonly<Record<string, string>> {
  const addresses = definition.keys.filter(({ variable }) => variable.endsWith('_URL'))
  return { ...keys, ...Object.fromEntries(addresses.map(({ variable }) => [variable, url])) }
}

export async function openCase(one: Case, deps: Partial<WireDeps> = {}): Promise<Opened> {
  const { definition, blanks } = one
  const server = await standIn(definition.name, blanks)
  const clock = jumpingClock()
  const cache = deps.cache ?? memoryCache({ now: () => clock.now() })
  const exchange = createExchange({
    provider: definition,
    cache,
    clock,
    patienceMs: 10_000,
    random: () => 0,
    ...deps,
  })
  const env = envOf(one, server.url)
  const provider = definition.open({
    key: (name) => env[name],
    connect: exchange.connect,
    now: () => clock.now(),
  })
  onTestFinished(() => exchange.close())
  const close = async () => {
    exchange.close()
    await provider.close()
  }
  return { provider: { ...provider, close }, server, cache, clock, traffic: () => exchange.traffic() }
}
