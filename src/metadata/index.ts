/** For those who write a provider or a cache of their own, or use the client: `curator/metadata`. */
export { hit, miss, unavailable } from './answer.ts'
export { memoryCache } from './cache/memory.ts'
export { noCache } from './cache/none.ts'
export { openCache } from './cache/open.ts'
export { cacheChecks } from './cache/contract.ts'
export { createMetadataClient } from './client.ts'
export { providerChecks } from './contract.ts'
export { identifyBySearch, listed, pick } from './identify.ts'
export { judge } from './match.ts'
export { openProvider } from './opening/open-provider.ts'
export { loadProviders, PROVIDER_NAMES } from './opening/registry.ts'
export { readItems, readJson } from './reply.ts'
export { gameResult, searchResult } from './result.ts'
export { capabilities } from './support.ts'

export type { Answer, Hit, Miss, Unavailable, UnavailableReason } from './answer.ts'
export type { CacheBackend, Keep } from './cache/cache.ts'
export type { CacheSubject } from './cache/contract.ts'
export type { FileQuery, Found, Identification, MatchLabel, MetadataClient, SmartQuery } from './client.ts'
export type { Check, ProviderSubject } from './contract.ts'
export type {
  ArtKind,
  Artwork,
  Fact,
  GameMetadata,
  GameResult,
  MetadataFields,
  SearchResult,
} from './game.ts'
export type { Outcome } from './outcome.ts'
export type { ProviderOptions } from './opening/open-provider.ts'
export type { PoolOptions } from './opening/pool.ts'
export type {
  Capabilities,
  HashKind,
  HashQuery,
  HashSet,
  Heartbeat,
  Identified,
  IdentifyQuery,
  KeySpec,
  MetadataProvider,
  ProviderDefinition,
  ProviderKit,
  SearchQuery,
  Via,
} from './provider.ts'
export type { ProviderStatus } from './status.ts'
export type { Quota, Traffic } from './wire/traffic.ts'
export type { ConnectOptions, Question, Wire } from './wire/wire.ts'
