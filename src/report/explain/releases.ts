/** What became of each release of a game, and why: in the words of `curator explain`, and of the pages. */
import type { Db } from '../../catalog/sqlite.ts'
import type { Lack } from '../../identify/devices.ts'
import { DISC_SET_REASON } from '../../select/grouping/discs.ts'
import { keptOf } from '../../select/kept.ts'
import type { Pick } from '../../select/pick.ts'
import { policyFor, type Policy } from '../../select/policy.ts'
import type { Cluster, RankedRelease, Reason } from '../../select/selection.ts'
import { presencesOf, type Presence, type Presences } from './presence.ts'
import { isPassedOver, verdictOf, type Standing, type Verdict } from './release-verdict.ts'

export interface ReleaseExplanation extends Presence {
  readonly release: string
  readonly verdict: Verdict
  /** Of a machine that cannot run: what is not owned of a device that it is built of. */
  readonly lacks?: Lack
  /** Criterion, and both sides in words; or the rule that left it out. */
  readonly because?: string
  /** The winner of the game, where that is another release. */
  readonly lostTo?: string
  /** Of what is covered: the releases that have all of it. */
  readonly coveredBy?: readonly string[]
  readonly joinedBy?: RankedRelease['joinedBy']
  /** What exactly says so: the decision, the clone list and its group, the parent in the DAT. */
  readonly joinedVia?: string
  /** What it is called, by language, where a clone list knows. */
  readonly localNames?: Readonly<Record<string, string>>
}

/** What a build stored of a game. */
interface StoredGame {
  readonly policy: Policy
  readonly platform: string
  /** Whether anything asked what is owned of the policy. */
  readonly isBuilt: boolean
  readonly cluster: Cluster
  /** Those of its releases that are owned. */
  readonly picks: readonly Pick[]
}

/** Best first, then what the policy left out. */
export function explainReleases(db: Db, game: StoredGame): ReleaseExplanation[] {
  const { policy, platform, cluster, picks } = game
  const kept = new Set(picks.map(({ release }) => release))
  const names = [...cluster.ranked, ...cluster.excluded].map(({ name }) => name)
  const presences = presencesOf(db, platform, names, kept, policy)
  return [
    ...explainRanked(game, kept, presences),
    ...cluster.excluded.map(({ name, rule }): ReleaseExplanation => ({
      release: name,
      verdict: 'left out',
      ...presences.of(name),
      because: rule,
    })),
  ]
}

function explainRanked(
  { policy, platform, isBuilt, cluster, picks }: StoredGame,
  kept: ReadonlySet<string>,
  presences: Presences,
): ReleaseExplanation[] {
  const rules = policyFor(policy, platform)
  const wanted = new Set(picks.flatMap((pick) => pick.wanted ?? []))
  const chosen = new Set(keptOf(cluster, rules).map(({ name }) => name))
  const keepsAll = rules.keep === 'all'
  return cluster.ranked.map((release, i): ReleaseExplanation => {
    const { name, joinedBy, joinedVia, localNames } = release
    const cover = (i === 0 && cluster.covered) || (name === cluster.oldest && cluster.oldestCovered)
    const lacks = presences.lackOf(name)
    const standing: Standing = {
      isBuilt,
      keepsAll,
      availability: rules.availability,
      isCovered: Boolean(cover),
      isGameKept: kept.size > 0,
      isFirst: i === 0,
      isChosen: chosen.has(name),
      isKept: kept.has(name),
      isWanted: wanted.has(name),
      isWhole: presences.isWhole(name),
      lacksDevice: lacks !== undefined,
    }
    const isPassed = isPassedOver(standing)
    const lostTo = keepsAll ? undefined : isPassed ? DISC_SET_REASON : release.lostTo
    const winner = isPassed ? [...kept][0] : cluster.ranked[0]?.name
    const verdict = verdictOf(standing)
    return {
      release: name,
      verdict,
      ...presences.of(name),
      ...(lacks ? { lacks } : {}),
      joinedBy,
      ...(joinedVia === undefined ? {} : { joinedVia }),
      ...(localNames ? { localNames } : {}),
      ...(lostTo ? { because: inWords(lostTo) } : {}),
      ...(lostTo && winner !== undefined ? { lostTo: winner } : {}),
      ...(verdict === 'covered' && cover ? { coveredBy: cover.by } : {}),
    }
  })
}

/** `region: USA (1st) before Europe (3rd)`. */
export function inWords({ criterion, winner, loser }: Reason): string {
  return `${criterion}: ${winner} before ${loser}`
}
