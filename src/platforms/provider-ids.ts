/** Which ids a metadata provider has for a platform, and which platforms it means by an id. */
import { PROVIDER_IDS, type ProviderIds } from './tables/provider-ids.ts'

/** The providers that have ids or names of their own for platforms. */
export type PlatformIdProvider = keyof ProviderIds

/** Ids of a platform at a provider, as text; none when it does not keep that platform, or we do not know. */
export function platformIdsAt(provider: PlatformIdProvider, slug: string): readonly string[] {
  const ids = Object.hasOwn(PROVIDER_IDS, slug) ? PROVIDER_IDS[slug]?.[provider] : undefined
  if (ids === undefined) return []
  return typeof ids === 'object' ? ids.map(String) : [String(ids)]
}

/** Slugs of the platforms that a provider means by this id, in table order. */
export function platformsWithId(provider: PlatformIdProvider, id: string): readonly string[] {
  return Object.keys(PROVIDER_IDS).filter((slug) => platformIdsAt(provider, slug).includes(id))
}
