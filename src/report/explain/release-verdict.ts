/** What became of a release of a game, in a word. */
import type { Policy } from '../../select/policy.ts'

/**
 * `not owned`: it would be kept, and the policy keeps only what is owned, or every release. `covered`: the best of a game
 * that other releases have all of. `best`: what the policy chose, where no target or playlist asks what is owned of it.
 */
export type Verdict = 'kept' | 'best' | 'wanted' | 'lost' | 'covered' | 'left out' | 'missing' | 'not owned'

/** A ranked release, in what the last build stored of its game. */
export interface Standing {
  /** Whether anything asked what is owned of the policy. */
  readonly isBuilt: boolean
  readonly keepsAll: boolean
  readonly availability: Policy['availability']
  /** It would be kept, but that other releases that are have all of its game. */
  readonly isCovered: boolean
  /** Some release of its game is picked. */
  readonly isGameKept: boolean
  readonly isFirst: boolean
  /** The policy keeps it, whoever owns it. */
  readonly isChosen: boolean
  readonly isKept: boolean
  /** What is picked names it as better. */
  readonly isWanted: boolean
  /** All of it is owned, and it can run. */
  readonly isWhole: boolean
  readonly lacksDevice: boolean
}

/** The first whose condition holds. */
const VERDICTS: readonly (readonly [Verdict, (release: Standing) => boolean])[] = [
  ['best', ({ isChosen, isBuilt }) => isChosen && !isBuilt],
  ['kept', ({ isKept }) => isKept],
  ['not owned', ({ keepsAll, isBuilt }) => keepsAll && isBuilt],
  ['wanted', ({ isWanted }) => isWanted],
  ['covered', ({ isCovered, isChosen }) => isCovered && !isChosen],
  ['lost', ({ isChosen }) => !isChosen],
  ['missing', ({ availability }) => availability === 'catalog'],
  ['missing', ({ isFirst, isGameKept }) => isFirst && !isGameKept],
  ['lost', ({ isGameKept }) => !isGameKept],
  ['lost', isPassedOver],
  ['not owned', ({ availability, lacksDevice }) => availability === 'owned' && !lacksDevice],
]

export function verdictOf(release: Standing): Verdict {
  return VERDICTS.find(([, holds]) => holds(release))?.[0] ?? 'wanted'
}

/** The best by itself, and another is kept: the edition that is owned of the other discs too. */
export function isPassedOver(release: Standing): boolean {
  const { isBuilt, keepsAll, isChosen, isKept, isGameKept, isWhole } = release
  return isBuilt && !keepsAll && isChosen && !isKept && isGameKept && isWhole
}
