/**
 * Which pictures providers have of a game. A provider is asked for what it knows by hash and by name; where it is not
 * sure, others may tell it which game that is. Nothing is taken that only looks alike.
 */
import { defined } from '../defined.ts'
import { createMetadataClient, type Identification, type MetadataClient } from '../metadata/client.ts'
import type { Artwork } from '../metadata/game.ts'
import type { PoolOptions } from '../metadata/opening/pool.ts'
import type { HashSet, ProviderDefinition } from '../metadata/provider.ts'
import type { Traffic } from '../metadata/wire/traffic.ts'

/** A game, as providers know games. */
export interface WantedGame {
  /** Slug. */
  readonly platform: string
  readonly release: string
  /** Of its first file, as it is released. */
  readonly hashes?: HashSet
  readonly size?: number
}

type Offered =
  | { readonly kind: 'hit'; readonly artwork: readonly Artwork[] }
  | { readonly kind: 'miss' }
  /** It could not be asked: `dry-run` when it would have been. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly message: string }

export interface Offers {
  /** Each question is asked once. */
  of(game: WantedGame, provider: string): Promise<Offered>
  /** An address with the secrets that fetching it needs. */
  signed(provider: string, url: string): Promise<string>
  traffic(): Readonly<Record<string, Traffic>>
  close(): Promise<void>
}

interface OfferOptions extends Omit<PoolOptions, 'providers'> {
  /** Those with pictures. */
  readonly providers: readonly ProviderDefinition[]
  /** Those that may tell which game a file is. */
  readonly identify: readonly ProviderDefinition[]
}

/** Providers whose answer for one game of a platform is the list of them all. */
const LISTING: ReadonlySet<string> = new Set(['libretro-thumbnails'])

export function openOffers({ providers, identify, ...options }: OfferOptions): Offers {
  const clients = new Map(
    providers.map((one) => [one.name, createMetadataClient({ ...options, providers: [one] })] as const),
  )
  const identifier =
    identify.length === 0 ? undefined : createMetadataClient({ ...options, providers: identify })
  const asked = new Map<string, Promise<Offered>>()
  const identified = new Map<string, Promise<Identification>>()
  /** Lists that cannot be had in this run: asking for each game of them would tell nothing more. */
  const without = new Map<string, Offered>()

  async function ask(game: WantedGame, provider: string): Promise<Offered> {
    const client = clients.get(provider)
    if (!client) return { kind: 'unavailable', reason: 'unconfigured', message: 'is not in use' }
    const list = `${provider} ${game.platform}`
    const known = LISTING.has(provider) ? without.get(list) : undefined
    if (known) return known
    // who has nothing but pictures is only asked when it is named
    const offered = told(await client.identifySmart({ ...questionOf(game), only: [provider] }))
    if (offered.kind === 'unavailable') without.set(list, offered)
    if (offered.kind !== 'miss' || !identifier) return offered
    return viaOthers(game, provider, client)
  }

  async function viaOthers(game: WantedGame, provider: string, client: MetadataClient): Promise<Offered> {
    const key = `${game.platform} ${game.release}`
    const question = identified.get(key) ?? identifier?.identifySmart(questionOf(game))
    if (!question) return { kind: 'miss' }
    identified.set(key, question)
    const { match } = await question
    if (!match) return { kind: 'miss' }
    const { ids, title } = match.game
    const id =
      match.game.provider === provider ? match.game.id : Object.hasOwn(ids, provider) && ids[provider]
    if (typeof id === 'string') {
      const answer = await client.getById(provider, id)
      if (answer.kind === 'hit') return { kind: 'hit', artwork: answer.value.artwork }
    }
    if (title === undefined) return { kind: 'miss' }
    const { platform } = game
    return told(await client.identify({ fileName: `${title}.zip`, title, platform, only: [provider] }))
  }

  return {
    of(game, provider) {
      const key = `${provider} ${game.platform} ${game.release}`
      const known = asked.get(key) ?? ask(game, provider)
      asked.set(key, known)
      return known
    },
    signed: async (provider, url) => (await clients.get(provider)?.signed(provider, url)) ?? url,
    traffic() {
      const all = [...clients.values(), ...(identifier ? [identifier] : [])]
      return Object.assign({}, ...all.map((client) => client.traffic())) as Record<string, Traffic>
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()))
      await identifier?.close()
    },
  }
}

/** With an extension, so that no dot in a title is taken for one. */
function questionOf({ platform, release, hashes, size }: WantedGame) {
  return { fileName: `${release}.zip`, platform, ...defined({ hashes, size }) }
}

function told({ match, outcomes }: Identification): Offered {
  if (match) return { kind: 'hit', artwork: match.game.artwork }
  const failed = outcomes.find((one) => one.kind === 'unavailable')
  if (failed?.kind !== 'unavailable') return { kind: 'miss' }
  const { provider, reason, message } = failed
  return { kind: 'unavailable', reason, message: `${provider} ${message}` }
}
