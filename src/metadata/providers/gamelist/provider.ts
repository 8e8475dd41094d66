/** What the `gamelist.xml` files of collectors say. Files of this machine: nothing is fetched, and nothing is cached. */
import { hash } from 'node:crypto'
import { statSync } from 'node:fs'
import { posix } from 'node:path'
import { hit, miss, unavailable, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { listed, pick } from '../../identify.ts'
import type { MetadataProvider, ProviderDefinition, ProviderKit } from '../../provider.ts'
import { asSearchResult, gameResult } from '../../result.ts'
import { capabilities, nothingToClose } from '../../support.ts'
import { readGamelist, type GamelistGame } from './read.ts'
import { CuratorError, reason } from '../../../errors.ts'
import { nearTitles, type NearTitles } from '../../../identify/titles/nearness/titles.ts'

export interface Gamelist {
  /** Absolute. */
  readonly file: string
  /** Slug of the platform whose games it lists. */
  readonly platform: string
}

const NAME = 'gamelist'
/** Of what is called nearly so. */
const MOST_NEAR = 50

/** A provider over these lists. */
export function gamelistProvider(lists: readonly Gamelist[]): ProviderDefinition {
  return {
    name: NAME,
    title: 'gamelist.xml',
    version: 1,
    capabilities: capabilities({
      search: true,
      byId: true,
      byHash: ['md5'],
      local: true,
      artwork: [
        'snap',
        'box',
        'logo',
        'background',
        'back',
        'title',
        'cartridge',
        'manual',
        'map',
        'bezel',
        'video',
      ],
    }),
    keys: [],
    pace: { windows: [], parallel: 4 },
    open: (kit) => open(lists, kit),
  }
}

interface Entry {
  readonly list: Gamelist
  readonly game: GamelistGame
  readonly result: GameResult
}

function open(lists: readonly Gamelist[], kit: ProviderKit): MetadataProvider {
  const definition = gamelistProvider(lists)
  let entries: Promise<Answer<readonly Entry[]>> | undefined
  /** By platform; '' for all. */
  const near = new Map<string, NearTitles<Entry>>()
  let isClosed = false

  async function all(): Promise<Answer<readonly Entry[]>> {
    if (isClosed) return unavailable('closed', 'the connection is closed')
    return (entries ??= readAll())
  }

  /** One list that cannot be read is trouble enough: half an answer would look like a whole one. */
  async function readAll(): Promise<Answer<readonly Entry[]>> {
    if (lists.length === 0) return unavailable('unconfigured', 'no list is named in the config')
    const at = kit.now()
    const found: Entry[] = []
    for (const list of lists) {
      try {
        for (const game of await readGamelist(list.file))
          found.push({ list, game, result: resultOf(list, game, at) })
      } catch (error) {
        entries = undefined
        return unavailable(
          'malformed',
          error instanceof CuratorError ? error.message : `${list.file}: ${reason(error)}`,
        )
      }
    }
    return hit(found)
  }

  async function on(platform: string | undefined): Promise<Answer<readonly Entry[]>> {
    const known = await all()
    if (known.kind !== 'hit') return known
    return hit(known.value.filter(({ list }) => platform === undefined || list.platform === platform))
  }

  function alike(title: string, platform: string | undefined, known: readonly Entry[]): readonly Entry[] {
    const find = near.get(platform ?? '') ?? nearTitles(known, titlesOf, ({ result }) => result.id)
    near.set(platform ?? '', find)
    return find(title, MOST_NEAR).map(({ item }) => item)
  }

  const entry = (found: readonly Entry[], via: 'exact' | 'hash') => {
    const [only] = found
    if (!only) return miss()
    return found.length === 1
      ? hit({ game: only.result, via, others: [] })
      : miss(found.map(({ result }) => asSearchResult(result)))
  }

  return {
    name: NAME,
    capabilities: definition.capabilities,
    covers: (platform) => lists.some((list) => list.platform === platform),
    async search({ title, platform, limit }) {
      const known = await on(platform)
      if (known.kind !== 'hit') return known
      return listed(
        alike(title, platform, known.value).map(({ result }) => asSearchResult(result)),
        limit,
      )
    },
    async identify(query) {
      const known = await on(query.platform)
      if (known.kind !== 'hit') return known
      const { fileName } = query
      const byName = known.value.filter(
        ({ game }) => fileName !== undefined && posix.basename(game.path) === fileName,
      )
      if (byName.length > 0) return entry(byName, 'exact')
      const alikes = alike(query.title, query.platform, known.value)
      return pick(
        query,
        alikes.map(({ result }) => asSearchResult(result)),
        ({ id }) => byId(id, alikes),
      )
    },
    async getById(id) {
      const known = await all()
      return known.kind === 'hit' ? byId(id, known.value) : known
    },
    async byHash({ platform, hashes: { md5 } }) {
      const known = await on(platform)
      if (known.kind !== 'hit') return known
      return entry(
        known.value.filter(({ game }) => md5 !== undefined && game.md5 === md5.toLowerCase()),
        'hash',
      )
    },
    async heartbeat() {
      if (isClosed) return unavailable('closed', 'the connection is closed')
      if (lists.length === 0) return unavailable('unconfigured', 'no list is named in the config')
      const gone = lists.find(({ file }) => !statSync(file, { throwIfNoEntry: false })?.isFile())
      return gone ? unavailable('malformed', `${gone.file} is not there`) : hit({})
    },
    close() {
      isClosed = true
      entries = undefined
      near.clear()
      return nothingToClose()
    },
  }
}

function byId(id: string, entries: readonly Entry[]): Promise<Answer<GameResult>> {
  const found = entries.find(({ result }) => result.id === id)
  return Promise.resolve(found ? hit(found.result) : miss())
}

function titlesOf({ result }: Entry): readonly string[] {
  return [result.title ?? '', ...asSearchResult(result).alternativeTitles]
}

/** Its own ids differ from tool to tool; the place of the file is always there. */
function resultOf(
  { platform }: Gamelist,
  { path, title, fields, artwork }: GamelistGame,
  at: number,
): GameResult {
  const id = hash('sha1', `${platform}/${path}`).slice(0, 16)
  return gameResult(NAME, { id, title, platforms: [platform], fields, artwork }, at)
}
