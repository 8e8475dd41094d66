/**
 * SteamGridDB: artwork that people made, for games of any platform. It does not know platforms, so a title alone never
 * links: the year must be the same as well. The `www` matters: the bare host redirects there, and keys stay behind.
 */
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult, SearchResult } from '../../game.ts'
import { identifyBySearch, listedItems } from '../../identify.ts'
import { member } from '../../json.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { readItems, readJson } from '../../reply.ts'
import { gameResult, type SaidArtwork } from '../../result.ts'
import { addressKey, baseOf, capabilities, nothingToClose } from '../../support.ts'
import { LISTS, NAME, toArtwork, toSearchResult } from './mapping.ts'

const KEY: KeySpec = {
  variable: 'CURATOR_STEAMGRIDDB_API_KEY',
  required: true,
  about: 'API key at https://www.steamgriddb.com/profile/preferences/api',
}
const ADDRESS = addressKey('CURATOR_STEAMGRIDDB_URL')
const SUITABLE = { nsfw: 'false', humor: 'false', epilepsy: 'false', limit: 50, page: 0 }

export const STEAMGRIDDB: ProviderDefinition = {
  name: NAME,
  title: 'SteamGridDB',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    artOnly: true,
    artwork: ['box', 'banner', 'background', 'logo', 'icon'],
  }),
  keys: [KEY, ADDRESS],
  pace: { windows: [{ requests: 2, perMs: 1000 }], parallel: 2 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const key = kit.key(KEY.variable)
  const wire = kit.connect({
    base: baseOf(kit, ADDRESS, 'https://www.steamgriddb.com/api/v2'),
    secrets: [key],
    headers: { authorization: `Bearer ${key ?? ''}` },
  })
  /** What searches said: pictures come without the name of their game. */
  const named = new Map<string, SearchResult>()

  function search(
    title: string,
    keep: 'search' | 'never',
    limit = 20,
  ): Promise<Answer<readonly SearchResult[]>> {
    return wire.ask(
      { path: `/search/autocomplete/${encodeURIComponent(title.slice(0, 200))}`, keep },
      readJson((value) => listedItems(member(value, 'data'), toSearchResult, limit)),
    )
  }

  function pictures(kind: (typeof LISTS)[number], id: string) {
    return wire.ask(
      { path: `/${kind}/game/${id}`, query: SUITABLE, keep: 'id', missing: [404] },
      readJson((value, at) => {
        const found = readItems(
          member(value, 'data'),
          (one) => {
            const artwork = toArtwork(kind, one)
            return artwork.url === undefined ? undefined : artwork
          },
          'pictures',
        )
        return found.kind === 'hit' ? hit({ at, pictures: found.value }) : found
      }),
    )
  }

  const provider: MetadataProvider = {
    name: NAME,
    capabilities: STEAMGRIDDB.capabilities,
    covers: () => true,
    async search({ title, limit }) {
      if (title.trim() === '') return miss()
      const found = await search(title, 'search', limit)
      if (found.kind === 'hit') for (const result of found.value) named.set(result.id, result)
      return found
    },
    identify: (query) => identifyBySearch(provider, query, { needsYear: true }),
    async getById(id): Promise<Answer<GameResult>> {
      if (!/^\d{1,12}$/.test(id)) return miss()
      const artwork: SaidArtwork[] = []
      let at = 0
      for (const kind of LISTS) {
        const found = await pictures(kind, id)
        if (found.kind !== 'hit') return found
        artwork.push(...found.value.pictures)
        at = Math.max(at, found.value.at)
      }
      const { title, year } = named.get(id) ?? { title: undefined, year: undefined }
      const fields = { released: year?.toString(), page: `https://www.steamgriddb.com/game/${id}` }
      return hit(gameResult(NAME, { id, title, fields, artwork, attribution: 'SteamGridDB.com' }, at))
    },
    async heartbeat() {
      const answer = await search('a', 'never')
      return answer.kind === 'unavailable' ? answer : hit({})
    },
    close: nothingToClose,
  }
  return provider
}
