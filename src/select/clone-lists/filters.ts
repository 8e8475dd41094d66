/** The conditions of clone lists, and what holds when they do. */
import { canonicalRegion, languageMeets } from '../../names/regions.ts'
import { LANGUAGES } from '../../names/tables/languages.ts'
import { effectiveLanguages, rankOf, type Preferences } from '../criteria/preferences.ts'
import type { Release } from '../selection.ts'
import { ALL_OTHER_REGIONS, type CloneFilter } from './clone-list.ts'
import type { RegexTest } from './regex.ts'

interface Filtering {
  readonly preferences: Preferences
  /** The languages that a list knows of the release. */
  readonly languages: readonly string[] | undefined
  readonly test: RegexTest
}

/** The results of all filters whose conditions hold; of two that say the same the later one counts. */
export function heldResults(
  filters: readonly CloneFilter[],
  release: Release,
  filtering: Filtering,
): CloneFilter['results'] {
  if (filters.length === 0) return {}
  const held = filters.filter((filter) => holds(filter, release, filtering))
  return Object.assign({}, ...held.map(({ results }) => results)) as CloneFilter['results']
}

function holds(
  { conditions }: CloneFilter,
  { name, facts }: Release,
  { preferences, languages, test }: Filtering,
): boolean {
  const { matchRegions, matchLanguages, matchString, regionOrder } = conditions
  if (matchRegions && !matchRegions.every((region) => facts.regions.includes(canonical(region)))) return false
  if (matchLanguages) {
    const spoken = languages ?? effectiveLanguages(facts, preferences)
    if (!matchLanguages.map(codeOf).every((wanted) => spoken.some((stated) => languageMeets(stated, wanted))))
      return false
  }
  if (matchString !== undefined && !test(matchString, [name])[0]) return false
  return !regionOrder || isHigher(regionOrder, preferences)
}

/** The best of the higher regions stands before the best of the lower ones. */
function isHigher(
  { higherRegions, lowerRegions }: NonNullable<CloneFilter['conditions']['regionOrder']>,
  preferences: Preferences,
): boolean {
  return (
    bestRank(higherRegions, lowerRegions, preferences) < bestRank(lowerRegions, higherRegions, preferences)
  )
}

function bestRank(
  regions: readonly string[],
  others: readonly string[],
  { regionRank }: Preferences,
): number {
  const apart = new Set(others.map(canonical))
  const meant = regions.includes(ALL_OTHER_REGIONS)
    ? [...regionRank.keys()].filter((region) => !apart.has(region))
    : regions.map(canonical)
  return meant.reduce((best, region) => Math.min(best, rankOf(regionRank, region)), Infinity)
}

function canonical(region: string): string {
  return canonicalRegion(region) ?? region
}

/** Lists write languages out, or as names do. */
function codeOf(language: string): string {
  const lower = language.toLowerCase()
  for (const [code, name] of LANGUAGES) if (name.toLowerCase() === lower) return code
  return language
}
