/** Games whose best release depends on that of other games: discs of a set; compilations, and what they may hold. */
import { coveredGames } from './compilations.ts'
import { DISC_SET_REASON, discSetPlaces } from './discs.ts'
import type { Policy } from '../policy.ts'
import type { Ranked, Ranker } from '../criteria/rank.ts'
import type { Covered, Release } from '../selection.ts'

/** A game as it is by itself. */
export interface OwnRanking {
  /** What the policy does not leave out. */
  readonly passed: readonly Release[]
  readonly ranked: readonly Ranked[]
  /** First the release that would be best if the oldest were wanted, where that is asked for; of discs, all in that order. */
  readonly oldest: readonly Ranked[]
}

/** The same among the others. */
export interface BoundRanking {
  readonly ranked: readonly Ranked[]
  readonly covered: Covered | undefined
  readonly oldest: Release | undefined
  /** What has all of the oldest, if the oldest of all games were wanted. */
  readonly oldestCovered: Covered | undefined
}

/** In the order of `games`. */
export function boundRankings(games: readonly OwnRanking[], policy: Policy, rank: Ranker): BoundRanking[] {
  const { keep = 1 } = policy
  const copies = typeof keep === 'number' ? keep : 1
  const inSets = (all: readonly (readonly Ranked[])[], count: number) =>
    policy.discs === 'independent' ? new Map<number, readonly string[]>() : discSetPlaces(all, count)
  const firsts = inSets(
    games.map(({ ranked }) => ranked),
    copies,
  )
  const ranked = games.map((game, i) => {
    const first = firsts.get(i)
    return first ? rank(game.passed, { first, reason: DISC_SET_REASON }) : game.ranked
  })
  const covered = coveredGames(ranked, policy)
  if (keep !== 'newest+oldest')
    return ranked.map((own, i) => ({
      ranked: own,
      covered: covered.get(i),
      oldest: undefined,
      oldestCovered: undefined,
    }))

  const oldestFirsts = inSets(
    games.map(({ oldest }) => oldest),
    1,
  )
  const oldest = games.map((game, i): readonly Ranked[] => {
    const name = oldestFirsts.get(i)?.[0] ?? game.oldest[0]?.release.name
    const first = ranked[i]?.find(({ release }) => release.name === name)
    return first ? [first, ...(ranked[i] ?? []).filter((entry) => entry !== first)] : []
  })
  const oldestCovered = coveredGames(oldest, { ...policy, revision: 'oldest' })
  return ranked.map((own, i) => ({
    ranked: own,
    covered: covered.get(i),
    oldest: oldest[i]?.[0]?.release,
    oldestCovered: oldestCovered.get(i),
  }))
}
