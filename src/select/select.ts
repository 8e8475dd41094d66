/** Which release of each game a policy wants. Needs no ROMs: a lock can be made, and checked, without any. */
import type { Mutable } from '../mutable.ts'
import { byCodeUnit } from '../order.ts'
import { boundRankings, type BoundRanking, type OwnRanking } from './grouping/bound.ts'
import type { CloneList } from './clone-lists/clone-list.ts'
import { releaseGroups, type GroupingOptions, type ReleaseGroup } from './grouping/cluster.ts'
import { decidedTitle, pinning, type GroupingDecision } from './decisions.ts'
import { DISC_SET_REASON, discSetOf } from './grouping/discs.ts'
import { filterOf } from './filter.ts'
import { LINK_SOURCES, type LinkSource } from './grouping/link-source.ts'
import { policyFor, type Policy } from './policy.ts'
import { preferencesOf } from './criteria/preferences.ts'
import { ranker, type Ranked } from './criteria/rank.ts'
import type { Cluster, ExcludedRelease, RankedRelease, Release } from './selection.ts'
import { alongWays, type Link } from './grouping/unions.ts'

export interface SelectContext {
  /** Slug of the platform whose releases these are. */
  readonly platform: string
  /** The clone lists of the platform: see `cloneListsOf`. */
  readonly cloneLists?: readonly CloneList[]
  /** What the user decided about releases of the platform. */
  readonly decisions?: readonly GroupingDecision[]
  /** Releases that the user decided to be the best of their game. */
  readonly pins?: readonly string[]
  /** What the user decided that games are called, by the name of a release. */
  readonly titles?: Readonly<Record<string, string>>
}

/**
 * The games of one platform, sorted by title, then by the winner's name. Of a game whose releases are all left out,
 * `ranked` is empty. Releases of one name count once. Throws a `CuratorError` when decisions contradict each other.
 */
export function select(releases: readonly Release[], policy: Policy, context: SelectContext): Cluster[] {
  const selector = createSelector(policy, context)
  return [...selector.add(releases), ...selector.rest()].sort(byGame)
}

/** The order of `select`. */
export function byGame(a: Cluster, b: Cluster): number {
  return byCodeUnit(a.game, b.game) || byCodeUnit(firstName(a), firstName(b))
}

/**
 * The same piece by piece, in no order that means anything: facts are asked for game by game, and of what is decided only
 * the clusters remain. There can be hundreds of thousands of releases.
 */
export interface Selector {
  /** Decides games, all releases of which must be given at once. Those that depend on other games wait. */
  add(releases: readonly Release[]): Cluster[]
  /** The same for games that were grouped by the policy's rules already. */
  addGames(games: Iterable<ReleaseGroup>): Cluster[]
  /** How many games wait. */
  readonly waiting: number
  /** Of those that wait and are a disc of several: the set of discs that it belongs to, or two, for its best and its oldest. */
  discs(): [set: string, release: string][]
  /** Decides the games that waited. To be asked for once, after all others. */
  rest(): Cluster[]
  /** How many games were decided, or wait for it; those that were recalled do not count. */
  readonly decided: number
}

/**
 * How a game was decided before, where nothing that its order depends on is another since; undefined where it is to be
 * decided anew.
 */
export type Recall = (game: ReleaseGroup) => Cluster | undefined

export function createSelector(
  general: Policy,
  context: SelectContext,
  recall: Recall = () => undefined,
): Selector {
  const policy = policyFor(general, context.platform)
  const { platforms } = policy.only ?? {}
  const isWanted = !platforms || platforms.includes(context.platform)
  const filter = filterOf(policy)
  const pinned = pinning(policy, context.pins)
  const rank = ranker(pinned)
  const rankOldest = policy.keep === 'newest+oldest' ? ranker({ ...pinned, revision: 'oldest' }) : undefined
  const mayCover = policy.compilations !== 'keep-all' && (context.cloneLists ?? []).length > 0
  const grouping = groupingOf(policy, context)
  const bound: (Game & OwnRanking)[] = []
  let decided = 0

  function addGames(groups: Iterable<ReleaseGroup>): Cluster[] {
    const clusters: Cluster[] = []
    for (const group of groups) {
      const game = sift(group, filter)
      const known = recall(group)
      const before = known && rankedBefore(known, game.passed)
      const ranked = before ?? rank(game.passed)
      const oldest = oldestOf(game, ranked, known)
      if (!before) decided++
      if (mayCover || isDisc(ranked) || isDisc(oldest)) bound.push({ ...game, ranked, oldest })
      else clusters.push(clusterOf(game, { ranked, oldest: oldest[0]?.release }, context.titles))
    }
    return clusters
  }

  const isDisc = ([best]: readonly Ranked[]): boolean =>
    policy.discs !== 'independent' && best?.release.facts.disc !== undefined

  /** The one of before, but for discs: which that was depended on the others. */
  function oldestOf(
    { passed }: Game,
    ranked: readonly Ranked[],
    known: Cluster | undefined,
  ): readonly Ranked[] {
    if (!rankOldest) return []
    if (!known || passed.some(({ facts }) => facts.disc !== undefined)) return rankOldest(passed)
    return ranked.filter(({ release }) => release.name === known.oldest)
  }

  return {
    add: (releases) => (isWanted ? addGames(releaseGroups(releases, grouping)) : []),
    addGames: (games) => (isWanted ? addGames(games) : []),
    get waiting() {
      return bound.length
    },
    discs() {
      if (policy.discs === 'independent') return []
      return bound.flatMap(({ ranked: [best], oldest: [oldest] }) => {
        const sets = [best, oldest].flatMap((one) => (one && discSetOf(one.release)) ?? [])
        return [...new Set(sets)].map((set): [string, string] => [set, best?.release.name ?? ''])
      })
    },
    rest: () =>
      boundRankings(bound, pinned, rank).flatMap((ranking, i) => {
        const game = bound[i]
        return game ? clusterOf(game, ranking, context.titles) : []
      }),
    get decided() {
      return decided
    },
  }
}

/** Its releases in the order of before; undefined where that was not their own, but that of other discs. */
function rankedBefore({ ranked }: Cluster, releases: readonly Release[]): Ranked[] | undefined {
  const named = new Map(releases.map((release) => [release.name, release]))
  const found = ranked.flatMap(({ name, lostTo }): Ranked[] => {
    const release = named.get(name)
    return release ? [lostTo ? { release, lostTo } : { release }] : []
  })
  const isOwn = found.every(({ lostTo }) => lostTo?.criterion !== DISC_SET_REASON.criterion)
  return isOwn && found.length === releases.length ? found : undefined
}

/** What `clusterReleases` needs, of a policy as it is on one platform. */
export function groupingOf(policy: Policy, { cloneLists, decisions }: SelectContext): GroupingOptions {
  return {
    preferences: preferencesOf(policy),
    ...(cloneLists ? { cloneLists } : {}),
    ...(decisions ? { decisions } : {}),
    ...(policy.groupBy ? { groupBy: policy.groupBy } : {}),
  }
}

/** A game after the policy's hard limits. */
interface Game {
  readonly group: ReleaseGroup
  readonly passed: readonly Release[]
  readonly excluded: readonly ExcludedRelease[]
}

function sift(group: ReleaseGroup, filter: (release: Release) => string | undefined): Game {
  const passed: Release[] = []
  const excluded: ExcludedRelease[] = []
  let before: string | undefined
  for (const release of group.members) {
    if (release.name === before) continue
    before = release.name
    const rule = filter(release)
    if (rule === undefined) passed.push(release)
    else excluded.push({ name: release.name, rule })
  }
  return { group, passed, excluded: excluded.length === 0 ? NONE : excluded }
}

/** Of most games nothing is left out. */
const NONE: readonly ExcludedRelease[] = []

function clusterOf(
  { group, excluded }: Game,
  { ranked, oldest, covered, oldestCovered }: Pick<BoundRanking, 'ranked' | 'oldest'> & Partial<BoundRanking>,
  titles: SelectContext['titles'],
): Cluster {
  const joins = joinsOf(ranked, group)
  const best = ranked[0]?.release ?? group.members[0]
  const own = best?.facts.title ?? ''
  const title = decidedTitle(group.members, titles) ?? own
  const label = title === own ? (best?.facts.label ?? own) : relabelled(best?.facts.label, own, title)
  const releases = ranked.map((entry) => rankedRelease(entry, joins.get(entry.release.name) ?? ALONE))
  // single fields: there can be hundreds of thousands, and what is spread takes several times the memory
  const cluster: Mutable<Cluster> = { game: title, ranked: releases, excluded }
  if (label !== title) cluster.label = label
  if (covered) cluster.covered = covered
  if (oldest) cluster.oldest = oldest.name
  if (oldestCovered) cluster.oldestCovered = oldestCovered
  return cluster
}

/** What tells a game from others of its title stays: `(Disc 2)`. */
function relabelled(label: string | undefined, own: string, title: string): string {
  return label?.startsWith(own) ? title + label.slice(own.length) : title
}

type Join = Pick<RankedRelease, 'joinedBy' | 'joinedVia'>

const ALONE: Join = { joinedBy: 'alone' }
const NO_FACTS = { regions: [], languages: [] } as const

function rankedRelease({ release, lostTo }: Ranked, { joinedBy, joinedVia }: Join): RankedRelease {
  const { name, year, listing } = release
  const ranked: Mutable<RankedRelease> = lostTo ? { name, lostTo, joinedBy } : { name, joinedBy }
  if (joinedVia !== undefined) ranked.joinedVia = joinedVia
  if (listing?.localNames) ranked.localNames = listing.localNames
  const { regions, languages } = release.stated ? release.facts : NO_FACTS
  if (regions.length > 0) ranked.regions = regions
  if (listing?.languages) ranked.languages = listing.languages
  else if (languages.length > 0) ranked.languages = languages
  // MAME and others write `19??` where they do not know
  if (year !== undefined && /^(?:19|20)\d\d$/.test(year)) ranked.year = Number(year)
  return ranked
}

/** Why each release is one game with the winner: the weakest link between them. Of the winner, its strongest. */
function joinsOf(ranked: readonly Ranked[], { members, links }: ReleaseGroup): ReadonlyMap<string, Join> {
  const winner = ranked[0]?.release.name
  const start = members.findIndex(({ name }) => name === winner)
  const joins = new Map<string, Join>()
  if (winner === undefined || ranked.length < 2) return joins
  const passed = new Set(ranked.map(({ release }) => release.name))
  const weakestTo = alongWays<LinkSource, Link<LinkSource> | undefined>(start, links, undefined, weaker)
  let best: Link<LinkSource> | undefined
  for (const [i, { name }] of members.entries()) {
    if (name === winner || joins.has(name) || !passed.has(name)) continue
    const weakest = weakestTo.get(i)
    if (!weakest) continue
    joins.set(name, joinOf(weakest))
    if (!best || strength(weakest) < strength(best)) best = weakest
  }
  if (best) joins.set(winner, joinOf(best))
  return joins
}

function weaker(so: Link<LinkSource> | undefined, link: Link<LinkSource>): Link<LinkSource> {
  return so && strength(so) > strength(link) ? so : link
}

/** 0 is strongest. */
function strength({ source }: Link<LinkSource>): number {
  return LINK_SOURCES.indexOf(source)
}

function joinOf({ source, evidence }: Link<LinkSource>): Join {
  return source === 'decision' || source === 'clone-list' || source === 'dat'
    ? { joinedBy: source, joinedVia: evidence }
    : { joinedBy: source }
}

/** The first release that it names. */
export function firstName({ ranked, excluded }: Cluster): string {
  return ranked[0]?.name ?? excluded[0]?.name ?? ''
}
