/**
 * RetroAchievements. It cannot be asked for a hash or a title: there is one list a console, with all hashes, which is
 * kept for a week and looked up here. https://api-docs.retroachievements.org
 */
import { platformIdsAt } from '../../platform-ids.ts'
import { nearTitles, type NearTitles } from '../../../identify/titles/nearness/titles.ts'
import { hit, miss, type Answer } from '../../answer.ts'
import type { GameResult, SearchResult } from '../../game.ts'
import { listed, pick } from '../../identify.ts'
import type {
  HashQuery,
  Identified,
  KeySpec,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { objects } from '../../json.ts'
import { malformed, readJson } from '../../reply.ts'
import {
  addressKey,
  askedOnce,
  baseOf,
  capabilities,
  coversIdsOf,
  needsPlatform,
  nothingToClose,
} from '../../support.ts'
import { toGame, toListedGame, type ListedGame } from './mapping.ts'

const KEY: KeySpec = {
  variable: 'CURATOR_RETROACHIEVEMENTS_API_KEY',
  required: true,
  about: 'web API key at https://retroachievements.org/settings',
}
const ADDRESS = addressKey('CURATOR_RETROACHIEVEMENTS_URL')
/** The largest console's list has 6 MB. */
const MOST_LIST = 64_000_000
/** Of what is called nearly so. */
const MOST_NEAR = 50

export const RETROACHIEVEMENTS: ProviderDefinition = {
  name: 'retroachievements',
  title: 'RetroAchievements',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    byHash: ['ra', 'md5'],
    artwork: ['box', 'title', 'snap', 'icon'],
  }),
  keys: [KEY, ADDRESS],
  pace: { windows: [{ requests: 2, perMs: 1000 }], parallel: 2 },
  open,
}

interface Console {
  /** Hacks and demos are not among them. */
  readonly near: NearTitles<SearchResult>
  readonly byHash: ReadonlyMap<string, ListedGame>
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({
    base: baseOf(kit, ADDRESS, 'https://retroachievements.org/API'),
    secretQuery: { y: kit.key(KEY.variable) },
  })
  /** Read once a run: by platform. */
  const consoleOf = askedOnce(fetchConsole)

  async function fetchConsole(platform: string): Promise<Answer<Console>> {
    const [console] = platformIdsAt('retroachievements', platform)
    if (console === undefined) return miss()
    return wire.ask(
      { path: '/API_GetGameList.php', query: { i: console, f: 1, h: 1 }, keep: 'list', most: MOST_LIST },
      readJson((value) => {
        if (!Array.isArray(value)) return malformed('sent no list of games')
        const games = objects(value).flatMap((game) => toListedGame(game, platform) ?? [])
        if (games.length < value.length / 2) return malformed('sent a list that cannot be read')
        return hit({
          near: nearTitles(
            games.filter(({ isMarked }) => !isMarked).map(({ result }) => result),
            ({ title, alternativeTitles }) => [title, ...alternativeTitles],
            ({ id }) => id,
          ),
          byHash: new Map(games.flatMap((game) => game.hashes.map((hash) => [hash, game]))),
        })
      }),
    )
  }

  async function getById(id: string): Promise<Answer<GameResult>> {
    if (!/^\d{1,12}$/.test(id)) return miss()
    return wire.ask(
      { path: '/API_GetGameExtended.php', query: { i: id }, keep: 'id' },
      readJson((value, at) => {
        // an empty list is its way to say that there is no such game
        if (Array.isArray(value) && value.length === 0) return miss()
        const game = toGame(value, at)
        return game?.id === id ? hit(game) : malformed('sent another game, or none')
      }),
    )
  }

  async function byHash({ platform, hashes }: HashQuery): Promise<Answer<Identified>> {
    const known = await consoleOf(platform)
    if (known.kind !== 'hit') return known
    const found = [hashes.ra, hashes.md5].map((hash) => known.value.byHash.get(hash?.toLowerCase() ?? ''))
    const game = found.find((one) => one !== undefined)
    if (!game) return miss()
    const full = await getById(game.result.id)
    return full.kind === 'hit' ? hit({ game: full.value, via: 'hash', others: [] }) : full
  }

  return {
    name: RETROACHIEVEMENTS.name,
    capabilities: RETROACHIEVEMENTS.capabilities,
    covers: coversIdsOf('retroachievements'),
    async search({ title, platform, limit }) {
      if (platform === undefined) return needsPlatform()
      const known = await consoleOf(platform)
      return known.kind === 'hit' ? listed(alike(title, known.value), limit) : known
    },
    async identify(query) {
      const known = await consoleOf(query.platform)
      return known.kind === 'hit'
        ? pick(query, alike(query.title, known.value), ({ id }) => getById(id))
        : known
    },
    getById,
    byHash,
    heartbeat: () =>
      wire.ask(
        { path: '/API_GetConsoleIDs.php', query: { a: 1, g: 1 }, keep: 'never' },
        readJson((value) => (Array.isArray(value) ? hit({}) : malformed('sent no list of consoles'))),
      ),
    close: nothingToClose,
  }
}

function alike(title: string, { near }: Console): readonly SearchResult[] {
  return near(title, MOST_NEAR).map(({ item }) => item)
}
