/** What a policy says about regions, languages and age, in the form criteria ask for. */
import type { ReleaseFacts, Unstated } from '../../names/facts.ts'
import { allRegions, canonicalRegion, impliedLanguage, languageMeets } from '../../names/regions.ts'
import { nameGlob } from '../glob.ts'
import type { Policy } from '../policy.ts'
import type { Release } from '../selection.ts'
import { VIDEO_STANDARDS } from './video-standards.ts'

/** In a list of regions: all that the list does not name. */
export const THE_REST = '...'

export interface Preferences {
  /** How good every region is; 0 is best. Several may be as good as each other. */
  readonly regionRank: ReadonlyMap<string, number>
  /** Every region with its place: the languages that regions imply come in this order, also of those that are as good. */
  readonly regionPlace: ReadonlyMap<string, number>
  /** The regions that the policy names itself. */
  readonly regionsNamed: ReadonlySet<string>
  /** Languages, best first: the policy's own or those of its regions, then those of all other regions. */
  readonly languages: readonly string[]
  readonly oldest: boolean
  /** 1 when later re-releases come last, -1 when they come first, 0 when it does not matter. */
  readonly modern: 1 | 0 | -1
  readonly videoStandards: readonly string[]
  /** Tests of release names, best first, with their patterns. */
  readonly pins: readonly NamePattern[]
  readonly preferred: readonly NamePattern[]
  readonly avoided: readonly NamePattern[]
}

interface NamePattern {
  readonly pattern: string
  readonly test: (name: string) => boolean
}

const MODERN = { avoid: 1, ignore: 0, prefer: -1 } as const

export function preferencesOf(policy: Policy): Preferences {
  const wishes = (policy.regions ?? allRegions()).map((wish) =>
    (typeof wish === 'string' ? [wish] : wish).map((region) => canonicalRegion(region) ?? region),
  )
  const named = new Set(wishes.flat().filter((region) => region !== THE_REST))
  const rest = allRegions().flatMap((region) => (named.has(region) ? [] : [[region]]))
  const regionRank = new Map<string, number>()
  let rank = 0
  for (const group of [...wishes.flatMap((wish) => (wish[0] === THE_REST ? rest : [wish])), ...rest]) {
    const added = group.filter((region) => !regionRank.has(region))
    for (const region of added) regionRank.set(region, rank)
    if (added.length > 0) rank++
  }
  const regions = [...regionRank.keys()]
  const implied = regions.flatMap((region) => impliedLanguage(region) ?? [])
  return {
    regionRank,
    regionPlace: new Map(regions.map((region, place) => [region, place])),
    regionsNamed: named,
    languages: [...new Set([...(policy.languages ?? []), ...implied])],
    oldest: policy.revision === 'oldest',
    modern: MODERN[policy.modern ?? 'avoid'],
    videoStandards: [...new Set([...(policy.videoStandards ?? []), ...VIDEO_STANDARDS])],
    pins: patterns(policy.pin),
    preferred: patterns(policy.prefer),
    avoided: patterns(policy.avoid),
  }
}

/** Place of the first pattern that the name fits; `Infinity` when none does. */
export function placeIn(patternList: readonly NamePattern[], name: string): number {
  const place = patternList.findIndex(({ test }) => test(name))
  return place < 0 ? Infinity : place
}

function patterns(globs: readonly string[] = []): NamePattern[] {
  return globs.map((pattern) => ({ pattern, test: nameGlob(pattern) }))
}

/** The region of a release that the policy likes best; undefined where its name states none. */
function primaryRegion(regions: readonly string[], { regionPlace }: Preferences): string | undefined {
  return regions.toSorted((a, b) => rankOf(regionPlace, a) - rankOf(regionPlace, b))[0]
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

/** What a release is taken for that states neither region nor language: nobody else may have stated it either. */
function unstatedOf({ regions, languages, unstated }: ReleaseFacts): Unstated | undefined {
  return regions.length === 0 && languages.length === 0 ? unstated : undefined
}

/** Its regions, as releases are compared. */
export function regionsOf(facts: ReleaseFacts): readonly string[] {
  const region = unstatedOf(facts)?.region
  return region === undefined ? facts.regions : [region]
}

/** The languages of a release, as releases are compared, with what lists know of it. */
export function languagesOf({ facts, listing }: Release, preferences: Preferences): readonly string[] {
  const unstated = unstatedOf(facts)?.language
  const stated = unstated === undefined ? effectiveLanguages(facts, preferences) : [unstated]
  const languages = listing?.languages ?? stated
  return listing?.englishFriendly && !languages.includes('En') ? [...languages, 'En'] : languages
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
