/**
 * Finds out which releases are the same game. Every link has a source, and the strongest sources speak first: what the
 * user decided, clone lists, parent and clone in a DAT, equal content, equal names. Each pair is linked on its own
 * evidence, so a DAT that knows few clones takes nothing from what the names tell; and no link joins what a stronger
 * source keeps apart.
 */
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { chains } from './chains.ts'
import type { CloneList } from '../clone-lists/clone-list.ts'
import type { Listing } from '../clone-lists/listing.ts'
import { matchCloneLists } from '../clone-lists/match.ts'
import { pairsOf, refuseContradictions, type Apart, type GroupingDecision } from '../decisions.ts'
import { familiesIn, joinFamilies, type Families } from './families.ts'
import { kindOf } from './kinds.ts'
import { LINK_SOURCES, type LinkSource } from './link-source.ts'
import { differentMedia } from './media-labels.ts'
import { languagesOf, preferencesOf, type Preferences } from '../criteria/preferences.ts'
import type { Release } from '../selection.ts'
import { unions, type Link, type Unions } from './unions.ts'

export interface GroupingOptions {
  readonly cloneLists?: readonly CloneList[]
  readonly decisions?: readonly GroupingDecision[]
  /** Clone lists may depend on the order of regions. Default: that of a policy which names none. */
  readonly preferences?: Preferences
  /** The sources that count. Default: all of them. */
  readonly groupBy?: readonly LinkSource[]
}

export interface ReleaseGroup {
  /** Names the game among those of its platform; stays as long as its releases are named so. */
  readonly key: string
  /** Its other names: a release with one of these keys, or with `key`, may belong to it. */
  readonly otherKeys: readonly string[]
  /** Sorted by name; with what clone lists say of each. */
  readonly members: readonly Release[]
  /** Why they are one game: a tree over the places of the members. */
  readonly links: readonly Link<LinkSource>[]
}

/**
 * Groups come sorted by their first member's name, whatever the order of the input. Throws a `CuratorError` when
 * decisions contradict each other.
 */
export function clusterReleases(releases: readonly Release[], options: GroupingOptions = {}): ReleaseGroup[] {
  return [...releaseGroups(releases, options)]
}

/** The same, each group made when it is asked for: there can be hundreds of thousands. */
export function* releaseGroups(
  releases: readonly Release[],
  options: GroupingOptions = {},
): Generator<ReleaseGroup> {
  const sorted = withListings(releases, options).toSorted((a, b) => byCodeUnit(a.name, b.name) || a.id - b.id)
  const all = sorted.map(placed)
  const sets = linked(all, options)
  const membersOf = chains(
    all.map((_, i) => sets.find(i)),
    all.length,
  )
  const linksOf = chains(
    sets.links.map(({ a }) => sets.find(a)),
    all.length,
  )
  const taken = new Set<string>()
  for (const root of all.keys()) {
    const places = membersOf(root) // a set is named by its smallest member
    if (places.length === 0) continue
    const items = places.flatMap((i) => all[i] ?? [])
    const links = linksOf(root).flatMap((i) => sets.links[i] ?? [])
    yield {
      ...keysOf(items, taken),
      members: items.map(({ release }) => release),
      links: linksWithin(places, links),
    }
  }
}

function linksWithin(places: readonly number[], links: readonly Link<LinkSource>[]): Link<LinkSource>[] {
  if (links.length === 0) return []
  const within = new Map(places.map((i, at) => [i, at]))
  return links.map((link) => ({ ...link, a: within.get(link.a) ?? 0, b: within.get(link.b) ?? 0 }))
}

/** What clone lists say takes the place of what the DAT says. */
function withListings(releases: readonly Release[], options: GroupingOptions): readonly Release[] {
  const { cloneLists = [], preferences = preferencesOf({}), groupBy = LINK_SOURCES } = options
  if (cloneLists.length === 0 || !groupBy.includes('clone-list')) return releases
  const listings = matchCloneLists(releases, cloneLists, preferences)
  return releases.map((release) => {
    const listing = listings.get(release.name)
    if (!listing) return release
    return { ...release, categories: listing.categories ?? release.categories, listing }
  })
}

/** A release with the keys by which it can meet others. */
interface Placed {
  readonly release: Release
  readonly kind: string
  /** `kind|title`. */
  readonly key: string
  /** Which disc of a set; '' where it says none. */
  readonly disc: string
  readonly listing?: Listing
}

function placed(release: Release): Placed {
  const kind = kindOf(release)
  const { listing } = release
  const place = { release, kind, key: nameKey(release, kind), disc: discOf(release) }
  return listing ? { ...place, listing } : place
}

/**
 * Releases with the same key are one game, unless something stronger says otherwise. A clone list's group takes the
 * place of the title; compilations of the same games are one. Nothing stands in for a piece of system software: who
 * needs one needs exactly that one.
 */
export function nameKey({ name, facts, listing }: Release, kind: string): string {
  if (kind === 'bios') return `${kind}|${name}`
  return `${kind}|${coveredKey(listing) ?? spelling(listing?.group ?? facts.shortName)}`
}

/** Without the marks that one release of a game is spelt with and another without: `Rat Attack!`, `Moto-X`, `NHL '97`. */
function spelling(title: string): string {
  if (!/[-!.']/.test(title)) return title
  return title.replace(/(?<=[a-z])[!.](?= |$)|'(?=\d\d)/g, '').replace(/(?<=[a-z])-(?=[a-z])/g, ' ') || title
}

/** Lists say which game it is, or which ones it holds. */
function isListed(listing: Listing | undefined): listing is Listing {
  return listing?.group !== undefined || (listing?.covers.length ?? 0) > 0
}

function coveredKey(listing: Listing | undefined): string | undefined {
  if (!listing || listing.covers.length === 0) return undefined
  return `compilation: ${[...new Set(listing.covers.map(({ group }) => group))].sort(byCodeUnit).join(' + ')}`
}

function linked(all: readonly Placed[], options: GroupingOptions): Unions<LinkSource> {
  const sources = options.groupBy ?? LINK_SOURCES
  const decisions = sources.includes('decision') ? (options.decisions ?? []) : []
  const places = placesOf(all, decisions)
  const aparts = decisions
    .filter(({ verdict }) => verdict === 'different')
    .flatMap((decision) => pairsOf(decision, places).map(([a, b]) => ({ a, b, source: decision.source })))
  let families: Families | undefined
  const sets: Unions<LinkSource> = unions(
    all.length,
    guardOf(all, [...aparts, ...differentMedia(all)], {
      find: (i) => sets.find(i),
      families: () => families,
    }),
  )
  for (const decision of decisions) {
    if (decision.verdict !== 'same') continue
    for (const [a, b] of pairsOf(decision, places)) {
      sets.join({ a, b, source: 'decision', evidence: decision.source })
    }
  }
  refuseContradictions(aparts, sets, (i) => all[i]?.release.name ?? '')
  if (sources.includes('clone-list')) {
    // what is called like a game of a list belongs to it, whether the list mentions it or not
    const listed = new Map<string, string>()
    for (const { listing, key } of all)
      if (isListed(listing) && !listed.has(key)) listed.set(key, listing.source)
    meet(all, sets, 'clone-list', ({ listing, key }) => {
      const evidence = isListed(listing) ? listing.source : listed.get(key)
      return evidence === undefined ? undefined : { key, evidence }
    })
  }
  if (sources.includes('dat')) joinFamilies(all, sets, places)
  if (sources.includes('content')) {
    meet(all, sets, 'content', ({ release: { content }, kind }) =>
      content === undefined || kind === 'bios' ? undefined : { key: `${kind}|${content}`, evidence: content },
    )
  }
  if (!sources.includes('name')) return sets
  const { isAnyApart, isAnyMixed, isMixed } = (families = familiesIn(sets, all))
  const called = ({ key }: Placed) => ({ key, evidence: key })
  meetByLanguage(all, sets, isAnyApart ? undefined : aparts)
  // a release of no family is rather of the one that has no other title
  if (isAnyMixed) meet(all, sets, 'name', (item, i) => (isMixed(sets.find(i)) ? undefined : called(item)))
  meet(all, sets, 'name', called)
  return sets
}

/**
 * Where the user or a DAT parts releases of a title, the others go with those of their language, and not with the first.
 * Of which titles a DAT does may show only in other games: then all are asked.
 */
function meetByLanguage(
  all: readonly Placed[],
  sets: Unions<LinkSource>,
  aparts: readonly Pick<Apart, 'a' | 'b'>[] | undefined,
): void {
  const parted = aparts && new Set(aparts.flatMap(({ a, b }) => [all[a]?.key, all[b]?.key]))
  if (parted?.size === 0) return
  const preferences = preferencesOf({}) // what is one game is the same for all policies
  meet(all, sets, 'name', ({ key, release }) => {
    if (parted && !parted.has(key)) return undefined
    return { key: `${key}|${languagesOf(release, preferences)[0]}`, evidence: key }
  })
}

/** Where those releases stand that decisions name, or DATs as parents. */
function placesOf(
  all: readonly Placed[],
  decisions: readonly GroupingDecision[],
): ReadonlyMap<string, readonly number[]> {
  const named = new Set(decisions.flatMap(({ releases }) => releases))
  for (const { release } of all) for (const parent of release.cloneOf) named.add(parent)
  const places = new Map<string, number[]>()
  for (const [i, { release }] of all.entries()) if (named.has(release.name)) addTo(places, release.name, i)
  return places
}

/**
 * No link joins what decisions keep apart, and none weaker than clone lists joins two of their games. Only the user joins
 * system software.
 */
function guardOf(
  all: readonly Placed[],
  aparts: readonly Pick<Apart, 'a' | 'b'>[],
  { find, families }: { find(i: number): number; families(): Families | undefined },
) {
  const foes = new Map<number, number[]>()
  for (const { a, b } of aparts) {
    addTo(foes, a, b)
    addTo(foes, b, a)
  }
  const listed = new Map<number, Set<string>>()
  for (const [i, { listing, key }] of all.entries()) {
    if (isListed(listing)) listed.set(i, new Set([key]))
  }
  return {
    mayJoin(a: number, b: number, source: LinkSource): boolean {
      if (source === 'decision') return true
      if (all[a]?.kind === 'bios' || all[b]?.kind === 'bios') return false
      if (foes.get(a)?.some((foe) => find(foe) === b)) return false
      if (source === 'clone-list') return true
      if (families()?.mayJoin(a, b) === false) return false
      const left = listed.get(a)
      const right = listed.get(b)
      return !left || !right || [...left].some((key) => right.has(key))
    },
    joined(into: number, from: number): void {
      families()?.joined(into, from)
      for (const foe of foes.get(from) ?? []) addTo(foes, into, foe)
      const keys = listed.get(from)
      if (keys) listed.set(into, new Set([...(listed.get(into) ?? []), ...keys]))
    },
  }
}

/** Joins releases that have a key in common. */
function meet(
  all: readonly Placed[],
  sets: Unions<LinkSource>,
  source: LinkSource,
  markOf: (item: Placed, i: number) => { readonly key: string; readonly evidence: string } | undefined,
): void {
  const known = new Map<string, number[]>()
  for (const [i, item] of all.entries()) {
    const mark = markOf(item, i)
    if (!mark) continue
    const others = known.get(mark.key) ?? []
    const { evidence } = mark
    // those that may not be joined with the first may be joined with each other
    if (!others.some((other) => sets.join({ a: other, b: i, source, evidence }))) addTo(known, mark.key, i)
  }
}

/** Each disc of a set is chosen by itself. */
function discOf({ facts }: Release): string {
  return facts.tags.find(({ kind }) => kind === 'media')?.value?.toLowerCase() ?? ''
}

/**
 * The game is named by the first key of a member that no other game has; where a name's releases are several games, with
 * the name.
 */
function keysOf(members: readonly Placed[], taken: Set<string>): Pick<ReleaseGroup, 'key' | 'otherKeys'> {
  const keys = members.length === 1 ? members.map(({ key }) => key) : distinctKeys(members)
  const { name, id } = members[0]?.release ?? {}
  const key = keys.find((wanted) => !taken.has(wanted)) ?? `${keys[0]}|${name}|${id}`
  taken.add(key)
  const isOnly = keys.length === 1 && keys[0] === key
  return { key, otherKeys: isOnly ? NO_KEYS : keys.filter((other) => other !== key) }
}

function distinctKeys(members: readonly Placed[]): readonly string[] {
  return [...new Set(members.map(({ key }) => key))].sort(byCodeUnit)
}

/** Most games have but one. */
const NO_KEYS: readonly string[] = []
