/** Decisions of one kind by the platform that they are about. */
import { addTo } from '../groups.ts'

/** In the order in which platforms, and decisions of each, come. */
export function byPlatform<T extends { readonly platform: string }, V>(
  items: readonly T[],
  take: (item: T) => V,
): Record<string, V[]> {
  const found = new Map<string, V[]>()
  for (const item of items) addTo(found, item.platform, take(item))
  return Object.fromEntries(found)
}
