/** Which clone lists speak of a platform. */
import { platformOfDat } from '../../platforms/lookup.ts'

/**
 * The lists of a platform, in the order of their names. A list is named after a DAT (`Sony - PlayStation (Redump)`), and
 * DATs change their names with every version and variant; so it is found by the platform both are about, or, where that
 * is not known, by what the names have in common.
 */
export function cloneListsOf<L extends { readonly name: string }>(
  lists: readonly L[],
  platform: string,
  datNames: readonly string[] = [],
): readonly L[] {
  const wanted = new Set(datNames.map(plainName))
  return lists.filter(({ name }) => {
    const slug = platformOfDat(name)
    return slug === undefined ? wanted.has(plainName(name)) : slug === platform
  })
}

/**
 * The name without what groups put behind it: ` (No-Intro)`, ` (Headered) (20241029-120000)`,
 * ` - Datfile (123) (2026-01-31)`, ` (Retool 2026-01-31)`.
 */
export function plainName(name: string): string {
  let plain = name.trim()
  for (;;) {
    const shorter = plain.replace(/ - Datfile$/i, '').replace(/ ?\([^()]*\)$/, '')
    if (shorter === plain || shorter === '') return plain.toLowerCase()
    plain = shorter
  }
}
