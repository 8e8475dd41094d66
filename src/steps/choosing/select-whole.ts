/**
 * Selects the games of a platform all at once: where clone lists, a policy's own grouping or its choice of DATs make other
 * games than the catalog's, anything may have to do with anything. Putting releases in order, which is most of the work, is
 * done again only for games that are not what they were.
 */
import { hash } from 'node:crypto'
import type { Db } from '../../catalog/sqlite.ts'
import { releaseLoader, releaseText } from '../../dats/releases/releases.ts'
import type { ReleaseGroup } from '../../select/grouping/cluster.ts'
import type { Policy } from '../../select/policy.ts'
import { createSelector, type SelectContext } from '../../select/select.ts'
import type { Cluster } from '../../select/selection.ts'
import type { ShelfNode } from './select-shelves.ts'
import { shelfNames, shelve } from './shelves.ts'

/** What such a selection leaves to the next one. */
export interface WholePast {
  readonly by: 'whole'
  /** A fingerprint of the policy and of what is pinned. */
  readonly basis: string
  readonly shelves: number
  /** Of each game the first release by name, and a fingerprint of what it is made of. */
  readonly prints: readonly (readonly [release: string, print: string])[]
}

interface WholeOptions {
  readonly shelves: number
  readonly basis: string
  /** Only what these DATs list. */
  readonly dats: readonly string[] | undefined
  readonly past: WholePast | undefined
}

/** Returns how many games were decided. */
export function selectWhole(
  db: Db,
  policy: Policy,
  context: SelectContext,
  { shelves, basis, dats, past }: WholeOptions,
  { keep, before, note }: ShelfNode,
): number {
  const { platform } = context
  const releases = releaseLoader(db, platform, dats ? { dats } : {})()
  const texts = new Map(releases.map((release) => [release.id, release]))
  const textOf = (id: number): string => {
    const release = texts.get(id)
    return release ? releaseText(release) : ''
  }
  const printsBefore = new Map(past?.prints)
  const clusters = past && before ? clustersOf(past, before) : new Map<string, Cluster>()
  const prints: [string, string][] = []
  const selector = createSelector(policy, context, (group) => {
    const name = group.members[0]?.name ?? ''
    const print = printOf(group, textOf)
    prints.push([name, print])
    return printsBefore.get(name) === print ? clusters.get(name) : undefined
  })
  const made = [...selector.add(releases), ...selector.rest()]
  for (const [shelf, games] of shelve(db, platform, made, shelves)) keep(shelf, games)
  const next: WholePast = { by: 'whole', basis, shelves, prints }
  note(JSON.stringify(next))
  return selector.decided
}

/** What was selected before, by the first name of each game's releases. */
function clustersOf(
  { shelves }: WholePast,
  before: NonNullable<ShelfNode['before']>,
): ReadonlyMap<string, Cluster> {
  const clusters = new Map<string, Cluster>()
  for (const shelf of shelfNames(shelves)) {
    for (const cluster of before.page(shelf) ?? []) {
      const names = [...cluster.ranked, ...cluster.excluded].map(({ name }) => name)
      clusters.set(
        names.reduce((a, b) => (a < b ? a : b), names[0] ?? ''),
        cluster,
      )
    }
  }
  return clusters
}

/** A fingerprint of all that a game's order depends on, beside the policy. Not a defence, only an identity. */
function printOf({ members, links }: ReleaseGroup, textOf: (release: number) => string): string {
  const said = members.map(({ id, listing }) => [textOf(id), listing])
  return hash('sha1', JSON.stringify([said, links]), 'base64').slice(0, 16)
}
