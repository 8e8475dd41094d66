/** Every provider that asks over the net, before its stand-in. */
import { onTestFinished } from 'vitest'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import type { CacheBackend } from '../../src/metadata/cache/cache.ts'
import type { ProviderSubject } from '../../src/metadata/contract.ts'
import type { MetadataProvider, ProviderDefinition } from '../../src/metadata/provider.ts'
import { FLASHPOINT } from '../../src/metadata/providers/flashpoint/provider.ts'
import { HASHEOUS } from '../../src/metadata/providers/hasheous/provider.ts'
import { HLTB } from '../../src/metadata/providers/hltb/provider.ts'
import { IGDB } from '../../src/metadata/providers/igdb/provider.ts'
import { LIBRETRO_THUMBNAILS } from '../../src/metadata/providers/libretro-thumbnails/provider.ts'
import { MOBYGAMES } from '../../src/metadata/providers/mobygames/provider.ts'
import { PLAYMATCH } from '../../src/metadata/providers/playmatch/provider.ts'
import { RETROACHIEVEMENTS } from '../../src/metadata/providers/retroachievements/provider.ts'
import { SCREENSCRAPER } from '../../src/metadata/providers/screenscraper/provider.ts'
import { STEAMGRIDDB } from '../../src/metadata/providers/steamgriddb/provider.ts'
import { THEGAMESDB } from '../../src/metadata/providers/thegamesdb/provider.ts'
import type { Traffic } from '../../src/metadata/traffic.ts'
import { createExchange, type WireDeps } from '../../src/metadata/wire.ts'
import { jumpingClock, type JumpingClock } from '../support/clock.ts'
import { standIn, type StandIn } from './stand-in.ts'

export const NOW = Date.UTC(2026, 7, 31)

export const MD5 = '0123456789abcdef0123456789abcdef'
export const SHA1 = '0123456789abcdef0123456789abcdef01234567'
const NO_MD5 = 'ffffffffffffffffffffffffffffffff'

type Known = Pick<ProviderSubject, 'known' | 'unknown'>

export interface Case extends Known {
  readonly definition: ProviderDefinition
  /** Secrets of the test, by variable; also what stands for `{{name}}` in fixtures. */
  readonly keys: Readonly<Record<string, string>>
  readonly blanks?: Readonly<Record<string, string>>
}

const SNES = {
  title: 'Rocket Turtle',
  platform: 'snes',
  hashes: { md5: MD5, sha1: SHA1, crc32: '89abcdef' },
  size: 524_288,
  fileName: 'Rocket Turtle (USA).sfc',
}
const NOBODY = { id: '999999', title: 'Zzz Nothing Here', hashes: { md5: NO_MD5 } }
const SCREENSCRAPER_KEYS = {
  devid: 'hush-dev/id',
  devpassword: 'hush dev+password',
  ssid: 'hush-user',
  sspassword: 'hush&pass"word',
}

export const CASES: readonly Case[] = [
  {
    definition: IGDB,
    keys: { CURATOR_IGDB_CLIENT_ID: 'hush-client-id', CURATOR_IGDB_CLIENT_SECRET: 'hush-client-secret' },
    known: { ...SNES, id: '4711' },
    unknown: NOBODY,
  },
  {
    definition: MOBYGAMES,
    keys: { CURATOR_MOBYGAMES_API_KEY: 'hush-moby' },
    known: { ...SNES, id: '815' },
    unknown: NOBODY,
  },
  {
    definition: SCREENSCRAPER,
    keys: {
      CURATOR_SCREENSCRAPER_DEVID: SCREENSCRAPER_KEYS.devid,
      CURATOR_SCREENSCRAPER_DEVPASSWORD: SCREENSCRAPER_KEYS.devpassword,
      CURATOR_SCREENSCRAPER_USER: SCREENSCRAPER_KEYS.ssid,
      CURATOR_SCREENSCRAPER_PASSWORD: SCREENSCRAPER_KEYS.sspassword,
    },
    blanks: Object.fromEntries(
      Object.entries(SCREENSCRAPER_KEYS).map(([name, value]) => [name, encodeURIComponent(value)]),
    ),
    known: { ...SNES, id: '1234' },
    unknown: NOBODY,
  },
  {
    definition: RETROACHIEVEMENTS,
    keys: { CURATOR_RETROACHIEVEMENTS_API_KEY: 'hush-ra' },
    known: { ...SNES, id: '228' },
    unknown: NOBODY,
  },
  {
    definition: STEAMGRIDDB,
    keys: { CURATOR_STEAMGRIDDB_API_KEY: 'hush-grid' },
    known: { ...SNES, id: '2254', year: 1993 },
    unknown: NOBODY,
  },
  { definition: HLTB, keys: {}, known: { ...SNES, id: '9371' }, unknown: NOBODY },
  {
    definition: THEGAMESDB,
    keys: { CURATOR_THEGAMESDB_API_KEY: 'hush-tgdb' },
    known: { ...SNES, id: '136' },
    unknown: NOBODY,
  },
  { definition: HASHEOUS, keys: {}, known: { ...SNES, id: '12345' }, unknown: NOBODY },
  {
    definition: PLAYMATCH,
    keys: {},
    known: { ...SNES, id: '0b9f6d2e-0000-4000-8000-000000000001' },
    unknown: NOBODY,
  },
  {
    definition: FLASHPOINT,
    keys: {},
    known: { ...SNES, platform: 'flash', id: '08143aa7-0000-45b0-a1d4-afa4ac44c845' },
    unknown: { ...NOBODY, id: '00000000-0000-4000-8000-000000000009' },
  },
  {
    definition: LIBRETRO_THUMBNAILS,
    keys: {},
    known: { ...SNES, id: 'snes:Rocket Turtle (USA)' },
    unknown: { ...NOBODY, id: 'snes:Nothing' },
  },
]

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
  const { definition, blanks = {} } = one
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
