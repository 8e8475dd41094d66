/** What a policy says about regions, languages and age, in the form criteria ask for. */
import { allRegions, canonicalRegion, impliedLanguage, languageMeets } from '../names/regions.ts'
import type { Policy } from './policy.ts'

export interface Preferences {
  /** Every region, best first: the policy's own, then the rest in default order. */
  readonly regionRank: ReadonlyMap<string, number>
  /** How many of them the policy names itself. */
  readonly regionsNamed: number
  /** Languages, best first: the policy's own or those of its regions, then those of all other regions. */
  readonly languages: readonly string[]
  readonly oldest: boolean
}

export function preferencesOf(policy: Policy): Preferences {
  const named = unique((policy.regions ?? allRegions()).map((region) => canonicalRegion(region) ?? region))
  const regions = unique([...named, ...allRegions()])
  const implied = regions.flatMap((region) => impliedLanguage(region) ?? [])
  return {
    regionRank: new Map(regions.map((region, rank) => [region, rank])),
    regionsNamed: named.length,
    languages: unique([...(policy.languages ?? []), ...implied]),
    oldest: policy.revision === 'oldest',
  }
}

/** The region of a release that the policy likes best; undefined where its name states none. */
function primaryRegion(regions: readonly string[], { regionRank }: Preferences): string | undefined {
  return regions.toSorted((a, b) => rankOf(regionRank, a) - rankOf(regionRank, b))[0]
}

/** Stated languages, else the one that the primary region implies. */
export function effectiveLanguages(
  facts: { readonly languages: readonly string[]; readonly regions: readonly string[] },
  preferences: Preferences,
): readonly string[] {
  if (facts.languages.length > 0) return facts.languages
  const region = primaryRegion(facts.regions, preferences)
  const implied = region === undefined ? undefined : impliedLanguage(region)
  return implied === undefined ? [] : [implied]
}

/** Places in the policy's order of the languages a release has, ascending. */
export function languageRanks(languages: readonly string[], preferences: Preferences): number[] {
  return preferences.languages.flatMap((wanted, rank) =>
    languages.some((stated) => languageMeets(stated, wanted)) ? [rank] : [],
  )
}

/** Regions our table does not know come last. */
export function rankOf(ranks: ReadonlyMap<string, number>, region: string): number {
  return ranks.get(region) ?? ranks.size
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
