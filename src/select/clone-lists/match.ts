/** Gathers what clone lists say of each release. */
import { groupBy } from '../../groups.ts'
import type { Preferences } from '../criteria/preferences.ts'
import type { Release } from '../selection.ts'
import { aliasesIn, type Alias } from './agreement.ts'
import { claimsOn, coversOf, gameOf, mostExact, spokenLanguages, type Claim } from './claims.ts'
import type { CloneEntry, CloneList } from './clone-list.ts'
import type { Cover, Listing } from './listing.ts'

/**
 * What the lists say of each release, by its name; of releases no list knows there is nothing. Throws a `CuratorError`
 * when an expression takes too long.
 */
export function matchCloneLists(
  releases: readonly Release[],
  lists: readonly CloneList[],
  preferences: Preferences,
): ReadonlyMap<string, Listing> {
  const spoken = spokenLanguages(releases, lists, preferences)
  const claims = claimsOn(releases, lists, preferences, spoken)
  const aliases = aliasesIn(claims)
  const names = namesBy(aliases)
  const listings = new Map([...claims].map(([name, said]) => [name, listingOf(said, names)]))
  const games = new Set([...listings.values()].map(({ group }) => group))
  const meant = aliases.filter(({ group }) => !games.has(group))
  for (const [name, listing] of calledSo(releases, meant)) if (!claims.has(name)) listings.set(name, listing)
  for (const [name, languages] of spoken) {
    listings.set(name, { ...(listings.get(name) ?? UNLISTED), languages })
  }
  return listings
}

const UNLISTED: Listing = { source: '', superset: false, priority: 1, covers: [] }

/** The game that a claim is about, as all lists call it. */
type NameOf = (claim: Claim) => string

function namesBy(aliases: readonly Alias[]): NameOf {
  if (aliases.length === 0) return gameOf
  const names = new Map<CloneList, Map<string, string>>()
  for (const { list, group, name } of aliases) {
    names.set(list, (names.get(list) ?? new Map<string, string>()).set(group, name))
  }
  return (claim) => names.get(claim.list)?.get(gameOf(claim)) ?? gameOf(claim)
}

/** What is called as one list calls a game belongs to it, though another list has another name for that game. */
function* calledSo(releases: readonly Release[], aliases: readonly Alias[]): Generator<[string, Listing]> {
  if (aliases.length === 0) return
  const called = groupBy(releases, ({ facts }) => facts.shortName)
  for (const { list, group, name } of aliases) {
    const listing = { ...UNLISTED, group: name, source: `${list.name}#${group}` }
    for (const release of called.get(group) ?? []) yield [release.name, listing]
  }
}

/**
 * Of several entries that name a game the most exact one counts, then the first. Compilations and shared supersets add
 * up; and so does what is said of the release without naming a game.
 */
function listingOf(claims: readonly Claim[], nameOf: NameOf): Listing {
  const exact = mostExact(claims)
  const bare = claims.filter(({ entry }) => entry.group === undefined)
  const covering = coversOf(claims, nameOf)
  const own = covering.length > 0 ? undefined : exact[0]
  const first = own ?? covering[0]
  const said = [...bare, ...(first ? [first] : []), ...exact].map(({ entry }) => entry)
  const categories = said.find((entry) => entry.categories)?.categories
  const localNames = said.find((entry) => entry.localNames)?.localNames
  return {
    ...(own ? { group: nameOf(own) } : {}),
    source: sourceOf(first ?? bare[0]),
    superset: own?.entry.role === 'superset',
    priority: first?.entry.priority ?? 1,
    covers: covering.map((claim) => coverOf(claim, nameOf(claim))),
    ...(categories ? { categories } : {}),
    ...(localNames ? { localNames } : {}),
    ...flagged('englishFriendly', said),
    ...flagged('oldest', said),
    ...flagged('mia', said),
    ...flagged('ignore', said),
  }
}

function coverOf(claim: Claim, group: string): Cover {
  const { titlePosition, priority, role } = claim.entry
  return {
    group,
    source: sourceOf(claim),
    priority,
    superset: role === 'superset',
    ...(titlePosition === undefined ? {} : { position: titlePosition }),
  }
}

function sourceOf(claim: Claim | undefined): string {
  if (!claim) return ''
  const { list, entry } = claim
  return `${list.name}#${entry.group ?? entry.term}`
}

type Flag = 'englishFriendly' | 'oldest' | 'mia' | 'ignore'

function flagged<F extends Flag>(flag: F, entries: readonly CloneEntry[]): { [K in F]?: true } {
  return entries.some((entry) => entry[flag]) ? ({ [flag]: true } as { [K in F]?: true }) : {}
}
