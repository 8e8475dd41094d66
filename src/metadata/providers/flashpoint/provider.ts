/** Flashpoint: games of the web of old. One address finds both titles and ids; what it finds is in no useful order. */
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { identifyBySearch, listed } from '../../identify.ts'
import { list, member } from '../../json.ts'
import type { MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed, readItems, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import { ID, NAME, toGame, toSearchResult } from './mapping.ts'

const ADDRESS = addressKey('CURATOR_FLASHPOINT_URL')
const FIELDS =
  'id,title,alternateTitles,series,developer,publisher,platform,tags,originalDescription,releaseDate,playMode,language'

export const FLASHPOINT: ProviderDefinition = {
  name: NAME,
  title: 'Flashpoint',
  version: 1,
  capabilities: capabilities({ search: true, byId: true, artwork: ['logo', 'snap'] }),
  keys: [ADDRESS],
  pace: { windows: [{ requests: 2, perMs: 1000 }], parallel: 2 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({ base: baseOf(kit, ADDRESS, 'https://db-api.unstable.life') })
  const provider: MetadataProvider = {
    name: NAME,
    capabilities: FLASHPOINT.capabilities,
    covers: coversIdsOf(NAME),
    async search({ title, platform, limit }) {
      if (title.trim() === '') return miss()
      return wire.ask(
        { path: '/search', query: { smartSearch: title, filter: 'false', fields: FIELDS }, keep: 'search' },
        readJson((value) => {
          const games = readItems(value, toSearchResult)
          if (games.kind !== 'hit') return games
          return listed(
            games.value.filter(({ platforms }) => platform === undefined || platforms?.includes(platform)),
            limit,
          )
        }),
      )
    },
    identify: (query) => identifyBySearch(provider, query),
    async getById(id): Promise<Answer<GameResult>> {
      if (!ID.test(id)) return miss()
      return wire.ask(
        { path: '/search', query: { id, fields: FIELDS }, keep: 'id' },
        readJson((value, at) => {
          if (!Array.isArray(value)) return malformed('sent no list of games')
          const game = list(value).find((one) => member(one, 'id') === id)
          const found = toGame(game, at)
          return found ? hit(found) : value.length === 0 ? miss() : malformed('sent another game')
        }),
      )
    },
    heartbeat: () =>
      wire.ask(
        {
          path: '/search',
          query: { id: '00000000-0000-0000-0000-000000000000', fields: 'id' },
          keep: 'never',
        },
        readJson((value) => (Array.isArray(value) ? hit({}) : malformed('sent no list of games'))),
      ),
    close: nothingToClose,
  }
  return provider
}
