/** Which ids a provider has for a platform, and which platforms it means by an id. */
import { addTo } from '../groups.ts'
import { lazy } from '../lazy.ts'
import { ownValue } from '../own-value.ts'
import type { PlatformIdTable } from './provider.ts'
import * as tables from './providers/platform-ids.ts'

/** The providers that have ids or names of their own for platforms. */
export type PlatformIdProvider = keyof typeof tables

const TABLES: Readonly<Record<PlatformIdProvider, PlatformIdTable>> = tables

/** Ids of a platform at a provider, as text; none when it does not keep that platform, or we do not know. */
export function platformIdsAt(provider: PlatformIdProvider, slug: string): readonly string[] {
  const table = TABLES[provider]
  return asTexts(ownValue(table, slug))
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
  return Object.hasOwn(TABLES, name)
}

/** By provider and id: a large file asks for each of its entries. */
const SLUGS = lazy((): ReadonlyMap<string, readonly string[]> => {
  const slugs = new Map<string, string[]>()
  for (const [provider, table] of Object.entries(TABLES))
    for (const [slug, ids] of Object.entries(table))
      for (const id of new Set(asTexts(ids))) addTo(slugs, `${provider} ${id}`, slug)
  return slugs
})

function asTexts(ids: PlatformIdTable[string] | undefined): readonly string[] {
  if (ids === undefined) return []
  return typeof ids === 'object' ? ids.map(String) : [String(ids)]
}
