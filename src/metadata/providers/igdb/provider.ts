/** IGDB, version 4: questions in its own language, Apicalypse, and a token of Twitch. https://api-docs.igdb.com */
import { platformIdsAt } from '../../platform-ids.ts'
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { identifyBySearch, listedItems } from '../../identify.ts'
import { list } from '../../json.ts'
import type { KeySpec, MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed, readJson } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import type { Question } from '../../wire/wire.ts'
import { GAME_FIELDS, SEARCH_FIELDS, toGame, toSearchResult } from './mapping.ts'
import { twitchToken } from './token.ts'

const ID: KeySpec = {
  variable: 'CURATOR_IGDB_CLIENT_ID',
  required: true,
  about: 'Client ID of an application at https://dev.twitch.tv/console',
}
const SECRET: KeySpec = { variable: 'CURATOR_IGDB_CLIENT_SECRET', required: true, about: 'its client secret' }
const ADDRESS = addressKey('CURATOR_IGDB_URL')
const TOKENS = addressKey('CURATOR_IGDB_TOKEN_URL')

/** Main games, remakes, remasters, expanded games and ports; not DLC, bundles, mods and episodes. */
const GAME_TYPES = '(0,8,9,10,11)'

export const IGDB: ProviderDefinition = {
  name: 'igdb',
  title: 'IGDB',
  version: 1,
  capabilities: capabilities({ search: true, byId: true, artwork: ['box', 'snap', 'background'] }),
  keys: [ID, SECRET, ADDRESS, TOKENS],
  pace: { windows: [{ requests: 4, perMs: 1000 }], parallel: 8 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const [id, secret] = [kit.key(ID.variable), kit.key(SECRET.variable)]
  const session = twitchToken(kit, baseOf(kit, TOKENS, 'https://id.twitch.tv'), id, secret)
  const wire = kit.connect({
    base: baseOf(kit, ADDRESS, 'https://api.igdb.com/v4'),
    secrets: [id, secret],
    session,
  })
  const provider: MetadataProvider = {
    name: IGDB.name,
    capabilities: IGDB.capabilities,
    covers: coversIdsOf('igdb'),
    async search({ title, platform, limit = 20 }) {
      const ids = platform === undefined ? [] : platformIdsAt('igdb', platform)
      const where = [...(ids.length > 0 ? [`platforms=(${ids.join()})`] : []), `game_type=${GAME_TYPES}`]
      const body = `search "${quoted(title)}"; fields ${SEARCH_FIELDS}; where ${where.join(' & ')}; limit ${limit};`
      return wire.ask(
        games(body, 'search'),
        readJson((value) => listedItems(value, toSearchResult, limit)),
      )
    },
    identify: (query) => identifyBySearch(provider, query),
    async getById(game): Promise<Answer<GameResult>> {
      if (!/^\d{1,12}$/.test(game)) return miss()
      return wire.ask(
        games(`fields ${GAME_FIELDS}; where id = ${game};`, 'id'),
        readJson((value, at) => {
          if (!Array.isArray(value)) return malformed('sent no list of games')
          const found = list(value)
            .flatMap((one) => toGame(one, at) ?? [])
            .find((one) => one.id === game)
          return found ? hit(found) : value.length === 0 ? miss() : malformed('sent another game')
        }),
      )
    },
    heartbeat: () =>
      wire.ask(
        games('fields id; limit 1;', 'never'),
        readJson((value) => (Array.isArray(value) ? hit({}) : malformed('sent no list of games'))),
      ),
    close: nothingToClose,
  }
  return provider
}

function games(body: string, keep: Question['keep']): Question {
  return { method: 'POST', path: '/games', body, keep, headers: { 'content-type': 'text/plain' } }
}

/** For a text of Apicalypse; line breaks have no place in it. */
function quoted(title: string): string {
  return title
    .slice(0, 200)
    .replace(/[\\"]/g, String.raw`\$&`)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
