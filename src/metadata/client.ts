/**
 * Asks all providers as one. What it finds is as sure as the surest of them: by hash, serial or id, by equal titles, by
 * a match key that nothing else has. All else are suggestions, for people to decide on.
 */
import { defined } from '../defined.ts'
import { similarity } from '../identify/titles/nearness/similarity.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import { ownValue } from '../own-value.ts'
import type { Answer } from './answer.ts'
import { readFileName } from './file-name.ts'
import type { GameResult, SearchResult } from './game.ts'
import { isCalled } from './match.ts'
import type { Outcome } from './outcome.ts'
import { createPool, type Pool, type PoolOptions } from './opening/pool.ts'
import type {
  HashQuery,
  Identified,
  IdentifyQuery,
  ProviderDefinition,
  SearchQuery,
  Via,
} from './provider.ts'
import { checkProviders, type ProviderStatus } from './status.ts'
import type { Traffic } from './wire/traffic.ts'

export interface MetadataClient {
  /** Of all providers that search, in their order. */
  search(query: SearchQuery): Promise<Found>
  /** Each provider in turn, until one is sure. */
  identify(file: FileQuery): Promise<Identification>
  /** Those that need no key first, then in their order. */
  identifyByHash(query: HashQuery): Promise<Identification>
  /** By hash, and where no provider knows it by name. */
  identifySmart(file: SmartQuery): Promise<Identification>
  getById(provider: string, id: string): Promise<Answer<GameResult>>
  /** Which providers are configured; with `reach`, also which answer: a request each. */
  status(options?: { readonly reach?: boolean }): Promise<readonly ProviderStatus[]>
  /** An address of artwork with the secrets that fetching it needs: to be fetched, never to be stored. */
  signed(provider: string, url: string): Promise<string>
  /** Of the providers that were asked. */
  traffic(): Readonly<Record<string, Traffic>>
  /** What is under way ends as `unavailable`. The cache stays open: it is whose it was. */
  close(): Promise<void>
}

export interface FileQuery extends Omit<IdentifyQuery, 'title' | 'fileName'> {
  /** With or without extension, without folders. */
  readonly fileName: string
  /** In place of the one that the name tells. */
  readonly title?: string
  /** Names of the providers to ask. Default: all that have more than pictures. */
  readonly only?: readonly string[]
}

export interface SmartQuery extends FileQuery, Pick<HashQuery, 'size'> {
  readonly hashes?: HashQuery['hashes']
  /** A name is only believed when nothing else comes near it. */
  readonly requireUnique?: boolean
}

/** How a game was found: the hash, and whether the name says so too; or the name, and how alone it stood. */
export type MatchLabel = 'hash+filename' | 'hash' | 'filename' | 'filename_unique' | 'filename_best'

export interface Found {
  readonly results: readonly SearchResult[]
  readonly outcomes: readonly Outcome[]
}

export interface Identification {
  /** Absent: nobody is sure. */
  readonly match?: {
    readonly game: GameResult
    readonly via: Via
    readonly label: MatchLabel
    /** The provider that knew the hash, where the game is another's. */
    readonly by: string
  }
  /** Best first. */
  readonly suggestions: readonly SearchResult[]
  /** Of each provider that was asked, or could not be. */
  readonly outcomes: readonly Outcome[]
}

/** Where names must be alone: what else was found is at least so much less alike. */
const LEAD = 0.2

export function createMetadataClient(options: PoolOptions): MetadataClient {
  const pool = createPool(options)
  const names = (fits: (definition: ProviderDefinition) => boolean) => pool.definitions.filter(fits)

  async function identify(
    file: FileQuery,
  ): Promise<Identification & { readonly others: readonly SearchResult[] }> {
    const { fileName, platform, serial, only } = file
    const asked = names(({ name, capabilities }) => (only ? only.includes(name) : !capabilities.artOnly))
    const read = readFileName(fileName)
    const year = file.year ?? read.year
    const outcomes: Outcome[] = []
    const suggestions: SearchResult[] = []
    const done = ({ game, via, others }: Identified, by: string) => ({
      match: { game, via, label: 'filename' as const, by },
      suggestions,
      others,
      outcomes,
    })
    for (const { name, capabilities } of asked) {
      const id = ownValue(read.ids, name)
      if (id === undefined || !capabilities.byId) continue
      const { answer, outcome } = await pool.ask(name, (provider) => provider.getById(id))
      outcomes.push(outcome)
      if (answer.kind === 'hit') return done({ game: answer.value, via: 'id', others: [] }, name)
    }
    const query: IdentifyQuery = {
      title: file.title ?? read.title,
      platform,
      fileName,
      ...defined({ serial, year }),
    }
    for (const { name, capabilities } of asked) {
      if (!capabilities.search) continue
      const { answer, outcome } = await askFor(pool, name, platform, (provider) => provider.identify(query))
      outcomes.push(outcome)
      if (answer?.kind === 'hit') return done(answer.value, name)
      if (answer?.kind === 'miss') suggestions.push(...answer.suggestions)
    }
    return { suggestions, outcomes, others: [] }
  }

  async function identifyByHash(query: HashQuery): Promise<Identification> {
    const outcomes: Outcome[] = []
    const suggestions: SearchResult[] = []
    const able = names(({ capabilities }) =>
      capabilities.byHash.some((kind) => query.hashes[kind] !== undefined),
    )
    for (const { name } of able.toSorted((a, b) => effort(a) - effort(b))) {
      const { answer, outcome } = await askFor(pool, name, query.platform, async (provider) =>
        provider.byHash ? provider.byHash(query) : { kind: 'miss', suggestions: [] },
      )
      outcomes.push(outcome)
      if (answer?.kind === 'miss') suggestions.push(...answer.suggestions)
      if (answer?.kind !== 'hit') continue
      const game = await detailed(answer.value.game, outcomes)
      return { match: { game, via: 'hash', label: 'hash', by: name }, suggestions, outcomes }
    }
    return { suggestions, outcomes }
  }

  /** Who knows ids alone is asked for those: the first of the others that has the game tells the rest. */
  async function detailed(game: GameResult, outcomes: Outcome[]): Promise<GameResult> {
    for (const { name, capabilities } of pool.definitions) {
      const id = ownValue(game.ids, name)
      if (id === undefined || !capabilities.byId || capabilities.artOnly) continue
      const { answer, outcome } = await pool.ask(name, (provider) => provider.getById(id))
      outcomes.push(outcome)
      if (answer.kind === 'hit')
        return { ...answer.value, ids: { ...game.ids, [game.provider]: game.id, ...answer.value.ids } }
    }
    return game
  }

  return {
    async search(query) {
      const asked = await Promise.all(
        names(({ capabilities }) => capabilities.search).map(async ({ name }) =>
          query.platform === undefined
            ? pool.ask(name, (provider) => provider.search(query))
            : askFor(pool, name, query.platform, (provider) => provider.search(query)),
        ),
      )
      return {
        results: asked.flatMap(({ answer }) => (answer?.kind === 'hit' ? answer.value : [])),
        outcomes: asked.map(({ outcome }) => outcome),
      }
    },
    async identify(file) {
      const { others: _, ...found } = await identify(file)
      return found
    },
    identifyByHash,
    async identifySmart({ hashes, size, requireUnique = false, ...file }) {
      const title = file.title ?? readFileName(file.fileName).title
      const byHash = hashes
        ? await identifyByHash({ ...file, hashes, ...(size === undefined ? {} : { size }) })
        : { suggestions: [], outcomes: [] }
      if (byHash.match) {
        const { game } = byHash.match
        const called = {
          title: game.title ?? '',
          alternativeTitles: game.metadata.alternativeTitles?.value ?? [],
        }
        return {
          ...byHash,
          match: { ...byHash.match, label: isCalled(title, called) ? 'hash+filename' : 'hash' },
        }
      }
      const { others, match, ...byName } = await identify(file)
      const outcomes = [...byHash.outcomes, ...byName.outcomes]
      const suggestions = [...byHash.suggestions, ...byName.suggestions]
      if (!match) return { suggestions, outcomes }
      if (!requireUnique || match.via === 'id') return { match, suggestions, outcomes }
      if (others.length === 0) return { match: { ...match, label: 'filename_unique' }, suggestions, outcomes }
      const plain = plainTitle(title)
      const isBest =
        match.via === 'exact' &&
        others.every((other) => similarity(plain, plainTitle(other.title)) <= 1 - LEAD)
      if (isBest) return { match: { ...match, label: 'filename_best' }, suggestions, outcomes }
      return { suggestions: [...suggestions, ...others], outcomes }
    },
    async getById(provider, id) {
      return (await pool.ask(provider, (one) => one.getById(id))).answer
    },
    status: ({ reach = false } = {}) => checkProviders(pool, reach),
    async signed(provider, url) {
      const { answer } = await pool.ask<string>(provider, async (one) => ({
        kind: 'hit',
        value: one.signed?.(url) ?? url,
      }))
      return answer.kind === 'hit' ? answer.value : url
    },
    traffic: pool.traffic,
    close: pool.close,
  }
}

/** Files first, then those that anybody may ask. */
function effort({ capabilities, keys }: ProviderDefinition): number {
  return capabilities.local ? 0 : keys.some(({ required }) => required) ? 2 : 1
}

async function askFor<T>(
  pool: Pool,
  name: string,
  platform: string,
  question: Parameters<typeof pool.ask<T>>[1],
): Promise<{ readonly answer?: Answer<T>; readonly outcome: Outcome }> {
  let covers = true
  const asked = await pool.ask<T>(name, (provider) => {
    covers = provider.covers(platform)
    return covers ? question(provider) : Promise.resolve({ kind: 'miss', suggestions: [] })
  })
  return covers ? asked : { outcome: { provider: name, kind: 'skipped', reason: 'platform' } }
}
