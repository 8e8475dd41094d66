/** Flashpoint: games of the web of old. One address finds both titles and ids; what it finds is in no useful order. */
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult, SearchResult } from '../../game.ts'
import { identifyBySearch, listed } from '../../identify.ts'
import { list, member, text, texts } from '../../json.ts'
import type { MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { malformed, readItems, readJson } from '../../reply.ts'
import { gameResult, searchResult } from '../../result.ts'
import { addressKey, baseOf, capabilities, nothingToClose } from '../../support.ts'
import { dateOf, plainText, yearOf } from '../../values.ts'

const ADDRESS = addressKey('CURATOR_FLASHPOINT_URL')
const NAME = 'flashpoint'
const IMAGES = 'https://infinity.unstable.life/images'
const FIELDS =
  'id,title,alternateTitles,series,developer,publisher,platform,tags,originalDescription,releaseDate,playMode,language'
/** Its platforms are techniques. */
const PLATFORMS: Readonly<Record<string, string>> = {
  Flash: 'flash',
  HTML5: 'html5',
  Shockwave: 'shockwave',
  Java: 'java-applet',
}
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

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
    covers: (platform) => Object.values(PLATFORMS).includes(platform),
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

function toSearchResult(game: unknown): SearchResult | undefined {
  const id = text(member(game, 'id'))
  const title = text(member(game, 'title'))
  if (id === undefined || !ID.test(id) || title === undefined) return undefined
  const platform = text(member(game, 'platform')) ?? ''
  return searchResult(NAME, {
    id,
    title,
    alternativeTitles: several(member(game, 'alternateTitles')),
    platforms: Object.hasOwn(PLATFORMS, platform) ? texts([PLATFORMS[platform]]) : [],
    year: yearOf(dateOf(text(member(game, 'releaseDate')))),
    cover: picture('Logos', id),
  })
}

function toGame(game: unknown, when: number): GameResult | undefined {
  const result = toSearchResult(game)
  if (!result) return undefined
  const { id, title, platforms, alternativeTitles } = result
  return gameResult(
    NAME,
    {
      id,
      title,
      platforms,
      fields: {
        alternativeTitles,
        description: plainText(text(member(game, 'originalDescription'))),
        developers: several(member(game, 'developer')),
        publishers: several(member(game, 'publisher')),
        genres: Array.isArray(member(game, 'tags'))
          ? texts(list(member(game, 'tags')))
          : several(member(game, 'tags')),
        franchises: several(member(game, 'series')),
        modes: several(member(game, 'playMode')),
        released: dateOf(text(member(game, 'releaseDate'))),
        languages: several(member(game, 'language')),
      },
      artwork: [
        { kind: 'logo', url: picture('Logos', id), format: 'jpg' },
        { kind: 'snap', url: picture('Screenshots', id), format: 'jpg' },
      ],
      attribution: 'Flashpoint Archive',
    },
    when,
  )
}

/** `A; B`. */
function several(value: unknown): readonly string[] {
  return texts((text(value) ?? '').split(';'))
}

function picture(folder: string, id: string): string {
  return `${IMAGES}/${folder}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}?type=jpg`
}
