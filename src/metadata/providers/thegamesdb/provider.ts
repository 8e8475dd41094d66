/** TheGamesDB. Every reply counts against a monthly allowance, and says how much of it is left. */
import { platformIdsAt } from '../../platform-ids.ts'
import { endsAsking, hit, miss, unavailable, type Answer } from '../../answer.ts'
import type { GameResult } from '../../game.ts'
import { identifyBySearch, listed } from '../../identify.ts'
import { at, idOf, member, object, text, whole } from '../../json.ts'
import type {
  HashQuery,
  Identified,
  KeySpec,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
} from '../../provider.ts'
import { malformed, readItems, readJson, type WireReply } from '../../reply.ts'
import { addressKey, baseOf, capabilities, coversIdsOf, nothingToClose } from '../../support.ts'
import type { LimitNews, Question } from '../../wire/wire.ts'
import { isReadable, picturesOf, toGame, toSearchResult, type Tables } from './mapping.ts'

const KEY: KeySpec = {
  variable: 'CURATOR_THEGAMESDB_API_KEY',
  required: true,
  about: 'API key, asked for on the forum of https://thegamesdb.net',
}
const ADDRESS = addressKey('CURATOR_THEGAMESDB_URL')
const FIELDS = 'players,publishers,genres,overview,rating,platform,coop,alternates'
const MOST_TABLE = 32_000_000
const NO_TABLES: Tables = { genres: new Map(), developers: new Map(), publishers: new Map() }

export const THEGAMESDB: ProviderDefinition = {
  name: 'thegamesdb',
  title: 'TheGamesDB',
  version: 1,
  capabilities: capabilities({
    search: true,
    byId: true,
    byHash: ['md5', 'crc32'],
    bySerial: true,
    artwork: ['box', 'back', 'background', 'banner', 'snap', 'logo', 'title'],
  }),
  keys: [KEY, ADDRESS],
  pace: { windows: [{ requests: 1, perMs: 1000 }], parallel: 1 },
  open,
}

function open(kit: ProviderKit): MetadataProvider {
  const wire = kit.connect({
    base: baseOf(kit, ADDRESS, 'https://api.thegamesdb.net'),
    secretQuery: { apikey: kit.key(KEY.variable) },
    classify,
    limits: ({ text: body }) => limitsOf(body, kit.now()),
  })
  let tables: Promise<Answer<Tables>> | undefined

  async function table(path: string, name: string): Promise<Answer<ReadonlyMap<string, string>>> {
    return wire.ask(
      { path, keep: 'list', most: MOST_TABLE },
      readJson((value) => {
        const rows = Object.values(object(at(value, 'data', name)))
        if (rows.length === 0) return malformed(`sent no ${name}`)
        const named = readItems(
          rows,
          (row) => {
            const [id, word] = [idOf(member(row, 'id')), text(member(row, 'name'))]
            return id === undefined || word === undefined ? undefined : ([id, word] as const)
          },
          name,
        )
        return named.kind === 'hit' ? hit(new Map(named.value)) : named
      }),
    )
  }

  async function fetchTables(): Promise<Answer<Tables>> {
    const genres = await table('/v1/Genres', 'genres')
    const developers = await table('/v1/Developers', 'developers')
    const publishers = await table('/v1/Publishers', 'publishers')
    if (genres.kind !== 'hit') return genres
    if (developers.kind !== 'hit') return developers
    return publishers.kind === 'hit'
      ? hit({ genres: genres.value, developers: developers.value, publishers: publishers.value })
      : publishers
  }

  async function tablesOnce(): Promise<Answer<Tables>> {
    const answer = await (tables ??= fetchTables())
    if (answer.kind !== 'hit') tables = undefined
    return answer
  }

  function ask<T>(
    path: string,
    query: Question['query'],
    keep: Question['keep'],
    read: (games: readonly unknown[], value: unknown, at: number) => Answer<T>,
  ) {
    return wire.ask(
      { path, query: { ...query, include: 'boxart,platform', fields: FIELDS }, keep },
      readJson((value, when) => {
        const games = readItems(at(value, 'data', 'games'), (game) => (isReadable(game) ? game : undefined))
        return games.kind === 'hit' ? read(games.value, value, when) : games
      }),
    )
  }

  async function one(
    path: string,
    query: Question['query'],
    keep: 'id' | 'hash',
    fits: (game: GameResult) => boolean,
  ): Promise<Answer<GameResult>> {
    const known = await tablesOnce()
    if (known.kind === 'miss') return malformed('sent no tables')
    if (endsAsking(known)) return known
    const named = known.kind === 'hit' ? known.value : NO_TABLES
    return ask(path, query, keep, (games, value, when) => {
      const pictures = picturesOf(value)
      const all = games.flatMap((game) => toGame(game, pictures, named, when) ?? [])
      const found = all.filter(fits)
      const [game] = found
      if (keep === 'id' && !game && all.length > 0) return malformed('sent another game')
      // two games for one serial or hash: then it tells nothing for sure
      return game && found.length === 1 ? hit(game) : miss()
    })
  }

  const fitsOn = (platform: string) => (game: GameResult) => game.platforms?.includes(platform) ?? true

  async function byHash({ platform, hashes: { md5, crc32 } }: HashQuery): Promise<Answer<Identified>> {
    let answer: Answer<Identified> = miss()
    for (const [type, hash] of [
      ['md5', md5],
      ['crc', crc32],
    ] as const) {
      if (hash === undefined) continue
      const query = { hash: hash.toUpperCase(), 'filter[type]': type }
      const found = await one('/v1/Games/ByGameHash', query, 'hash', fitsOn(platform))
      if (found.kind === 'hit') return hit({ game: found.value, via: 'hash', others: [] })
      if (endsAsking(found)) return found
      if (found.kind === 'unavailable') answer = found
    }
    return answer
  }

  const provider: MetadataProvider = {
    name: THEGAMESDB.name,
    capabilities: THEGAMESDB.capabilities,
    covers: coversIdsOf('thegamesdb'),
    async search({ title, platform, limit }) {
      const ids = platform === undefined ? [] : platformIdsAt('thegamesdb', platform)
      const query = { name: title, 'filter[platform]': ids.length > 0 ? ids.join() : undefined }
      return ask('/v1.1/Games/ByGameName', query, 'search', (games, value) => {
        const pictures = picturesOf(value)
        return listed(
          games.flatMap((game) => toSearchResult(game, pictures) ?? []),
          limit,
        )
      })
    },
    async identify(query) {
      if (query.serial !== undefined) {
        const found = await one(
          '/v1/Games/ByGameUniqueID',
          { uid: query.serial },
          'hash',
          fitsOn(query.platform),
        )
        if (found.kind === 'hit') return hit({ game: found.value, via: 'serial', others: [] })
        if (endsAsking(found)) return found
      }
      return identifyBySearch(provider, query)
    },
    async getById(id) {
      return /^\d{1,12}$/.test(id)
        ? one('/v1/Games/ByGameID', { id }, 'id', (game) => game.id === id)
        : miss()
    },
    byHash,
    heartbeat: () =>
      wire.ask(
        { path: '/v1/Genres', keep: 'never' },
        readJson((value) => (member(value, 'data') === undefined ? malformed('sent no genres') : hit({}))),
      ),
    close: nothingToClose,
  }
  return provider
}

/** 403 means two things: a wrong key, and an allowance that is used up. */
function classify({ status, text: body }: WireReply) {
  return status === 403 && /allowance/i.test(body) && !/"remaining_monthly_allowance"\s*:\s*[1-9]/.test(body)
    ? unavailable('quota', 'has no requests left for us this month (403)')
    : undefined
}

/** They stand near the end of a body, which may be large: it is not parsed for them. */
function limitsOf(body: string, now: number): LimitNews | undefined {
  const number = (name: string) =>
    whole(new RegExp(`"${name}"\\s*:\\s*(\\d{1,12})`).exec(body.slice(-2000))?.[1])
  const left = number('remaining_monthly_allowance')
  if (left === undefined) return undefined
  const seconds = number('allowance_refresh_timer')
  return {
    quota: {
      left: left + (number('extra_allowance') ?? 0),
      ...(seconds === undefined ? {} : { resetsAt: now + seconds * 1000 }),
    },
  }
}
