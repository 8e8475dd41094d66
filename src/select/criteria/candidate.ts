/** A release as criteria see it: its facts, and what the policy makes of its regions and languages. */
import type { ReleaseFacts, Tag, TagKind } from '../../names/facts.ts'
import { languageMeets } from '../../names/regions.ts'
import { classesOf, isOfClass, type PolicyClass } from '../grouping/kinds.ts'
import { languageRanks, languagesOf, rankOf, regionsOf, type Preferences } from './preferences.ts'
import type { Release } from '../selection.ts'

export interface Candidate {
  readonly release: Release
  readonly facts: ReleaseFacts
  readonly classes: readonly PolicyClass[]
  /** Those it states, or else is taken for. */
  readonly regions: readonly string[]
  /** Places of its regions in the policy's order, ascending. */
  readonly regionRanks: readonly number[]
  readonly languages: readonly string[]
  /** Places of its languages in the policy's order, ascending. */
  readonly languageRanks: readonly number[]
}

/** Makes candidates; equal sets of languages are looked up once. */
export function candidateMaker(preferences: Preferences): (release: Release) => Candidate {
  const known = new Map<string, readonly number[]>()
  const ranksOf = (languages: readonly string[]): readonly number[] => {
    const key = languages.join()
    const ranks = known.get(key) ?? languageRanks(languages, preferences)
    known.set(key, ranks)
    return ranks
  }
  return (release) => {
    const { facts } = release
    const languages = languagesOf(release, preferences)
    const regions = regionsOf(facts)
    const regionRanks = regions.map((region) => rankOf(preferences.regionRank, region)).sort((a, b) => a - b)
    return {
      release,
      facts,
      classes: classesOf(release),
      regions,
      regionRanks,
      languages,
      languageRanks: ranksOf(languages),
    }
  }
}

/** By its name: categories are given to whole games. */
export function isProduction({ facts: { classes } }: Candidate): boolean {
  return !isOfClass(classes, 'preproduction')
}

/** It has more in it than other releases of its game, says a clone list. */
export function isSuperset({ release }: Candidate): boolean {
  return release.listing?.superset === true
}

/** 1 is best; what no clone list knows has 1 as well. */
export function priorityOf({ release }: Candidate): number {
  return release.listing?.priority ?? 1
}

export function speaks({ languages }: Candidate, wanted: string): boolean {
  return languages.some((stated) => languageMeets(stated, wanted))
}

export function tagOf({ facts }: Candidate, kind: TagKind): Tag | undefined {
  return facts.tags.find((tag) => tag.kind === kind)
}
