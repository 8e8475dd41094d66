/** Why one release and not another: compares two releases as every policy does. */
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { loadReleases } from '../../dats/releases/releases.ts'
import { nearestTo } from '../../select/nearest.ts'
import type { Policy } from '../../select/policy.ts'
import { releasesOf } from '../../select/restore.ts'
import type { Cluster, RankedRelease } from '../../select/selection.ts'
import { whyNot, type WhyNot } from '../../select/why-not.ts'
import type { Steps } from '../../steps/steps.ts'
import { fold } from './explain.ts'
import { listedPlatforms, storedSelection } from '../stored.ts'

/** What a policy makes of two releases. `a` and `b`: their names, or games, of which the best releases were compared. */
export interface WhyNotExplanation {
  readonly policy: string
  readonly platform: string
  readonly a: string
  readonly b: string
  readonly verdict: WhyNot
  /** Where they were compared, why they are one game: what links each to the winner of it. */
  readonly links: readonly Link[]
}

interface Link {
  readonly release: string
  readonly joinedBy: RankedRelease['joinedBy']
  readonly joinedVia?: string
}

export type WhyNotAnswer =
  | { readonly kind: 'found'; readonly found: readonly WhyNotExplanation[] }
  /** They are releases of different platforms. */
  | { readonly kind: 'elsewhere'; readonly a: string; readonly b: string }
  | { readonly kind: 'unknown'; readonly words: string; readonly nearest: readonly string[] }

/** A release that words name under one policy on one platform. */
interface Named {
  readonly policy: string
  readonly platform: string
  readonly release: string
}

/**
 * Names are looked up in what the last build stored. Two releases of which neither won their game are compared anew,
 * with clone lists and decisions.
 */
export async function explainWhyNot(
  db: Db,
  config: ResolvedConfig,
  steps: Steps,
  [wordsA, wordsB]: readonly [a: string, b: string],
): Promise<WhyNotAnswer> {
  const [lefts, rights] = [namedBy(db, config, wordsA), namedBy(db, config, wordsB)]
  const [left] = lefts
  const [right] = rights
  if (!left || !right) {
    const words = left ? wordsB : wordsA
    return { kind: 'unknown', words, nearest: nearestTo(words, allNames(db, config)) }
  }
  const found: WhyNotExplanation[] = []
  for (const { policy, platform, release: a } of lefts) {
    const b = rights.find((other) => other.policy === policy && other.platform === platform)?.release
    if (b === undefined) continue
    const cluster = storedSelection(db, policy, platform).find((one) => releasesOf([one]).includes(a))
    const verdict = told(cluster, [a, b]) ?? (await compare(db, config, steps, { policy, platform, a, b }))
    const links = verdict.kind === 'decided' ? linksOf(cluster, [a, b]) : []
    found.push({ policy, platform, a, b, verdict, links })
  }
  return found.length > 0
    ? { kind: 'found', found }
    : { kind: 'elsewhere', a: left.release, b: right.release }
}

async function compare(
  db: Db,
  config: ResolvedConfig,
  { cloning, deciding, engine }: Steps,
  { policy: name, platform, a, b }: { policy: string; platform: string; a: string; b: string },
): Promise<WhyNot> {
  const policy: Policy = config.policies[name] ?? {}
  const releases = loadReleases(db, platform, policy.dats ? { dats: policy.dats } : {})
  const decisions = await engine.get(deciding.grouping, platform)
  const pins = await engine.get(deciding.pins, platform)
  const cloneLists = await cloning.listsOf(platform)
  return whyNot(releases, policy, { platform, decisions, pins, cloneLists }, a, b)
}

function namedBy(db: Db, config: ResolvedConfig, words: string): Named[] {
  const wanted = fold(words)
  return selectionsOf(db, config).flatMap(({ policy, platform, clusters }) => {
    const release = releaseIn(clusters, words, wanted)
    return release === undefined ? [] : [{ policy, platform, release }]
  })
}

/** A release of just this name; else one whose name reads the same; else the best of a game of this title. */
function releaseIn(clusters: readonly Cluster[], words: string, wanted: string): string | undefined {
  const names = releasesOf(clusters)
  return (
    names.find((name) => name === words) ??
    names.find((name) => fold(name) === wanted) ??
    clusters.find(({ game }) => fold(game) === wanted)?.ranked[0]?.name
  )
}

function allNames(db: Db, config: ResolvedConfig): string[] {
  return selectionsOf(db, config).flatMap(({ clusters }) => releasesOf(clusters))
}

function selectionsOf(db: Db, { policies }: ResolvedConfig) {
  return Object.keys(policies).flatMap((policy) =>
    listedPlatforms(db).map((platform) => ({
      policy,
      platform,
      clusters: storedSelection(db, policy, platform),
    })),
  )
}

/** Where one of the two won their game the selection itself says why: it may have looked at more than the two. */
function told(cluster: Cluster | undefined, [a, b]: readonly [string, string]): WhyNot | undefined {
  const winner = cluster?.ranked[0]?.name
  if (cluster === undefined || (winner !== a && winner !== b)) return undefined
  const worse = winner === a ? b : a
  const reason = cluster.ranked.find(({ name }) => name === worse)?.lostTo
  return reason && { kind: 'decided', better: winner, worse, reason }
}

/** What links each to the winner of their game; the winner's own link says nothing of the others. */
function linksOf(cluster: Cluster | undefined, names: readonly string[]): Link[] {
  return (cluster?.ranked ?? []).flatMap(({ name, joinedBy, joinedVia }, i) => {
    if (i === 0 || !names.includes(name)) return []
    return [{ release: name, joinedBy, ...(joinedVia === undefined ? {} : { joinedVia }) }]
  })
}
