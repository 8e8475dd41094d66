/** What changes between two selections of one platform: by another policy, other clone lists, or another day's DATs. */
import { byCodeUnit } from '../order.ts'
import { keptOf } from './kept.ts'
import type { Policy } from './policy.ts'
import type { Cluster, Reason } from './selection.ts'

export interface Selection {
  readonly clusters: readonly Cluster[]
  /** As it is on this platform: see `policyFor`. */
  readonly policy: Policy
  /** What is kept by what is owned. Absent: all that is chosen. */
  readonly kept?: ReadonlySet<string>
}

/** A game of which other releases are kept than before. */
export interface SelectionChange {
  readonly game: string
  /** Kept before and not now; kept now and not before; both sorted. */
  readonly dropped: readonly string[]
  readonly added: readonly string[]
  /** Why each dropped release is not kept any more, in the same order: lost, left out, covered, not owned or not listed. */
  readonly reasons: readonly DropReason[]
  /** Why each added release was not kept before, in the same order. */
  readonly former: readonly DropReason[]
}

export type DropReason =
  | { readonly kind: 'lost'; readonly to: string; readonly reason: Reason }
  | { readonly kind: 'left-out'; readonly rule: string }
  | { readonly kind: 'covered'; readonly by: readonly string[]; readonly reason: Reason }
  | { readonly kind: 'not-owned' }
  | { readonly kind: 'gone' }

/** Sorted by game, then by the first release that changes. */
export function diffSelections(before: Selection, after: Selection): SelectionChange[] {
  const old = before.kept ?? chosenIn(before)
  const now = after.kept ?? chosenIn(after)
  const clusters = clustersByRelease(after.clusters)
  const former = clustersByRelease(before.clusters)
  const changes = new Map<Cluster, { dropped: string[]; added: string[] }>()
  const changeOf = (cluster: Cluster) => {
    const change = changes.get(cluster) ?? { dropped: [], added: [] }
    changes.set(cluster, change)
    return change
  }
  for (const name of old) {
    const cluster = clusters.get(name) ?? successorOf(former.get(name), clusters)
    if (cluster && !now.has(name)) changeOf(cluster).dropped.push(name)
  }
  for (const name of now) {
    const cluster = clusters.get(name)
    if (cluster && !old.has(name)) changeOf(cluster).added.push(name)
  }
  return Array.from(changes, ([cluster, { dropped, added }]): SelectionChange => {
    dropped.sort(byCodeUnit)
    added.sort(byCodeUnit)
    return {
      game: cluster.game,
      dropped,
      added,
      reasons: dropped.map((name) => whyNotKept(name, clusters.get(name), after.policy)),
      former: added.map((name) => whyNotKept(name, former.get(name), before.policy)),
    }
  }).sort((a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(firstOf(a), firstOf(b)))
}

/** How often each criterion decided: the lost releases of each game, most frequent first. */
export function decidingCriteria(clusters: readonly Cluster[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { ranked } of clusters) {
    for (const { lostTo } of ranked) {
      if (lostTo) counts.set(lostTo.criterion, (counts.get(lostTo.criterion) ?? 0) + 1)
    }
  }
  return new Map([...counts].sort(([a, n], [b, m]) => m - n || byCodeUnit(a, b)))
}

function chosenIn({ clusters, policy }: Selection): ReadonlySet<string> {
  return new Set(clusters.flatMap((cluster) => keptOf(cluster, policy).map(({ name }) => name)))
}

function whyNotKept(name: string, cluster: Cluster | undefined, policy: Policy): DropReason {
  const isChosen = cluster && keptOf(cluster, policy).some((release) => release.name === name)
  return isChosen ? { kind: 'not-owned' } : whyDropped(name, cluster)
}

/** The game that each release is one of. */
export function clustersByRelease(clusters: readonly Cluster[]): ReadonlyMap<string, Cluster> {
  return new Map(
    clusters.flatMap((cluster) =>
      [...cluster.ranked, ...cluster.excluded].map(({ name }): [string, Cluster] => [name, cluster]),
    ),
  )
}

/** Where the other releases of a game are now; the game itself when none of them is listed any more. */
function successorOf(
  former: Cluster | undefined,
  clusters: ReadonlyMap<string, Cluster>,
): Cluster | undefined {
  for (const { name } of [...(former?.ranked ?? []), ...(former?.excluded ?? [])]) {
    const cluster = clusters.get(name)
    if (cluster) return cluster
  }
  return former
}

/** Why a release is not kept; `gone` also for the best of its game. */
export function whyDropped(name: string, cluster: Cluster | undefined): DropReason {
  const rule = cluster?.excluded.find((release) => release.name === name)?.rule
  if (rule !== undefined) return { kind: 'left-out', rule }
  const covered = cluster?.oldest === name ? (cluster.oldestCovered ?? cluster.covered) : cluster?.covered
  if (covered) return { kind: 'covered', by: covered.by, reason: covered.reason }
  const lostTo = cluster?.ranked.find((release) => release.name === name)?.lostTo
  const winner = cluster?.ranked[0]?.name
  return lostTo && winner !== undefined ? { kind: 'lost', to: winner, reason: lostTo } : { kind: 'gone' }
}

/** `kept` is what is kept of the game instead: what won need not be named when it stands there. */
export function dropInWords(why: DropReason, kept: readonly string[] = []): string {
  if (why.kind === 'gone') return "not among the policy's releases"
  if (why.kind === 'not-owned') return 'not owned'
  if (why.kind === 'left-out') return `left out by ${why.rule}`
  const { criterion, winner, loser } = why.reason
  const decision = `${criterion}: ${winner} before ${loser}`
  if (why.kind === 'covered') return `covered by ${why.by.join(', ')}, ${decision}`
  return kept.includes(why.to) ? decision : `lost to ${why.to}, ${decision}`
}

function firstOf({ dropped, added }: SelectionChange): string {
  return dropped[0] ?? added[0] ?? ''
}
