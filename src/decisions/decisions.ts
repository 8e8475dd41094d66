/**
 * What the user decided, as `curation.jsonc` beside the config says it. It is kept with the config: losing curator's
 * own memory loses no decision.
 */
import type { GroupingDecision } from '../select/decisions.ts'

export const CURATION_FILE = 'curation.jsonc'

/** Plain data, in the order of the file. */
export interface Decisions {
  /** Which release a content is, by its SHA-1. Null: none of the suggested. */
  readonly match: Readonly<Record<string, MatchDecision | null>>
  /** Platform of files with this extension, where several may have it. */
  readonly platform: Readonly<Record<string, string>>
  /** By platform: which releases are one game, and which are not. */
  readonly grouping: Readonly<Record<string, readonly GroupingDecision[]>>
}

export interface MatchDecision {
  /** Slug. */
  readonly platform: string
  readonly release: string
}

export const NO_DECISIONS: Decisions = { match: {}, platform: {}, grouping: {} }

export function hasDecisions({ match, grouping }: Decisions): boolean {
  return Object.keys(match).length > 0 || Object.keys(grouping).length > 0
}
