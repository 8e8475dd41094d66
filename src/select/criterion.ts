/**
 * What a criterion is. Each one gives every release a key of its own, so the order over a list of criteria is total and
 * transitive, and the first criterion whose keys differ is the reason.
 */
import { compareVectors } from '../names/version.ts'
import { isProduction, type Candidate } from './candidate.ts'
import { byCodeUnit } from '../order.ts'
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
}

/** @param candidates all of one game */
export function contextOf(candidates: readonly Candidate[], preferences: Preferences): RankContext {
  const good = candidates.filter((candidate) => isProduction(candidate) && !candidate.classes.includes('bad'))
  const ranks = (good.length > 0 ? good : candidates).map(({ languageRanks: [best] }) => best ?? Infinity)
  const topLanguage = preferences.languages[ranks.reduce((a, b) => Math.min(a, b), Infinity)]
  return { preferences, ...(topLanguage === undefined ? {} : { topLanguage }) }
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
