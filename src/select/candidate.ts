/** A release as criteria see it: its facts, and what the policy makes of its regions and languages. */
import type { ReleaseClass, ReleaseFacts, Tag, TagKind } from '../names/facts.ts'
import { languageMeets } from '../names/regions.ts'
import { classesOf } from './kinds.ts'
import { effectiveLanguages, languageRanks, rankOf, type Preferences } from './preferences.ts'
import type { Release } from './selection.ts'

export interface Candidate {
  readonly release: Release
  readonly facts: ReleaseFacts
  readonly classes: readonly ReleaseClass[]
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
    const languages = effectiveLanguages(facts, preferences)
    const regionRanks = facts.regions
      .map((region) => rankOf(preferences.regionRank, region))
      .sort((a, b) => a - b)
    return {
      release,
      facts,
      classes: classesOf(release),
      regionRanks,
      languages,
      languageRanks: ranksOf(languages),
    }
  }
}

/**
 * The language of the policy's order that a good dump of the game has: releases without it are only for those who
 * have no choice. Undefined when no release has any language we know.
 */
export function topLanguage(candidates: readonly Candidate[], preferences: Preferences): string | undefined {
  const good = candidates.filter((candidate) => isProduction(candidate) && !candidate.classes.includes('bad'))
  const ranks = (good.length > 0 ? good : candidates).map(({ languageRanks: [best] }) => best ?? Infinity)
  return preferences.languages[ranks.reduce((a, b) => Math.min(a, b), Infinity)]
}

/** Classes of releases that were not finished. */
export const PREPRODUCTION: readonly ReleaseClass[] = ['alpha', 'beta', 'proto', 'debug']

export function isProduction({ classes }: Candidate): boolean {
  return !classes.some((name) => PREPRODUCTION.includes(name))
}

export function speaks({ languages }: Candidate, wanted: string): boolean {
  return languages.some((stated) => languageMeets(stated, wanted))
}

export function tagOf({ facts }: Candidate, kind: TagKind): Tag | undefined {
  return facts.tags.find((tag) => tag.kind === kind)
}
