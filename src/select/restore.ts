/** A selection as a romset of the past has it: the releases that were kept then stand first, whatever is liked now. */
import type { Policy } from './policy.ts'
import type { Cluster, RankedRelease, Reason } from './selection.ts'

export interface PastRomset {
  readonly version: number
  /** Game → the releases that were kept, best first. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** How many a game had. */
  readonly keep: NonNullable<Policy['keep']>
}

/** The same romset after DATs gave releases other names: `names` says which, by the name that the romset knows. */
export function underNewNames(romset: PastRomset, names: ReadonlyMap<string, string>): PastRomset {
  if (names.size === 0) return romset
  const members = [...romset.members].map(([game, releases]): [string, readonly string[]] => [
    game,
    releases.map((name) => names.get(name) ?? name),
  ])
  return { ...romset, members: new Map(members) }
}

/**
 * The same clusters with the members of the romset first. A game that the romset does not have is gone, unless it was
 * covered by compilations that the romset has. Where fewer releases are left than a game may have, or all were kept,
 * others of the game are gone too; else they come after, as they are ranked now, and stand in for what is not owned.
 * `titleOf`: what people call the game of a release.
 */
export function restoreClusters(
  clusters: readonly Cluster[],
  romset: PastRomset,
  titleOf: (release: string) => string,
): Cluster[] {
  const places = placesOf(romset)
  return clusters.flatMap((cluster) => {
    const members = membersOf(cluster, places)
    const [winner] = members
    if (!winner) return isCoveredBy(cluster, places) ? [cluster] : []
    const { keep } = romset
    const isWhole = keep === 'all' || (typeof keep === 'number' && members.length < keep)
    const others = isWhole ? [] : cluster.ranked.filter(({ name }) => !members.some((m) => m.name === name))
    const isSame = winner.name === cluster.ranked[0]?.name
    const reason = reasonOf(romset)
    const ranked = [...members, ...others].map(({ lostTo, ...release }, i) =>
      i === 0 ? release : { ...release, lostTo: (isSame ? lostTo : undefined) ?? reason },
    )
    const title = isSame ? cluster.game : titleOf(winner.name)
    // the newest may have been the oldest too
    const oldest = keep === 'newest+oldest' ? { oldest: (members[1] ?? winner).name } : {}
    return [{ game: title, ranked, excluded: [], ...oldest }]
  })
}

/** Of releases that no DAT lists any more nothing can be owned: they are games that are missing. */
export function unlistedMembers({ members }: PastRomset, listed: ReadonlySet<string>): Cluster[] {
  return [...members].flatMap(([game, releases]) =>
    releases
      .filter((name) => !listed.has(name))
      .map((name) => ({ game, ranked: [{ name, joinedBy: 'alone' as const }], excluded: [] })),
  )
}

/** Names of all releases of clusters, those that are left out too. */
export function releasesOf(clusters: readonly Cluster[]): string[] {
  return clusters.flatMap(({ ranked, excluded }) => [...ranked, ...excluded].map(({ name }) => name))
}

/** Where the oldest of a game counts too, it may stand on another compilation than the newest. */
function isCoveredBy(
  { covered, oldest, oldestCovered }: Cluster,
  members: ReadonlyMap<string, number>,
): boolean {
  const covers = oldest === undefined ? [covered] : [covered, oldestCovered]
  return covers.every((cover) => cover?.by.every((name) => members.has(name)))
}

/** Place of each release in its game. */
function placesOf({ members }: PastRomset): ReadonlyMap<string, number> {
  return new Map([...members.values()].flatMap((releases) => releases.map((name, i) => [name, i] as const)))
}

function membersOf({ ranked, excluded }: Cluster, places: ReadonlyMap<string, number>): RankedRelease[] {
  const all = [...ranked, ...excluded.map(({ name }): RankedRelease => ({ name, joinedBy: 'alone' }))]
  return all
    .filter(({ name }) => places.has(name))
    .toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0))
}

function reasonOf({ version }: PastRomset): Reason {
  return { criterion: 'romset', winner: `kept in romset ${version}`, loser: 'not kept first then' }
}
