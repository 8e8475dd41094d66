/** MobyGames, version 1 of its API. Keys are paid; the cheapest allow a request every five seconds. */
import { platformIdsAt } from '../../platform-ids.ts'
import { hit, miss } from '../../answer.ts'
import { identifyBySearch, listedItems } from '../../identify.ts'
import { member } from '../../json.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import type { LimitNews } from '../../wire/wire.ts'
import { toGame, toSearchResult } from './mapping.ts'

const KEY: KeySpec = {
  variable: 'CURATOR_MOBYGAMES_API_KEY',
  required: true,
  about: 'key of a subscription at https://www.mobygames.com/info/api',
}
const ADDRESS = addressKey('CURATOR_MOBYGAMES_URL')
const HOUR = 3_600_000

export const MOBYGAMES: ProviderDefinition = {
  name: 'mobygames',
  title: 'MobyGames',
  version: 1,
  capabilities: capabilities({ search: true, byId: true, artwork: ['box', 'snap'] }),
  keys: [KEY, ADDRESS],
  pace: {
    windows: [
      { requests: 1, perMs: 5000 },
      { requests: 720, perMs: HOUR },
    ],
    parallel: 1,
  },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({
    base: baseOf(kit, ADDRESS, 'https://api.mobygames.com/v1'),
    secretQuery: { api_key: kit.key(KEY.variable) },
    limits: ({ headers }) => limitsOf(headers, kit.now()),
  })
  const provider: MetadataProvider = {
    name: MOBYGAMES.name,
    capabilities: MOBYGAMES.capabilities,
    covers: coversIdsOf('mobygames'),
    async search({ title, platform, limit = 20 }) {
      const [id] = platform === undefined ? [] : platformIdsAt('mobygames', platform)
      const query = { title, platform: id, format: 'normal', limit: Math.min(limit, 100) }
      return wire.ask(
        { path: '/games', query, keep: 'search' },
        readJson((value) => listedItems(member(value, 'games'), toSearchResult, limit)),
      )
    },
    identify: (query) => identifyBySearch(provider, query),
    async getById(id) {
      if (!/^\d{1,12}$/.test(id)) return miss()
      return wire.ask(
        { path: `/games/${id}`, keep: 'id', missing: [404] },
        readJson((value, at) => {
          const game = toGame(value, at)
          return game?.id === id ? hit(game) : malformed('sent another game, or none')
        }),
      )
    },
    heartbeat: () =>
      wire.ask(
        { path: '/games', query: { format: 'id', limit: 1 }, keep: 'never' },
        readJson((value) =>
          Array.isArray(member(value, 'games')) ? hit({}) : malformed('sent no list of games'),
        ),
      ),
    close: nothingToClose,
  }
  return provider
}

/** `ratelimit-remaining` of `ratelimit-limit`, until `ratelimit-reset` seconds from now. */
function limitsOf(headers: Headers, now: number): LimitNews | undefined {
  const left = count(headers.get('ratelimit-remaining'))
  const of = count(headers.get('ratelimit-limit'))
  const reset = count(headers.get('ratelimit-reset'))
  if (left === undefined) return undefined
  return {
    quota: {
      left,
      ...(of === undefined ? {} : { of }),
      ...(reset === undefined ? {} : { resetsAt: now + reset * 1000 }),
    },
  }
}

function count(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : undefined
}
