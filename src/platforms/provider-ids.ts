/** Which ids a metadata provider has for a platform, and which platforms it means by an id. */
import { addTo } from '../groups.ts'
import { lazy } from '../lazy.ts'
import { PROVIDER_IDS, type ProviderIds } from './tables/provider-ids.ts'

/** The providers that have ids or names of their own for platforms. */
export type PlatformIdProvider = keyof ProviderIds

/** Ids of a platform at a provider, as text; none when it does not keep that platform, or we do not know. */
export function platformIdsAt(provider: PlatformIdProvider, slug: string): readonly string[] {
  return asTexts(Object.hasOwn(PROVIDER_IDS, slug) ? PROVIDER_IDS[slug]?.[provider] : undefined)
}

/** Slugs of the platforms that a provider means by this id, in table order. */
export function platformsWithId(provider: PlatformIdProvider, id: string): readonly string[] {
  return SLUGS().get(`${provider} ${id}`) ?? []
}

/** Whether a provider has no id that means this platform first: Famicom Disk System games stand among those for NES. */
export function sharesItsIds(provider: string, slug: string): boolean {
  const ids = isPlatformIdProvider(provider) ? platformIdsAt(provider, slug) : []
  return ids.length > 0 && ids.every((id) => SLUGS().get(`${provider} ${id}`)?.[0] !== slug)
}

function isPlatformIdProvider(name: string): name is PlatformIdProvider {
  return NAMES().has(name)
}

const NAMES = lazy((): ReadonlySet<string> => new Set(Object.values(PROVIDER_IDS).flatMap(Object.keys)))

/** By provider and id: a large file asks for each of its entries. */
const SLUGS = lazy((): ReadonlyMap<string, readonly string[]> => {
  const slugs = new Map<string, string[]>()
  for (const [slug, ids] of Object.entries(PROVIDER_IDS))
    for (const provider of Object.keys(ids) as PlatformIdProvider[])
      for (const id of new Set(asTexts(ids[provider]))) addTo(slugs, `${provider} ${id}`, slug)
  return slugs
})

function asTexts(ids: ProviderIds[PlatformIdProvider]): readonly string[] {
  if (ids === undefined) return []
  return typeof ids === 'object' ? ids.map(String) : [String(ids)]
}
