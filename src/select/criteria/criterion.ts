/**
 * What a criterion is. Each one gives every release a key of its own, so the order over a list of criteria is total and
 * transitive, and the first criterion whose keys differ is the reason.
 */
import { compareVectors } from '../../names/version.ts'
import { isProduction, type Candidate } from './candidate.ts'
import { byCodeUnit } from '../../order.ts'
import type { Preferences } from './preferences.ts'

/** Vectors are compared number by number. */
export type Key = number | string | readonly number[]

export interface RankContext {
  readonly preferences: Preferences
  /**
   * The language of the policy's order that a good dump of the game has: releases without it are only for those who
   * have no choice. Absent when no release has any language we know.
   */
  readonly topLanguage?: string
  /**
   * How many releases of the game have each title, in lower case. Absent where no name says which variant it is: the
   * plain name of one title is no better than a variant of another.
   */
  readonly titles?: ReadonlyMap<string, number>
  /** How many other sets of the game are named after each set: `mslugb` after `mslug`. Absent where nothing is a set. */
  readonly sets?: ReadonlyMap<string, number>
}

/** @param candidates all of one game */
export function contextOf(candidates: readonly Candidate[], preferences: Preferences): RankContext {
  const good = candidates.filter((candidate) => isProduction(candidate) && !candidate.classes.includes('bad'))
  const ranks = (good.length > 0 ? good : candidates).map(({ languageRanks: [best] }) => best ?? Infinity)
  const topLanguage = preferences.languages[ranks.reduce((a, b) => Math.min(a, b), Infinity)]
  const titles = candidates.some(({ facts }) => facts.variants !== undefined) && titlesOf(candidates)
  const sets = candidates.some(({ release }) => release.set !== undefined) && setsOf(candidates)
  return {
    preferences,
    ...(topLanguage === undefined ? {} : { topLanguage }),
    ...(titles ? { titles } : {}),
    ...(sets ? { sets } : {}),
  }
}

/** How many releases of the game have its title, where that counts; else 0. */
export function titleShare({ facts }: Candidate, { titles }: RankContext): number {
  return titles?.get(facts.title.toLowerCase()) ?? 0
}

/** How many other sets of the game are named after its set; 0 where it is none. */
export function namedAfter({ release: { set } }: Candidate, { sets }: RankContext): number {
  return set === undefined ? 0 : (sets?.get(set) ?? 0)
}

function setsOf(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const names = new Set(candidates.flatMap(({ release: { set } }) => set ?? []))
  const followers = (name: string) => [...names].filter((other) => other !== name && other.startsWith(name))
  return new Map(Array.from(names, (name) => [name, followers(name).length]))
}

function titlesOf(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { facts } of candidates) {
    const title = facts.title.toLowerCase()
    counts.set(title, (counts.get(title) ?? 0) + 1)
  }
  return counts
}

export interface Criterion {
  readonly id: string
  /** Which end of the keys wins. */
  readonly best: 'low' | 'high'
  /** With `revision: 'oldest'` the other end wins. */
  readonly byAge?: boolean
  key(candidate: Candidate, context: RankContext): Key
  /** The key in words. Two keys that differ read differently. */
  words(candidate: Candidate, context: RankContext): string
}

/** Negative when `a` is better. */
export function compareKeys(criterion: Criterion, a: Key, b: Key, oldest: boolean): number {
  const lowFirst = (criterion.best === 'low') !== (oldest && criterion.byAge === true)
  return lowFirst ? compareRaw(a, b) : compareRaw(b, a)
}

function compareRaw(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'object' && typeof b === 'object') return compareVectors(a, b)
  return byCodeUnit(String(a), String(b))
}
